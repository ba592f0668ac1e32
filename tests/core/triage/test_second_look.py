"""The second look: who is read twice, and that both readings come together in scores, reasons and route."""

from dataclasses import replace

import numpy as np
import pytest

from parlour.core.nouns.assessment import Assessment
from parlour.core.nouns.post import Post
from parlour.core.triage.encoder import said_from
from parlour.core.triage.kernel import assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.knowledge.triage.load import load_fast_triage, load_triage

KNOWLEDGE = load_triage()
FAST = load_fast_triage()
COLD = "I have now explained this to four of you. I shall not explain it to a fifth."


def scores(text: str, knowledge: TriageKnowledge, *, addressed: bool = True) -> dict[str, float]:
    return dict(assess_posts([Post(id="x", text=text, addressed=addressed)], knowledge)[0].scores)


@pytest.mark.parametrize(
    ("text", "addressed", "twice"),
    [
        (COLD, True, True),
        ("What a lovely day in the park this is", False, False),
        ("Это сообщение написано по-русски, и его никто не понял.", True, False),
        ("", True, False),
    ],
    ids=["said to us", "said to nobody", "not understood", "nothing to read"],
)
def test_read_twice(text: str, addressed: bool, twice: bool) -> None:
    both, one = (scores(text, knowledge, addressed=addressed) for knowledge in (KNOWLEDGE, FAST))
    assert (both != one) is twice


def test_what_leaves_the_first_look_unsure_is_read_twice_whoever_it_is_said_to() -> None:
    doubtful = replace(
        KNOWLEDGE.thresholds,
        doubtful={"sensitive.health": 0.0},
        high=dict(KNOWLEDGE.thresholds.high) | {"sensitive.health": 1.1, "attack.toxicity": 1.1, "attack.threat": 1.1},
    )
    unsure = replace(KNOWLEDGE, thresholds=doubtful)
    text = "What a lovely day in the park this is"
    assert scores(text, unsure, addressed=False) != scores(text, FAST, addressed=False)


def test_joined_log_odds_are_the_calibrated_sum_of_both() -> None:
    second = KNOWLEDGE.second
    assert second
    place = KNOWLEDGE.meaning.outputs.index("heat")
    parts = second.encoder.read(COLD).parts
    chance = scores(COLD, FAST)["heat"]
    english = KNOWLEDGE.meaning.languages.index("en")
    expected = (
        second.linear[english, place] * np.log(chance / (1 - chance))
        + second.encoded[english, place] * parts[:, place].mean()
        + second.shift[english, place]
    )
    found = scores(COLD, KNOWLEDGE)["heat"]
    assert np.log(found / (1 - found)) == pytest.approx(expected, abs=1e-9)


def test_without_the_encoder_the_fast_path_judges_under_its_own_name() -> None:
    assert KNOWLEDGE.fast.second is None
    assert KNOWLEDGE.fast.model == f"{KNOWLEDGE.model} fast"
    assert scores(COLD, KNOWLEDGE.fast) == scores(COLD, FAST)
    assert FAST.fast == FAST
    assert FAST.model == KNOWLEDGE.fast.model


def test_in_a_flood_the_outputs_that_decide_are_those_of_the_fast_path() -> None:
    post = Post(id="x", text=COLD, sectors=("finance",), thread=("Hello?",))
    (brief,), (fast,) = (assess_posts([post], knowledge) for knowledge in (FAST.brief(), FAST))
    assert brief.scores == {name: score for name, score in fast.scores.items() if name in brief.scores}
    assert (brief.route, brief.unsure, brief.intent, brief.topics) == (fast.route, fast.unsure, None, ())


def test_same_text_is_read_the_same_beside_any_other() -> None:
    (alone,) = assess_posts([Post(id="x", text=COLD)], KNOWLEDGE)
    _, beside = assess_posts([Post(id="a", text="thanks " * 300), Post(id="x", text=COLD)], KNOWLEDGE)
    assert (beside.route, beside.topics, beside.reasons) == (alone.route, alone.topics, alone.reasons)
    assert dict(beside.scores) == pytest.approx(dict(alone.scores), abs=1e-9)


def assess_one(text: str) -> Assessment:
    return assess_posts([Post(id="x", text=text)], KNOWLEDGE)[0]


def test_reasons_of_both_readings_stand_on_words() -> None:
    text = "The parcel came open, half of it is missing, and nobody answers me."
    reasons = [reason for reason in assess_one(text).reasons if reason.output == "complaint"]
    assert reasons
    assert all(text[reason.start : reason.end].isalpha() for reason in reasons)
    assert [reason.weight for reason in reasons] == sorted((reason.weight for reason in reasons), reverse=True)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("@shop Where is it?", 6),
        ("@shop @other@social.example.org  Where is it?", 33),
        (" @a.b-c\nWhere", 8),
        ("Where is @shop?", 0),
        ("@shop", 0),
        ("@shop ok", 0),
        ("mail@shop.example Where", 0),
        ("", 0),
    ],
)
def test_encoder_reads_behind_the_handles_a_post_begins_with(text: str, begin: int) -> None:
    assert said_from(text) == begin


def test_whom_a_post_is_addressed_to_changes_nothing_of_what_the_encoder_reads_in_it() -> None:
    assert KNOWLEDGE.second
    encoder = KNOWLEDGE.second.encoder
    (bare, said, _), (pieces, heard, _) = (encoder.read(text) for text in (COLD, f"@shop @help {COLD}"))
    assert np.array_equal(said, heard)
    assert [*pieces.start[1:-1]] == [place + len("@shop @help ") for place in bare.start[1:-1]]
    assert [*pieces.end[1:-1]] == [place + len("@shop @help ") for place in bare.end[1:-1]]
    assert (pieces.start[0], pieces.end[-1]) == (0, 0)


@pytest.mark.parametrize(
    ("text", "tagged", "heard"),
    [
        ("Stuck at Paddington for an hour", ["Paddington"], []),
        ("my order never came and your driver malcolm laughed at me", [], ["malcolm"]),
        ("spoke to Brandon and he hung up on me", ["Brandon"], ["Brandon"]),
    ],
    ids=["a place the tagger took for somebody", "a driver it overlooked", "both know him"],
)
def test_who_is_a_person_is_heard_by_the_encoder(text: str, tagged: list[str], heard: list[str]) -> None:
    def people(knowledge: TriageKnowledge) -> list[str]:
        (assessment,) = assess_posts([Post(id="x", text=text, addressed=True)], knowledge)
        return [text[one.start : one.end] for one in assessment.personal_data if one.kind == "person"]

    assert (people(FAST), people(KNOWLEDGE)) == (tagged, heard)

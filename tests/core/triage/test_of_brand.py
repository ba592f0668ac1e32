"""What a brand's labels taught moves its scores, keeps families whole, and leaves everything else alone."""

import pytest

from parlour.core.nouns.assessment import Assessment
from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts
from parlour.core.triage.knowledge import Recalibration
from parlour.knowledge.triage.load import load_triage

KNOWLEDGE = load_triage()
TEXT = "My parcel is two weeks late and nobody answers me, this is a joke"


def taught(**shifts: tuple[float, float]) -> Recalibration:
    return Recalibration(3, KNOWLEDGE.weights, {name.replace("__", "."): pair for name, pair in shifts.items()})


def judge(recalibration: Recalibration | None, *, thread: tuple[str, ...] = ()) -> Assessment:
    return assess_posts([Post(id="x", text=TEXT, thread=thread)], KNOWLEDGE.of_brand(recalibration))[0]


def odds(chance: float) -> float:
    return chance / (1 - chance)


def test_a_shift_multiplies_the_odds_of_its_output_alone() -> None:
    plain, shifted = judge(None), judge(taught(heat=(1.0, -1.0)))
    assert odds(shifted.scores["heat"]) == pytest.approx(odds(plain.scores["heat"]) * 0.367879, rel=1e-4)
    assert {**shifted.scores, "heat": 0} == {**plain.scores, "heat": 0}


def test_moods_still_sum_to_one() -> None:
    shifted = judge(taught(sentiment__negative=(1.0, -1.5)))
    moods = [chance for name, chance in shifted.scores.items() if name.startswith("sentiment.")]
    assert sum(moods) == pytest.approx(1.0)
    assert shifted.scores["sentiment.negative"] < judge(None).scores["sentiment.negative"]


def test_the_name_tells_which_lesson_judged() -> None:
    lesson = taught(heat=(1.0, 0.5))
    assert judge(lesson).model == f"{KNOWLEDGE.weights} own-3"
    assert KNOWLEDGE.fast.of_brand(lesson).model == f"{KNOWLEDGE.weights} own-3 fast"
    assert KNOWLEDGE.brief().of_brand(lesson).model.endswith("own-3 brief")
    assert len(KNOWLEDGE.brief().of_brand(lesson).model) <= 40


def test_a_lesson_of_other_weights_does_not_count() -> None:
    assert KNOWLEDGE.of_brand(Recalibration(1, "older", {"heat": (1.0, 1.0)})) is KNOWLEDGE
    assert KNOWLEDGE.of_brand(None) is KNOWLEDGE


def test_escalation_is_compared_by_what_holds_for_all_brands() -> None:
    thread = ("Where is my parcel?",)
    plain, shifted = judge(None, thread=thread), judge(taught(heat=(1.0, -1.5)), thread=thread)
    assert shifted.scores["escalation"] == plain.scores["escalation"]

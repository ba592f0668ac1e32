"""Correcting: a label under a name, the case follows at once, and a later word wins."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from parlour.core.triage.kernel import assess_posts
from parlour.store import assessments
from parlour.store.models import Agent, Assessment, Brand, Case, Correction, Event, EventPayload, Membership, PostText
from parlour.usecases.assess import assess_waiting
from parlour.usecases.correct import Corrected, NothingToCorrectError, UnknownLabelError, correct, spoken_of
from parlour.usecases.house import House
from parlour.usecases.receive import Receipt
from tests.usecases.conftest import NOW

CALM = "Hello, is the shop in the old town open on Sunday?"
ANGRY = "This is outrageous, the worst service ever, I am furious and fed up with you!"


@pytest.fixture
def ines(hearing_brand: Brand) -> Agent:
    agent = Agent.objects.create(username="ines", name="Ines Brandt", initials="IB")
    Membership.objects.create(brand=hearing_brand, agent=agent, role="agent")
    return agent


@pytest.fixture
def opened(hear_lines: Callable[..., Receipt], still_house: House) -> Callable[..., Case]:
    """The case of these texts of one person in one thread, judged as they really are."""

    def make(*texts: str, name: str = "1", author: str = "mara") -> Case:
        lines: list[dict[str, Any]] = [
            {"id": f"{name}-{place}", "text": text, "author": author, "mentions": ["marlow@lobby.example"],
             "created_at": f"2026-03-01T11:0{place}:00Z"} | ({"in_reply_to": f"{name}-0"} if place else {})
            for place, text in enumerate(texts)
        ]  # fmt: skip
        hear_lines(*lines)
        while assess_waiting(still_house):
            pass
        return Case.objects.get(person__address=author)

    return make


@pytest.fixture
def say(ines: Agent, still_house: House) -> Callable[..., Corrected]:
    """Ines says something of the newest post of a case, or of another."""

    def said(case: Case, *, post: int | None = None, version: int = 1, **labels: str) -> Corrected:
        number = post or spoken_of(case, most=5)[0].assessment.post_id
        given = {name.replace("__", "."): value for name, value in labels.items()}
        done = correct(case, post=number, version=version, labels=given, agent=ines, house=still_house)
        case.refresh_from_db()
        return done

    return said


Open = Callable[..., Case]
Say = Callable[..., Corrected]


def test_a_label_keeps_what_triage_said_and_who_says_otherwise(opened: Open, say: Say, ines: Agent) -> None:
    case = opened(CALM)
    say(case, complaint="yes")
    row = Correction.objects.get()
    judged = Assessment.objects.get()
    assert (row.output, row.said, row.value, row.agent, row.at) == ("complaint", "no", "yes", ines, NOW)
    assert (row.model, row.chance) == (judged.model, judged.result.get("complaint"))


def test_a_sensitive_label_takes_the_case_aside_and_back(opened: Open, say: Say) -> None:
    case = opened(CALM)
    assert case.route == "lobby"
    done = say(case, sensitive__health="yes")
    assert (case.route, done.rerouted, done.before) == ("parlour", True, {"sensitive.health": ""})
    assert {"word": "sensitive", "seconds": 900} in case.reasons
    assert case.promise_at - case.act_by == timedelta(seconds=sum(one["seconds"] for one in case.reasons))
    assert say(case, sensitive__health="").rerouted
    assert case.route == "lobby"
    assert "sensitive" not in [one["word"] for one in case.reasons]


def test_a_route_said_by_a_person_wins_over_what_follows_from_labels(opened: Open, say: Say) -> None:
    case = opened(CALM)
    say(case, sensitive__health="yes", route="lobby")
    assert case.route == "lobby"


def test_anger_that_was_none_gives_its_place_back(opened: Open, say: Say) -> None:
    case = opened(ANGRY)
    early = case.act_by
    assert "angry" in [one["word"] for one in case.reasons]
    assert say(case, heat="no").moved
    assert case.act_by > early
    assert "angry" not in [one["word"] for one in case.reasons]
    assert Assessment.objects.get().heat == pytest.approx(Assessment.objects.get().result["heat"], abs=0.01)
    say(case, heat="")
    assert abs(case.act_by - early) < timedelta(seconds=15)  # of a chance two places are kept


def test_the_words_that_decide_are_listed_as_public_or_private_as_they_were_said(opened: Open, say: Say) -> None:
    case = opened(ANGRY)
    Case.objects.update(summary_private=True)
    say(case, heat="no")
    assert not Case.objects.get(pk=case.pk).summary_private


def test_another_angry_post_keeps_the_case_where_it_was(opened: Open, say: Say) -> None:
    case = opened(ANGRY, "You are the worst company I have ever dealt with, disgusting! I am so angry!")
    first = Assessment.objects.order_by("post_id")[0].post_id
    before = case.act_by
    say(case, post=first, heat="no")
    assert "angry" in [one["word"] for one in case.reasons]
    assert case.act_by - before < timedelta(minutes=5)


def test_what_was_answered_before_moves_no_case_forward(opened: Open, say: Say) -> None:
    case = opened(CALM, "And on Monday?")
    Case.objects.update(answered_at=NOW + timedelta(minutes=1), summary="something newer", act_by=NOW)
    first = Assessment.objects.order_by("post_id")[0].post_id
    assert not say(case, post=first, heat="yes").moved
    assert case.act_by == NOW


def test_a_case_that_does_not_wait_for_us_keeps_its_place(opened: Open, say: Say) -> None:
    case = opened(CALM)
    Case.objects.update(state="waiting")
    assert not say(case, heat="yes").moved


def test_the_event_holds_labels_and_no_words(opened: Open, say: Say, ines: Agent) -> None:
    case = opened(CALM)
    say(case, sensitive__health="yes")
    event = Event.objects.get(verb="corrected")
    post = Assessment.objects.get().post_id
    assert (event.stream, event.actor, event.cause) == (f"case:{case.pk}", f"agent:{ines.pk}", f"post:{post}")
    told = json.loads(bytes(EventPayload.objects.get(event=event).body))
    assert told["labels"] == {"sensitive.health": {"before": "", "now": "yes"}}
    assert told["route"] == "parlour"
    assert "shop" not in json.dumps(told)


def test_a_later_word_wins_and_the_earlier_one_stays_as_history(opened: Open, say: Say) -> None:
    case = opened(CALM)
    say(case, heat="yes")
    assert say(case, heat="no").before == {"heat": "yes"}
    rows = Correction.objects.filter(output="heat").order_by("id").values_list("value", "current")
    assert list(rows) == [("yes", False), ("no", True)]


def test_saying_the_same_again_is_nothing_new(opened: Open, say: Say) -> None:
    case = opened(CALM)
    say(case, heat="yes")
    assert say(case, heat="yes").before == {}
    assert (Correction.objects.count(), Event.objects.filter(verb="corrected").count()) == (1, 1)


def test_a_topic_that_was_not_told_can_be_added(opened: Open, say: Say) -> None:
    case = opened(CALM)
    say(case, topics__contract="yes")
    assert Correction.objects.values_list("output", "said", "chance", "value").get() == (
        "topics.contract", "no", None, "yes",
    )  # fmt: skip


def test_what_triage_never_judged_cannot_be_labelled(opened: Open, say: Say) -> None:
    with pytest.raises(UnknownLabelError):
        say(opened(CALM), charm="yes")


@pytest.mark.parametrize("gone", [{"version": 2}, {"post": 999_999}])
def test_words_that_are_no_longer_there_cannot_be_labelled(opened: Open, say: Say, gone: dict[str, int]) -> None:
    with pytest.raises(NothingToCorrectError):
        say(opened(CALM), **gone, heat="yes")


def test_redacted_words_cannot_be_labelled(opened: Open, say: Say) -> None:
    case = opened(CALM)
    post = Assessment.objects.get().post_id
    PostText.objects.update(redacted_at=NOW, text="")
    with pytest.raises(NothingToCorrectError):
        say(case, post=post, heat="yes")


def test_a_case_of_another_person_is_not_touched(opened: Open, say: Say) -> None:
    case, other = opened(CALM), opened(ANGRY, name="2", author="kim")
    with pytest.raises(NothingToCorrectError):
        say(case, post=spoken_of(other, most=1)[0].assessment.post_id, heat="no")


def test_a_closer_look_leaves_what_a_person_has_labelled(opened: Open, say: Say, still_house: House) -> None:
    case = opened(ANGRY)
    Assessment.objects.update(model="weights brief")
    say(case, heat="no")
    (spoken,) = spoken_of(case, most=1)
    texts = assessments.load([spoken.text.pk])
    judged = assess_posts([text.post for text in texts], still_house.knowledge.triage)
    assert assessments.rewrite(list(zip(texts, judged, strict=True)), at=NOW) == {}
    assert Assessment.objects.get().model == "weights brief"

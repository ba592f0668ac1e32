"""Whether somebody grows angrier: only where there is an earlier text, and compared with it."""

import pytest

from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts
from parlour.knowledge.triage.load import load_triage

KNOWLEDGE = load_triage()
CALM = "Hello, could you tell me when my parcel will arrive?"
ANGRY = "This is a disgrace! I have been waiting for weeks, answer me at last, you useless liars!"


def escalation(text: str, *earlier: str) -> float | None:
    return assess_posts([Post(id="x", text=text, thread=earlier)], KNOWLEDGE)[0].scores.get("escalation")


def test_without_an_earlier_text_nothing_can_be_said() -> None:
    assert escalation(ANGRY) is None


def test_anger_after_a_calm_question_escalates_and_thanks_do_not() -> None:
    angrier, calmer = escalation(ANGRY, CALM), escalation("Thank you so much, it has come.", ANGRY)
    assert angrier is not None
    assert calmer is not None
    assert angrier > 0.5 > calmer


def test_same_anger_escalates_less_after_anger() -> None:
    after_calm, after_anger = escalation(ANGRY, CALM), escalation(ANGRY, ANGRY)
    assert after_calm is not None
    assert after_anger is not None
    assert after_calm > after_anger


def test_who_writes_again_waits_already() -> None:
    once, again = (assess_posts([Post(id="x", text=CALM, thread=t)], KNOWLEDGE)[0] for t in ((), (CALM, CALM)))
    assert again.scores["urgency"] > once.scores["urgency"]


@pytest.mark.parametrize("earlier", [[""], ["\ud800"], ["x" * 100_000], ["a"] * 500])
def test_any_earlier_text_will_do(earlier: list[str]) -> None:
    found = escalation(CALM, *earlier)
    assert found is not None
    assert 0 <= found <= 1


def test_no_sign_of_escalation_counts_against_it() -> None:
    assert (KNOWLEDGE.escalation[:-1] >= 0).all()
    assert (KNOWLEDGE.escalation[:-1] > 0).any()

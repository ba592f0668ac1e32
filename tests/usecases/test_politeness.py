"""How polite a reply is: told in English, where it was measured, and nowhere else."""

import pytest

from parlour.core.triage.knowledge import TriageKnowledge
from parlour.knowledge import load
from parlour.usecases.politeness import politeness

PAIRS = [
    ("Thank you for telling us, and sorry for the wait. Could you send us your number, please?", "Give us the number."),
    ("We are happy to help. Would Thursday suit you?", "Thursday. Take it or leave it."),
    ("Sorry, that is our mistake. Thank you for your patience.", "Stop whining, read the manual."),
]


@pytest.fixture(scope="module")
def triage() -> TriageKnowledge:
    return load().triage


@pytest.mark.parametrize(("kind", "rude"), PAIRS)
def test_kind_words_are_politer_than_rude_ones(kind: str, rude: str, triage: TriageKnowledge) -> None:
    assert politeness(kind, triage)["politeness"] > 0.8 > politeness(rude, triage)["politeness"]


@pytest.mark.parametrize(
    "text", ["", "🙂", "Danke für Ihre Geduld, wir kümmern uns darum.", "Merci de votre patience !", "東京の天気です"]
)
def test_nothing_is_told_where_nothing_was_measured(text: str, triage: TriageKnowledge) -> None:
    assert politeness(text, triage) == {}


def test_a_score_is_a_share_of_one(triage: TriageKnowledge) -> None:
    told = politeness("Hello there, we have seen your message and will look at it today.", triage)
    assert list(told) == ["politeness"]
    assert 0 <= told["politeness"] <= 1

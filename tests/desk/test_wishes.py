"""What somebody wants, in one line: only what is likely, and in words of the desk."""

import pytest

from parlour.core.nouns.assessment import SCHEME
from parlour.desk.wishes import INTENTS, TOPICS, wish
from parlour.learning import own_posts


@pytest.mark.parametrize(
    ("label", "p", "topics", "line"),
    [
        ("refund", 0.7, ["delivery", "price"], "Wants money back. About: delivery, prices."),
        ("refund", 0.49, ["delivery"], "About: delivery."),
        ("talk", 0.9, [], "Wants nothing of you."),
        ("refund", 0.2, [], ""),
        ("of a later version", 0.9, ["of a later version"], ""),
    ],
)
def test_wish(label: str, p: float, topics: list[str], line: str) -> None:
    assert wish({"intent": {"scheme": SCHEME, "label": label, "p": p}, "topics": topics}) == line


def test_assessment_of_an_earlier_version_wishes_nothing() -> None:
    assert wish({"language": "en"}) == ""


def test_there_is_a_word_for_every_intent_and_topic() -> None:
    assert set(INTENTS) == set(own_posts.INTENTS)
    assert set(TOPICS) == set(own_posts.TOPICS)

"""What triage said as labels, and what follows when a person says otherwise."""

from typing import Any

import pytest

from parlour.core.triage.knowledge import Thresholds
from parlour.core.triage.labels import (
    Said,
    asked_whole,
    corrected_route,
    corrected_scores,
    is_whole,
    said_of,
    scores_of,
)

BARS = Thresholds(
    high={"heat": 0.5, "sensitive.health": 0.33, "sensitive.legal": 0.33, "attack.toxicity": 0.5, "attack.spam": 0.5},
    doubtful={"sensitive.health": 0.2, "sensitive.legal": 0.2, "attack.toxicity": 0.35},
    language=0.5,
    topic=0.5,
    understood=("en", "de"),
)
PLAIN: dict[str, Any] = {"language": "en", "sentiment": {"negative": 0.7, "neutral": 0.3}, "heat": 0.6,
         "intent": {"scheme": "care", "label": "refund", "p": 0.8}, "topics": ["price"], "unsure": False}  # fmt: skip


def test_everything_that_was_judged_is_a_label() -> None:
    assert said_of({**PLAIN, "sensitive": {"health": 0.4}, "one_reply": 0.2}, "parlour", BARS) == {
        "route": Said("parlour", None),
        "language": Said("en", None),
        "sentiment": Said("negative", 0.7),
        "intent": Said("refund", 0.8),
        "heat": Said("yes", 0.6),
        "sensitive.health": Said("yes", 0.4),
        "sensitive.legal": Said("no", None),
        "attack.toxicity": Said("no", None),
        "attack.spam": Said("no", None),
        "complaint": Said("no", None),
        "urgency": Said("no", None),
        "one_reply": Said("no", 0.2),
        "topics.price": Said("yes", None),
    }


def test_what_a_flood_left_out_is_no_label() -> None:
    brief = {name: value for name, value in PLAIN.items() if name not in ("intent", "topics")}
    assert {"intent", "one_reply", "topics.price"} & said_of(brief, "lobby", BARS).keys() == set()


def test_of_an_empty_assessment_only_the_route_is_known() -> None:
    assert said_of({}, "human", BARS) == {"route": Said("human", None)}


def test_scores_are_named_with_dots() -> None:
    result = {**PLAIN, "sensitive": {"health": 0.4}, "attack": {"spam": 1}}
    assert scores_of(result) == {
        "sentiment.negative": 0.7, "sentiment.neutral": 0.3, "heat": 0.6, "sensitive.health": 0.4, "attack.spam": 1.0,
    }  # fmt: skip


def test_what_a_person_said_is_certain() -> None:
    labels = {"heat": "no", "sensitive.health": "yes", "topics.price": "no", "route": "lobby", "sentiment": "positive"}
    assert corrected_scores({"heat": 0.6, "urgency": 0.2}, labels) == {
        "heat": 0.0, "urgency": 0.2, "sensitive.health": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("result", "route", "labels", "becomes"),
    [
        ({}, "lobby", {}, "lobby"),
        ({}, "lobby", {"heat": "yes"}, "lobby"),
        ({}, "lobby", {"route": "kindness"}, "kindness"),
        ({}, "lobby", {"sensitive.health": "yes"}, "parlour"),
        ({}, "lobby", {"sensitive.health": "yes", "route": "lobby"}, "lobby"),
        ({}, "watch", {"sensitive.health": "yes"}, "watch"),
        ({}, "lobby", {"attack.toxicity": "yes"}, "kindness"),
        ({}, "lobby", {"attack.toxicity": "yes", "sensitive.legal": "yes"}, "parlour"),
        ({}, "lobby", {"attack.spam": "yes"}, "lobby"),
        ({"sensitive": {"health": 0.4}}, "parlour", {"sensitive.health": "no"}, "lobby"),
        ({"sensitive": {"health": 0.4, "legal": 0.5}}, "parlour", {"sensitive.health": "no"}, "parlour"),
        ({"sensitive": {"health": 0.4, "legal": 0.25}}, "parlour", {"sensitive.health": "no"}, "human"),
        ({"sensitive": {"health": 0.25}}, "human", {"sensitive.health": "no"}, "lobby"),
        ({"sensitive": {"health": 0.4}, "personal_data": [{}]}, "parlour", {"sensitive.health": "no"}, "parlour"),
        ({"language": "fr"}, "human", {"language": "en"}, "lobby"),
        ({"language": "fr", "sensitive": {"health": 0.9}}, "human", {"language": "de"}, "parlour"),
        ({"language": "fr", "sensitive": {"health": 0.9}}, "human", {"attack.toxicity": "no"}, "human"),
        ({"language": "fr"}, "human", {"sensitive.health": "yes"}, "parlour"),
        ({"attack": {"toxicity": 0.8}}, "kindness", {"attack.toxicity": "no"}, "lobby"),
    ],
)
def test_where_a_corrected_post_belongs(
    result: dict[str, Any], route: str, labels: dict[str, str], becomes: str
) -> None:
    assert corrected_route({**PLAIN, **result}, route, labels, BARS) == becomes


def test_chance_asks_for_the_whole_of_one_post_in_twenty_and_asks_again_for_the_same() -> None:
    asked = [post for post in range(20_000) if asked_whole(post)]
    assert 900 < len(asked) < 1_100
    assert [post for post in asked if not asked_whole(post)] == []


@pytest.mark.parametrize(
    ("left_out", "whole"), [(None, True), ("heat", False), ("route", False), ("sensitive.legal", False)]
)
def test_a_post_is_judged_whole_when_nothing_was_left_out(left_out: str | None, whole: bool) -> None:
    said = {*said_of({**PLAIN}, "lobby", BARS)} - {left_out, "topics.price", "intent", "one_reply"}
    assert is_whole(said, BARS) == whole

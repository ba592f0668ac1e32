"""What triage said as labels, and what follows when a person says otherwise."""

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import Thresholds, TriageKnowledge
from parlour.core.triage.labels import (
    Said,
    asked_whole,
    corrected_route,
    corrected_scores,
    is_whole,
    said_of,
    scores_of,
)
from parlour.core.triage.route import choose_route
from parlour.knowledge.triage.load import load_fast_triage

BARS = Thresholds(
    high={"heat": 0.5, "urgency": 0.5, "sensitive.health": 0.33, "sensitive.legal": 0.33, "attack.toxicity": 0.5,
          "attack.spam": 0.5},
    doubtful={"urgency": 0.4, "sensitive.health": 0.2, "sensitive.legal": 0.2, "attack.toxicity": 0.35},
    language=0.5,
    topic=0.5,
    understood=("en", "de"),
)  # fmt: skip
PLAIN: dict[str, Any] = {"language": "en", "sentiment": {"negative": 0.7, "neutral": 0.3}, "heat": 0.6,
         "intent": {"scheme": "care", "label": "refund", "p": 0.8}, "topics": ["price"], "unsure": False}  # fmt: skip
NAME: dict[str, Any] = {"kind": "person", "start": 0, "end": 3, "confidence": 0.9}
PHONE: dict[str, Any] = {"kind": "phone", "start": 4, "end": 16, "confidence": 0.9}


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
        ({"sensitive": {"health": 0.4}, "personal_data": [PHONE]}, "parlour", {"sensitive.health": "no"}, "parlour"),
        ({"sensitive": {"health": 0.4}, "personal_data": [NAME]}, "parlour", {"sensitive.health": "no"}, "lobby"),
        ({"language": "fr", "personal_data": [NAME]}, "human", {"language": "en"}, "lobby"),
        ({"language": "fr", "personal_data": [NAME, PHONE]}, "parlour", {"language": "en"}, "parlour"),
        ({"urgency": 0.45, "unsure": True}, "human", {"sensitive.health": "no"}, "human"),
        ({"urgency": 0.45, "unsure": True}, "human", {"urgency": "no"}, "lobby"),
        ({"urgency": 0.45, "unsure": True}, "human", {"sensitive.health": "yes"}, "parlour"),
        ({"urgency": 0.45, "sensitive": {"health": 0.4}}, "parlour", {"sensitive.health": "no"}, "human"),
        ({"unsure": True}, "human", {"sensitive.health": "no"}, "human"),
        ({"unsure": True}, "human", {"language": "en"}, "lobby"),
        ({"unsure": True, "sensitive": {"health": 0.9}}, "human", {"attack.toxicity": "no"}, "human"),
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


def test_whoever_confirms_a_language_leaves_the_post_where_triage_would_have_sent_it() -> None:
    chances = product([0.1, 0.45, 0.6], [0.1, 0.25, 0.9], [0.1, 0.4, 0.9])
    cases = [*product(chances, ["en", "fr"], [(), (NAME,), (NAME, PHONE)], [True, False])]
    scores, languages, data, addressed = zip(*cases, strict=True)
    batch = Batch(
        texts=["x"] * len(cases),
        sectors=[()] * len(cases),
        threads=[()] * len(cases),
        addressed=np.array(addressed),
        readable=np.ones(len(cases), np.bool_),
        scores=np.array(scores),
        language_known=np.array([language in BARS.understood for language in languages]),
        personal_data=[tuple(PersonalDatum(**datum) for datum in found) for found in data],
    )
    judged = choose_route(batch, _asking("urgency", "sensitive.health", "attack.toxicity"))
    results = [
        {"language": language, "urgency": urgency, "sensitive": {"health": health}, "attack": {"toxicity": toxicity},
         "personal_data": found, "unsure": unsure}
        for ((urgency, health, toxicity), language, found, _), unsure in zip(cases, judged.unsure, strict=True)
    ]  # fmt: skip
    routes = [route.value for route in judged.route]
    corrected = [
        corrected_route(result, route, {"language": result["language"]}, BARS)
        for result, route in zip(results, routes, strict=True)
    ]
    assert corrected == routes
    assert {*routes} == {"lobby", "parlour", "kindness", "human", "watch"}


def _asking(*outputs: str) -> TriageKnowledge:
    knowledge = load_fast_triage()
    meaning = replace(knowledge.meaning.only(["urgency"] * len(outputs)), outputs=outputs)
    return replace(knowledge, meaning=meaning, thresholds=BARS)


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

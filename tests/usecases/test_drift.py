"""Drift of a brand: weeks beside the weeks before, from what was really assessed."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from parlour.store.models import Agent, Assessment, Brand, ChannelAccount, Correction, Handle, Post
from parlour.usecases.drift import TOO_FEW, drift, lines
from parlour.usecases.house import House
from tests.usecases.conftest import NOW

WEEK = timedelta(days=7)


@pytest.fixture
def assessed(hearing_brand: Brand, hearing_account: ChannelAccount) -> Any:
    """So many posts that were assessed some days ago."""
    author = Handle.objects.create(brand=hearing_brand, network="archive", address="mara")

    def make(count: int, *, days: float, heat: float, language: str = "en", unsure: bool = False) -> None:
        at, first = NOW - timedelta(days=days), Post.objects.count()
        random = np.random.default_rng(first)
        posts = Post.objects.bulk_create(
            Post(brand=hearing_brand, network="archive", origin_uri=f"u{first + place}", author=author,
                 created_at=at, received_at=at, thread_id=1)
            for place in range(count)
        )  # fmt: skip
        told = {"language": language, "unsure": unsure, "intent": {"label": "fault", "p": 0.7}}
        heats = np.clip(random.normal(heat, 0.1, count), 0, 1).round(2).tolist()
        Assessment.objects.bulk_create(
            Assessment(brand=hearing_brand, post=post, version=1, route="lobby", model="weights", assessed_at=at,
                       result={**told, "heat": heats[place], "topics": ["price"] if place % 2 else []})
            for place, post in enumerate(posts)
        )  # fmt: skip

    return make


def test_nothing_is_said_of_a_brand_that_heard_little(assessed: Any, hearing_brand: Brand, still_house: House) -> None:
    assessed(20, days=1, heat=0.5)
    report = drift(hearing_brand, weeks=1, house=still_house)
    (week,) = report["weeks"]
    assert (week["posts"], week["unsure"], week["languages"], report["alarms"]) == (20, TOO_FEW, TOO_FEW, 0)
    assert week["outputs"]["heat"] == {
        "yes": TOO_FEW, "yes_before": TOO_FEW, "mean": TOO_FEW, "mean_before": TOO_FEW, "moved": TOO_FEW,
    }  # fmt: skip
    assert list(lines(report)) == [f"week from 2026-02-22, 20 posts: {TOO_FEW}: 100 posts on both sides needed"]


def test_a_week_of_another_kind_is_loud(assessed: Any, hearing_brand: Brand, still_house: House) -> None:
    for days in (8, 15, 22):
        assessed(150, days=days, heat=0.3)
    assessed(150, days=1, heat=0.7, language="de", unsure=True)
    report = drift(hearing_brand, weeks=2, house=still_house)
    calm, loud = report["weeks"]
    assert (calm["outputs"]["heat"]["moved"]["alarm"], loud["outputs"]["heat"]["moved"]["alarm"]) == (False, True)
    assert loud["outputs"]["heat"]["yes"]["value"] > 0.9 > loud["outputs"]["heat"]["yes_before"]["value"]
    assert loud["outputs"]["topics.price"]["yes"]["value"] == 0.5
    assert loud["outputs"]["route.lobby"]["yes"]["value"] == 1.0
    assert (loud["languages"], loud["unsure"]["value"], loud["models"]) == ({"de": 1.0}, 1.0, {"weights": 150})
    assert report["reference"]["posts"] == 300
    assert report["alarms"] == 1
    assert [line.partition(": ")[2].partition(" (")[0] for line in lines(report)] == ["nothing moved", "heat"]


def test_labels_are_counted_in_the_week_they_were_given(
    assessed: Any, hearing_brand: Brand, still_house: House
) -> None:
    assessed(120, days=1, heat=0.6)
    agent = Agent.objects.create(username="ines", name="Ines Brandt", initials="IB")
    Correction.objects.bulk_create(
        Correction(brand=hearing_brand, post=post, version=1, output="heat", said="yes", agent=agent, at=NOW - WEEK / 2,
                   value="no" if place < 30 else "yes")
        for place, post in enumerate(Post.objects.order_by("id"))
    )  # fmt: skip
    (week,) = drift(hearing_brand, weeks=1, house=still_house)["weeks"]
    assert (week["labels"]["given"], week["labels"]["corrected"]) == (120, 30)
    right = week["outputs"]["heat"]["labels"]["triage_right"]
    assert right["value"] == 0.75
    assert right["low"] < 0.75 < right["high"]


def test_another_brand_is_not_counted(assessed: Any, still_house: House) -> None:
    assessed(5, days=1, heat=0.5)
    other = Brand.objects.create(slug="krone", name="Krone")
    assert drift(other, weeks=1, house=still_house)["weeks"][0]["posts"] == 0

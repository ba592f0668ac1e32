"""Recalibrating: what agents said of a brand's posts changes how the next ones are judged, for that brand alone."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from parlour.store import corrections
from parlour.store.corrections import read_recalibration, recalibration_of
from parlour.store.models import Agent, Assessment, Brand, Case, Correction, Event, EventPayload, Membership, PostText
from parlour.usecases.assess import assess_waiting
from parlour.usecases.correct import correct, spoken_of
from parlour.usecases.house import House
from parlour.usecases.recalibrate import examples, forget, recalibrate, study
from parlour.usecases.receive import Receipt

CHEERFUL = ("Lovely shop, thank you number {}!", "Love the new {} tea, thanks!", "Great service from desk {}, cheers!")
CROSS = (
    "Order {} is still not here, this is ridiculous!",
    "I am fed up with your broken app, error {} again!",
    "Worst support ever, {} calls and nobody helps me!",
)
Open = Callable[[int], list[Case]]


def quiet(done: int, of: int) -> None:
    assert done <= of


@pytest.fixture
def ines(hearing_brand: Brand) -> Agent:
    agent = Agent.objects.create(username="ines", name="Ines Brandt", initials="IB")
    Membership.objects.create(brand=hearing_brand, agent=agent, role="agent")
    return agent


@pytest.fixture
def opened(hear_lines: Callable[..., Receipt], still_house: House) -> Open:
    """So many cases, half of them cheerful and half cross, judged as they really are and answered."""

    def make(count: int) -> list[Case]:
        lines: list[dict[str, Any]] = [
            {"id": f"p{place}", "text": (CHEERFUL, CROSS)[place % 2][place % 3].format(place), "author": f"a{place}",
             "mentions": ["marlow@lobby.example"], "created_at": "2026-03-01T11:00:00Z"}
            for place in range(count)
        ]  # fmt: skip
        hear_lines(*lines)
        while assess_waiting(still_house):
            pass
        Case.objects.update(state="resolved", resolved_at=still_house.clock())
        return list(Case.objects.order_by("id"))

    return make


def label(cases: list[Case], agent: Agent, house: House, value: Callable[[int], str]) -> None:
    for place, case in enumerate(cases):
        (spoken,) = spoken_of(case, most=1)
        post = spoken.assessment.post_id
        correct(case, post=post, version=1, labels={"heat": value(place)}, agent=agent, house=house)


def test_a_brand_whose_people_only_sound_angry_is_judged_so_from_then_on(
    opened: Open, ines: Agent, still_house: House, hearing_brand: Brand
) -> None:
    """Of the cross posts a sixth were angry, say its agents; the cheerful ones never were."""
    cases = opened(60)
    said = {place: "yes" if place % 12 == 1 else "no" for place in range(60)}
    label(cases, ines, still_house, lambda place: said[place])
    learnt = study(hearing_brand, house=still_house, tell=quiet)
    assert learnt["heat"].labels == 60
    assert learnt["heat"].kept, learnt["heat"].why
    assert recalibrate(hearing_brand, learnt, house=still_house) == 1
    kept = recalibration_of(hearing_brand.pk)
    assert kept is not None
    assert kept.shifts["heat"][1] < -0.3
    told = json.loads(bytes(EventPayload.objects.get(event__verb="recalibrated").body))
    assert read_recalibration(told) == kept
    assert Event.objects.get(verb="recalibrated").stream == f"brand:{hearing_brand.pk}"


def test_the_worker_goes_by_it_with_the_next_post(
    hear_lines: Callable[..., Receipt], still_house: House, hearing_brand: Brand
) -> None:
    other = Brand.objects.create(slug="krone", name="Krone")
    assert recalibration_of(hearing_brand.pk) is None
    wanted = {"number": 4, "model": still_house.knowledge.triage.weights, "shifts": {"heat": [1.0, -1.2]}}
    post = {
        "text": CROSS[2],
        "author": "kim",
        "mentions": ["marlow@lobby.example"],
        "created_at": "2026-03-01T11:00:00Z",
    }
    heats = []
    for name, settings in (("before", {}), ("after", {"recalibration": wanted})):
        Brand.objects.filter(pk=hearing_brand.pk).update(settings=settings)
        hear_lines({"id": name, **post})
        assert assess_waiting(still_house) == 1
        heats.append(Assessment.objects.order_by("-post_id")[0])
    assert (heats[1].heat or 0) < (heats[0].heat or 0)
    assert " own-4" in heats[1].model
    assert recalibration_of(other.pk) is None


def test_too_few_labels_write_nothing(opened: Open, ines: Agent, still_house: House, hearing_brand: Brand) -> None:
    label(opened(6), ines, still_house, lambda place: ("no", "yes")[place % 2])
    learnt = study(hearing_brand, house=still_house, tell=quiet)
    assert learnt["heat"].why == "Not enough data: 6 of 30 labels."
    assert recalibrate(hearing_brand, learnt, house=still_house) == 0
    assert not Event.objects.filter(verb="recalibrated").exists()


def test_no_labels_at_all_say_nothing(still_house: House, hearing_brand: Brand) -> None:
    assert study(hearing_brand, house=still_house, tell=quiet) == {}


def test_a_lesson_can_be_forgotten_once(still_house: House, hearing_brand: Brand) -> None:
    weights = still_house.knowledge.triage.weights
    hearing_brand.settings = {
        "undo_seconds": 5,
        "recalibration": {"number": 2, "model": weights, "shifts": {"heat": [1, 1]}},
    }
    hearing_brand.save()
    assert forget(hearing_brand, house=still_house) == 3
    assert forget(hearing_brand, house=still_house) == 0
    hearing_brand.refresh_from_db()
    assert hearing_brand.settings["undo_seconds"] == 5
    kept = recalibration_of(hearing_brand.pk)
    assert still_house.knowledge.triage.of_brand(kept) is still_house.knowledge.triage


def test_examples_tell_each_label_as_outputs(
    opened: Open, ines: Agent, still_house: House, hearing_brand: Brand
) -> None:
    case = opened(1)[0]
    (spoken,) = spoken_of(case, most=1)
    said, wanted = spoken.said["sentiment"].value, spoken.said["intent"].value
    labels = {"heat": "yes", "sentiment": "negative", "intent": wanted, "topics.price": "yes", "route": "human",
              "language": "de"}  # fmt: skip
    correct(case, post=spoken.assessment.post_id, version=1, labels=labels, agent=ines, house=still_house)
    assert said == "positive"
    assert list(examples(hearing_brand)) == [
        {
            "id": f"marlow-{spoken.assessment.post_id}-1",
            "text": CHEERFUL[0].format(0),
            "language": "de",
            "labels": {
                "heat": True,
                "sentiment.negative": True,
                "sentiment.positive": False,
                f"intent.{wanted}": True,
                "topics.price": True,
            },
        }
    ]


def test_words_that_were_taken_away_teach_nothing(
    opened: Open, ines: Agent, still_house: House, hearing_brand: Brand
) -> None:
    label(opened(2), ines, still_house, lambda place: "yes")  # noqa: ARG005
    PostText.objects.filter(post=Correction.objects.order_by("id")[0].post_id).update(redacted_at=still_house.clock())
    assert len(corrections.labels(hearing_brand.pk)) == len(list(examples(hearing_brand))) == 1

"""What the desk shows where a network keeps one reply of ours: the words that would be overwritten, before they are."""

from dataclasses import replace

import pytest
from django.test import Client

from parlour.knowledge import Knowledge
from parlour.store.models import Outbox
from parlour.usecases import house as the_real
from parlour.usecases.house import House
from parlour.usecases.send import send_due
from tests.desk import factory
from tests.usecases.lobby import EVERYTHING, Clock, Line, Network

FIRST = "We are sorry to read this, Mara. IB"
SECOND = "Thank you, Mara. A colleague looks into it. IB"
TAKES_THE_PLACE = "This takes the place of:"


@pytest.fixture
def review_house(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> House:
    """A house whose one network keeps one reply to each post."""
    clock = Clock(factory.AT)
    network = Network(clock, can=replace(EVERYTHING, one_reply=True, private_message=False))
    house = House(knowledge=knowledge, clock=clock, connect=lambda _account: Line(network))
    monkeypatch.setattr(the_real, "_built", [house])
    return house


def post(desk: Client, case: int, text: str) -> str:
    """The page that asks once more, after which the words are submitted."""
    asked = desk.post(f"/cases/{case}/replies/public/confirmation", {"text": text})
    desk.post(f"/cases/{case}/replies/public", {"text": text, "expected": str(asked.context["reading"].shown)})
    return asked.content.decode()


def test_the_words_that_would_be_overwritten_are_shown(
    desk: Client, marlow: factory.House, review_house: House
) -> None:
    case = factory.case(marlow)
    assert TAKES_THE_PLACE not in post(desk, case.pk, FIRST)
    review_house.clock.forward(11)  # type: ignore[attr-defined]
    send_due(review_house)
    asked = post(desk, case.pk, SECOND)
    assert (TAKES_THE_PLACE in asked, FIRST in asked, SECOND in asked) == (True, True, True)


def test_a_second_person_sees_them_too(desk: Client, marlow: factory.House, review_house: House) -> None:
    case = factory.case(marlow)
    factory.customer(marlow, case.person, ("phone", "+44 7700 900114", "crm"))
    post(desk, case.pk, FIRST)
    review_house.clock.forward(11)  # type: ignore[attr-defined]
    send_due(review_house)
    post(desk, case.pk, "We will ring you on +44 7700 900114.")
    proposed = Outbox.objects.get(state="proposed")
    page = desk.get(f"/approvals/{proposed.pk}").content.decode()
    assert (TAKES_THE_PLACE in page, FIRST in page) == (True, True)

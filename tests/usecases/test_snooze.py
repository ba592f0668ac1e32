"""Sleeping: until a moment ahead, woken by hand or by the clock."""

from dataclasses import replace
from datetime import timedelta

import pytest

from parlour.core.lifecycle import IllegalStepError
from parlour.knowledge import Knowledge
from parlour.store.models import Event
from parlour.usecases.house import House
from parlour.usecases.resolve import resolve
from parlour.usecases.snooze import NotAheadError, snooze, wake, wake_due
from tests.desk import factory
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def still(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: AT)


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


def test_snooze_then_wake(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    assert snooze(case, until=AT + timedelta(hours=1), agent=ines, house=still).state == "snoozed"
    woken = wake(case, agent=ines, house=still)
    assert (woken.state, woken.snoozed_until) == ("open", None)
    assert list(Event.objects.order_by("seq").values_list("verb", flat=True)) == ["snoozed", "woken"]


@pytest.mark.parametrize("seconds", [0, -1])
def test_snooze_until_a_moment_that_is_past_is_refused(marlow: factory.House, still: House, seconds: int) -> None:
    with pytest.raises(NotAheadError):
        snooze(factory.case(marlow), until=AT + timedelta(seconds=seconds), agent=factory.agent(marlow), house=still)


def test_resolved_case_does_not_sleep(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    resolve(case, agent=ines, house=still)
    with pytest.raises(IllegalStepError):
        snooze(case, until=AT + timedelta(hours=1), agent=ines, house=still)


def test_wake_due_wakes_what_is_due_and_nothing_else(marlow: factory.House, still: House) -> None:
    ines = factory.agent(marlow)
    early, late = factory.case(marlow), factory.case(marlow, person=factory.handle(marlow, "b@x.example"))
    snooze(early, until=AT + timedelta(minutes=1), agent=ines, house=still)
    snooze(late, until=AT + timedelta(minutes=3), agent=ines, house=still)
    later = replace(still, clock=lambda: AT + timedelta(minutes=2))
    assert (wake_due(house=later), wake_due(house=later)) == (1, 0)
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.state, late.state) == ("open", "snoozed")

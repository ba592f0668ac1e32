"""Assigning: on record once, never to somebody of another house."""

import pytest

from parlour.knowledge import Knowledge
from parlour.store.models import Event
from parlour.usecases.assign import NotAColleagueError, assign
from parlour.usecases.house import House
from tests.desk import factory
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def still(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: AT)


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


def test_assign_is_recorded_with_who_had_it_before(marlow: factory.House, still: House) -> None:
    case, ines, tom = factory.case(marlow), factory.agent(marlow), factory.agent(marlow, "Tom Ruiz")
    assign(case, to=ines, agent=tom, house=still)
    assert assign(case, to=tom, agent=tom, house=still).assignee == tom
    events = Event.objects.filter(stream=f"case:{case.pk}").order_by("seq")
    assert [(event.verb, event.actor) for event in events] == [("assigned", f"agent:{tom.pk}")] * 2
    assert bytes(events[1].payload.body) == f'{{"from":{ines.pk},"to":{tom.pk}}}'.encode()


def test_assign_to_whom_it_belongs_already_records_nothing(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    assign(case, to=None, agent=ines, house=still)
    assert Event.objects.count() == 0


def test_assign_to_somebody_of_another_brand_is_refused(marlow: factory.House, still: House) -> None:
    stranger = factory.agent(factory.house("krone", name="Krone"), "Uta Krone")
    with pytest.raises(NotAColleagueError):
        assign(factory.case(marlow), to=stranger, agent=factory.agent(marlow), house=still)

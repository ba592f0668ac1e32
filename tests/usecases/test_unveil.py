"""Each look at something private is on record."""

import pytest

from parlour.knowledge import Knowledge
from parlour.store.models import Event, Unveiling
from parlour.usecases.house import House
from parlour.usecases.unveil import unveil_customer, unveil_fact
from tests.desk import factory
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def still(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: AT)


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


def test_every_look_is_kept_and_recorded(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    known = factory.customer(marlow, case.person, ("order", "4711", "crm"))
    fact = known.facts.get()
    unveil_fact(case, fact, agent=ines, house=still)
    unveil_fact(case, fact, agent=ines, house=still)
    unveil_customer(case, known, agent=ines, house=still)
    looks = Unveiling.objects.order_by("id").values_list("agent", "customer", "fact", "case", "at")
    assert list(looks) == [(ines.pk, known.pk, seen, case.pk, AT) for seen in (fact.pk, fact.pk, None)]
    assert Event.objects.filter(stream=f"case:{case.pk}", verb="unveiled").count() == 3


def test_record_of_a_look_does_not_hold_what_was_seen(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    fact = factory.customer(marlow, case.person, ("order", "4711", "crm")).facts.get()
    unveil_fact(case, fact, agent=ines, house=still)
    assert b"4711" not in bytes(Event.objects.get().payload.body)

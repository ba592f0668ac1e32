"""Being done, and taking that back."""

import pytest

from parlour.core.lifecycle import IllegalStepError
from parlour.knowledge import Knowledge
from parlour.store.models import Event
from parlour.usecases.house import House
from parlour.usecases.resolve import reopen, resolve
from tests.desk import factory
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def still(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: AT)


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


def test_resolve_then_reopen(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    done = resolve(case, agent=ines, house=still)
    assert (done.state, done.resolved_at) == ("resolved", AT)
    again = reopen(case, agent=ines, house=still)
    assert (again.state, again.resolved_at) == ("open", None)
    told = [("resolved", f"agent:{ines.pk}", AT), ("reopened", f"agent:{ines.pk}", AT)]
    assert list(Event.objects.order_by("seq").values_list("verb", "actor", "at")) == told


def test_resolving_twice_is_refused_and_records_nothing_more(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    resolve(case, agent=ines, house=still)
    with pytest.raises(IllegalStepError):
        resolve(case, agent=ines, house=still)
    assert Event.objects.count() == 1

"""Saying that a notice was seen to."""

import pytest

from parlour.knowledge import Knowledge
from parlour.store.models import Event, Notice
from parlour.usecases.close_notice import close_notice
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


def test_notice_is_closed_once_and_under_a_name(marlow: factory.House, still: House) -> None:
    ines = factory.agent(marlow)
    notice = Notice.objects.create(brand=marlow.brand, kind="gap", about="account:1", text="Look.", raised_at=AT)
    assert (close_notice(notice, agent=ines, house=still), close_notice(notice, agent=ines, house=still)) == (
        True,
        False,
    )
    notice.refresh_from_db()
    assert (notice.closed_at, notice.closed_by, Event.objects.count()) == (AT, ines, 1)

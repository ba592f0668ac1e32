"""Who is at a case just now."""

from datetime import datetime

import orjson
import psycopg
import pytest

from parlour.knowledge import Knowledge
from parlour.store.live import listening_dsn
from parlour.store.models import Case, Event, Presence
from parlour.usecases.house import House
from parlour.usecases.presence import GONE_AFTER, be_there, leave, who_is_there
from tests.desk import factory
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def still(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: AT)


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


def named(case: Case, *, now: datetime) -> list[tuple[str, str]]:
    return [(one.agent.name, one.writing) for one in who_is_there(case, now=now)]


def test_heartbeats_keep_one_row_and_those_who_write_come_first(marlow: factory.House, still: House) -> None:
    case, ines, tom = factory.case(marlow), factory.agent(marlow), factory.agent(marlow, "Tom Ruiz")
    be_there(case, agent=ines, writing="", house=still)
    be_there(case, agent=tom, writing="", house=still)
    be_there(case, agent=tom, writing="public", house=still)
    assert named(case, now=AT) == [("Tom Ruiz", "public"), ("Ines Brandt", "")]
    assert (Presence.objects.count(), Event.objects.count()) == (2, 0)


def test_silence_means_gone(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    be_there(case, agent=ines, writing="", house=still)
    assert named(case, now=AT + GONE_AFTER) == []


def test_leaving_keeps_that_they_were_there(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    be_there(case, agent=ines, writing="public", house=still)
    leave(case, agent=ines, house=still)
    assert (named(case, now=AT), Presence.objects.count()) == ([], 1)


@pytest.mark.django_db(transaction=True)
def test_colleagues_are_told_of_changes_only(still: House) -> None:
    house = factory.house()
    case, ines = factory.case(house), factory.agent(house)
    with psycopg.connect(listening_dsn(), autocommit=True) as listener:
        listener.execute("listen parlour_desk")
        for writing in ("", "", "public", "public"):
            be_there(case, agent=ines, writing=writing, house=still)
        leave(case, agent=ines, house=still)
        heard = [orjson.loads(note.payload) for note in listener.notifies(timeout=1, stop_after=4)]
    assert heard == [{"brand": house.brand.pk, "what": "presence", "ids": [case.pk]}] * 3

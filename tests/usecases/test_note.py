"""Slips for colleagues."""

import pytest

from parlour.knowledge import Knowledge
from parlour.store.models import Event, Note
from parlour.usecases.house import House
from parlour.usecases.note import LONGEST, NothingWrittenError, note
from tests.desk import factory
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def still(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: AT)


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


def test_note_is_pinned_and_recorded(marlow: factory.House, still: House) -> None:
    case, ines = factory.case(marlow), factory.agent(marlow)
    slip = note(case, text="  She called twice.\0 ", agent=ines, house=still)
    assert (slip.text, slip.author, slip.at) == ("She called twice.\ufffd", ines, AT)
    event = Event.objects.get()
    assert (event.stream, event.verb, event.cause) == (f"case:{case.pk}", "noted", f"note:{slip.pk}")


@pytest.mark.parametrize("text", ["", " \n\t", "x" * (LONGEST + 1)])
def test_note_without_words_or_too_long_is_refused(marlow: factory.House, still: House, text: str) -> None:
    with pytest.raises(NothingWrittenError):
        note(factory.case(marlow), text=text, agent=factory.agent(marlow), house=still)
    assert (Note.objects.count(), Event.objects.count()) == (0, 0)

"""What the guest is told of us: that we have read, and that we are writing."""

import pytest

from parlour.store.models import Case, Room
from parlour.usecases import converse, enter
from parlour.usecases.assess import assess_waiting
from parlour.usecases.room_presence import mark_read, mark_typing
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import case, come_in, inside, token  # noqa: F401 - the fixtures of a room

__all__ = ("case", "inside", "token")


@pytest.fixture(autouse=True)
def _triage(lobby: Lobby, knowledge: object) -> None:
    lobby.knowledge = knowledge  # type: ignore[assignment]


def test_case_without_a_room_has_nothing_to_mark(lobby: Lobby) -> None:
    plain = lobby.case()
    assert (mark_read(plain, house=lobby.house), mark_typing(plain, house=lobby.house)) == (False, False)


def test_reading_is_told_once_for_what_is_new(lobby: Lobby, case: Case, inside: enter.Entered) -> None:
    mark_read(case, house=lobby.house)
    lobby.clock.forward(5)
    converse.say(inside.visit, "Hello?", house=lobby.house)
    assess_waiting(lobby.house)
    room = Room.objects.get()
    assert [entry.read for entry in converse.entries(room, house=lobby.house)] == [False]
    case.refresh_from_db()
    lobby.clock.forward(5)
    assert [mark_read(case, house=lobby.house), mark_read(case, house=lobby.house)] == [True, False]
    room.refresh_from_db()
    assert [entry.read for entry in converse.entries(room, house=lobby.house)] == [True]


def test_typing_is_told_every_few_seconds_at_most(lobby: Lobby, case: Case, inside: enter.Entered) -> None:
    assert mark_typing(case, house=lobby.house)
    lobby.clock.forward(converse.TYPING_SECONDS / 2)
    assert not mark_typing(case, house=lobby.house)
    lobby.clock.forward(1)
    assert mark_typing(case, house=lobby.house)
    assert Room.objects.get().agent_typing_at == lobby.clock()

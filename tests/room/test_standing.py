"""A room is drawn anew for whatever its guest would see otherwise, and for nothing else."""

from collections.abc import Callable

import pytest

from parlour.room import drawing
from parlour.room.drawing import Drawn, Place
from parlour.store.models import Case, Room, RoomVisit
from parlour.usecases import converse, room_presence
from parlour.usecases.enter import leave
from parlour.usecases.send import send_due
from tests.room.conftest import Browser
from tests.usecases.lobby import Lobby

Change = Callable[[Lobby, RoomVisit], None]


@pytest.fixture
def visit(lobby: Lobby, phone: Browser, door: str, monkeypatch: pytest.MonkeyPatch) -> RoomVisit:
    """A guest who is in and has said something; drawings use the test's own connection."""
    monkeypatch.setattr(drawing, "_known", type(drawing._known)())
    phone.come_in(lobby, door)
    phone.say("Good evening.")
    return RoomVisit.objects.select_related("room__move__case__person", "room__move__case__brand").get()


def place_of(visit: RoomVisit) -> Place:
    return Place(visit.brand_id, visit.room.move.case_id, visit.room_id)


def guest_says(lobby: Lobby, visit: RoomVisit) -> None:
    converse.say(visit, "There is more.", house=lobby.house)


def agent_says(lobby: Lobby, visit: RoomVisit) -> None:
    lobby.submit(Case.objects.get(pk=visit.room.move.case_id), "Good evening to you.", purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)


def agent_reads(lobby: Lobby, visit: RoomVisit) -> None:
    room_presence.mark_read(visit.room.move.case, house=lobby.house)


def agent_writes(lobby: Lobby, visit: RoomVisit) -> None:
    room_presence.mark_typing(visit.room.move.case, house=lobby.house)


def guest_leaves(lobby: Lobby, visit: RoomVisit) -> None:
    leave(visit, house=lobby.house)


def room_goes(lobby: Lobby, visit: RoomVisit) -> None:
    Room.objects.filter(pk=visit.room_id).update(erased_at=lobby.clock())


def visit_ends(lobby: Lobby, visit: RoomVisit) -> None:
    lobby.clock.now = visit.expires_at


CHANGES = (guest_says, agent_says, agent_reads, agent_writes, guest_leaves, room_goes, visit_ends)


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_guest_would_see_otherwise_is_drawn(lobby: Lobby, visit: RoomVisit, change: Change) -> None:
    before = drawing.draw_apart(place_of(visit))
    change(lobby, visit)
    after = drawing.draw_apart(place_of(visit))
    assert after != before
    assert after == drawing._draw(place_of(visit), lobby.house)


def guest_types(lobby: Lobby, visit: RoomVisit) -> None:
    converse.mark_typing(visit, house=lobby.house)


def guest_looks(lobby: Lobby, visit: RoomVisit) -> None:
    lobby.clock.forward(1)
    converse.mark_seen(visit, house=lobby.house)


def agent_proposes(lobby: Lobby, visit: RoomVisit) -> None:
    lobby.submit(Case.objects.get(pk=visit.room.move.case_id), "Good evening to you.", purpose="private")


@pytest.mark.parametrize("change", [guest_types, guest_looks, agent_proposes])
def test_what_changes_nothing_in_the_room_is_not_drawn(
    lobby: Lobby, visit: RoomVisit, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawing.draw_apart(place_of(visit))
    drawings: list[Drawn] = []
    monkeypatch.setattr(drawing, "_draw", lambda *_: drawings.append(before))
    change(lobby, visit)
    assert (drawing.draw_apart(place_of(visit)), drawings) == (before, [])


def test_somebody_who_writes_is_told_each_time_and_then_no_more(lobby: Lobby, visit: RoomVisit) -> None:
    agent_writes(lobby, visit)
    assert [drawing.draw_apart(place_of(visit)).again for _ in range(2)] == [True, True]
    lobby.clock.forward(converse.TYPING_SECONDS + 1)
    assert not drawing.draw_apart(place_of(visit)).again


def test_drawings_of_few_rooms_are_kept(lobby: Lobby, visit: RoomVisit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "ROOMS_KNOWN", 0)
    drawing.draw_apart(place_of(visit))
    assert not drawing._known

"""Drawing a live room for everybody inside, only where its guests would see something else than before."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

import orjson
from django.db import Error, connections

from parlour.room.talk_view import draw
from parlour.store.models import Room, RoomVisit
from parlour.usecases.house import House, the_house
from parlour.usecases.proven import PROVEN_BY, still_proves
from parlour.usecases.room_standing import standing

ROOMS_KNOWN: Final = 500  # whose last drawing is kept, a few kilobytes each


@dataclass(frozen=True, slots=True)
class Place:
    """A room, and the case whose changes concern it."""

    brand: int
    case: int
    room: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message to the browsers inside, the visits still allowed in, and whether the same again is news."""

    message: bytes
    visits: frozenset[int]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What was drawn of a room last, and what it followed from."""

    standing: tuple[Any, ...]
    drawn: Drawn


_known: OrderedDict[Place, Known] = OrderedDict()


def draw_apart(place: Place) -> Drawn:
    """Draw a room in the hub's own thread; the database connection is given back once all rooms of a beat are drawn.

    Most of what is told of a case changes nothing in its room; that is seen before anything is drawn.
    """
    try:
        house = the_house()
        # Looked at before it is drawn: what changes in between makes the next look differ.
        stands, known = standing(place.brand, place.room, house=house), _known.pop(place, None)
        drawn = known.drawn if known is not None and known.standing == stands else _draw(place, house)
    except Error:  # of the database: the next room gets a connection that works
        connections.close_all()
        raise
    if stands is not None and not drawn.again:
        _known[place] = Known(stands, drawn)
        if len(_known) > ROOMS_KNOWN:
            _known.popitem(last=False)
    return drawn


def _draw(place: Place, house: House) -> Drawn:
    rooms = Room.objects.of(place.brand).select_related("move__case__person", "move__case__brand")
    room = rooms.filter(pk=place.room, erased_at=None).first()
    if room is None:
        return Drawn(b"", frozenset())
    lasting = RoomVisit.objects.of(place.brand).filter(room=room, ended_at=None, expires_at__gt=house.clock())
    told = draw(room, house=house)
    visits = frozenset(visit.pk for visit in lasting.select_related(*PROVEN_BY) if still_proves(visit))
    # Browsers forget by themselves that somebody writes, so each time it is told counts.
    return Drawn(b"data: " + orjson.dumps(told) + b"\n\n", visits, again=bool(told["typing"]))

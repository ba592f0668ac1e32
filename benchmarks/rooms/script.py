"""Who says what when: in every room guest and agent take turns; at the end something is said in all rooms at once."""

from collections.abc import Iterable
from dataclasses import dataclass

BURST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """Words to say: their number, the room (counted from 0), the side, and when, in seconds from the beginning."""

    number: int
    room: int
    by_guest: bool
    at: float


def steady(rooms: int, *, rate: float, seconds: float) -> list[Line]:
    """Even in time and over the rooms, both sides alike."""
    return [
        Line(number, room=number % rooms, by_guest=(number + number // rooms) % 2 == 0, at=number / rate)
        for number in range(int(rate * seconds))
    ]


def burst(rooms: int, *, first: int) -> list[Line]:
    """Words for every room within BURST_SECONDS, half of them by guests. Numbers are counted from `first`."""
    return [
        Line(first + room, room=room, by_guest=room % 2 == 0, at=room * BURST_SECONDS / rooms) for room in range(rooms)
    ]


def of_room(lines: Iterable[Line], room: int) -> frozenset[int]:
    """What must be shown in a room."""
    return frozenset(line.number for line in lines if line.room == room)

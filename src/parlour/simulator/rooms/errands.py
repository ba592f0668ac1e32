"""Errands: what takes a while, such as asking another server for a page, done beside the play and one at a time."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from parlour.simulator.agenda import Agenda
from parlour.simulator.clock import Clock

Errand = Callable[[], Callable[[], None]]
"""Takes its time away from the play, and answers what is to happen in the play because of it."""
_MOST_WAITING = 200


class Errands(Protocol):
    """How errands are done."""

    def run(self, errand: Errand) -> bool:
        """Has it done; False when too many wait already."""


class AtOnce:
    """While everybody waits: for a play that is rehearsed on a clock that is moved by hand."""

    def run(self, errand: Errand) -> bool:
        """Done when this returns."""
        errand()()
        return True


class InTurn:
    """In a thread, one after the other; what comes of each is entered into the agenda. Made in a running event loop."""

    def __init__(self, agenda: Agenda, clock: Clock) -> None:
        self._agenda = agenda
        self._clock = clock
        self._waiting: asyncio.Queue[Errand] = asyncio.Queue(_MOST_WAITING)

    def run(self, errand: Errand) -> bool:
        """From the event loop."""
        if self._waiting.full():
            return False
        self._waiting.put_nowait(errand)
        return True

    async def work(self) -> None:
        """Does them for ever; cancel it to end it."""
        while True:
            errand = await self._waiting.get()
            self._agenda.at(self._clock(), await asyncio.to_thread(errand))

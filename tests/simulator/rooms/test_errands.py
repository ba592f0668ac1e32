"""Errands are done beside the play, one at a time, and what comes of them happens in the play."""

import asyncio
import threading

from parlour.simulator.agenda import Agenda
from parlour.simulator.clock import ManualClock
from parlour.simulator.rooms.errands import AtOnce, InTurn


def test_at_once_everything_has_happened() -> None:
    happened: list[str] = []

    def errand() -> object:
        happened.append("errand")
        return lambda: happened.append("then")

    assert AtOnce().run(errand)  # type: ignore[arg-type]
    assert happened == ["errand", "then"]


def test_in_turn_they_are_done_elsewhere_and_come_back_through_the_agenda() -> None:
    happened: list[tuple[str, bool]] = []
    agenda, clock = Agenda(), ManualClock()

    async def play() -> None:
        here = threading.get_ident()
        rung = asyncio.Event()
        agenda.bell = rung.set

        def errand() -> object:
            happened.append(("errand", threading.get_ident() == here))
            return lambda: happened.append(("then", threading.get_ident() == here))

        errands = InTurn(agenda, clock)
        assert [errands.run(errand) for _ in range(201)] == [True] * 200 + [False]  # type: ignore[arg-type]
        working = asyncio.create_task(errands.work())
        await asyncio.wait_for(rung.wait(), 10)
        working.cancel()
        agenda.run(clock())

    asyncio.run(play())
    assert happened[0] == ("errand", False)
    assert ("then", True) in happened

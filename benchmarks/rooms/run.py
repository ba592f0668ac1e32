"""One run: guests let in, streams opened, words said by both sides at their time, and when they stood where."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from asgiref.sync import sync_to_async

from benchmarks.figures import lateness, spread
from benchmarks.live.streams import Watch, open_all
from benchmarks.programs import free_port, until_ready, web, worker
from benchmarks.rooms.agents import approve_words, confirmed, let_go, undo_after
from benchmarks.rooms.guest import Browser, Guest
from benchmarks.rooms.house import furnish
from benchmarks.rooms.notes import Notes
from benchmarks.rooms.script import Line, burst, of_room, steady
from parlour.cli.supervisor import Supervisor, inherited
from parlour.store.models import Brand

LIMIT_SECONDS = 1.0
SETTLE_SECONDS = 10.0
LOOK_SECONDS = 0.05
HELD_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything."""

    rooms: int
    rate: float
    seconds: float
    cases: int
    said: int


@dataclass(slots=True)
class Times:
    """Number of the words → when (wall clock) they were said, and when what came of them."""

    said: dict[int, float] = field(default_factory=dict)
    answered: dict[int, float] = field(default_factory=dict)
    confirmed: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Talk:
    """All rooms, with both sides of each."""

    brand: Brand
    guests: Sequence[Guest]
    browsers: Sequence[Browser]
    streams: Sequence[Watch]
    notes: Notes
    times: Times = field(default_factory=Times)
    rows: dict[int, int] = field(default_factory=dict)

    async def say(self, line: Line) -> None:
        """Say words for whichever side; the guest's page marks those of an agent as seen once they are there."""
        if line.by_guest:
            browser = self.browsers[line.room]
            self.times.said[line.number], self.times.answered[line.number] = await browser.say(line.number)
            return
        self.times.said[line.number] = await sync_to_async(let_go)(self.rows[line.number])
        await self._see(line)

    def approve(self, lines: Iterable[Line]) -> None:
        """Approve all words of agents, to be let go when it is their time."""
        undo_after(self.brand, seconds=HELD_SECONDS)
        for line in lines:
            if not line.by_guest:
                guest = self.guests[line.room]
                self.rows[line.number] = approve_words(line.number, case=guest.case, agent=guest.agent).pk

    async def _see(self, line: Line) -> None:
        for _ in range(int(SETTLE_SECONDS / LOOK_SECONDS)):
            if line.number in self.streams[line.room].seen:
                await self.browsers[line.room].look()
                return
            await asyncio.sleep(LOOK_SECONDS)


def measure(folder: Path, plan: Plan) -> dict[str, Any]:
    """All figures of one run."""
    port = free_port()
    brand, guests = furnish(f"http://127.0.0.1:{port}", rooms=plan.rooms, cases=plan.cases, said=plan.said)
    with Supervisor(folder / "logs", environment=inherited()) as programs:
        programs.start(web(port))
        programs.start(worker())
        found = asyncio.run(_measure(brand, guests, plan, port, programs))
        programs.look()
    return found


async def _measure(
    brand: Brand, guests: Sequence[Guest], plan: Plan, port: int, programs: Supervisor
) -> dict[str, Any]:
    even = steady(plan.rooms, rate=plan.rate, seconds=plan.seconds)
    at_once = burst(plan.rooms, first=len(even))
    base = f"http://127.0.0.1:{port}"
    async with AsyncExitStack() as opened:
        client = await opened.enter_async_context(httpx2.AsyncClient(timeout=30))
        await until_ready(client, f"{base}/accounts/login/", programs)
        browsers = [await opened.enter_async_context(Browser(guest, base)) for guest in guests]
        for browser in browsers:
            await browser.open()
        streams = [
            Watch("room", "/room/live", guest.cookie, of_room([*even, *at_once], guest.place), guest.address)
            for guest in guests
        ]
        talk = Talk(brand, guests, browsers, streams, Notes())
        hearing = asyncio.create_task(talk.notes.hear())
        await talk.notes.listening.wait()
        await sync_to_async(talk.approve)([*even, *at_once])
        readers, opening = await open_all(streams, port=port)
        try:
            await _in_time(even, talk.say)
            await _in_time(at_once, talk.say)
        finally:
            for task in (hearing, *readers):
                task.cancel()
            await asyncio.gather(hearing, *readers, return_exceptions=True)
    found = await sync_to_async(confirmed)(talk.rows.values())
    talk.times.confirmed = {number: found[row] for number, row in talk.rows.items() if row in found}
    return {
        "seconds_until_all_rooms_were_shown": round(opening, 2),
        "streams_ended_by_the_server": sum(1 for watch in streams if watch.ended),
        "megabytes": round(sum(watch.bytes for watch in streams) / 1e6, 1),
        "steady": _figures(talk, even),
        "burst": _figures(talk, at_once),
    }


async def _in_time(lines: Iterable[Line], say: Callable[[Line], Awaitable[None]]) -> None:
    """Say everything at its time, whatever becomes of it, and wait until it may have arrived."""
    begun = time.monotonic() + 0.5

    async def later(line: Line) -> None:
        await asyncio.sleep(begun + line.at - time.monotonic())
        await say(line)

    await asyncio.gather(*(later(line) for line in lines))
    await asyncio.sleep(SETTLE_SECONDS)


def _figures(talk: Talk, lines: Sequence[Line]) -> dict[str, Any]:
    said = talk.times.said
    by_guest, by_us = ([line for line in lines if line.by_guest is side] for side in (True, False))
    shown = {line.number: talk.streams[line.room].seen.get(line.number) for line in lines}
    notes = {line.number: talk.notes.first(talk.guests[line.room].case, since=said[line.number]) for line in by_guest}
    return {
        "said_late_p95": lateness((line.at, said[line.number]) for line in lines),
        "in_the_room": _until(lines, said, shown),
        "of_guests": {
            "in_the_room": _until(by_guest, said, shown),
            "noted_for_the_desk": _until(by_guest, said, notes),
            "page_answered": _until(by_guest, said, talk.times.answered),
        },
        "of_agents": {
            "in_the_room": _until(by_us, said, shown),
            "confirmed": _until(by_us, said, talk.times.confirmed),
        },
    }


def _until(lines: Sequence[Line], said: dict[int, float], there: dict[int, Any]) -> dict[str, Any]:
    """Seconds from when they were said until they were there."""
    took = [at - said[line.number] for line in lines if (at := there.get(line.number)) is not None]
    return {"words": len(lines), "missing": len(lines) - len(took), **spread(took)}

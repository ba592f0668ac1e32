"""One run: everything started, streams and page opened, posts said at an even pace, and what arrived where and when."""

import asyncio
import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from asgiref.sync import sync_to_async
from playwright.async_api import async_playwright

from benchmarks.desk.fill import House
from benchmarks.figures import lateness, spread
from benchmarks.live import browser as browsing
from benchmarks.live.house import furnish, number_in, seeded, share_out, sign_in, stages, watches
from benchmarks.live.lobby import Mouth, write_cast
from benchmarks.live.script import SHOWN, SHOWN_EVERY, Line, Script, write_script
from benchmarks.live.streams import Watch, arrivals, open_all
from benchmarks.programs import free_port, until_ready, web, worker
from parlour.cli.supervisor import Program, Supervisor, inherited, python
from parlour.store.models import Case

LIMIT_SECONDS = 1.0
SEED_SECONDS = 90.0
SETTLE_SECONDS = 5.0
MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything."""

    streams: int
    agents: int
    rate: float
    seconds: float
    seeds: int
    cases: int
    browser: bool

    @property
    def posts(self) -> int:
        return int(self.rate * self.seconds)


@contextlib.contextmanager
def _running(folder: Path, plan: Plan, ports: tuple[int, int]) -> Iterator[Supervisor]:
    """The make-believe network, the web process, the worker and the listener, as `parlour up` starts them."""
    lobby, desk = ports
    cast = write_cast(folder / "cast", plan.seeds + plan.posts)
    with Supervisor(folder / "logs", environment=inherited()) as programs:
        programs.start(
            Program(
                "simulator", python("-m", "parlour.simulator", "--port", str(lobby), "--cast", str(cast), "--quiet")
            )
        )
        programs.start(web(desk))
        programs.start(worker())
        programs.start(Program("listener", python("-m", "parlour", "listen")))
        yield programs


def measure(folder: Path, plan: Plan) -> dict[str, Any]:
    """All figures of one run."""
    ports = free_port(), free_port()
    house = furnish(f"http://127.0.0.1:{ports[0]}", agents=plan.agents, cases=plan.cases)
    with _running(folder, plan, ports) as programs:
        found = asyncio.run(_measure(house, plan, ports, programs))
        programs.look()
    return found


async def _measure(house: House, plan: Plan, ports: tuple[int, int], programs: Supervisor) -> dict[str, Any]:
    lobby, desk = ports
    async with httpx2.AsyncClient(timeout=30) as client:
        await until_ready(client, f"http://127.0.0.1:{lobby}/_simulator/state", programs)
        await until_ready(client, f"http://127.0.0.1:{desk}/accounts/login/", programs)
        mouth = Mouth(client, f"http://127.0.0.1:{lobby}")
        cases = await _seed(mouth, house, plan, programs)
        shares = await sync_to_async(share_out)(house, cases)
        script = write_script(plan.posts, {number_in(case.summary): case.pk for case in cases})
        watching = await sync_to_async(watches)(house, shares, script, count=plan.streams)
        readers, opening = await open_all(watching, port=desk)
        case = script.lines[SHOWN_EVERY - 1].case if plan.posts >= SHOWN_EVERY else cases[SHOWN].pk
        page = Page(f"http://127.0.0.1:{desk}/cases/{case}", await sync_to_async(sign_in)(house.agents[0]))
        try:
            shown = await _speak(mouth, script, plan, page)
        finally:
            for reader in readers:
                reader.cancel()
            await asyncio.gather(*readers, return_exceptions=True)
        sent = {number: at for number, at in mouth.sent.items() if number >= plan.seeds}
        in_order = [sent[number] for number in sorted(sent)]
        return {
            "seconds_until_all_pages_were_shown": round(opening, 2),
            "streams_ended_by_the_server": sum(1 for watch in watching if watch.ended),
            "said_late_p95": lateness((place / plan.rate, at) for place, at in enumerate(in_order)),
            "stages": _stages(sent, await sync_to_async(stages)()),
            "streams": _by_kind(watching, sent),
            "browser": _in_browser(shown, {number: sent[number] for number in script.of_case(case)}),
        }


@dataclass(frozen=True, slots=True)
class Page:
    """The page in the browser, and the session of the agent who looks at it."""

    url: str
    session: str


async def _seed(mouth: Mouth, house: House, plan: Plan, programs: Supervisor) -> list[Case]:
    """Let the first people speak, until each has a case. Raises RuntimeError when that takes too long."""
    for number in range(plan.seeds):
        await mouth.say(number, by=number)
    deadline = time.monotonic() + SEED_SECONDS
    while time.monotonic() < deadline:
        await sync_to_async(programs.look)()
        cases = await sync_to_async(seeded)(house)
        if len(cases) == plan.seeds:
            return cases
        await asyncio.sleep(0.25)
    words = {name: programs.last_words(name) for name in ("simulator", "worker", "listener")}
    raise RuntimeError(f"{len(cases)} of {plan.seeds} posts have become cases. {words}")


async def _speak(mouth: Mouth, script: Script, plan: Plan, page: Page) -> dict[int, float]:
    """Say everything at its time, whatever becomes of it; what the page in the browser showed, and when."""
    if not plan.browser:
        await _say_all(mouth, script, plan)
        return {}
    async with async_playwright() as playwright:
        browser = await browsing.launch(playwright)
        try:
            opened = await browsing.open_page(browser, page.url, session=page.session)
            await _say_all(mouth, script, plan)
            return await browsing.seen(opened)
        finally:
            await browser.close()


async def _say_all(mouth: Mouth, script: Script, plan: Plan) -> None:
    few = asyncio.Semaphore(MOST_AT_ONCE)
    begun = time.monotonic() + 0.5

    async def say(place: int, line: Line) -> None:
        await asyncio.sleep(begun + place / plan.rate - time.monotonic())
        async with few:
            await mouth.say(line.number, by=line.by, reply=bool(line.case))

    await asyncio.gather(*(say(place, line) for place, line in enumerate(script.lines)))
    await asyncio.sleep(SETTLE_SECONDS)


def _stages(sent: dict[int, float], stored: dict[int, tuple[float, float]]) -> dict[str, Any]:
    """Seconds until a post was received, and from there until it was assessed."""
    known = {number: stored[number] for number in sent if number in stored}
    return {
        "never_assessed": len(sent) - len(known),
        "until_received": spread([heard - sent[number] for number, (heard, _) in known.items()]),
        "until_assessed": spread([judged - sent[number] for number, (_, judged) in known.items()]),
    }


def _by_kind(watching: Sequence[Watch], sent: dict[int, float]) -> dict[str, Any]:
    kinds = sorted({watch.kind for watch in watching})
    groups = {"all": list(watching), **{kind: [one for one in watching if one.kind == kind] for kind in kinds}}
    found = {}
    for name, group in groups.items():
        arrived = arrivals(group, sent)
        found[name] = {
            "streams": len(group),
            "arrivals": len(arrived.seconds),
            "missing": arrived.missing,
            "megabytes": round(sum(watch.bytes for watch in group) / 1e6, 1),
            **spread(arrived.seconds),
        }
    return found


def _in_browser(shown: dict[int, float], sent: dict[int, float]) -> dict[str, Any]:
    return {
        "posts": len(sent),
        "missing": len([number for number in sent if number not in shown]),
        **spread([shown[number] - at for number, at in sent.items() if number in shown]),
    }

"""The pages that are timed, asked for by signed-in agents in this process: what the server spends on each."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks.desk.fill import House
from benchmarks.figures import percentile
from parlour.store.models import Case, CaseState
from parlour.usecases.queue import Place

LIMIT_MS = 50.0
ROUNDS = 5
SAMPLE = 97  # cases of one kind that are visited in turn


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page, and the addresses of it that are asked for in turn; `limited` pages must keep LIMIT_MS.

    Only one request in `thinned` is made of a page that may take very long.
    """

    name: str
    paths: Sequence[str]
    limited: bool = False
    thinned: int = 1


@dataclass(slots=True)
class Timing:
    """Milliseconds of every request, by round, those of them this process itself computed, and the queries of one."""

    rounds: list[list[float]] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    queries: int = 0
    bytes: int = 0

    def summary(self) -> dict[str, Any]:
        every = [one for found in self.rounds for one in found]
        return {
            "median_ms": round(percentile(every, 0.5), 1),
            "p95_ms": round(percentile(every, 0.95), 1),
            "p95_median_of_rounds_ms": round(percentile([percentile(found, 0.95) for found in self.rounds], 0.5), 1),
            "own_processor_ms": round(percentile(self.processor, 0.5), 1),
            "slowest_ms": round(max(every), 1),
            "requests": len(every),
            "queries": self.queries,
            "kilobytes": round(self.bytes / 1000, 1),
        }


def pages(house: House) -> list[Page]:
    """Every kind of page, on the rows of this house."""
    return [
        Page("queue", ["/"], limited=True),
        Page("queue, further down", [f"/?after={place}" for place in _places(house)], limited=True),
        Page("my cases", ["/mine"]),
        Page("my cases, further down", [f"/mine?after={place}" for place in _own_places(house)]),
        *(Page(f"case of {size} posts", _cases(house, size), limited=True) for size in (1, 8, 40)),
        Page("search, a rare word", _rare_words(house), thinned=5),
        Page("search, two words", ["/search?q=order+tomorrow", "/search?q=account+help"], thinned=10),
        Page("search, a frequent word", ["/search?q=the", "/search?q=you"], thinned=10),
        Page("approvals", ["/approvals"]),
    ]


def _places(house: House) -> list[str]:
    cases = Case.objects.of(house.brand).filter(state=CaseState.OPEN).order_by("lane", "act_by", "id")
    steps = sorted({house.cases * share // 100 for share in (1, 25, 50, 75, 99)})
    return [str(Place.of(cases[step])).replace("+", "%2B") for step in steps]


def _own_places(house: House) -> list[str]:
    own = Case.objects.of(house.brand).filter(state=CaseState.OPEN, assignee__isnull=False)
    found = own.order_by("lane", "act_by", "id")[: len(house.agents) * 60]
    return [str(Place.of(case)).replace("+", "%2B") for case in list(found)[-5:]] or ["0~2000-01-01T00:00:00%2B00:00~0"]


def _cases(house: House, size: int) -> list[str]:
    """Cases spread evenly over the queue whose thread holds this many posts."""
    remainder = {1: 9, 8: 2, 40: 1}[size]
    first = Case.objects.of(house.brand).order_by("id").values_list("id", flat=True)[0]
    numbers = [first + t - 1 for t in range(1, house.cases + 1) if t % 20 == remainder]
    return [f"/cases/{number}" for number in numbers[:: max(1, len(numbers) // SAMPLE)]]


def _rare_words(house: House) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select min(id), max(id) from store_post where brand_id = %s", [house.brand.pk])
        first, last = cursor.fetchone()
    return [f"/search?q=number{first + (last - first) * step // 50}" for step in range(50)]


class Desk:
    """Signed-in agents of a house who ask for pages one after another."""

    def __init__(self, house: House) -> None:
        self._clients = cycle([_signed_in(agent) for agent in house.agents])

    def get(self, path: str) -> tuple[float, float, int]:
        """Milliseconds until the whole page is there, those this process computed, and the page's bytes.

        Raises RuntimeError for anything but a page.
        """
        client = next(self._clients)
        begun, computed = time.perf_counter(), time.process_time()
        answer = client.get(path)
        spent, computed = time.perf_counter() - begun, time.process_time() - computed
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return spent * 1000, computed * 1000, len(answer.content)

    def queries(self, path: str) -> int:
        """How many statements the page sends to the database."""
        sent = 0

        def count(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal sent
            sent += 1
            return execute(*args)

        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(count))
            self.get(path)
        return sent


def _signed_in(agent: Any) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def time_pages(house: House, *, requests: int) -> dict[str, dict[str, Any]]:
    """Ask for every kind of page `requests` times in ROUNDS rounds, in turn, so that a busy spell hits all alike."""
    desk = Desk(house)
    kinds = pages(house)
    timings = {page.name: Timing() for page in kinds}
    paths = {page.name: cycle(page.paths) for page in kinds}
    for page in kinds:
        for path in page.paths[:5]:
            *_, timings[page.name].bytes = desk.get(path)
        timings[page.name].queries = desk.queries(page.paths[0])
    for _ in range(ROUNDS):
        for page in kinds:
            found = [desk.get(next(paths[page.name])) for _ in range(max(1, requests // ROUNDS // page.thinned))]
            timings[page.name].rounds.append([spent for spent, _, _ in found])
            timings[page.name].processor += [computed for _, computed, _ in found]
    return {page.name: {**timings[page.name].summary(), **_judged(page, timings[page.name])} for page in kinds}


def _judged(page: Page, timing: Timing) -> dict[str, Any]:
    if not page.limited:
        return {"limit_ms": None, "kept": None}
    return {"limit_ms": LIMIT_MS, "kept": timing.summary()["p95_ms"] <= LIMIT_MS}


def count_queries(house: House) -> dict[str, int]:
    """Statements per kind of page, each page asked for once before."""
    desk = Desk(house)
    found = {}
    for page in pages(house):
        desk.get(page.paths[0])
        found[page.name] = desk.queries(page.paths[0])
    return found

"""A live room: one listener per process, each room drawn once per change, the same bytes to every browser inside."""

import asyncio
import contextvars
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import orjson
import psycopg
from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from parlour.room.browser import VISIT
from parlour.room.drawing import Place, draw_apart
from parlour.room.limits import may
from parlour.store.live import DESK_CHANNEL, listening_dsn
from parlour.usecases.enter import visit_of
from parlour.usecases.house import the_house

BEAT_SECONDS: Final = 0.1  # at most ten drawings a second of any one room
HEARTBEAT_SECONDS: Final = 15
HEARTBEATS: Final = 120  # after half an hour a browser comes again, and is asked again whether it may
WAITING_MESSAGES: Final = 16  # a browser that falls further behind is sent away and comes back for everything
BROWSERS_A_ROOM: Final = 12
RECONNECT_SECONDS: Final = (1, 2, 5, 10)
TOLD: Final = ("case", "presence")

log = logging.getLogger(__name__)


class Seat:
    """One browser that watches, with the messages it has not taken yet; None ends it."""

    def __init__(self, visit: int) -> None:
        self.visit = visit
        self.messages: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING_MESSAGES)

    def give(self, message: bytes | None) -> None:
        """Hand over a message; a browser too far behind, or one that is to go, gets the end instead."""
        if message is None or self.messages.full():
            while not self.messages.empty():
                self.messages.get_nowait()
            message = None
        self.messages.put_nowait(message)


class Hub:
    """Who is in which room of this process. Lives in one event loop; draws in a thread of its own."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._seats: dict[Place, set[Seat]] = defaultdict(set)
        self._dirty: set[Place] = set()
        self._said: dict[Place, bytes] = {}
        self._changed = asyncio.Event()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="room-live")
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin listening. The tasks get a context of their own: a request's would end with the request."""
        loop = asyncio.get_running_loop()
        for work in (self._listen, self._beat):
            self._tasks.append(loop.create_task(work(), context=contextvars.Context()))

    def is_full(self, place: Place) -> bool:
        return len(self._seats.get(place, ())) >= BROWSERS_A_ROOM

    async def watch(self, place: Place, visit: int) -> AsyncIterator[bytes]:
        """What the room shows now, then each change, with a heartbeat in between.

        The first look is a change like any other: browsers that come at once share one drawing.
        """
        seat = Seat(visit)
        self._seats[place].add(seat)
        self._said.pop(place, None)
        self._mark([place])
        try:
            for _ in range(HEARTBEATS):
                try:
                    while (message := await asyncio.wait_for(seat.messages.get(), HEARTBEAT_SECONDS)) is not None:
                        yield message
                except TimeoutError:
                    yield b": still here\n\n"
                else:
                    return
        finally:
            self._seats[place].discard(seat)
            if not self._seats[place]:
                del self._seats[place]
                self._said.pop(place, None)

    def note(self, brand: int, what: str, ids: Collection[int]) -> None:
        """Mark the rooms a notification touches; the next beat draws them."""
        if what in TOLD:
            self._mark(place for place in self._seats if place.brand == brand and place.case in ids)

    def _mark(self, places: Iterable[Place]) -> None:
        self._dirty.update(places)
        if self._dirty:
            self._changed.set()

    async def _listen(self) -> None:
        failures = 0
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._dsn, autocommit=True) as connection:
                    await connection.execute(f"listen {DESK_CHANNEL}")
                    self._mark(self._seats)
                    failures = 0
                    async for notification in connection.notifies():
                        told = orjson.loads(notification.payload)
                        self.note(told["brand"], told["what"], frozenset(told["ids"]))
            except psycopg.OperationalError as error:
                pause = RECONNECT_SECONDS[min(failures, len(RECONNECT_SECONDS) - 1)]
                log.warning("Live rooms lost the database (%s); trying again in %s s.", error, pause)
                failures += 1
                await asyncio.sleep(pause)

    async def _beat(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            dirty, self._dirty = self._dirty, set()
            for place in dirty & self._seats.keys():
                await self._show(place)
            await asyncio.get_running_loop().run_in_executor(self._threads, connections.close_all)
            await asyncio.sleep(BEAT_SECONDS)

    async def _show(self, place: Place) -> None:
        """Draw a room and tell who sits there; the same again is mostly no news, and who may not be there goes."""
        loop = asyncio.get_running_loop()
        try:
            drawn = await loop.run_in_executor(self._threads, draw_apart, place)
        except Exception:  # one room that cannot be drawn must not silence all others
            log.exception("A live room could not be drawn: %s", place)
            return
        news = drawn.again or self._said.get(place) != drawn.message
        self._said[place] = drawn.message
        for seat in tuple(self._seats.get(place, ())):
            if seat.visit not in drawn.visits:
                seat.give(None)
            elif news:
                seat.give(drawn.message)


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def the_hub() -> Hub:
    """This process's hub, started with the first browser that watches."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub(listening_dsn())
        _hubs[loop].start()
    return _hubs[loop]


async def live(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events of the room this browser is in."""
    sits = await sync_to_async(_seat)(request)
    if isinstance(sits, int):
        return HttpResponse(status=sits)
    place, visit = sits
    if the_hub().is_full(place):
        return HttpResponse(status=429)
    response = StreamingHttpResponse(the_hub().watch(place, visit), content_type="text/event-stream")
    response["X-Accel-Buffering"] = "no"
    return response


def _seat(request: HttpRequest) -> tuple[Place, int] | int:
    """Who asks; gives its database connection back at once, for the answer may last long. Else the status to answer."""
    try:
        house = the_house()
        if not may(request, "live", house=house):
            return 429
        visit = visit_of(request.COOKIES.get(VISIT, ""), house=house)
        if visit is None:
            return 404
        return Place(visit.brand_id, visit.room.move.case_id, visit.room_id), visit.pk
    finally:
        connections.close_all()

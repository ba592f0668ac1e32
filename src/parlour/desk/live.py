"""Live pages: one listener per process, each change rendered once per view, the same bytes to every browser."""

import asyncio
import contextvars
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import orjson
import psycopg
from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from parlour.desk.entry import BRAND_IN_SESSION, Visit, visit_of
from parlour.desk.live_views import Changes, Key, keys_touched, render, together, wanted_keys
from parlour.store.live import DESK_CHANNEL, listening_dsn

BEAT_SECONDS: Final = 0.25  # at most four renderings a second of any one view
HEARTBEAT_SECONDS: Final = 15
WAITING_MESSAGES: Final = 32  # a browser that falls further behind is sent away and comes back for everything
RECONNECT_SECONDS: Final = (1, 2, 5, 10)
Everything = None

log = logging.getLogger(__name__)


class Hub:
    """Who watches what in this process. Lives in one event loop and touches the database in a thread of its own."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._watching: dict[Key, set[asyncio.Queue[bytes | None]]] = defaultdict(set)
        self._dirty: dict[Key, set[int] | None] = {}
        self._said: dict[Key, bytes] = {}
        self._coming: dict[Key, asyncio.Task[bytes | None]] = {}
        self._turn = asyncio.Lock()
        self._changed = asyncio.Event()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-live")
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin listening. The tasks get a context of their own: a request's would end with the request."""
        loop = asyncio.get_running_loop()
        for work in (self._listen, self._beat):
            self._tasks.append(loop.create_task(work(), context=contextvars.Context()))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown(wait=False)

    async def watch(self, keys: Iterable[Key]) -> AsyncIterator[bytes]:
        """Everything the keys' views show now, then every change, with a heartbeat in between.

        Watching begins before the first look, so that nothing falls between the two.
        """
        keys = tuple(keys)
        messages: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING_MESSAGES)
        for key in keys:
            self._watching[key].add(messages)
            self._said.pop(key, None)  # what others heard last says nothing about what this one will see first
        try:
            for key in keys:
                if (message := await self._everything(key)) is not None:
                    yield message
            while True:
                try:
                    message = await asyncio.wait_for(messages.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if message is None:
                    return
                yield message
        finally:
            for key in keys:
                self._forget(key, messages)

    def note(self, brand: int, what: str, ids: Iterable[int]) -> None:
        """Mark what a notification touches; the next beat renders it."""
        numbers = set(ids)
        for key in keys_touched(brand, what, numbers, watched=self._watching):
            known = self._dirty.get(key, set())
            self._dirty[key] = None if known is None else known | numbers
        if self._dirty:
            self._changed.set()

    def _forget(self, key: Key, messages: asyncio.Queue[bytes | None]) -> None:
        self._watching[key].discard(messages)
        if not self._watching[key]:
            del self._watching[key]
            self._said.pop(key, None)

    async def _listen(self) -> None:
        failures = 0
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._dsn, autocommit=True) as connection:
                    await connection.execute(f"listen {DESK_CHANNEL}")
                    self._mark_everything()
                    failures = 0
                    async for notification in connection.notifies():
                        self.note(**_read(notification.payload))
            except psycopg.OperationalError as error:
                pause = RECONNECT_SECONDS[min(failures, len(RECONNECT_SECONDS) - 1)]
                log.warning("Live pages lost the database (%s); trying again in %s s.", error, pause)
                failures += 1
                await asyncio.sleep(pause)

    def _mark_everything(self) -> None:
        self._dirty = dict.fromkeys(self._watching)
        if self._dirty:
            self._changed.set()

    async def _beat(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(BEAT_SECONDS)
            self._changed.clear()
            dirty, self._dirty = self._dirty, {}
            for changes in together({key: numbers for key, numbers in dirty.items() if key in self._watching}):
                for key, message in (await self._rendered(changes)).items():
                    self._send(key, message)

    async def _everything(self, key: Key) -> bytes | None:
        """All a view shows now. Browsers that come while its drawing waits for its turn share it.

        One that has begun is not shared: it may have looked before the newcomer began to watch.
        """
        if key not in self._coming:
            draw = self._draw_in_turn(key)
            self._coming[key] = asyncio.get_running_loop().create_task(draw, context=contextvars.Context())
        return await asyncio.shield(self._coming[key])

    async def _draw_in_turn(self, key: Key) -> bytes | None:
        async with self._turn:
            del self._coming[key]
            return (await self._rendered({key: Everything})).get(key)

    def _send(self, key: Key, message: bytes) -> None:
        """The same again is no news: a view whose drawing did not change says nothing."""
        if self._said.get(key) == message:
            return
        self._said[key] = message
        for messages in tuple(self._watching.get(key, ())):
            if messages.full():
                while not messages.empty():
                    messages.get_nowait()
                messages.put_nowait(None)
            else:
                messages.put_nowait(message)

    async def _rendered(self, changes: Changes) -> dict[Key, bytes]:
        loop = asyncio.get_running_loop()
        try:
            drawn = await loop.run_in_executor(self._threads, _render_apart, changes)
        except Exception:  # one view that cannot be drawn must not silence all others
            log.exception("A live view could not be drawn: %s", list(changes))
            return {}
        return {key: b"data: " + orjson.dumps(shown) + b"\n\n" for key, shown in drawn.items()}


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def the_hub() -> Hub:
    """This process's hub, started with the first browser that watches."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub(listening_dsn())
        _hubs[loop].start()
    return _hubs[loop]


async def live(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events for what a page shows: `?list=queue|mine`, `?case=7`, `?page=approvals|moves|channels`."""
    visit = await sync_to_async(_visit)(request)
    if visit is None or not visit.may("read"):
        return HttpResponse(status=403)
    keys = wanted_keys(request.GET, brand=visit.brand.pk, agent=visit.agent.pk)
    response = StreamingHttpResponse(the_hub().watch(keys), content_type="text/event-stream")
    response["X-Accel-Buffering"] = "no"
    response["Cache-Control"] = "no-store"
    return response


def _visit(request: HttpRequest) -> Visit | None:
    """Who asks; gives its database connection back at once, for the answer may last for hours."""
    try:
        if not request.user.is_authenticated:
            return None
        return visit_of(request.user, request.session.get(BRAND_IN_SESSION))
    finally:
        connections.close_all()


def _render_apart(changes: Changes) -> Mapping[Key, dict[str, Any]]:
    try:
        return render(changes)
    finally:
        connections.close_all()


def _read(payload: str) -> dict[str, Any]:
    told = orjson.loads(payload)
    return {"brand": told["brand"], "what": told["what"], "ids": told["ids"]}

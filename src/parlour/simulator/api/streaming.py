"""Server-sent events, one long answer per stream."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from parlour.simulator.api.abort import abort_of
from parlour.simulator.api.call import Call, Who, refusal
from parlour.simulator.errors import Refused
from parlour.simulator.faults import Occasion
from parlour.simulator.network.streams import Event, Subscription

_PUBLIC = {
    "public": "timeline:public",
    "public:local": "timeline:public:local",
    "public:remote": "timeline:public:remote",
}


def channels(name: str, tag: str, account_id: str | None) -> list[str]:
    """The channels behind a stream name; refuses unknown names and strangers at private ones."""
    if name in _PUBLIC:
        return [_PUBLIC[name]]
    if name == "hashtag" and tag:
        return [f"timeline:hashtag:{tag.lower()}"]
    if name not in ("user", "user:notification", "direct"):
        raise Refused(400, "Unknown stream type")
    if account_id is None:
        raise Refused(401, "Missing access token")
    notifications = f"timeline:{account_id}:notifications"
    private = {
        "user": [f"timeline:{account_id}", notifications],
        "user:notification": [notifications],
        "direct": [f"timeline:direct:{account_id}"],
    }
    return private[name]


async def _stream(request: Request) -> Response:
    call = Call(request.app.state.site, request)
    try:
        await call.read()
        call.authorize("read:statuses", Who.ANYONE)
        name = str(request.path_params.get("name", "")).replace("/", ":") or call.params.text("stream")
        wanted = channels(name, call.params.text("tag"), call.viewer.id if call.viewer else None)
        reader = Reader(call, wanted)
    except Refused as refused:
        return refusal(refused)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(reader.lines(), media_type="text/event-stream", headers=headers)


class Reader:
    """Writes one subscription out, and suffers the faults that strike streams."""

    def __init__(self, call: Call, wanted: list[str]) -> None:
        self._network = call.network
        self._faults = call.site.faults
        self._wanted = wanted
        self._token = call.token.value if call.token else None
        account = call.viewer.acct if call.viewer else ""
        self._occasion = Occasion(call.request.url.path, "GET", account)
        self._bell = asyncio.Event()
        self._held: Event | None = None
        self._abort = abort_of(call.request.scope)

    async def lines(self) -> AsyncIterator[bytes]:
        """Events as they come, a heartbeat when none does; ends when the server closes the stream."""
        streams = self._network.books.streams
        subscription = streams.subscribe(self._wanted, self._token, self._bell.set)
        try:
            if not self._silent():
                yield b":)\n"
            while not subscription.closed:
                rung = await self._wait()
                if subscription.pending and self._faults.draw("drop_after", self._occasion):
                    await self._drop()
                    return
                written = self._take(subscription, heartbeat=not rung)
                if written:
                    yield written
        finally:
            streams.unsubscribe(subscription)

    async def _drop(self) -> None:
        self._abort()
        # The server learns of the closed socket in the next round of the event loop, before the answer is ended.
        await asyncio.sleep(0)

    async def _wait(self) -> bool:
        try:
            await asyncio.wait_for(self._bell.wait(), self._network.settings.heartbeat_seconds)
        except TimeoutError:
            return False
        self._bell.clear()
        return True

    def _take(self, subscription: Subscription, *, heartbeat: bool) -> bytes:
        events = list(subscription.pending)
        subscription.pending.clear()
        if self._silent():
            return b""
        if heartbeat:
            events, self._held = [*events, self._held] if self._held else events, None
        written = b"".join(_line(event) for event in self._troubled(events))
        return written + (b":thump\n" if heartbeat else b"")

    def _troubled(self, events: list[Event]) -> list[Event]:
        out: list[Event] = []
        for event in events:
            if self._held is None and self._faults.draw("reorder", self._occasion):
                self._held = event
                continue
            out.extend([event] * (2 if self._faults.draw("duplicate", self._occasion) else 1))
            if self._held:
                out.append(self._held)
                self._held = None
        return [self._garbled(event) for event in out]

    def _garbled(self, event: Event) -> Event:
        struck = self._faults.draw("garbage", self._occasion)
        return Event(event.name, event.payload[: len(event.payload) // 2]) if struck else event

    def _silent(self) -> bool:
        return self._faults.active("silent_stream", self._occasion)


def _line(event: Event) -> bytes:
    return f"event: {event.name}\ndata: {event.payload}\n\n".encode()


async def _health(_request: Request) -> Response:
    return PlainTextResponse("OK")


ROUTES: list[BaseRoute] = [
    Route("/api/v1/streaming/health", _health),
    Route("/api/v1/streaming", _stream),
    Route("/api/v1/streaming/{name:path}", _stream),
]

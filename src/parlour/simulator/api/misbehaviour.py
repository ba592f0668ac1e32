"""Does to real connections what the fault box decides."""

import asyncio
import json
import random
from collections.abc import Callable
from datetime import timedelta

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parlour.simulator.api.abort import abort_of
from parlour.simulator.api.call import Site, limit_headers
from parlour.simulator.errors import Refused
from parlour.simulator.faults import Fault, Occasion
from parlour.simulator.network.limits import Quota

_ALTERING = ("duplicate", "reorder", "garbage")


class Misbehaviour:
    """ASGI middleware around everything but `/_simulator/`.

    A dropped connection is a closed socket without an answer: it needs the `abort` that `serving.AbortableProtocol`
    puts into the scope's state.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/_simulator"):
            await self._app(scope, receive, send)
            return
        occasion = Occasion(scope["path"], scope["method"], self._handle(scope))
        slow = self._site.faults.draw("latency", occasion)
        if slow:
            await asyncio.sleep(slow.seconds)
        await self._answer(scope, receive, send, occasion)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, occasion: Occasion) -> None:
        draw = self._site.faults.draw
        if self._site.faults.active("outage", occasion) or draw("drop_before", occasion):
            await _abort(scope, receive)
            return
        ready = self._ready_made(occasion)
        if ready:
            await ready(scope, receive, send)
            return
        if draw("ignore_idempotency", occasion):
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"idempotency-key"]}
        if scope["path"].startswith("/api/v1/streaming"):
            await self._app(scope, receive, send)
        else:
            await self._altered(scope, receive, send, occasion)

    def _ready_made(self, occasion: Occasion) -> Response | None:
        draw = self._site.faults.draw
        if draw("revoked_token", occasion):
            return JSONResponse({"error": "The access token was revoked"}, 401)
        if draw("too_many_requests", occasion):
            return self._too_many()
        broken = draw("server_error", occasion)
        return _server_error(broken.status) if broken else None

    def _too_many(self) -> Response:
        window = self._site.requests
        reset = self._site.network.clock() + timedelta(seconds=window.period)
        quota = Quota(window.limit, 0, reset, exceeded=True)
        return JSONResponse({"error": "Too many requests"}, 429, limit_headers(quota))

    async def _altered(self, scope: Scope, receive: Receive, send: Send, occasion: Occasion) -> None:
        answer = Recorded()
        await self._app(scope, receive, answer.take)
        if self._site.faults.draw("drop_after", occasion):
            await _abort(scope, receive)
            return
        cut = False
        for kind in _ALTERING:
            fault = self._site.faults.draw(kind, occasion)
            if fault:
                cut = cut or fault.mode == "cut_body"
                answer.body = _ALTER[kind](answer.body, fault)
        await answer.replay(send, cut=cut)
        if cut:
            await _abort(scope, receive)

    def _handle(self, scope: Scope) -> str:
        header = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
        books = self._site.network.books
        try:
            token = books.access.token(header.partition(" ")[2].strip())
        except Refused:
            return ""
        return books.accounts.get(token.account_id).acct if token.account_id else ""


class Recorded:
    """An answer kept back until it is decided what becomes of it."""

    def __init__(self) -> None:
        self.start: Message = {}
        self.body = b""

    async def take(self, message: Message) -> None:
        """An ASGI send."""
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def replay(self, send: Send, *, cut: bool) -> None:
        """Sends it on, with the length the body now has; a cut one promises all and delivers half."""
        kept = [pair for pair in self.start["headers"] if pair[0] != b"content-length"]
        length = (b"content-length", str(len(self.body)).encode())
        await send({**self.start, "headers": [*kept, length]})
        body = self.body[: len(self.body) // 2] if cut else self.body
        await send({"type": "http.response.body", "body": body, "more_body": cut})


async def _abort(scope: Scope, receive: Receive) -> None:
    # Lets what was already written leave before the socket goes.
    await asyncio.sleep(0)
    abort_of(scope)()
    while (await receive())["type"] != "http.disconnect":
        pass


def _server_error(status: int) -> Response:
    title = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out"}
    page = f"<html><head><title>{status} {title[status]}</title></head><body><h1>{title[status]}</h1></body></html>"
    return HTMLResponse(page, status)


def _duplicated(body: bytes, _fault: Fault) -> bytes:
    items = _items(body)
    return body if items is None else _json([item for item in items for _ in range(2)])


def _reordered(body: bytes, fault: Fault) -> bytes:
    items = _items(body)
    if items is None or len(items) < 2:
        return body
    shuffled = list(items)
    random.Random(fault.struck).shuffle(shuffled)  # noqa: S311 - trouble has to be repeatable
    return _json(shuffled if shuffled != items else items[::-1])


def _garbage(body: bytes, fault: Fault) -> bytes:
    if fault.mode == "not_json":
        return b"<html><body>Please stand by</body></html>"
    if fault.mode == "truncated":
        return body[: max(1, len(body) // 2)]
    if fault.mode == "wrong_types":
        return _json(_wrong_types(json.loads(body)))
    return body


def _wrong_types(value: object) -> object:
    """Numbers for texts, texts for numbers, nothing for lists: valid JSON that keeps no promise."""
    if isinstance(value, dict):
        return {key: _wrong_types(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_wrong_types(each) for each in value] or None
    return 7 if isinstance(value, str) else str(value)


def _items(body: bytes) -> list[object] | None:
    try:
        content = json.loads(body)
    except ValueError:
        return None
    return content if isinstance(content, list) else None


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


_ALTER: dict[str, Callable[[bytes, Fault], bytes]] = {
    "duplicate": _duplicated,
    "reorder": _reordered,
    "garbage": _garbage,
}

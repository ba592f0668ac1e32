"""The API's part of the web process takes in no more of a request than it will read."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from parlour.api.body import MOST_BYTES, declared, too_large
from parlour.api.replies import JSON, Refusal

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

UNDER = "/api/"


def bounded(application: Application) -> Application:
    """An ASGI application that answers as the one it is given, but takes in at most `MOST_BYTES` of a call of the API.

    Django itself takes in the whole of it, on disk from some size on, before any view is asked.
    """

    async def serve(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(UNDER):
            await application(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"").decode("latin-1")
        taken = _Taken(receive, told=declared(told))
        if not taken.too_much:
            await application(scope, taken, send)
        if taken.too_much:
            await _send(too_large(), send)

    return serve


class _Taken:
    """What arrives of one request. To the application, one that grows too large is one whose sender went away."""

    def __init__(self, receive: Receive, *, told: int) -> None:
        self._receive = receive
        self._size = 0
        self.too_much = told > MOST_BYTES

    async def __call__(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        self.too_much = self._size > MOST_BYTES
        return {"type": "http.disconnect"} if self.too_much else message


async def _send(refusal: Refusal, send: Send) -> None:
    # The connection stays open, so that a sender who is still sending gets to read the answer.
    told = {"content-type": JSON, "content-length": str(len(refusal.body)), "cache-control": "no-store"}
    headers = [(name.encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": refusal.body})

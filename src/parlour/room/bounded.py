"""The room's part of the web process takes in no more of a request than a person could mean to send."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from django.template.loader import render_to_string

from parlour.room.headers import PAGES, is_of_the_room, stamps

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

SAYING: Final = f"{PAGES}say"
MOST_BYTES: Final = 3_000_000
# As many files as go at once, as large as they may be; said here again, for this stands before Django is set up.
MOST_WITH_FILES: Final = 5 * 10_000_000 + MOST_BYTES


def bounded_room(application: Application) -> Application:
    """An ASGI application that answers as the one it is given, but takes in a bounded part of what is sent to a room.

    Django itself takes in the whole of it, on disk from some size on, before any view is asked who sends it.
    """

    async def serve(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_of_the_room(scope["path"]):
            await application(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"")
        taken = _Taken(receive, most=MOST_WITH_FILES if scope["path"] == SAYING else MOST_BYTES)
        taken.count(int(told) if told.isdigit() and len(told) < 16 else len(told) * MOST_WITH_FILES)
        if not taken.too_much:
            taken.size = 0
            await application(scope, taken, send)
        if taken.too_much:
            await _refuse(send)

    return serve


class _Taken:
    """What arrives of one request. To the application, one that grows too large is one whose sender went away."""

    def __init__(self, receive: Receive, *, most: int) -> None:
        self._receive = receive
        self._most = most
        self.size = 0
        self.too_much = False

    def count(self, size: int) -> None:
        self.size += size
        self.too_much = self.size > self._most

    async def __call__(self) -> Message:
        message = await self._receive()
        self.count(len(message.get("body", b"")))
        return {"type": "http.disconnect"} if self.too_much else message


async def _refuse(send: Send) -> None:
    # The connection stays open, so that a browser that is still sending gets to show the answer.
    body = render_to_string("room/too_large.html").encode()
    told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **stamps(PAGES)}
    headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})

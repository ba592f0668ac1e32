"""The API's part of the web process takes in no more of a request than it will read."""

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.core.asgi import get_asgi_application

from parlour.api.body import MOST_BYTES
from parlour.api.bounded import Application, Message, Receive, Send, bounded

HALF = b" " * (MOST_BYTES // 2)


def sent_by(
    application: Application, chunks: Iterable[bytes], *, path: str = "/api/guard", length: int | str | None = None
) -> tuple[list[Message], int]:
    """What the application sends in answer to a request in these chunks, and how many of them it took in."""
    headers = [(b"host", b"localhost")] + ([] if length is None else [(b"content-length", str(length).encode())])
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": headers}
    *before, last = chunks
    waiting: list[Message] = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in before]
    waiting.append({"type": "http.request", "body": last, "more_body": False})
    taken, sent = 0, []

    async def receive() -> Message:
        nonlocal taken
        if taken == len(waiting):
            await asyncio.Event().wait()  # who asked stays on the line
        taken += 1
        return waiting[taken - 1]

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(asyncio.wait_for(_called(application, dict(scope), receive, send), 20))
    return sent, taken


async def _called(application: Application, scope: dict[str, Any], receive: Receive, send: Send) -> None:
    await application(scope, receive, send)


def told(sent: list[Message]) -> tuple[int, str]:
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], json.loads(body)["error"]["code"]


@pytest.mark.parametrize(
    ("chunks", "length", "answer", "taken"),
    [
        ([b"{}"], 2, (401, "unauthorized"), 1),
        ([HALF, HALF], None, (401, "unauthorized"), 2),
        ([HALF, HALF], MOST_BYTES, (401, "unauthorized"), 2),
        ([HALF, HALF, b" ", HALF], None, (413, "too_large"), 3),
        ([HALF, HALF, b" ", HALF], 2, (413, "too_large"), 3),
        ([HALF, HALF, b" "], MOST_BYTES + 1, (413, "too_large"), 0),
        ([b"{}"], "9" * 300, (413, "too_large"), 0),
    ],
)
def test_no_more_is_taken_in_than_is_read(
    chunks: list[bytes], length: int | str | None, answer: tuple[int, str], taken: int
) -> None:
    sent, seen = sent_by(bounded(get_asgi_application()), chunks, length=length)
    assert (told(sent), seen) == (answer, taken)
    headers = {name.lower(): value for name, value in sent[0]["headers"]}
    assert (headers[b"content-type"], headers[b"cache-control"]) == (b"application/json", b"no-store")


async def counting(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """An application that takes in whatever comes, and says how much it was."""
    size, more = 0, scope["type"] == "http"
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    await send({"type": "counted", "size": size})


@pytest.mark.parametrize("path", ["/", "/photo", "/apis", "/API/guard"])
def test_other_pages_take_in_what_they_like(path: str) -> None:
    sent, _ = sent_by(bounded(counting), [HALF, HALF, HALF], path=path, length=3 * len(HALF))
    assert sent == [{"type": "counted", "size": 3 * len(HALF)}]


def test_what_is_no_request_passes() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is to be received")

    asyncio.run(_called(bounded(counting), {"type": "lifespan"}, receive, send))
    assert sent == [{"type": "counted", "size": 0}]

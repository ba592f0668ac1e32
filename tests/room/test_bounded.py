"""No more is taken in than a person could mean to send, whoever sends it."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from parlour.room.bounded import MOST_BYTES, MOST_WITH_FILES, Message, Receive, Send, bounded_room
from parlour.usecases.converse import MOST_FILES
from parlour.usecases.room_files import MOST_BYTES as MOST_OF_A_FILE
from tests.room.test_headers import STRICT

HALF = bytes(MOST_BYTES // 2)
MANY = bytes(MOST_WITH_FILES // 2)


def sent_by(chunks: Sequence[bytes], *, path: str, length: int | None) -> tuple[int, int, dict[str, str]]:
    """Status of the answer, how many chunks were taken in, and the answer's headers."""
    taken = 0
    sent: list[Message] = []

    async def receive() -> Message:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": chunks[taken - 1], "more_body": taken < len(chunks)}

    async def send(message: Message) -> None:
        sent.append(message)

    async def takes_all(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] == "http.request":
            if not message["more_body"]:
                await send({"type": "http.response.start", "status": 200, "headers": []})
                return

    headers = [] if length is None else [(b"content-length", str(length).encode())]

    async def ask() -> None:
        await bounded_room(takes_all)({"type": "http", "path": path, "headers": headers}, receive, send)

    asyncio.run(ask())
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], taken, told


@pytest.mark.parametrize(
    ("path", "chunks", "length", "answer"),
    [
        ("/room/x/letter", [b"a=b"], 3, (200, 1)),
        ("/room/x/letter", [HALF, HALF], None, (200, 2)),
        ("/room/x/letter", [HALF, HALF, b" ", HALF], None, (413, 3)),
        ("/room/x/letter", [HALF, HALF, b" ", HALF], 2, (413, 3)),
        ("/room/x/letter", [HALF], MOST_BYTES + 1, (413, 0)),
        ("/room/x/letter", [HALF], 10**40, (413, 0)),
        ("/room-files/x/", [HALF, HALF, b" "], None, (413, 3)),
        ("/room/say", [HALF] * 10, None, (200, 10)),
        ("/room/say", [MANY, MANY, b" "], None, (413, 3)),
        ("/cases/1", [HALF, HALF, HALF], None, (200, 3)),
    ],
)
def test_so_much_is_taken_in(path: str, chunks: list[bytes], length: int | None, answer: tuple[int, int]) -> None:
    assert sent_by(chunks, path=path, length=length)[:2] == answer


def test_as_many_files_as_go_at_once_fit() -> None:
    assert MOST_WITH_FILES == MOST_FILES * MOST_OF_A_FILE + MOST_BYTES


def test_refusal_is_as_strict_as_every_answer() -> None:
    _, _, headers = sent_by([HALF], path="/room/say", length=MOST_WITH_FILES + 1)
    assert {name: headers.get(name.lower()) for name in STRICT} == STRICT

"""Many browsers' live streams, opened as plain sockets on this machine, each watching what its page would watch."""

import asyncio
import time
from dataclasses import dataclass, field

from benchmarks.live.lobby import TOKEN

HEAD_SECONDS = 60.0
READ_BYTES = 1 << 16
KEPT = 16  # bytes of the last piece that may hold the beginning of a token


@dataclass(slots=True)
class Watch:
    """One stream: what it asks for, whose it is, and when it saw which post."""

    kind: str
    path: str
    cookie: str
    expects: frozenset[int]  # posts its page must show
    address: str = "127.0.0.1"  # where it comes from
    seen: dict[int, float] = field(default_factory=dict)
    bytes: int = 0
    ended: str = ""


async def follow(watch: Watch, *, port: int, opened: asyncio.Semaphore) -> None:
    """Read until cancelled or until the server ends it, which is written down."""
    ours = (watch.address, 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=READ_BYTES * 4, local_addr=ours)
    try:
        writer.write(
            f"GET {watch.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {watch.cookie}\r\n"
            "Accept: text/event-stream\r\n\r\n".encode()
        )
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_SECONDS)
        if b" 200 " not in head[:16]:
            raise RuntimeError(f"{watch.path} answered {head[:40]!r}")
        await _first_look(watch, reader)
        opened.release()
        await _read_on(watch, reader)
    finally:
        writer.close()


async def _first_look(watch: Watch, reader: asyncio.StreamReader) -> None:
    """Read one message for each view that the page is made of."""
    views = 1 + watch.path.count("list=") + 2 * watch.path.count("case=") + watch.path.count("page=")
    messages = 0
    while messages < views:
        piece = await asyncio.wait_for(reader.read(READ_BYTES), HEAD_SECONDS)
        if not piece:
            raise RuntimeError(f"{watch.path} ended before it had shown everything")
        watch.bytes += len(piece)
        messages += piece.count(b"data: ")


async def _read_on(watch: Watch, reader: asyncio.StreamReader) -> None:
    kept = b""
    while piece := await reader.read(READ_BYTES):
        at = time.time()
        watch.bytes += len(piece)
        for found in TOKEN.finditer(kept + piece):
            watch.seen.setdefault(int(found[1]), at)
        kept = piece[-KEPT:]
    watch.ended = "the server ended the stream"


async def open_all(watches: list[Watch], *, port: int) -> tuple[list[asyncio.Task[None]], float]:
    """Open every stream at once; the tasks that read them, and the seconds until all had shown their whole page."""
    opened = asyncio.Semaphore(0)
    begun = time.perf_counter()
    tasks = [asyncio.create_task(follow(watch, port=port, opened=opened)) for watch in watches]
    for _ in watches:
        acquiring = asyncio.create_task(opened.acquire())
        await asyncio.wait([acquiring, *tasks], return_when=asyncio.FIRST_COMPLETED)
        if broken := next((task for task in tasks if task.done()), None):
            await broken
            raise RuntimeError("a stream ended before it began")
        await acquiring
    return tasks, time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Seconds from the network to the streams of one kind, and how many arrivals were wanted and never came."""

    seconds: list[float]
    wanted: int

    @property
    def missing(self) -> int:
        return self.wanted - len(self.seconds)


def arrivals(watches: list[Watch], sent: dict[int, float]) -> Arrivals:
    """What these streams saw of the posts that were sent."""
    seconds: list[float] = []
    wanted = 0
    for watch in watches:
        expected = watch.expects & sent.keys()
        wanted += len(expected)
        seconds.extend(watch.seen[number] - sent[number] for number in expected if number in watch.seen)
    return Arrivals(seconds, wanted)

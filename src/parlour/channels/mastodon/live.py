"""The live stream of a Mastodon server: server-sent events of our own account."""

from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from parlour.channels.mastodon.listings import Listings
from parlour.channels.mastodon.reading import deletion_event, edit_events, odd_event
from parlour.channels.mastodon.setup import Setup
from parlour.channels.port import Batch, NotOurs, RawEvent
from parlour.channels.tamed import parse_json

SOURCE = "stream"
PATH = "/api/v1/streaming/user"
MAX_DATA_BYTES = 2 * 1024 * 1024


def batches(lines: Iterator[bytes], read: Callable[[str, bytes], tuple[RawEvent, ...]]) -> Iterator[Batch]:
    """Server-sent events as batches; a comment line is a heartbeat and an empty batch.

    Raises NotOurs for an event that is too large.
    """
    name, data, size = "", [], 0
    for line in lines:
        if line.startswith(b":"):
            yield Batch(SOURCE, ())
        elif line.startswith(b"event:"):
            name = line[6:].strip().decode("utf-8", "replace")
        elif line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
            size += len(line)
        elif not line:
            if name or data:
                yield Batch(SOURCE, read(name, b"\n".join(data)))
            name, data, size = "", [], 0
        if size > MAX_DATA_BYTES:
            raise NotOurs("An event of the live stream is too large to be a post.")


class LiveReader:
    """What the events of the stream mean, by their names; the home timeline is not ours to hear."""

    def __init__(self, listings: Listings, setup: Setup, clock: Callable[[], datetime]) -> None:
        self._listings = listings
        self._setup = setup
        self._clock = clock

    def read(self, name: str, data: bytes) -> tuple[RawEvent, ...]:
        """The raw events of one stream event; none for those that say nothing to us."""
        if name == "delete":
            return (deletion_event(data.decode("utf-8", "replace").strip(), self._clock()),)
        readers: dict[str, Callable[[object], tuple[RawEvent, ...]]] = {
            "notification": self._listings.notification_events,
            "conversation": self._listings.conversation_events,
            "status.update": lambda raw: edit_events(raw, self._clock(), self._setup),
        }
        if name not in readers:
            return ()
        try:
            raw = parse_json(data, f"event {name}")
        except NotOurs:
            return (odd_event(data, self._clock()),)
        return readers[name](raw)


def stream_base(url: str, base_url: str) -> str:
    """The address of the stream's server for plain requests, from what the instance says (`wss://…`)."""
    parts = urlsplit(url)
    scheme = {"wss": "https", "ws": "http"}.get(parts.scheme, parts.scheme)
    if not parts.netloc or (scheme == "http" and base_url.startswith("https:")):
        return base_url
    return f"{scheme}://{parts.netloc}"

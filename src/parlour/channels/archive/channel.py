"""The channel of an archive: a file that is heard and cannot be answered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from parlour.channels.archive.lines import events_of, read_lines
from parlour.channels.archive.reading import NETWORK, heard_in
from parlour.channels.clock import utc_now
from parlour.channels.port import (
    Account,
    Batch,
    Capabilities,
    Heard,
    NotOurs,
    RawEvent,
    Rejected,
    Retryable,
    Sent,
)
from parlour.channels.rendering import as_it_is
from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload

SOURCE = "file"
BATCH_EVENTS = 500
BATCH_BYTES = 8 * 1024 * 1024
RETRY_SECONDS = 60.0


class ArchiveChannel:
    """One JSONL file. `clock` returns an aware UTC time."""

    network = NETWORK
    sources = (SOURCE,)
    capabilities = Capabilities(public_reply=False, private_message=False, edits=True, deletions=True)

    def __init__(self, account: Account, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.account = account
        self._path = Path(account.settings["path"])
        self._clock = clock

    def render(self, draft: Draft) -> Payload:
        """Pure: the draft as it is; an archive adds no handles and sets no limit."""
        return as_it_is(draft, network=NETWORK)

    def parse(self, event: RawEvent) -> Heard:
        """Pure: what a line says. Raises NotOurs."""
        return heard_in(event, account=self.account.address)

    def fetch(self, source: str, cursor: str) -> Iterator[Batch]:
        """Batches of at most 500 events or 8 MiB from byte `cursor` ("" = the start) to the end of the file.

        Raises NotOurs for an unknown source or a cursor that does not fit the file, Retryable when it cannot be read.
        """
        if source != SOURCE:
            raise NotOurs(f'An archive has one source, "{SOURCE}", not {source!r}.')
        try:
            yield from self._batches(self._offset(cursor))
        except OSError as error:
            raise self._unreadable(error) from error

    def listen(self) -> Iterator[Batch]:
        """Ends at once: history does not speak up."""
        return iter(())

    def send(self, payload: Payload, *, key: str) -> Sent:  # noqa: ARG002
        """Never sends."""
        raise Rejected("An archive is history; it cannot answer.")

    def find_sent(self, payload: Payload, *, since: datetime) -> Sent | None:  # noqa: ARG002
        """Always None: nothing is ever sent here."""
        return None

    def look_again(self, external_id: str) -> Iterator[Batch]:  # noqa: ARG002
        """Nothing: what a file says of a post stands in the file."""
        return iter(())

    def close(self) -> None:
        """Nothing is held open between calls."""

    def check(self) -> Account:
        """The account with the size of its file in bytes. Raises Retryable when it cannot be read."""
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, 2)
        except OSError as error:
            raise self._unreadable(error) from error
        return replace(self.account, settings={**self.account.settings, "bytes": str(size)})

    def _batches(self, offset: int) -> Iterator[Batch]:
        events: list[RawEvent] = []
        held, seen_at = 0, self._clock()
        with self._path.open("rb") as file:
            for line, behind, long_key in read_lines(file, offset):
                found = (RawEvent(long_key, line, seen_at),) if long_key else events_of(line, seen_at)
                if events and (len(events) + len(found) > BATCH_EVENTS or held + len(line) > BATCH_BYTES):
                    yield Batch(SOURCE, tuple(events), str(offset))
                    events, held, seen_at = [], 0, self._clock()
                events.extend(found)
                held += len(line)
                offset = behind
        if events:
            yield Batch(SOURCE, tuple(events), str(offset))

    def _offset(self, cursor: str) -> int:
        if not cursor:
            return 0
        size = self._path.stat().st_size
        if not (cursor.isascii() and cursor.isdigit()) or int(cursor) > size:
            raise NotOurs(
                f"Reading stopped at byte {cursor}, but {self._path} has {size}: it was replaced. "
                "Connect the new file as an archive of its own."
            )
        return int(cursor)

    def _unreadable(self, error: OSError) -> Retryable:
        reason = error.strerror or type(error).__name__
        return Retryable(
            f"{self._path} cannot be read ({reason}). Put the file there or correct the path of this archive.",
            after=RETRY_SECONDS,
            maybe_done=False,
        )


class ArchiveAdapter:
    """Archives: the setting `path` names a JSONL file."""

    network = NETWORK
    title = "Archive (JSONL file)"

    def connect(self, account: Account) -> ArchiveChannel:
        """A channel for the file named by `path`; opens nothing yet. Raises ValueError without it."""
        if not account.settings.get("path"):
            raise ValueError('An archive needs the setting "path": the JSONL file to read.')
        return ArchiveChannel(account)

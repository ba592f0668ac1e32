"""What has been said, including what was taken back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from parlour.simulator.errors import not_found
from parlour.simulator.network.accounts import Account

PUBLIC = ("public", "unlisted")
VISIBILITIES = ("public", "unlisted", "private", "direct")
_THREAD_LIMIT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One version of what a status says."""

    text: str
    spoiler_text: str = ""
    sensitive: bool = False
    language: str | None = None
    media_ids: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    at: datetime


@dataclass(slots=True, kw_only=True)
class Status:
    """A status with all its versions, the present one last. `origin` tells the ground truth who made it."""

    id: str
    author: str
    visibility: str
    created_at: datetime
    thread: str
    versions: list[Wording]
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    reblog_of: str | None = None
    application: str | None = None
    origin: str = "api"
    deleted_at: datetime | None = None
    favourited_by: dict[str, None] = field(default_factory=dict)
    reblogged_by: dict[str, str] = field(default_factory=dict)
    bookmarked_by: dict[str, None] = field(default_factory=dict)

    @property
    def wording(self) -> Wording:
        """The present version."""
        return self.versions[-1]

    @property
    def edited_at(self) -> datetime | None:
        """When the last edit was made, if any."""
        return self.wording.at if len(self.versions) > 1 else None

    def reword(self, **changes: object) -> None:
        """Adds a version."""
        self.versions.append(replace(self.wording, **changes))  # type: ignore[arg-type]


class StatusBook:
    """All statuses in order of their ids; deleted ones stay as ground truth but are found no more."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._by_id: dict[str, Status] = {}
        self._replies: dict[str, list[str]] = {}
        self._tally: dict[str, tuple[int, datetime]] = {}
        self.forgotten = 0

    def add(self, status: Status) -> None:
        """Appends; beyond the capacity the oldest status is forgotten for good."""
        self._by_id[status.id] = status
        if status.in_reply_to_id:
            self._replies.setdefault(status.in_reply_to_id, []).append(status.id)
        self._count(status, 1, status.created_at)
        if len(self._by_id) > self._capacity:
            oldest = next(iter(self._by_id))
            del self._by_id[oldest]
            self._replies.pop(oldest, None)
            self.forgotten += 1

    def remove(self, status: Status, at: datetime) -> None:
        """Takes a status back."""
        status.deleted_at = at
        self._count(status, -1, status.created_at)

    def tally(self, author: str) -> tuple[int, datetime | None]:
        """How many standing statuses other than direct ones an account has, and when it last wrote one."""
        return self._tally.get(author, (0, None))

    def _count(self, status: Status, by: int, at: datetime) -> None:
        if status.visibility != "direct":
            count, last = self._tally.get(status.author, (0, at))
            self._tally[status.author] = (count + by, max(last, at))

    def everything(self) -> Iterator[Status]:
        """Oldest first, deleted ones too."""
        return iter(self._by_id.values())

    def newest_first(self) -> Iterator[Status]:
        """What still stands."""
        return (status for status in reversed(self._by_id.values()) if status.deleted_at is None)

    def find(self, identifier: str | None) -> Status | None:
        """A standing status by id."""
        status = self._by_id.get(identifier or "")
        return status if status and status.deleted_at is None else None

    def get(self, identifier: str, viewer: Account | None) -> Status:
        """A standing status this viewer may see; refuses otherwise."""
        status = self.find(identifier)
        if status is None or not self.visible(status, viewer):
            raise not_found()
        return status

    def visible(self, status: Status, viewer: Account | None) -> bool:
        """Public and unlisted to all, private to followers and the mentioned, direct to the mentioned alone."""
        if status.reblog_of:
            original = self.find(status.reblog_of)
            return original is not None and self.visible(original, viewer)
        if status.visibility in PUBLIC:
            return True
        if viewer is None:
            return False
        follows = status.visibility == "private" and status.author in viewer.follows
        return viewer.id == status.author or viewer.id in status.wording.mentions or follows

    def ancestors(self, status: Status) -> list[Status]:
        """From the root down to the parent."""
        line: list[Status] = []
        parent = self.find(status.in_reply_to_id)
        while parent and len(line) < _THREAD_LIMIT:
            line.append(parent)
            parent = self.find(parent.in_reply_to_id)
        return line[::-1]

    def descendants(self, status: Status) -> list[Status]:
        """Depth first, replies in order of time."""
        found: list[Status] = []
        waiting = list(reversed(self._replies.get(status.id, [])))
        while waiting and len(found) < _THREAD_LIMIT:
            reply = self.find(waiting.pop())
            if reply:
                found.append(reply)
                waiting.extend(reversed(self._replies.get(reply.id, [])))
        return found

    def reply_count(self, status: Status) -> int:
        """Standing replies that are not direct messages."""
        replies = (self.find(identifier) for identifier in self._replies.get(status.id, []))
        return sum(1 for reply in replies if reply and reply.visibility != "direct")

    def visible_to(self, viewer: Account | None, among: Iterable[Status]) -> list[Status]:
        """Those of `among` the viewer may see, in the same order."""
        return [status for status in among if self.visible(status, viewer)]

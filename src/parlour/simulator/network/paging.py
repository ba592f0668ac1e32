"""Pages of newest-first listings, with the three cursors of the Mastodon API."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TypeVar

from parlour.simulator.network.ids import number

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page:
    """`min_id` walks forward from a cursor; `since_id` answers the newest and may skip what lies between."""

    limit: int = 20
    max_id: str | None = None
    since_id: str | None = None
    min_id: str | None = None

    @property
    def uses_cursor(self) -> bool:
        """Whether the paging quota applies."""
        return any((self.max_id, self.since_id, self.min_id))


def paginate(newest_first: Iterable[Item], cursor: Callable[[Item], str], page: Page) -> list[Item]:
    """At most `page.limit` items, newest first whichever way the page walked.

    Reads no further than it has to, so a poll for news stays cheap on a long listing.
    """
    below = number(page.max_id) if page.max_id else None
    above = number(page.min_id or page.since_id or "0")
    newer = takewhile(lambda item: number(cursor(item)) > above, newest_first)
    between = (item for item in newer if below is None or number(cursor(item)) < below)
    return list(deque(between, maxlen=page.limit)) if page.min_id else list(islice(between, page.limit))

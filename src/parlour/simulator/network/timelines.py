"""Listings of statuses."""

from collections.abc import Iterator
from dataclasses import dataclass

from parlour.simulator.network.accounts import Account
from parlour.simulator.network.books import Books
from parlour.simulator.network.paging import Page, paginate
from parlour.simulator.network.statuses import Status


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What of an account's statuses to leave out."""

    exclude_replies: bool = False
    exclude_reblogs: bool = False
    only_media: bool = False
    tagged: str = ""

    def passes(self, status: Status) -> bool:
        """Whether a status stays. Replies to oneself are no replies."""
        foreign_reply = status.in_reply_to_id and status.in_reply_to_account_id != status.author
        return not (
            (self.exclude_replies and foreign_reply)
            or (self.exclude_reblogs and status.reblog_of)
            or (self.only_media and not status.wording.media_ids)
            or (self.tagged and self.tagged not in status.wording.tags)
        )


class Timelines:
    """All listings are newest first and show only what the viewer may see."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def public(self, page: Page, *, local: bool = False, remote: bool = False) -> list[Status]:
        """Public statuses without boosts."""
        found = (
            status
            for status in self._public()
            if not (local and not self._local(status)) and not (remote and self._local(status))
        )
        return paginate(found, _id, page)

    def tag(self, name: str, page: Page) -> list[Status]:
        """Public statuses with a tag."""
        return paginate((status for status in self._public() if name.lower() in status.wording.tags), _id, page)

    def home(self, viewer: Account, page: Page) -> list[Status]:
        """Own statuses and those of followed accounts; direct ones only to oneself or to the viewer."""
        shown = {viewer.id, *viewer.follows}
        statuses = self._books.statuses
        found = (s for s in statuses.newest_first() if s.author in shown and statuses.visible(s, viewer))
        return paginate(found, _id, page)

    def of_account(self, author: Account, viewer: Account | None, wanted: AccountFilter, page: Page) -> list[Status]:
        """An account's statuses; the author sees the direct ones too."""
        statuses = self._books.statuses
        mine = (s for s in statuses.newest_first() if s.author == author.id and wanted.passes(s))
        return paginate((status for status in mine if statuses.visible(status, viewer)), _id, page)

    def favourites(self, viewer: Account, page: Page) -> list[Status]:
        """What the viewer has favourited."""
        return paginate((s for s in self._books.statuses.newest_first() if viewer.id in s.favourited_by), _id, page)

    def bookmarks(self, viewer: Account, page: Page) -> list[Status]:
        """What the viewer has bookmarked."""
        return paginate((s for s in self._books.statuses.newest_first() if viewer.id in s.bookmarked_by), _id, page)

    def search(self, words: str, viewer: Account, page: Page) -> list[Status]:
        """Statuses with all the words, among the public ones and those the viewer takes part in."""
        needles = words.lower().split()
        statuses = self._books.statuses
        found = (
            status
            for status in statuses.newest_first()
            if needles and not status.reblog_of and statuses.visible(status, viewer)
            if all(needle in status.wording.text.lower() for needle in needles)
        )
        return paginate(found, _id, page)

    def by_url(self, url: str, viewer: Account | None) -> Status | None:
        """The status behind a URL or URI of this network."""
        identifier = url.rstrip("/").rpartition("/")[2]
        status = self._books.statuses.find(identifier)
        return status if status and self._books.statuses.visible(status, viewer) else None

    def _public(self) -> Iterator[Status]:
        return (s for s in self._books.statuses.newest_first() if s.visibility == "public" and not s.reblog_of)

    def _local(self, status: Status) -> bool:
        return self._books.author(status.author).local


def _id(status: Status) -> str:
    return status.id

"""Posting, editing and deleting, with the validations of a production server."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from parlour.simulator.errors import Refused, invalid, not_found, too_many
from parlour.simulator.network.accounts import Account
from parlour.simulator.network.books import Books
from parlour.simulator.network.delivery import Delivery
from parlour.simulator.network.limits import Quota, Window
from parlour.simulator.network.statuses import VISIBILITIES, Status, Wording
from parlour.simulator.network.text import countable_length, hashtags, mentioned

_MAX_KEYS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatus:
    """What a client asks to post. `origin` is for the ground truth alone."""

    text: str
    in_reply_to_id: str | None = None
    visibility: str = "public"
    language: str | None = None
    spoiler_text: str = ""
    sensitive: bool = False
    media_ids: tuple[str, ...] = ()
    application: str | None = None
    idempotency_key: str | None = None
    origin: str = "api"


class Publisher:
    """Writes into the status book and tells the delivery."""

    def __init__(self, books: Books, delivery: Delivery) -> None:
        self._books = books
        self._delivery = delivery
        self._keys: dict[tuple[str, str], tuple[str, datetime]] = {}
        self._quota = Window(books.settings.statuses_per_window, books.settings.status_window)

    def quota(self, author: Account) -> Quota:
        """How many statuses the author may still post in this window."""
        return self._quota.peek(author.id, self._books.now())

    def post(self, author: Account, new: NewStatus) -> Status:
        """Posts once; a key seen within its lifetime answers the status it made."""
        known = self._known(author, new.idempotency_key)
        if known:
            return self._books.statuses.get(known, author)
        parent = self._parent(author, new.in_reply_to_id)
        wording = self._wording(author, new)
        if new.visibility not in VISIBILITIES:
            raise invalid("Visibility is not included in the list")
        if self._quota.hit(author.id, self._books.now()).exceeded:
            raise too_many()
        status = self._new(author, new, wording, parent)
        self._books.statuses.add(status)
        self._remember(author, new.idempotency_key, status)
        self._delivery.new_status(status)
        return status

    def edit(self, author: Account, status_id: str, new: NewStatus) -> Status:
        """Replaces the wording; who can see it stays as it was, newly mentioned people are added."""
        status = self.own(author, status_id)
        wording = self._wording(author, new)
        kept = status.wording.mentions if status.visibility == "direct" else ()
        mentions = tuple(dict.fromkeys((*kept, *wording.mentions)))
        status.reword(
            text=wording.text,
            spoiler_text=wording.spoiler_text,
            sensitive=wording.sensitive,
            language=wording.language or status.wording.language,
            media_ids=wording.media_ids,
            mentions=mentions,
            tags=wording.tags,
            at=self._books.now(),
        )
        self._delivery.edited_status(status)
        return status

    def delete(self, author: Account, status_id: str) -> Status:
        """Takes a status back; it stays in the ground truth."""
        status = self.own(author, status_id)
        self._books.statuses.remove(status, self._books.now())
        self._delivery.deleted_status(status)
        return status

    def reblog(self, author: Account, original: Status) -> Status:
        """Boosts once; a second time answers the first boost."""
        boost = self._books.statuses.find(original.reblogged_by.get(author.id))
        if boost:
            return boost
        if original.visibility not in ("public", "unlisted"):
            raise not_found()
        boost = self._boost(author, original)
        self._books.statuses.add(boost)
        original.reblogged_by[author.id] = boost.id
        self._delivery.notify("reblog", original.author, author.id, original)
        self._delivery.new_status(boost)
        return boost

    def own(self, author: Account, status_id: str) -> Status:
        """A standing status of the author; refuses anybody else's."""
        status = self._books.statuses.get(status_id, author)
        if status.author != author.id:
            raise not_found()
        return status

    def _boost(self, author: Account, original: Status) -> Status:
        now = self._books.now()
        return Status(
            id=self._books.ids.at(now),
            author=author.id,
            visibility="public",
            created_at=now,
            thread=original.thread,
            versions=[Wording(text="", at=now)],
            reblog_of=original.id,
        )

    def _new(self, author: Account, new: NewStatus, wording: Wording, parent: Status | None) -> Status:
        identifier = self._books.ids.at(wording.at)
        return Status(
            id=identifier,
            author=author.id,
            visibility=new.visibility,
            created_at=wording.at,
            thread=parent.thread if parent else identifier,
            versions=[wording],
            in_reply_to_id=parent.id if parent else None,
            in_reply_to_account_id=parent.author if parent else None,
            application=new.application,
            origin=new.origin,
        )

    def _wording(self, author: Account, new: NewStatus) -> Wording:
        self._validate(author, new)
        found = (self._books.accounts.find(acct) for acct in mentioned(new.text))
        return Wording(
            text=new.text,
            spoiler_text=new.spoiler_text,
            sensitive=new.sensitive,
            language=new.language or author.profile.language,
            media_ids=new.media_ids,
            mentions=tuple(dict.fromkeys(account.id for account in found if account)),
            tags=tuple(hashtags(new.text)),
            at=self._books.now(),
        )

    def _validate(self, author: Account, new: NewStatus) -> None:
        settings = self._books.settings
        if not new.text.strip() and not new.media_ids:
            raise invalid("Text can't be blank")
        if countable_length(new.spoiler_text + new.text, settings.characters_per_url) > settings.max_characters:
            raise invalid(f"Text character limit of {settings.max_characters} exceeded")
        if len(new.media_ids) > settings.max_media:
            raise invalid(f"Cannot attach more than {settings.max_media} files")
        for identifier in new.media_ids:
            self._books.media.of(author.id, identifier)

    def _parent(self, author: Account, identifier: str | None) -> Status | None:
        if not identifier:
            return None
        parent = self._books.statuses.find(identifier)
        if parent is None or not self._books.statuses.visible(parent, author):
            raise Refused(404, "The post you are trying to reply to does not appear to exist.")
        return self._books.statuses.find(parent.reblog_of) if parent.reblog_of else parent

    def _known(self, author: Account, key: str | None) -> str | None:
        status_id, until = self._keys.get((author.id, key or ""), ("", self._books.now()))
        return status_id if until > self._books.now() else None

    def _remember(self, author: Account, key: str | None, status: Status) -> None:
        if not key:
            return
        now = self._books.now()
        if len(self._keys) >= _MAX_KEYS:
            self._keys = {entry: value for entry, value in self._keys.items() if value[1] > now}
        self._keys[(author.id, key)] = (status.id, now + timedelta(seconds=self._books.settings.idempotency_seconds))

"""What a Mastodon server has kept for us, read forward so that nothing is skipped."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from parlour.channels.http import Answer, Client
from parlour.channels.mastodon.reading import PUBLIC_VISIBILITIES, deletion_event, status_events, unique
from parlour.channels.mastodon.setup import Setup
from parlour.channels.port import Batch, NotOurs, RawEvent
from parlour.channels.tamed import Tamed, parse_json, parse_list, parse_time, shown

NOTIFICATIONS = "/api/v1/notifications"
CONVERSATIONS = "/api/v1/conversations"
REQUESTS = "/api/v1/notifications/requests"
PAGE, MAX_PAGES = 40, 1000
TYPES = ("mention", "status", "update", "quote")
"""Notifications that carry words of somebody else."""


class Listings:
    """The readable listings of one account, by the names the channel gives them."""

    def __init__(self, client: Client, setup: Setup, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._setup = setup
        self._clock = clock

    def fetch(self, source: str, cursor: str) -> Iterator[Batch]:
        """A listing forward from `cursor` to its end; `status:ID` looks at one status again.

        Raises the port errors, NotOurs for a source that is none.
        """
        name, _, status_id = source.partition(":")
        if name == "status" and status_id.isalnum():
            return self._again(source, status_id)
        readers = {
            "notifications": self._notifications,
            "conversations": self._conversations,
            "requests": self._requests,
        }
        if source not in readers:
            raise NotOurs(f"Mastodon has no listing {source!r}; it has: {', '.join(readers)}.")
        return readers[source](cursor)

    def notification_events(self, raw: object) -> tuple[RawEvent, ...]:
        """The events of one notification; none when it carries no words of somebody else."""
        try:
            notification = Tamed(raw, "notification")
            if notification.text("type") not in TYPES or notification.raw.get("status") is None:
                return ()
        except NotOurs:
            return status_events(raw, self._clock(), self._setup)
        return status_events(notification.raw["status"], self._clock(), self._setup)

    def conversation_events(self, raw: object) -> tuple[RawEvent, ...]:
        """The events of the last status of one conversation; none when that was deleted."""
        if isinstance(raw, dict) and raw.get("last_status") is None and "last_status" in raw:
            return ()
        last = raw.get("last_status") if isinstance(raw, dict) else raw
        return status_events(last, self._clock(), self._setup)

    def _again(self, source: str, status_id: str) -> Iterator[Batch]:
        """One status as it is now: edited, unchanged, or gone. A stranger's edit is told in no other way."""
        answer = self._client.find(f"/api/v1/statuses/{status_id}", kind="urgent")
        if answer is None:
            yield Batch(source, (deletion_event(status_id, self._clock()),))
        else:
            raw = parse_json(answer.body, answer.where)
            yield Batch(source, status_events(raw, self._clock(), self._setup))

    def _notifications(self, cursor: str) -> Iterator[Batch]:
        # Filtered ones too: on servers from 4.3 on, direct messages of strangers are among them.
        params = {"types[]": list(TYPES), "include_filtered": "true"}
        for items, behind in self._walk(NOTIFICATIONS, params, cursor):
            events = tuple(event for item in items for event in self.notification_events(item))
            yield Batch("notifications", unique(events), behind)

    def _conversations(self, cursor: str) -> Iterator[Batch]:
        for items, behind in self._walk(CONVERSATIONS, {}, cursor):
            for number, item in enumerate(items, start=1):
                events = (*self._thread(item), *self.conversation_events(item))
                yield Batch("conversations", unique(events), behind if number == len(items) else None)

    def _thread(self, raw: object) -> Iterator[RawEvent]:
        """The private statuses around a conversation's last one: the listing shows only that."""
        try:
            last = Tamed(raw, "conversation").find_part("last_status")
            if last is None or not last.name("in_reply_to_id", default=""):
                return
            name = last.name("id")
        except NotOurs:
            return
        before, after = self._context(name)
        line: list[object] = []
        for status in reversed(before):
            if _is_public(status):
                break
            line.append(status)
        if line:
            first = line[-1]
            _, after = self._context(Tamed(first, "context.ancestors").name("id"))
        for status in (*reversed(line), *after):
            if not _is_public(status):
                yield from status_events(status, self._clock(), self._setup)

    def _context(self, name: str) -> tuple[list[object], list[object]]:
        """The statuses before and after one; both empty when it is gone."""
        answer = self._client.find(f"/api/v1/statuses/{name}/context", kind="read")
        if answer is None:
            return [], []
        context = Tamed(parse_json(answer.body, answer.where), "context")
        return [part.raw for part in context.parts("ancestors")], [part.raw for part in context.parts("descendants")]

    def _requests(self, cursor: str) -> Iterator[Batch]:
        """Filtered senders whose messages wait to be let in; asked again when their request was touched since."""
        since, newest = parse_time(cursor), parse_time(cursor)
        for raw in self._all_requests():
            touched = self._touched(raw)
            if touched and since and touched < since:
                continue
            newest = max(filter(None, (newest, touched)), default=None)
            yield Batch("requests", unique((*self.conversation_events(raw), *self._filtered(raw))))
        if newest and newest != since:
            yield Batch("requests", (), newest.isoformat())

    def _touched(self, raw: object) -> datetime | None:
        return parse_time(raw.get("updated_at")) if isinstance(raw, dict) else None

    def _filtered(self, raw: object) -> Iterator[RawEvent]:
        try:
            sender = Tamed(raw, "request").part("account").name("id")
        except NotOurs:
            return
        params = {"types[]": list(TYPES), "include_filtered": "true", "account_id": sender}
        for items, _ in self._walk(NOTIFICATIONS, params, ""):
            for item in items:
                yield from self.notification_events(item)

    def _all_requests(self) -> Iterator[object]:
        """Every request, newest first; none on servers before 4.3, which have no such listing."""
        params: dict[str, str] = {"limit": str(PAGE)}
        for _ in range(MAX_PAGES):
            answer = self._client.find(REQUESTS, params, kind="read")
            items = parse_list(answer.body, answer.where) if answer else []
            yield from items
            older = _parameter(answer, "next", "max_id") if answer else ""
            if not items or not older or older == params.get("max_id"):
                return
            params["max_id"] = older

    def _walk(self, path: str, params: Mapping[str, object], cursor: str) -> Iterator[tuple[list[object], str]]:
        """Pages after `cursor`, items oldest first, each with the cursor behind it, until an empty page."""
        cursor = cursor or "0"
        for _ in range(MAX_PAGES):
            answer = self._client.get(path, {**params, "limit": PAGE, "min_id": cursor}, kind="walk")
            items = parse_list(answer.body, answer.where)
            if not items:
                return
            behind = _parameter(answer, "prev", "min_id") or _newest_id(items[0], answer.where)
            if behind == cursor:
                raise NotOurs(f"{answer.where} gives the same page again behind {shown(cursor)}.")
            yield items[::-1], behind
            cursor = behind


def _parameter(answer: Answer, relation: str, name: str) -> str:
    """A parameter of one of an answer's links, "" without it."""
    return parse_qs(urlsplit(answer.links.get(relation, "")).query).get(name, [""])[0]


def _newest_id(item: object, where: str) -> str:
    """The id a page without links is paged by: a conversation's last status, else the item's own."""
    entry = Tamed(item, where)
    last = entry.find_part("last_status")
    return (last or entry).name("id")


def _is_public(status: object) -> bool:
    return isinstance(status, dict) and status.get("visibility") in PUBLIC_VISIBILITIES

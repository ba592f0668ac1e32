"""Statuses of a Mastodon server, tamed: what they say to our account, or why they cannot be read."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import orjson

from parlour.channels.mastodon.html_text import MAX_HTML, to_text
from parlour.channels.mastodon.setup import NETWORK, Setup
from parlour.channels.port import Heard, Kind, NotOurs, RawEvent
from parlour.channels.tamed import Tamed, parse_json, shown
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface

PUBLIC_VISIBILITIES = frozenset({"public", "unlisted"})
"""Everything else, followers-only included, is never answered in public."""

MAX_ID_LENGTH = 500


def heard_in(event: RawEvent, setup: Setup) -> Heard:
    """What an event means. Raises NotOurs with a reason an operator can act on."""
    kind = event.key.partition(":")[0]
    if kind == Kind.DELETE:
        return _deletion(event)
    if kind not in (Kind.POST, Kind.EDIT):
        where = "The event" if kind == "odd" else f"The event with key {event.key[:80]!r}"
        _read_status(Tamed(parse_json(event.body, where), where), Kind.POST, event.seen_at, setup)
        raise NotOurs(f"{where} has no kind this channel knows.")
    status = Tamed(parse_json(event.body, "status"), "status")
    return _read_status(status, Kind(kind), event.seen_at, setup)


def status_events(raw: object, seen_at: datetime, setup: Setup) -> tuple[RawEvent, ...]:
    """The events a status stands for, whichever way it came: its post, and its last edit when it was edited.

    One that cannot be read is kept under the digest of its body, so that a sound copy is never taken for a repeat.
    """
    body = orjson.dumps(raw)
    try:
        status = Tamed(raw, "status")
        _read_status(status, Kind.POST, seen_at, setup)
    except NotOurs:
        return (odd_event(body, seen_at),)
    post = RawEvent(f"post:{status.name('id')}", body, seen_at)
    return (post, _edit(status, body, seen_at)) if status.find_time("edited_at") else (post,)


def edit_events(raw: object, seen_at: datetime, setup: Setup) -> tuple[RawEvent, ...]:
    """The event of a status announced as edited."""
    *_, last = status_events(raw, seen_at, setup)
    return (last,)


def deletion_event(status_id: str, seen_at: datetime) -> RawEvent:
    """The event of a status announced as deleted by its id."""
    return RawEvent(f"delete:{status_id}", status_id.encode("utf-8", "replace"), seen_at)


def odd_event(body: bytes, seen_at: datetime) -> RawEvent:
    """Something that cannot be read, kept as it came."""
    return RawEvent(f"odd:{hashlib.sha256(body).hexdigest()}", body, seen_at)


def unique(events: tuple[RawEvent, ...]) -> tuple[RawEvent, ...]:
    """Each key once, in the order of first mention."""
    return tuple({event.key: event for event in events}.values())


def _edit(status: Tamed, body: bytes, seen_at: datetime) -> RawEvent:
    return RawEvent(f"edit:{status.time('edited_at').isoformat()}:{status.name('id')}", body, seen_at)


def _deletion(event: RawEvent) -> Heard:
    """The network tells nothing but the id of what is gone."""
    name = event.body.decode("utf-8", "replace")
    if not name or len(name) > MAX_ID_LENGTH or not name.isprintable():
        raise NotOurs(f"A deletion names {shown(name)}: expected the id of a post.")
    return Heard(Kind.DELETE, "", name, event.seen_at)


def _read_status(status: Tamed, kind: Kind, seen_at: datetime, setup: Setup) -> Heard:
    if status.find_part("reblog") is not None:
        raise NotOurs("status: a boost of somebody else's post has no words of its own.")
    name, html = status.name("id"), status.text("content")
    if len(name) > MAX_ID_LENGTH or not name.isprintable() or len(html) > MAX_HTML:
        raise NotOurs(f"status: expected an id of {MAX_ID_LENGTH} and a content of {MAX_HTML} characters at most.")
    author = _person(status.part("account"), setup)
    mentions = tuple(setup.address(mention.name("acct")) for mention in status.parts("mentions"))
    surface = Surface.PUBLIC if status.text("visibility") in PUBLIC_VISIBILITIES else Surface.PRIVATE
    readers = dict.fromkeys([author.address, *mentions, setup.ours]) if surface is Surface.PRIVATE else ()
    return Heard(
        kind=kind,
        origin_uri=status.name("uri"),
        external_id=name,
        at=min(status.time("edited_at" if kind is Kind.EDIT else "created_at"), seen_at),
        author=author,
        text=to_text(html),
        surface=surface,
        in_reply_to=status.name("in_reply_to_id", default=""),
        url=status.text("url", default=""),
        language=status.text("language", default=""),
        warning=status.text("spoiler_text", default=""),
        mentions=mentions,
        participants=tuple(reader for reader in readers if reader),
        attachments=tuple(
            _attachment(entry, sensitive=status.raw.get("sensitive") is True)
            for entry in status.parts("media_attachments")
        ),
    )


def _person(account: Tamed, setup: Setup) -> Person:
    return Person(
        network=NETWORK,
        address=setup.address(account.name("acct")),
        display_name=account.text("display_name", default=""),
        external_id=account.name("id"),
        followers=account.count("followers_count"),
        joined_at=account.find_time("created_at"),
        # The still picture: nothing blinks on a desk.
        avatar_url=account.text("avatar_static", default="") or account.text("avatar", default=""),
    )


def _attachment(entry: Tamed, *, sensitive: bool) -> Mapping[str, str]:
    """`preview` is the server's own small copy, `sensitive` its author's wish that nobody sees it unasked."""
    preview = entry.text("preview_url", default="")
    return {
        "type": entry.text("type", default="unknown"),
        "url": entry.text("url", default=""),
        "alt": entry.text("description", default=""),
        **({"preview": preview} if preview else {}),
        **({"sensitive": "yes"} if sensitive else {}),
    }

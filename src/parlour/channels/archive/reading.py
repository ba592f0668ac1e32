"""One line of an archive, tamed: what it says, or why it cannot be read."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from parlour.channels.port import Heard, Kind, NotOurs, RawEvent
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface

NETWORK = "archive"
MAX_ID_LENGTH = 500
PRIVATE_VISIBILITIES = frozenset({"direct", "private", "limited"})
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def heard_in(event: RawEvent, *, account: str) -> Heard:
    """What a line says to our account `account`. Raises NotOurs with a reason an operator can act on."""
    if event.key.startswith("long:"):
        raise NotOurs("The line is longer than 4 MiB; only its head was kept. Split the post or shorten the line.")
    record = as_record(event.body)
    name = _name(record, "id", required=True)
    kind = _kind(event.key, record)
    if kind is Kind.DELETE:
        at = _when(record, ("deleted_at", "edited_at", "created_at"), event.seen_at)
        return Heard(Kind.DELETE, _uri(account, name), name, at)
    text = record.get("text")
    if type(text) is not str:
        raise NotOurs(f'Line with id {name!r} has no text. Every post needs a field "text" with a string.')
    times = ("edited_at", "created_at") if kind is Kind.EDIT else ("created_at",)
    author = _author(record)
    surface = Surface.PRIVATE if record.get("visibility") in PRIVATE_VISIBILITIES else Surface.PUBLIC
    parent = _name(record, "in_reply_to")
    thread = record.get("thread")
    return Heard(
        kind,
        _uri(account, name),
        name,
        _when(record, times, event.seen_at),
        author,
        clean(text),
        surface,
        parent,
        _uri(account, parent) if parent else "",
        _uri(account, f"thread/{clean(thread)}") if type(thread) is str and thread else "",
        _words(record, "url"),
        _words(record, "language"),
        _words(record, "warning"),
        tuple([address(entry) for entry in _list(record, "mentions") if type(entry) is str]),
        _participants(record, author, account) if surface is Surface.PRIVATE else (),
        tuple([_attachment(entry) for entry in _list(record, "attachments") if type(entry) is dict]),
    )


def as_record(line: bytes) -> dict[str, Any]:
    """The JSON object of a line. Raises NotOurs."""
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        record = _as_lenient_json(line)
    if type(record) is not dict:
        raise NotOurs(f"The line is a JSON {type(record).__name__}, not an object. Write one post per line in braces.")
    return record


def as_time(value: object, field: str) -> datetime:
    """An ISO 8601 time as UTC; without an offset it is UTC already. Raises NotOurs."""
    if type(value) is str:
        try:
            at = datetime.fromisoformat(value)
            return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            pass
    raise NotOurs(f'{field} is {str(value)[:60]!r}, not a time. Write it as "2026-05-01T09:30:00Z".')


def clean(text: str) -> str:
    """The text with what no database stores (NUL, lone surrogates) as U+FFFD, one for one."""
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def address(handle: str) -> str:
    """A handle as people are recognised by: lower case, without the leading @."""
    return clean(handle).strip().removeprefix("@").lower()


def _as_lenient_json(line: bytes) -> object:
    """The slow way in, for lines whose only fault is half of a surrogate pair."""
    try:
        return json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise NotOurs(f"The line is not UTF-8 (byte {error.start}). Save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise NotOurs(f"The line is not JSON: {str(error)[:120]}. Write one JSON object per line.") from error


def _kind(key: str, record: Mapping[str, Any]) -> Kind:
    if record.get("deleted"):
        return Kind.DELETE
    return Kind.EDIT if key.startswith("edit:") else Kind.POST


def _name(record: Mapping[str, Any], field: str, *, required: bool = False) -> str:
    value = record.get(field)
    if type(value) is int:
        value = str(value)
    if type(value) is str and value and len(value) <= MAX_ID_LENGTH and not UNSTORABLE.search(value):
        return value
    if value is None or value == "":
        if not required:
            return ""
        raise NotOurs(f'The line has no "{field}". Every post needs one of its own.')
    raise NotOurs(f'"{field}" is {str(value)[:60]!a}: expected a text of 1 to {MAX_ID_LENGTH} characters or a number.')


def _when(record: Mapping[str, Any], fields: tuple[str, ...], seen_at: datetime) -> datetime:
    """The first time given among `fields`, never later than we saw it; without any, when we saw it."""
    for field in fields:
        value = record.get(field)
        if value is not None:
            return min(as_time(value, field), seen_at)
    return seen_at


def _author(record: Mapping[str, Any]) -> Person | None:
    author = record.get("author")
    if type(author) is str:
        author = {"handle": author}
    if author is None or author == {}:
        return None
    if type(author) is not dict or type(author.get("handle")) is not str or not address(author["handle"]):
        raise NotOurs('The author has no "handle". Write {"handle": "name@server"} or just the handle.')
    followers, joined = author.get("followers"), author.get("created_at")
    return Person(
        _words(record, "network") or NETWORK,
        address(author["handle"]),
        _words(author, "name") or _words(author, "display_name"),
        _name(author, "id"),
        followers if type(followers) is int and followers >= 0 else None,
        as_time(joined, "author.created_at") if joined is not None else None,
        _words(author, "avatar_url"),
    )


def _participants(record: Mapping[str, Any], author: Person | None, account: str) -> tuple[str, ...]:
    """Everyone who can read a private post: the listed ones, its author, and the account that heard it."""
    listed = [address(entry) for entry in _list(record, "participants") if type(entry) is str]
    ours = address(_words(record, "account") or account)
    return tuple(dict.fromkeys([*([author.address] if author else []), *listed, ours]))


def _attachment(entry: Mapping[str, Any]) -> Mapping[str, str]:
    return {clean(field): clean(value) for field, value in entry.items() if type(value) is str}


def _words(record: Mapping[str, Any], field: str) -> str:
    value = record.get(field)
    return clean(value) if type(value) is str else ""


def _list(record: Mapping[str, Any], field: str) -> list[Any]:
    value = record.get(field)
    return value if type(value) is list else []


def _uri(account: str, name: str) -> str:
    """Ids of two archives never meet, however alike they look."""
    return f"{NETWORK}:{account}/{name}"

"""Values out of somebody else's JSON: of the promised shape, or refused with what was expected and where."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Self

import orjson

from parlour.channels.port import NotOurs

SHOWN_LENGTH = 60
MAX_NAME = 2000


class Tamed:
    """A JSON object and the place it was found at. Every reading names its type; a wrong one raises NotOurs."""

    __slots__ = ("_fields", "_where")

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise NotOurs(f"{where}: expected an object, got {shown(value)}.")
        self._fields: Mapping[str, Any] = value
        self._where = where

    @property
    def raw(self) -> Mapping[str, Any]:
        """The object as it came."""
        return self._fields

    def text(self, field: str, *, default: str | None = None) -> str:
        """A string; `default` when the field is absent or null."""
        value = self._fields.get(field)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self._odd(field, "a text", value)
        return value.replace("\x00", "\N{REPLACEMENT CHARACTER}")

    def name(self, field: str, *, default: str | None = None) -> str:
        """An identifier: a string that is not empty, or a number written as one."""
        value = self._fields.get(field)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not 0 < len(value) <= MAX_NAME or "\x00" in value:
            raise self._odd(field, f"an id of 1 to {MAX_NAME} characters", value)
        return value

    def count(self, field: str) -> int | None:
        """A number of things, or None when it is not told."""
        value = self._fields.get(field)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if value is None or value == -1:
            return None
        raise self._odd(field, "a count", value)

    def time(self, field: str) -> datetime:
        """An ISO 8601 instant as UTC; a time without an offset is UTC."""
        found = self.find_time(field)
        if found is None:
            raise self._odd(field, "a time (ISO 8601)", None)
        return found

    def find_time(self, field: str) -> datetime | None:
        """As `time`, or None when the field is absent or null."""
        value = self._fields.get(field)
        if value is None:
            return None
        found = parse_time(value)
        if found is None:
            raise self._odd(field, "a time (ISO 8601)", value)
        return found

    def part(self, field: str) -> Self:
        """The object in a field."""
        return type(self)(self._fields.get(field), f"{self._where}.{field}")

    def find_part(self, field: str) -> Self | None:
        """As `part`, or None when the field is absent or null."""
        return None if self._fields.get(field) is None else self.part(field)

    def parts(self, field: str) -> Iterator[Self]:
        """The objects in a list; an absent list is empty."""
        for number, value in enumerate(self._items(field)):
            yield type(self)(value, f"{self._where}.{field}[{number}]")

    def _items(self, field: str) -> list[Any]:
        value = self._fields.get(field)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._odd(field, "a list", value)
        return value

    def _odd(self, field: str, expected: str, value: object) -> NotOurs:
        return NotOurs(f"{self._where}.{field}: expected {expected}, got {shown(value)}.")


def parse_json(body: bytes, where: str) -> object:
    """The JSON value in `body`. Raises NotOurs."""
    try:
        value: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        start = body[:SHOWN_LENGTH].decode("ascii", "replace")
        raise NotOurs(f"{where}: expected JSON, got {start!r}. Is this the address of the right server?") from error
    return value


def parse_list(body: bytes, where: str) -> list[object]:
    """The JSON list in `body`. Raises NotOurs."""
    value = parse_json(body, where)
    if not isinstance(value, list):
        raise NotOurs(f"{where}: expected a list, got {shown(value)}.")
    return value


def parse_time(value: object) -> datetime | None:
    """An ISO 8601 text as UTC, or None when it is none."""
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def shown(value: object) -> str:
    """A short, safe picture of an odd value for an error message."""
    if value is None:
        return "nothing"
    if isinstance(value, (dict, list)):
        return f"a {'list' if isinstance(value, list) else 'object'} of {len(value)}"
    return ascii(value)[:SHOWN_LENGTH]

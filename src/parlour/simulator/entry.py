"""One table of a cast file, read with its place at hand for the error message."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

_HANDLE = re.compile(r"[A-Za-z0-9_]+(?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?(@[a-z0-9.-]+\.[a-z]+)?")


class CastError(Exception):
    """A cast file that cannot be used; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A table and where it stands, e.g. `01_root_canal.toml, post 3 (root_canal.3)`."""

    place: str
    content: dict[str, object]

    def fail(self, reason: str) -> CastError:
        """The error to raise for something wrong here."""
        return CastError(f"{self.place}: {reason}")

    def require(self, holds: bool, reason: str) -> None:
        """Raises unless it holds."""
        if not holds:
            raise self.fail(reason)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.content

    def only(self, *keys: str) -> None:
        """Raises for a key that means nothing here: most often a slip of the pen."""
        unknown = sorted(set(self.content) - set(keys))
        self.require(not unknown, f"unknown key {', '.join(unknown)}")

    def text(self, key: str, default: str | None = None) -> str:
        """A string; without a default it may not be missing or empty."""
        value = self.content.get(key, default)
        if not isinstance(value, str):
            raise self.fail(f"{key} is missing" if value is None else f"{key} must be text")
        self.require(bool(value) or default is not None, f"{key} is empty")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """A number of at least 0."""
        value = self.content.get(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.fail(f"{key} is missing" if value is None else f"{key} must be a number")
        self.require(value >= 0, f"{key} must not be negative")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false when absent."""
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise self.fail(f"{key} must be true or false")
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of a few words."""
        value = self.text(key, default)
        self.require(value in allowed, f"{key} = {value!r}: must be one of {', '.join(allowed)}")
        return value

    def handle(self, key: str) -> str:
        """`name`, or `name@domain` for somebody of another server."""
        value = self.text(key)
        self.require(bool(_HANDLE.fullmatch(value)), f"{key} = {value!r} is no handle")
        return value.lower()

    def day(self, key: str) -> datetime:
        """A date, as TOML date or as text; its first moment in UTC."""
        value = self.content.get(key)
        try:
            found = value if isinstance(value, date) else date.fromisoformat(self.text(key))
        except ValueError as error:
            raise self.fail(f"{key} = {value!r} is no date (YYYY-MM-DD)") from error
        return datetime(found.year, found.month, found.day, tzinfo=UTC)

    def words(self, key: str) -> list[str]:
        """A list of strings; empty when absent."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.fail(f"{key} must be a list of words")
        return value

    def table(self, key: str, default: dict[str, object] | None = None) -> "Entry":
        """A table inside this one."""
        value = self.content.get(key, default)
        if not isinstance(value, dict):
            raise self.fail(f"[{key}] is missing" if value is None else f"{key} must be a table")
        return Entry(f"{self.place}, {key}", value)

    def entries(self, key: str, named_by: str = "") -> list["Entry"]:
        """An array of tables; none when absent."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.fail(f"{key} must be a list of tables")
        return [Entry(self._nth(key, index, each.get(named_by)), each) for index, each in enumerate(value, 1)]

    def _nth(self, key: str, index: int, name: object) -> str:
        return f"{self.place}, {key} {index}" + (f" ({name})" if isinstance(name, str) else "")

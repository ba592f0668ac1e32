"""Ids: strings of digits to be treated as opaque."""

from collections.abc import Container
from datetime import datetime

_SEQUENCE_BITS = 16


class Snowflakes:
    """Time-ordered ids: milliseconds shifted by 16 bits, always rising even when the clock stands still."""

    def __init__(self) -> None:
        self._last = 0

    def at(self, moment: datetime) -> str:
        """The next id for something made at `moment`."""
        self._last = max(self._last + 1, milliseconds(moment) << _SEQUENCE_BITS)
        return str(self._last)


def account_id(created_at: datetime, taken: Container[str]) -> str:
    """An id that depends on the day of joining alone, so that accounts keep theirs over a reset."""
    candidate = milliseconds(created_at) << _SEQUENCE_BITS
    while str(candidate) in taken:
        candidate += 1
    return str(candidate)


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def number(identifier: str) -> int:
    """For ordering; anything that is not a number sorts before all ids, as a database cast would have it."""
    return int(identifier) if identifier.isdecimal() and len(identifier) < 30 else 0

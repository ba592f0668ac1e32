"""Time as a value one hands in, so that a whole play can be rehearsed without waiting."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Answers the present moment, with a UTC offset."""


def system_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


class ManualClock:
    """Stands still until told otherwise."""

    def __init__(self, start: datetime = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> datetime:
        """Moves on by `seconds` (>= 0) and answers the new moment."""
        self._now += timedelta(seconds=seconds)
        return self._now


def iso(moment: datetime) -> str:
    """Milliseconds and a Z, as the Mastodon API writes moments."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"

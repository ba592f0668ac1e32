"""Business hours: the time that counts for a promise made in them, by a clock on the wall with its changes.

A span belongs to the day on which it begins: one over midnight goes on into a day that is closed, and does not begin
on a holiday. Its ends are times on the wall: an hour that the clocks skip is no time, one they repeat is two hours, and
what ends in it ends the first time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

DAY_MINUTES: Final = 24 * 60
FARTHEST: Final = timedelta(days=3660)
"""How far away a moment may be that is asked for."""

Span = tuple[int, int]
"""Minutes since midnight from which to which it is open: 0 ≤ begin < 1440, begin < end ≤ begin + 1440."""


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """Spans by weekday (0 is Monday) in `zone`, and days on which none begins.

    Raises ValueError for hours in which nothing is ever open, and for a span that is none.
    """

    zone: tzinfo
    week: Mapping[int, tuple[Span, ...]]
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        spans = [span for weekday in self.week.values() for span in weekday]
        if not spans:
            raise ValueError("These business hours never open: give at least one weekday a span, such as 09:00-17:00.")
        for begin, end in spans:
            if not (0 <= begin < DAY_MINUTES and begin < end <= begin + DAY_MINUTES):
                raise ValueError(f"A span of business hours is no longer than a day, and never empty: {begin}, {end}.")


def due(start: datetime, seconds: float, hours: BusinessHours) -> datetime:
    """The first moment (UTC) at which `seconds` of business time have passed since `start`, which has an offset.

    That is the moment of closing where they end with it, and `start` itself for none. Raises ValueError for less than
    none, and where they have not passed within FARTHEST.
    """
    if seconds < 0:
        raise ValueError(f"Business time runs forward only; {seconds} seconds are asked for.")
    left, at = timedelta(seconds=seconds), start.astimezone(UTC)
    if not left:
        return at
    for opens, closes in open_spans(start, hours):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    raise ValueError(f"{seconds:.0f} seconds of these business hours do not pass within ten years. Open for longer.")


def open_spans(start: datetime, hours: BusinessHours) -> Iterator[tuple[datetime, datetime]]:
    """Spans (UTC) in which it is open from `start` on, in order, none touching what was counted before."""
    at = start.astimezone(UTC)
    first = start.astimezone(hours.zone).date() - timedelta(days=2)
    for number in range(FARTHEST.days + 2):
        day = first + timedelta(days=number)
        for opens, closes in _of_day(day, hours):
            begins = max(opens, at)
            if begins < closes:
                yield begins, closes
                at = closes


def _of_day(day: date, hours: BusinessHours) -> list[tuple[datetime, datetime]]:
    if day in hours.holidays:
        return []
    spans = hours.week.get(day.weekday(), ())
    return sorted((_moment(day, begin, hours.zone), _moment(day, end, hours.zone)) for begin, end in spans)


def _moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    """The first moment (UTC) at which the clock on the wall shows so many minutes after midnight, or later."""
    days, rest = divmod(minutes, DAY_MINUTES)
    wall = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60))
    after, before = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if before >= after:
        return after
    # The clocks skip this time: look for the moment at which they do.
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)

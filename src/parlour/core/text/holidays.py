"""Days that have a name: the same each year, as far from Easter, or such a weekday of a month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from parlour.core.text.holiday_names import (
    AFTER_EASTER,
    BEFORE_CHRISTMAS,
    ELSEWHERE,
    FIXED,
    KEPT,
    MOVED,
    NTH_WEEKDAY,
    SAME,
)
from parlour.core.text.nth_weekdays import nth_weekday

_NAMES = frozenset((*FIXED, *ELSEWHERE, *AFTER_EASTER, *BEFORE_CHRISTMAS, *NTH_WEEKDAY, *MOVED, *SAME))
STARTS = frozenset(phrase.split()[0] for phrase in _NAMES)
LONGEST = max(len(phrase.split()) for phrase in _NAMES)  # words
_BACK, _AHEAD = timedelta(days=200), timedelta(days=366)
"""How far back, and ahead, a feast is meant by its name alone."""
_SUNDAY = 6


def days_of(phrase: str, now: date) -> tuple[date, ...]:
    """The days a speaker can mean by this name, seen from `now`; empty for any other phrase."""
    if phrase not in _NAMES or not 1 < now.year < date.max.year:
        return ()
    meant = [day for year in (now.year - 1, now.year, now.year + 1) for day in _days(phrase, year)]
    near = [day for day in meant if -_BACK <= day - now <= _AHEAD]
    first, last = KEPT.get(phrase, (0, 0))
    return tuple(day + timedelta(days=offset) for day in near for offset in range(first, last + 1))


def day_in(phrase: str, year: int) -> tuple[date, ...]:
    """The days of this name in that year, if there are any."""
    return tuple(_days(phrase, year)) if phrase in _NAMES else ()


def _days(phrase: str, year: int) -> Iterator[date]:
    for month, day in (*([FIXED[phrase]] if phrase in FIXED else []), *ELSEWHERE.get(phrase, ())):
        if (month, day) != (2, 29) or monthrange(year, 2)[1] == day:
            yield date(year, month, day)
    if phrase in AFTER_EASTER:
        yield easter(year) + timedelta(days=AFTER_EASTER[phrase])
    if phrase in BEFORE_CHRISTMAS:
        weeks, after = BEFORE_CHRISTMAS[phrase]
        eve = date(year, 12, 24)
        yield eve - timedelta(days=(eve.weekday() - _SUNDAY) % 7 + 7 * weeks - after)
    yield from (date(*known) for known in MOVED.get(SAME.get(phrase, phrase), ()) if known[0] == year)
    for month, weekday, nth, after in NTH_WEEKDAY.get(phrase, ()):
        yield nth_weekday(year, month, weekday, nth) + timedelta(days=after)


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the anonymous computus of 1876."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)

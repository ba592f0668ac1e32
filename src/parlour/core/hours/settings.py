"""Business hours as a brand's settings write them, and as they are said to people."""

import re
from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Final

from parlour.core.hours.business import DAY_MINUTES, BusinessHours, Span

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KEYS: Final = ("zone", "week", "holidays")
USUAL: Final[Mapping[str, tuple[str, ...]]] = dict.fromkeys(WEEKDAYS[:5], ("09:00-17:00",))
"""Monday to Friday, nine to five: what people take business hours to be where nobody says otherwise."""
MOST_SPANS: Final = 24
MOST_HOLIDAYS: Final = 2000
_SPAN: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*(?:([01]?\d|2[0-3]):([0-5]\d)|(24:00))")


def zone_in(settings: Mapping[str, object], *, usual: str) -> str:
    """The name of the time zone in a brand's `hours`, or the usual one. Raises ValueError."""
    name = _table(settings).get("zone", usual)
    if not isinstance(name, str):
        raise ValueError(f"'hours.zone' is the IANA name of a time zone, such as \"Europe/Berlin\". It is {name!r}.")
    return name


def read_hours(settings: Mapping[str, object], *, zone: tzinfo) -> BusinessHours:
    """The business hours in a brand's settings under `hours`, in this zone; what is not there is as usual.

    Raises ValueError that names the setting, what it is, and what it may be.
    """
    chosen = _table(settings)
    week = chosen.get("week", USUAL)
    if not isinstance(week, Mapping):
        raise ValueError(f"'hours.week' is an object of weekdays and their spans. It is {week!r}.")
    unknown = [day for day in week if day not in WEEKDAYS]
    if unknown:
        raise ValueError(f"'hours.week' has no day {unknown[0]!r}. Its days are: {', '.join(WEEKDAYS)}.")
    spans = {WEEKDAYS.index(day): _spans(day, given) for day, given in week.items()}
    return BusinessHours(zone, spans, _holidays(chosen.get("holidays", ())))


def said_hours(hours: BusinessHours) -> str:
    """The week in one line, days with the same spans together: `Mon–Fri 09:00–17:00, Sat 10:00–14:00`."""
    days = [_said_spans(hours.week.get(day, ())) for day in range(7)]
    said, begin = [], 0
    for day in range(1, 8):
        if day < 7 and days[day] == days[begin]:
            continue
        if days[begin]:
            said.append(f"{_said_days(begin, day - 1)} {days[begin]}")
        begin = day
    return ", ".join(said)


def _table(settings: Mapping[str, object]) -> Mapping[str, object]:
    chosen = settings.get("hours", {})
    if not isinstance(chosen, Mapping):
        raise ValueError(f"The brand's setting 'hours' is an object with {', '.join(KEYS)}. It is {chosen!r}.")
    unknown = [name for name in chosen if name not in KEYS]
    if unknown:
        raise ValueError(f"The brand's setting 'hours' has no {unknown[0]!r}. It has: {', '.join(KEYS)}.")
    return chosen


def _spans(day: object, given: object) -> tuple[Span, ...]:
    if not isinstance(given, list | tuple) or len(given) > MOST_SPANS:
        raise ValueError(f"'hours.week.{day}' is a list of spans, such as [\"09:00-17:00\"]. It is {given!r}.")
    return tuple(_span(day, text) for text in given)


def _span(day: object, text: object) -> Span:
    """`22:00-06:00` goes over midnight, `00:00-24:00` is the whole day."""
    found = _SPAN.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"'hours.week.{day}' has {text!r}. A span is two times, such as \"09:00-17:00\".")
    begin = int(found[1]) * 60 + int(found[2])
    end = DAY_MINUTES if found[5] else int(found[3]) * 60 + int(found[4])
    if begin == end:
        raise ValueError(f"'hours.week.{day}' has {text!r}, which is no time at all. A whole day is \"00:00-24:00\".")
    return begin, end if end > begin else end + DAY_MINUTES


def _holidays(given: object) -> frozenset[date]:
    if not isinstance(given, list | tuple) or len(given) > MOST_HOLIDAYS:
        raise ValueError(f"'hours.holidays' is a list of days, such as [\"2026-12-25\"]. It is {given!r}.")
    return frozenset(map(_holiday, given))


def _holiday(text: object) -> date:
    try:
        if not isinstance(text, str):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'hours.holidays' has {text!r}. A day is written like \"2026-12-25\".") from None


def _said_spans(spans: tuple[Span, ...]) -> str:
    return " and ".join(f"{_clock(begin)}–{_clock(end)}" for begin, end in sorted(spans))


def _clock(minutes: int) -> str:
    rest = minutes if minutes == DAY_MINUTES else minutes % DAY_MINUTES
    return f"{rest // 60:02}:{rest % 60:02}"


def _said_days(first: int, last: int) -> str:
    names = [day.title() for day in WEEKDAYS]
    return names[first] if first == last else f"{names[first]}–{names[last]}"

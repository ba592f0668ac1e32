"""Times of day in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parlour.core.text.numbers import Number

_CLOCK = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-3])(?:[:h]|\.(?=\d\d\s?(?:uhr|am|pm|h\b|hrs)))([0-5]\d)(?!\d)(?:\s?(am|pm|a\.m|p\.m))?"
)
_HOUR = re.compile(r"\s?(?:(am|pm|a\.m|p\.m)\b|(uhr|o'clock|oclock)\b)")
_HALF = re.compile(r"\b(half past|halb|quarter past|viertel nach|quarter to|viertel vor)\s$")
_SPANISH = re.compile(r"\ba las?\s$")
_SPANISH_PAST = re.compile(r"\sy (media|cuarto)\b")
_SHIFT = {"half past": 30, "halb": -30, "quarter past": 15, "viertel nach": 15, "quarter to": -15, "viertel vor": -15}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time of day in minutes after midnight; without "pm" an hour up to 12 may also mean the afternoon."""

    start: int
    end: int
    minutes: int


def times(text: str, found: Sequence[Number]) -> tuple[TimeSpan, ...]:
    """Every time of day in a folded text, in order; `found` are its numbers."""
    return tuple(sorted([*_clock(text), *_hours(text, found)], key=lambda span: span.start))


def _clock(text: str) -> Iterator[TimeSpan]:
    for match in _CLOCK.finditer(text):
        hour = _of_day(int(match[1]), match[3] or "")
        yield TimeSpan(match.start(), match.end(), hour * 60 + int(match[2]))


def _hours(text: str, found: Sequence[Number]) -> Iterator[TimeSpan]:
    for number in found:
        if not 0 <= number.value <= 24 or number.value != int(number.value):
            continue
        hour = int(number.value)
        if text[number.start - 1 : number.start] == ":":
            continue
        said = _HALF.search(text, max(0, number.start - 16), number.start)
        marked = _HOUR.match(text, number.end)
        if said:
            yield TimeSpan(said.start(), number.end, hour % 24 * 60 + _SHIFT[said[1]])
        elif marked:
            yield TimeSpan(number.start, marked.end(), _of_day(hour, marked[1] or "") * 60)
        elif _SPANISH.search(text, max(0, number.start - 7), number.start):
            past = _SPANISH_PAST.match(text, number.end)
            shift = 0 if past is None else 30 if past[1] == "media" else 15
            yield TimeSpan(number.start, past.end() if past else number.end, hour % 24 * 60 + shift)


def _of_day(hour: int, half: str) -> int:
    if half.startswith("p"):
        return hour if hour >= 12 else hour + 12
    return 0 if half and hour == 12 else hour % 24

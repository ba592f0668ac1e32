"""Days and hours: appointments, deliveries, payments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.date_span import DateSpan

_RANGE_ON = re.compile(r"\s?(?:-|to|till|until|bis|a|and|und|y|et)\s?(?:las? )?\d")
_RANGE_FROM = re.compile(r"\d(?:\s?(?:uhr|h|am|pm))?\s?(?:-|to|till|until|bis|a|and|und|y|et)\s?(?:las? )?$")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as the fact tells it. Day and month are telling; a weekday, "tomorrow" or a month need a cue."""

    year: int | None
    month: int | None
    day: int | None
    minutes: int | None = None
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            named = self._names_it(span)
            if span.recurring or not (named or self._hints_at_it(span)):
                continue
            at_hour = self.minutes is not None and _is_hour_near(self.minutes, span.start, reading)
            if reading.speaks_to_all(span.start, unless="day"):
                if named and at_hour:
                    yield Match(span.start, span.end, firm=False)
            elif named or (at_hour and span.days):
                yield Match(span.start, span.end, firm=True)
            elif at_hour or _is_introduced(span, reading):
                yield Match(span.start, span.end, firm=False)

    def _names_it(self, span: DateSpan) -> bool:
        if span.day is not None and span.weekday is not None:
            return self._whole() in span.days
        if span.day is None or span.month is None:
            return False
        return (span.day, span.month) == (self.day, self.month) and (span.year in (None, self.year) or not self.year)

    def _hints_at_it(self, span: DateSpan) -> bool:
        if span.days:
            return self._whole() in span.days
        if span.month is not None and span.day is None:
            return span.month == self.month and span.year in (None, self.year)
        return span.month is None and span.day is not None and span.day == self.day

    def _whole(self) -> date | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def _is_hour_near(minutes: int, place: int, reading: Reading) -> bool:
    """Whether the same sentence says that hour."""
    first, last = reading.sentence_at(place)
    return any(
        first <= time.start < last and time.is_at(minutes) and not _is_in_range(time.start, time.end, reading.text)
        for time in reading.times
    )


def _is_introduced(span: DateSpan, reading: Reading) -> bool:
    """Whether words about appointments and the like stand near; unless the day is a loose one, "you" is enough."""
    if reading.cue_near("day", span.start, span.end, 60):
        return True
    only_month = not span.days and span.day is None and span.year is None
    return not span.loose and not only_month and reading.speaks_to_one(span.start)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day, in minutes after midnight, which says something only beside words about appointments."""

    minutes: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.times:
            if not span.is_at(self.minutes) or span.bare or _is_in_range(span.start, span.end, reading.text):
                continue
            if reading.cue_near("day", span.start, span.end) and not reading.speaks_to_all(span.start):
                yield Match(span.start, span.end, firm=False)


def _is_in_range(start: int, end: int, text: str) -> bool:
    """Whether the time opens or closes a span of hours ("from 9 to 5")."""
    return _RANGE_ON.match(text, end) is not None or _RANGE_FROM.search(text, max(0, start - 16), start) is not None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, where the fact knows no more."""

    weekday: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            if span.weekday != self.weekday or span.recurring or reading.speaks_to_all(span.start):
                continue
            if reading.cue_near("day", span.start, span.end):
                yield Match(span.start, span.end, firm=False)

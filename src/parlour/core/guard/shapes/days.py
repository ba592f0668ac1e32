"""Days and hours: appointments, payments, birthdays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.dates import DateSpan


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as the fact tells it. Day and month are telling; a weekday, "tomorrow" or a month need a cue."""

    year: int | None
    month: int | None
    day: int | None
    birth: bool = False
    minutes: int | None = None
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            if self._names_it(span):
                yield Match(span.start, span.end, firm=True)
            elif self._hints_at_it(span) and self._introduced(span, reading):
                yield Match(span.start, span.end, firm=False)
        if self.year:
            yield from self._years(reading, self.year)

    def _introduced(self, span: DateSpan, reading: Reading) -> bool:
        """Whether a cue stands near, or the very hour of the fact."""
        if reading.cue_near("birth" if self.birth else "day", span.start, span.end):
            return True
        hours = [time for time in reading.times if time.minutes in (self.minutes, (self.minutes or 0) - 720)]
        return self.minutes is not None and any(abs(time.start - span.end) <= 40 for time in hours)

    def _names_it(self, span: DateSpan) -> bool:
        if span.day is None or span.month is None:
            return False
        return (span.day, span.month) == (self.day, self.month) and (span.year in (None, self.year) or not self.year)

    def _hints_at_it(self, span: DateSpan) -> bool:
        whole = self._whole()
        if span.days:
            return whole in span.days or (self.birth and any(self._is_birthday(day) for day in span.days))
        if span.month is not None and span.day is None:
            return span.month == self.month and span.year in (None, self.year)
        return span.month is None and span.day is not None and span.day == self.day

    def _is_birthday(self, day: date) -> bool:
        return (day.month, day.day) == (self.month, self.day)

    def _whole(self) -> date | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def _years(self, reading: Reading, year: int) -> Iterator[Match]:
        age = reading.now.year - year
        for number in reading.numbers:
            if (
                self.birth
                and number.value in (year, age, age - 1)
                and reading.cue_near("birth", number.start, number.end)
            ):
                yield Match(number.start, number.end, firm=False)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day, in minutes after midnight, which says something only beside words about appointments."""

    minutes: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.times:
            same = span.minutes == self.minutes or (span.minutes < 720 and span.minutes + 720 == self.minutes)
            if same and reading.cue_near("day", span.start, span.end):
                yield Match(span.start, span.end, firm=False)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, where the fact knows no more."""

    weekday: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            if span.weekday == self.weekday and reading.cue_near("day", span.start, span.end):
                yield Match(span.start, span.end, firm=False)

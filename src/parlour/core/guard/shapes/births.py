"""Dates of birth: the date, the birthday, the age."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.age_words import is_age, is_soon, is_vintage
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.date_span import DateSpan

_AROUND = 3  # years to a round number that somebody is nearly as old as
_WISHED = re.compile(r"\b(?:happy|feliz|joyeux|bon|alles gute (?:zum|nachtraglich zum))\s$")
_TO_OTHERS = re.compile(r",? (?:to|an|fur|a|para|pour) (?:us|our|all|every\w+|uns\w*|nosotros|notre)\b")
_OLDEST = 120
_SOON = 14  # days before a birthday on which its mere mention tells it
_PAST = 7  # days after it


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth as far as the fact tells it; a weekday or an age needs words about birthdays or years."""

    year: int | None
    month: int | None
    day: int | None
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        yield from self._days(reading)
        yield from self._undivided(reading)
        if self.year:
            yield from self._ages(reading, self.year)
        if self._is_near(reading.now):
            for start, end in reading.places_of("birthday"):
                wished = _WISHED.search(reading.text, max(0, start - 24), start) and not _TO_OTHERS.match(
                    reading.text, end
                )
                if (wished or reading.speaks_to_one(start)) and not reading.speaks_to_all(start):
                    yield Match(start, end, firm=False)

    def _days(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            said = span.month is not None and span.day is not None
            year = self._year_of(span, reading)
            same = (span.month, span.day) == (self.month, self.day) and (year in (None, self.year) or not self.year)
            cued = reading.cued("celebration", span.start)
            if said and same:
                # Without a word of births the day alone may be that of anything the house does or everybody keeps.
                sure = cued or span.year is not None or reading.cued("birth", span.start)
                sure = sure or reading.speaks_to_one(span.start)
                if sure or not (reading.speaks_to_all(span.start) or reading.is_our_doing(span.start)):
                    yield Match(span.start, span.end, firm=sure)
            elif not said and self.year and (span.month, year) == (self.month, self.year):
                if cued or reading.cued("birth", span.start) or reading.speaks_to_one(span.start):
                    yield Match(span.start, span.end, firm=False)
            elif not span.recurring and cued and self._can_mean(span):
                very_day = span.days and not span.loose and _is_of_births(span, reading)
                if not reading.speaks_to_all(span.start) or (very_day and not reading.cued("offer", span.start)):
                    yield Match(span.start, span.end, firm=False)

    @staticmethod
    def _year_of(span: DateSpan, reading: Reading) -> int | None:
        """The year that is said; nobody was born in one to come, so "49" is 1949."""
        return span.year - 100 if span.year is not None and span.year > reading.now.year else span.year

    def _undivided(self, reading: Reading) -> Iterator[Match]:
        """ "14031987", "870314": the figures alone, in any order."""
        if not (self.year and self.month and self.day):
            return
        day, month, year = f"{self.day:02}", f"{self.month:02}", f"{self.year:04}"
        written = {
            "".join(order)
            for said in (year, year[2:])
            for order in ((day, month, said), (month, day, said), (said, month, day))
        }
        for number in reading.numbers:
            if number.digits in written and not number.spoken:
                yield Match(number.start, number.end, firm=reading.cued("birth", number.start))

    def _can_mean(self, span: DateSpan) -> bool:
        if span.days:
            return any(self._is_birthday(day) for day in span.days)
        if span.month is not None and span.day is None:
            return span.month == self.month
        return span.month is None and span.day == self.day

    def _is_birthday(self, day: date) -> bool:
        """Whether the birthday is on this day; a leap day's is kept on the days around it in other years."""
        if (self.month, self.day) == (2, 29) and day.year % 4:
            return (day.month, day.day) in ((2, 28), (3, 1))
        return (day.month, day.day) == (self.month, self.day)

    def _is_near(self, now: date) -> bool:
        days = (date.fromordinal(now.toordinal() + offset) for offset in range(-_PAST, _SOON + 1))
        return any(self._is_birthday(day) for day in days)

    @staticmethod
    def _is_nearly(value: int, age: int) -> bool:
        return age - 1 <= value <= age + 1 or (value % 10 == 0 and age < value < age + _AROUND)

    def _ages(self, reading: Reading, year: int) -> Iterator[Match]:
        age = reading.now.year - year
        for number in reading.numbers:
            if (
                (number.value in (age, age - 1) and is_age(number, reading))
                or (self._is_nearly(int(number.value), age) and is_soon(number, reading))
                or (number.value == year and reading.cued("birth", number.start))
                or (number.value == year % 100 and reading.cue_before("birth", number.start, 16))
                or (number.value == year % 100 and is_vintage(number, reading))
            ):
                yield Match(number.start, number.end, firm=False)


@dataclass(frozen=True, slots=True)
class Years:
    """An age that is known as a number, said of somebody: "mit siebenundvierzig", "at your sixty-eight years"."""

    value: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for number in reading.numbers:
            nearly = abs(number.value - self.value) <= 1 and is_soon(number, reading)
            if nearly or (number.value == self.value and is_age(number, reading)):
                yield Match(number.start, number.end, firm=False)


def years_of(reading: Reading) -> Iterator[Years]:
    """The age that a value is: "47", "47 years"."""
    for number in reading.numbers[:1]:
        if 0 < number.value <= _OLDEST and number.value == int(number.value) and not number.ordinal:
            yield Years(int(number.value))


def _is_of_births(span: DateSpan, reading: Reading) -> bool:
    return any(reading.cue_near(cue, span.start, span.end) for cue in ("birthday", "birth"))

"""Dates and times of day in a text, in the common forms of English, German and Spanish."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parlour.core.text.date_words import (
    AGO,
    AHEAD,
    CAREFUL_MONTHS,
    MONTHS,
    NAMED_DAYS,
    NAMED_STARTS,
    NAMED_WEEKS,
    UNITS,
    WEEKDAYS,
)
from parlour.core.text.numbers import Number, numbers
from parlour.core.text.tokens import Token, tokens

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.,/\-])(\d{1,2})\s?([./\-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2})(?!\d)|(\.)|(?=[\s,;!?)]|$))(?!\d)"
)
_BEFORE_MONTH = re.compile(r"(?:\.|,)?\s?-?(?:(?:of|de|del|the)\s)?(?:the\s)?")
_AFTER_MONTH = re.compile(r"\.?\s?-?(?:(?:the|el)\s)?")
_BEFORE_YEAR = re.compile(r"\.?,?\s?-?'?(?:(?:de|del|in|of)\s)?")
_MONTH_CUE = re.compile(r"\b(?:in|of|last|next|this|since|until|early|late|mid|by|im|en|de)\s$")
_DAY_CUE = re.compile(r"(?:\b(?:the|on|am|den|dem|vom|zum|el|dia)\s)$")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day as far as the text says it.

    Of year, month and day those that were said are set. `days` are the days a weekday or relative word can mean,
    seen from `now`; empty where the day itself was written.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    days: tuple[date, ...] = ()


def dates(text: str, now: date, *, words: Sequence[Token] | None = None) -> tuple[DateSpan, ...]:
    """Every date in a folded text, in order; one written 03/04 appears in both readings."""
    words = tokens(text) if words is None else words
    found = numbers(text, words)
    spans = [*_figures(text), *_with_month(text, words, found), *_ordinal_days(text, found)]
    spans += [*_named(words, now), *_counted(words, found, now)]
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _figures(text: str) -> Iterator[DateSpan]:
    for match in _ISO.finditer(text):
        yield from _valid(match.span(), int(match[1]), int(match[2]), int(match[3]))
    for match in _NUMERIC.finditer(text):
        first, mark, second, year = int(match[1]), match[2], int(match[3]), match[4]
        if not year and mark == "-":
            continue
        full = None if not year else _full_year(year)
        yield from _valid(match.span(), full, second, first)
        if mark != "." and first != second:
            yield from _valid(match.span(), full, first, second)


def _full_year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures) if int(figures) < 50 else 1900 + int(figures)


def _valid(span: tuple[int, int], year: int | None, month: int, day: int) -> Iterator[DateSpan]:
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield DateSpan(*span, year=year, month=month, day=day)


def _with_month(text: str, words: Sequence[Token], found: Sequence[Number]) -> Iterator[DateSpan]:
    ends = {number.end: number for number in found}
    starts = {number.start: number for number in found}
    for token in words:
        month = MONTHS.get(token.word)
        if month is None:
            continue
        before = _touching(text, ends, _BEFORE_MONTH, token.start, backwards=True)
        after = _touching(text, starts, _AFTER_MONTH, token.end)
        day = next((number for number in (before, after) if number is not None and 1 <= number.value <= 31), None)
        start = min(token.start, day.start if day else token.start)
        end = max(token.end, day.end if day else token.end)
        year = _touching(text, starts, _BEFORE_YEAR, end)
        said_year = _year(year)
        if year is not None and said_year:
            end = year.end
        if day or said_year or (token.word not in CAREFUL_MONTHS) or _MONTH_CUE.search(text, 0, token.start):
            yield DateSpan(start, end, year=said_year, month=month, day=int(day.value) if day else None)


def _year(number: Number | None) -> int | None:
    if number is None or number.value != int(number.value):
        return None
    if 1900 <= number.value <= 2100:
        return int(number.value)
    return _full_year(number.digits) if len(number.digits) == 2 and number.value > 31 else None


def _touching(
    text: str, edges: dict[int, Number], gap: re.Pattern[str], at: int, *, backwards: bool = False
) -> Number | None:
    """The number next to place `at` with nothing but `gap` between."""
    for distance in range(9):
        edge = at - distance if backwards else at + distance
        number = edges.get(edge)
        if number is not None and gap.fullmatch(text, min(edge, at), max(edge, at)):
            return number
    return None


def _ordinal_days(text: str, found: Sequence[Number]) -> Iterator[DateSpan]:
    for number in found:
        if 1 <= number.value <= 31 and number.value == int(number.value):
            cued = _DAY_CUE.search(text, max(0, number.start - 6), number.start) is not None
            if number.ordinal or (cued and not number.spoken):
                yield DateSpan(number.start, number.end, day=int(number.value))


def _named(words: Sequence[Token], now: date) -> Iterator[DateSpan]:
    for place, token in enumerate(words):
        weekday = WEEKDAYS.get(token.word)
        if weekday is None and token.word.endswith("s"):
            weekday = WEEKDAYS.get(token.word[:-1])
        if weekday is not None:
            yield DateSpan(token.start, token.end, weekday=weekday, days=_around(now, weekday))
        for length in (4, 3, 2, 1) if token.word in NAMED_STARTS else ():
            phrase = " ".join(other.word for other in words[place : place + length])
            end = words[min(place + length, len(words)) - 1].end
            if phrase in NAMED_DAYS:
                yield DateSpan(token.start, end, days=(now + timedelta(days=NAMED_DAYS[phrase]),))
                break
            if phrase in NAMED_WEEKS:
                yield DateSpan(token.start, end, days=_week(now + timedelta(weeks=NAMED_WEEKS[phrase])))
                break


def _around(now: date, weekday: int) -> tuple[date, ...]:
    """The days of that weekday a speaker can mean: from two weeks ago to two weeks ahead."""
    ahead = now + timedelta(days=(weekday - now.weekday()) % 7)
    return tuple(ahead + timedelta(weeks=weeks) for weeks in (-2, -1, 0, 1))


def _week(day: date) -> tuple[date, ...]:
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=offset) for offset in range(7))


def _counted(words: Sequence[Token], found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "Three days ago", "in zwei Wochen", "hace 3 días"."""
    at = {token.start: place for place, token in enumerate(words)}
    until = {token.end: place for place, token in enumerate(words)}
    for number in found:
        first, last = at.get(number.start), until.get(number.end)
        if first is None or last is None or last + 1 >= len(words) or number.value > 400:
            continue
        unit = UNITS.get(words[last + 1].word)
        before = words[first - 1].word if first else ""
        after = words[last + 2].word if last + 2 < len(words) else ""
        sign = -1 if before in AGO or after in AGO else 1 if before in AHEAD or after in AHEAD else 0
        if unit and sign:
            start = words[first - 1].start if before in AGO | AHEAD else number.start
            end = words[last + 2].end if after in AGO | AHEAD else words[last + 1].end
            yield DateSpan(start, end, days=(now + timedelta(days=sign * unit * int(number.value)),))

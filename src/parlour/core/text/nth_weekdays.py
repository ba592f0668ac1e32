"""Weekdays counted within a month: "the first Saturday in September", "el último viernes del mes"."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from parlour.core.text.date_span import DateSpan
from parlour.core.text.date_words import MONTHS, WEEKDAYS
from parlour.core.text.tokens import Token

_RANKS = (
    (1, "1st|first|ersten?r?|erste[mn]?|1er|primero?|premier"),
    (2, "2nd|second|zweite[nrm]?|segundo|deuxieme|2e|2eme"),
    (3, "3rd|third|dritte[nrm]?|tercero?|troisieme|3e|3eme"),
    (4, "4th|fourth|vierte[nrm]?|cuarto|quatrieme|4e|4eme"),
    (-1, "last|final|letzte[nrm]?|ultimo|dernier"),
    (-2, "second to last|last but one|penultimate|vorletzte[nrm]?|penultimo|avant-dernier"),
)
_PATTERNS = tuple((nth, re.compile(rf"\b(?:{words}{rf'|{nth}[.]' if nth > 0 else ''})\s$")) for nth, words in _RANKS)
_AFTER_RANK = 20  # characters of the longest rank with the space behind it
_TO_MONTH = re.compile(r"(?:'s)?\s(?:of|in|im|des|vom|de|del|du)\s(?:the |last |this |next )?$|\sd'$|\s$")
_IN_ONE_WORD = re.compile(
    rf"({'|'.join(name for name in MONTHS if len(name) > 2)})-?({'|'.join(WEEKDAYS)}|tag)s?"
)  # "Märzsamstag"
_THE_MONTH = re.compile(r"\s(?:of the month|(?:im|des|in diesem) monats?|del mes|du mois)\b")
_NEAR = 24  # characters from a weekday to its month
_YEARS = (-1, 0, 1)  # seen from now, where none is said


def nth_weekdays(text: str, spans: Sequence[DateSpan], months: Sequence[DateSpan], now: date) -> Iterator[DateSpan]:
    """Every such day of a folded text; `spans` are its weekdays, `months` its dates that name a month and no day."""
    open_months = {span.start: span for span in months if span.day is None and span.month is not None}
    for weekday in (span for span in spans if span.weekday is not None):
        nth, start = _rank_before(text, weekday.start)
        month = _month_after(text, weekday, open_months, now) if nth else None
        if month is None or month.month is None or weekday.weekday is None:
            continue
        for year in (month.year,) if month.year else (now.year + offset for offset in _YEARS):
            if 1 < year < date.max.year:
                day = nth_weekday(year, month.month, weekday.weekday, nth)
                yield DateSpan(start, month.end, day.year, day.month, day.day)


def days_in_one_word(text: str, words: Sequence[Token], now: date) -> Iterator[DateSpan]:
    """ "Am letzten Märzsamstag", "der erste Maitag": which day of its month, with the month in one word."""
    for token in words:
        said = _IN_ONE_WORD.fullmatch(token.word) if token.word.endswith("tag") else None
        nth, start = _rank_before(text, token.start) if said else (0, 0)
        if said is None or not nth:
            continue
        month = MONTHS[said[1]]
        for year in (now.year + offset for offset in _YEARS):
            if 1 < year < date.max.year and nth != -2:
                weekday = WEEKDAYS.get(said[2])
                last = monthrange(year, month)[1]
                day = date(year, month, nth if nth > 0 else last) if weekday is None else None
                day = day or nth_weekday(year, month, weekday or 0, nth)
                yield DateSpan(start, token.end, day.year, day.month, day.day)


def _rank_before(text: str, place: int) -> tuple[int, int]:
    """Which one of its month a weekday is said to be, and where that is said; 0 where it is not."""
    for nth, pattern in reversed(_PATTERNS):
        said = pattern.search(text, max(0, place - _AFTER_RANK), place)
        if said:
            return nth, said.start()
    return 0, place


def _month_after(text: str, weekday: DateSpan, months: dict[int, DateSpan], now: date) -> DateSpan | None:
    this = _THE_MONTH.match(text, weekday.end)
    if this:
        return DateSpan(this.start(), this.end(), now.year, now.month)
    for place in range(weekday.end + 1, weekday.end + _NEAR):
        if place in months and _TO_MONTH.fullmatch(text, weekday.end, place):
            return months[place]
    return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The day of a month on which a weekday (0 is Monday) falls for the `nth` time, up to the fourth.

    -1 is the last such day, -2 the one before.
    """
    first, length = date(year, month, 1), monthrange(year, month)[1]
    days = range((weekday - first.weekday()) % 7, length, 7)
    return first + timedelta(days=days[nth - 1 if nth > 0 else nth])

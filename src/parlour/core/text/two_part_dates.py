"""Days told in parts: "March, the fourteenth", "the second of the eleventh", "the last day of August", "3/2019"."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from parlour.core.text.date_span import DateSpan
from parlour.core.text.date_words import NO_DAY
from parlour.core.text.numbers import Number

_RANKS = re.compile(r"(?: of(?: the)?| del?| du|\.)\s|(?<=er)\s|(?<=en)\s")
"""Between a day and its month; nothing but a space in German alone: "vierzehnter dritter"."""
_DAY_OF_MONTH = re.compile(r"\s(?:del|du)\s")
_NO_NUMBERS = re.compile(r"\b(?:second|(uno|primero|premier))\b")
_YEAR_AFTER = re.compile(r"(?: months?| mes| mois| monat)?,?\s?(?:(?:of|del?|in) )?'?")
_THEN = re.compile(r",?\s(?:on )?(?P<article>(?:the |le |el |der |am |dem |den )?(?:dia |tag |jour )?)")
_LAST_DAY = re.compile(
    r"\b(?:the )?(?:(?:very )?last day|last(?= of)|final day|end|letzte[nrm]? tag|ende|ultimo dia|final(?:es)?|"
    r"dernier jour|fin)(?: (?:of|de|des|du|im|in|vom|d'))? ?$"
)
_MONTH_AND_YEAR = re.compile(r"(?<![\d./\-])(0?[1-9]|1[0-2])[/.]((?:19|20)\d\d)(?!\d|[./\-]\d)")
_OF_A_MONTH = (" of ", " of the ", " ", " de ", " du ", " del ")
_LONGEST = 24
_DECEMBER = 12


def two_part_dates(text: str, found: Sequence[Number], months: Sequence[DateSpan]) -> Iterator[DateSpan]:
    """Every such day of a folded text; `found` are its numbers, `months` the dates in it that name a month."""
    for match in _MONTH_AND_YEAR.finditer(text):
        yield DateSpan(*match.span(), year=int(match[2]), month=int(match[1]))
    yield from _by_rank(text, sorted([*found, *_other_ranks(text, found)]))
    open_months = [span for span in months if span.day is None and span.month is not None]
    starts = {number.start: number for number in found}
    for span in open_months:
        yield from _with_day_behind(text, starts, span)
        yield from _on_its_last_day(text, span)
    for number in found:
        if 1900 <= number.value <= 2100:
            yield from _on_its_last_day(text, DateSpan(number.start, number.end, int(number.value), _DECEMBER))


def _other_ranks(text: str, found: Sequence[Number]) -> Iterator[Number]:
    """Ranks that elsewhere are no numbers: "second", "uno"."""
    taken = {place for number in found for place in range(number.start, number.end)}
    for match in _NO_NUMBERS.finditer(text):
        if match.start() not in taken:
            value = 1 if match[1] else 2
            yield Number(*match.span(), Decimal(value), str(value), ordinal=True, spoken=True)


def days_of_months(text: str, found: Sequence[Number], spans: Sequence[DateSpan]) -> Iterator[DateSpan]:
    """ "The third of next month", "le cinq du mois prochain": days of months that are told from today."""
    ends = {number.end: number for number in found}
    for span in spans:
        if span.month is None or span.day is not None or span.year is None:
            continue
        for joint in _OF_A_MONTH:
            number = ends.get(span.start - len(joint)) if text.endswith(joint, 0, span.start) else None
            if number and 1 <= number.value <= 31:
                yield replace(span, start=number.start, day=int(number.value))


def _by_rank(text: str, found: Sequence[Number]) -> Iterator[DateSpan]:
    """ "The second of the eleventh, ninety-four", "vierzehnter dritter", "el cuatro del uno de 1968"."""
    for place, (day, month) in enumerate(pairwise(found)):
        ranked = day.ordinal and month.ordinal and _RANKS.fullmatch(text, day.end, month.start)
        spoken = day.spoken and _DAY_OF_MONTH.fullmatch(text, day.end, month.start)
        if (ranked or spoken) and 1 <= day.value <= 31 and 1 <= month.value <= _DECEMBER:
            year, end = _year_behind(text, month.end, found[place + 2 : place + 3])
            yield DateSpan(day.start, end, year, int(month.value), int(day.value))


def _year_behind(text: str, end: int, following: Sequence[Number]) -> tuple[int | None, int]:
    for number in following:
        if _YEAR_AFTER.fullmatch(text, end, number.start) and not number.ordinal:
            value = int(number.value)
            if 1900 <= value <= 2100:
                return value, number.end
            if 10 <= value <= 99 and number.value == value:
                return value + (2000 if value < 50 else 1900), number.end
    return None, end


def _with_day_behind(text: str, starts: dict[int, Number], span: DateSpan) -> Iterator[DateSpan]:
    """ "March, on the fourteenth", "this September, the 22nd", "enero del 68, dia cuatro"."""
    then = _THEN.match(text, span.end)
    number = starts.get(then.end()) if then else None
    if then is None or number is None or not 1 <= number.value <= 31 or NO_DAY.match(text, number.end):
        return
    if number.ordinal or then["article"].startswith(("dia", "tag", "jour", "le ", "el ", "der ")):
        yield replace(span, end=number.end, day=int(number.value))


def _on_its_last_day(text: str, span: DateSpan) -> Iterator[DateSpan]:
    said = _LAST_DAY.search(text, max(0, span.start - _LONGEST), span.start)
    if said and span.month:
        # In a year nobody names February has 28 days.
        last = monthrange(span.year or 2001, span.month)[1]
        yield replace(span, start=said.start(), day=last)

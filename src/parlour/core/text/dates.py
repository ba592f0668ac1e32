"""Days in a text, in the common forms of English, German, Spanish and French."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from parlour.core.text.date_span import DateSpan
from parlour.core.text.date_words import CAREFUL_MONTHS, MONTHS, NO_DAY, WEEKDAYS
from parlour.core.text.numbers import Number, numbers
from parlour.core.text.relative_dates import relative_dates
from parlour.core.text.tokens import Token, tokens
from parlour.core.text.two_part_dates import days_of_months, two_part_dates

_DECEMBER, _SHORT, _NEAR = 12, 3, 18
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.,/\-])(\d{1,2})\s?([./\-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2})(?!\d)|(\.)|(?=[\s,;!?)]|$))(?!\d)"
)
_WITHOUT_GAP = re.compile(
    rf"(?<!\w)(\d{{1,2}})({'|'.join(name for name in MONTHS if len(name) == _SHORT)})(\d{{4}}|\d\d)(?!\w)"
)  # "24dec93"
_ROMAN = re.compile(r"(?<![\w.])(\d{1,2})\s?[./\-]\s?(x[i]{0,2}|i{1,3}|iv|vi{0,3}|ix)\s?[./\-]\s?(\d{4}|\d{2})(?!\d)")
_ROMAN_ALONE = re.compile(
    r"(?<![\w.])(\d{1,2})(?:\.\s?(?:(x[i]{1,2}|i{2,3}|iv|vi{1,3}|ix)|(?<=\b(?:am|um) \d\.)([ivx])|"
    r"(?<=\b(?:am|um) \d\d\.)([ivx]))\.|\s?/\s?(x[i]{1,2}|i{2,3}|iv|vi{1,3}|ix)\b\.?)(?!\s?\d{4})(?!\w)"
)
_ISO_MONTH = re.compile(r"(?<![\d\-/.])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\w\-/.])")
_MONTHS_IN_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_SPACED = re.compile(r"(?<![\d.,] )(?<![\w.,])(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?! ?\d)")
_BEFORE_MONTH = re.compile(r"(?:\.|,)?\s?-?(?:(?:of|de|del|the)\s)?(?:the\s)?")
_AFTER_MONTH = re.compile(r"\.?\s?-?(?:(?:the|el)\s)?")
_BEFORE_YEAR = re.compile(r"\.?,?\s?-?'?(?:(?:de|del|in|of)\s)?")
_SHORTENED = re.compile(r"'$|\bdel $")  # "March '19", "mayo del 14"
_MONTH_CUE = re.compile(
    r"\b(?:in|of|last|next|this|since|until|early|late|mid|by|im|en|de|debut|mi|fin|depuis)\s$|\b(?:mid|mi|early|late)-$"
)
_OF_A_MONTH = re.compile(
    r"[\s-](?:bab(?:y|ies)|birthday|trip|stay|holiday|break|booking|flight|visit|appointment|delivery|payment|bill|"
    r"statement|invoice|instal?ment|rent|pay|order|session|wedding|party)\b"
)
"""What a month is said of, where its name is also a word: "a March baby"."""
_DAY_CUE = re.compile(r"(?:\b(?:the|on|am|den|dem|vom|zum|el|al|del|dia|le|du|au)\s)$")
_ATTACHED = 5  # characters: ", den "
_DASHED = re.compile(r",?\s(?:a las |um |at |a )?\d{1,2}[:.h]\d\d")
_ON_A_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)}),?\s(?:den |el |le |the )?$")
"""Where figures with a dash between them are a day and no score or span: before an hour, after a weekday."""


def dates(
    text: str, now: date, *, words: Sequence[Token] | None = None, found: Sequence[Number] | None = None
) -> tuple[DateSpan, ...]:
    """Every date in a folded text, in order; one written 03/04 appears in both readings.

    `words` and `found` are its tokens and numbers, where the caller has them already.
    """
    words = tokens(text) if words is None else words
    found = numbers(text, words) if found is None else found
    months = list(_with_month(text, words, found))
    whole = [*_figures(text), *months, *two_part_dates(text, found, months)]
    spans = [*whole, *_ordinal_days(text, found)]
    spans += relative_dates(text, words, found, spans, now)
    spans += days_of_months(text, found, spans)
    covered = {place for one in whole if one.day is not None for place in range(max(0, one.start - _ATTACHED), one.end)}
    kept = [span for span in spans if span.month is not None or not _is_part(span, covered)]
    return tuple(sorted(kept, key=lambda span: (span.start, span.end)))


def _is_part(span: DateSpan, covered: set[int]) -> bool:
    """Whether a weekday or a day belongs to a date that is written out ("Friday, 1 May")."""
    return (span.weekday is not None or span.day is not None) and (span.end - 1 in covered or span.end in covered)


def _figures(text: str) -> Iterator[DateSpan]:
    for match in _ISO.finditer(text):
        yield from _valid(match.span(), int(match[1]), int(match[2]), int(match[3]))
    for match in _NUMERIC.finditer(text):
        first, mark, second, year = int(match[1]), match[2], int(match[3]), match[4]
        dashed = mark == "-" and not (
            _DASHED.match(text, match.end()) or _ON_A_DAY.search(text, max(0, match.start() - _NEAR), match.start())
        )
        if not year and (dashed or match.group().strip() == "24/7"):
            continue
        full = None if not year else _full_year(year)
        yield from _valid(match.span(), full, second, first)
        if (mark != "." or (year and second > _DECEMBER)) and first != second:
            yield from _valid(match.span(), full, first, second)
        if year and first > 31 and len(year) == 2:
            yield from _valid(match.span(), _full_year(match[1]), second, int(year))
    for match in _WITHOUT_GAP.finditer(text):
        yield from _valid(match.span(), _full_year(match[3]), MONTHS[match[2]], int(match[1]))
    for match in _ROMAN.finditer(text):
        yield from _valid(match.span(), _full_year(match[3]), _MONTHS_IN_ROMAN.index(match[2]) + 1, int(match[1]))
    for match in _ROMAN_ALONE.finditer(text):
        month = next(filter(None, match.groups()[1:]))
        yield from _valid(match.span(), None, _MONTHS_IN_ROMAN.index(month) + 1, int(match[1]))
    yield from (DateSpan(*one.span(), year=int(one[1]), month=int(one[2])) for one in _ISO_MONTH.finditer(text))
    for match in _SPACED.finditer(text):
        yield from _valid(match.span(), int(match[3]), int(match[2]), int(match[1]))


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
        year, end = _said_year(text, starts, end)
        if (
            day
            or year
            or (token.word not in CAREFUL_MONTHS)
            or _MONTH_CUE.search(text, max(0, token.start - 12), token.start)
            or _OF_A_MONTH.match(text, token.end)
        ):
            yield DateSpan(start, end, year=year, month=month, day=int(day.value) if day else None)


def _said_year(text: str, starts: dict[int, Number], end: int) -> tuple[int | None, int]:
    """The year said after place `end` ("1984", "'84", "nineteen eighty-four") and where it ends."""
    number = _touching(text, starts, _BEFORE_YEAR, end)
    if number is None:
        return None, end
    if number.spoken and number.value in (19, 20):
        rest = _touching(text, starts, re.compile(r"[\s\-]"), number.end)
        if rest is not None and 10 <= rest.value <= 99:
            return int(number.value) * 100 + int(rest.value), rest.end
    year = _year(number)
    if year is None and len(number.digits) == 2 and _SHORTENED.search(text, end, number.start):
        year = _full_year(number.digits)
    return year, number.end if year else end


def _year(number: Number) -> int | None:
    if number.value != int(number.value):
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
            cue = _DAY_CUE.search(text, max(0, number.start - 6), number.start)
            said = cue is not None and (
                not number.spoken or (number.value > 1 and cue[0][:2] in ("el", "le", "al", "di"))
            )
            if (number.ordinal or said) and not NO_DAY.match(text, number.end):
                yield DateSpan(number.start, number.end, day=int(number.value))

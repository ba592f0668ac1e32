"""Days told from today: weekdays, "tomorrow", "in three days", "a week on Tuesday", holidays by name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from parlour.core.text import holidays
from parlour.core.text.date_span import DateSpan
from parlour.core.text.date_words import (
    AGO,
    AHEAD,
    EVERY,
    FRENCH_ONLY,
    LAST,
    MONTH_UNITS,
    NAMED_DAYS,
    NAMED_MONTHS,
    NAMED_STARTS,
    NAMED_WEEKENDS,
    NAMED_WEEKS,
    NEXT,
    NOT_AFTER,
    PARTS_OF_DAY,
    PASSED,
    THIS,
    UNITS,
    WEEKDAYS,
)
from parlour.core.text.language import language
from parlour.core.text.numbers import Number
from parlour.core.text.tokens import Token

_WEEK_LATER = re.compile(
    r"\W{1,2}(?:week\b(?!\W?(?:end|day))|in (?:einer woche|8 tagen|acht tagen)|"
    r"en (?:huit|8|ocho)\b(?: (?:dias|jours))?)"
)
_TWO_WEEKS_LATER = re.compile(
    r"\W{1,2}(?:fortnight\b|in (?:zwei|2) wochen|in (?:14|vierzehn) tagen|"
    r"en (?:quinze|quince|15)\b(?: (?:dias|jours))?)"
)
_WEEK_FROM = re.compile(
    r"\b(?:a|one|1) week (?:on |from |after |to |come )?$|\beine woche (?:nach|ab) $|\buna semana desde $"
)
_TWO_WEEKS_FROM = re.compile(r"\b(?:a fortnight|two weeks|2 weeks) (?:on |from |after |to )?$")
_EVE_OF = re.compile(
    r"\b(?:la veille (?:de |du |d')|(?:the day before|eve of|the eve of|the night before) |"
    r"am (?:tag|abend) vor (?:dem )?|"
    r"(?:el dia|la vispera|un dia|el dia de) (?:antes )?del? )(?:le |l'|la |the |el )?$"
)
_DAY_AFTER = re.compile(
    r"\b(?:lendemain (?:de |du |d')|the day after |am tag nach (?:dem )?|el dia (?:despues|siguiente) (?:del? |al? ))"
    r"(?:le |l'|la |the |el )?$"
)
_WITHIN = frozenset({"dentro de", "ici a", "aqui a", "antes de"})
_MONTH = 30  # days, as a mark only
_SOON = 2  # days; "tomorrow" is said of anything, "in a week" of something
_TO_WEEKDAY = re.compile(r"\s?(?:-|to|till|until|through|thru|bis|a|al|au)\s?(?:el |la )?")
_PLURAL_PART = re.compile(r"\s(?:mornings|evenings|nights|afternoons)\b")
_DAY_NUMBER = re.compile(r"[\s,]{1,2}(?:(?:the|den|der|dem|el|le|dia)\s)?")
_NO_DAY_NUMBER = re.compile(
    r"\s?(?:[:h%]|uhr\b|[ap]\.?m\b|o'clock|heures?\b|hrs?\b|[.,]\d|(?:till|until|to|bis|a|-)\s?\d)"
)


def relative_dates(
    text: str, words: Sequence[Token], found: Sequence[Number], written: Sequence[DateSpan], now: date
) -> list[DateSpan]:
    """Every day of a folded text that is told from `now`; `found` are its numbers, `written` its other dates."""
    spans = [*_named(words, now), *_weekdays(text, words, now), *_holidays(words, now)]
    spans += _numbered(text, spans, found, now)
    spans += _shifted(text, spans, now)
    return [*spans, *_beside(text, [*spans, *written]), *_counted(words, found, now)]


def _named(words: Sequence[Token], now: date) -> Iterator[DateSpan]:
    for place, token in enumerate(words):
        if token.word.removesuffix("'s") not in NAMED_STARTS or (token.word in FRENCH_ONLY and not _is_french(words)):
            continue
        if place and words[place - 1].word in NOT_AFTER.get(token.word, ()):
            continue
        for length in (4, 3, 2, 1):
            if place + length > len(words):
                continue
            phrase = " ".join(other.word for other in words[place : place + length]).removesuffix("'s")
            days = _of_name(phrase, now)
            if phrase in NAMED_MONTHS:
                first = _months_on(now.replace(day=1), NAMED_MONTHS[phrase])
                yield DateSpan(token.start, words[place + length - 1].end, year=first.year, month=first.month)
                break
            if days:
                loose = len(days) > 1 or abs((days[0] - now).days) < _SOON
                yield DateSpan(token.start, words[place + length - 1].end, days=days, loose=loose)
                break


def _is_french(words: Sequence[Token]) -> bool:
    return language((token.word for token in words), default="") == "fr"


def _months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]
    return date(day.year + years, month + 1, min(day.day, last))


def _of_name(phrase: str, now: date) -> tuple[date, ...]:
    if phrase in NAMED_DAYS:
        return (now + timedelta(days=NAMED_DAYS[phrase]),)
    if phrase in NAMED_WEEKS:
        return _week(now + timedelta(weeks=NAMED_WEEKS[phrase]))
    if phrase in NAMED_WEEKENDS:
        return _week(now + timedelta(weeks=NAMED_WEEKENDS[phrase]))[5:]
    return ()


def _week(day: date) -> tuple[date, ...]:
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=offset) for offset in range(7))


def _holidays(words: Sequence[Token], now: date) -> Iterator[DateSpan]:
    for place, token in enumerate(words):
        if token.word not in holidays.STARTS:
            continue
        for length in range(min(holidays.LONGEST, len(words) - place), 0, -1):
            days = holidays.days_of(" ".join(other.word for other in words[place : place + length]), now)
            if days:
                yield DateSpan(token.start, words[place + length - 1].end, days=days)
                break


def _weekdays(text: str, words: Sequence[Token], now: date) -> Iterator[DateSpan]:
    spans: list[DateSpan] = []
    for place, token in enumerate(words):
        weekday, plural = _weekday(token.word)
        if weekday is None:
            continue
        before = words[place - 1].word if place else ""
        after = words[place + 1].word if place + 1 < len(words) else ""
        many = plural or before in EVERY or _PLURAL_PART.match(text, token.end) is not None
        # French says "le mardi" of every Tuesday, but "le mardi 26 mai" of one.
        many = many or (before == "le" and not after.isdigit() and token.word.endswith(("di", "che")))
        days = _meant(now, weekday, _modifier(before, after, words, place))
        span = DateSpan(token.start, token.end, weekday=weekday, days=days, recurring=many)
        if spans and _TO_WEEKDAY.fullmatch(text, spans[-1].end, span.start):
            spans[-1] = replace(spans[-1], recurring=True)
            span = replace(span, recurring=True)
        spans.append(span)
    yield from spans


@lru_cache(maxsize=8192)
def _weekday(word: str) -> tuple[int | None, bool]:
    """Which weekday a word names, if any, and whether it means all of them ("Tuesdays", "dienstags")."""
    word = word.removesuffix("'s")
    if word in WEEKDAYS:
        return WEEKDAYS[word], False
    if word.endswith("s") and word[:-1] in WEEKDAYS:
        return WEEKDAYS[word[:-1]], True
    for part in PARTS_OF_DAY:
        if word.removesuffix("s").endswith(part):
            day = word.removesuffix("s").removesuffix(part).removesuffix("s")
            return (WEEKDAYS[day], word.endswith("s")) if day in WEEKDAYS else (None, False)
    return None, False


def _modifier(before: str, after: str, words: Sequence[Token], place: int) -> str:
    if before in NEXT or after in NEXT:
        return "next"
    if after == "que" and place + 2 < len(words) and words[place + 2].word == "viene":
        return "next"
    if before in LAST or after in PASSED:
        return "last"
    return "this" if before in THIS else ""


def _meant(now: date, weekday: int, modifier: str) -> tuple[date, ...]:
    """The days of that weekday a speaker can mean, at most two weeks away."""
    ahead = now + timedelta(days=(weekday - now.weekday()) % 7)
    if modifier == "next":
        ahead = ahead + timedelta(weeks=1) if ahead == now else ahead
        return ahead, ahead + timedelta(weeks=1)
    if modifier == "last":
        return ahead - timedelta(weeks=1), ahead - timedelta(weeks=2)
    if modifier == "this":
        return ahead, ahead - timedelta(weeks=1)
    return tuple(ahead + timedelta(weeks=weeks) for weeks in (-2, -1, 0, 1))


def _numbered(text: str, spans: Sequence[DateSpan], found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "Tuesday 24", "lundi vingt-sept": the weekday tells the month."""
    for span in spans:
        number = (
            next((one for one in found if 0 < one.start - span.end <= 6), None) if span.weekday is not None else None
        )
        if number is None or not 1 <= number.value <= 31 or number.value != int(number.value):
            continue
        if not _DAY_NUMBER.fullmatch(text, span.end, number.start) or _NO_DAY_NUMBER.match(text, number.end):
            continue
        near = (now + timedelta(days=offset) for offset in range(-62, 124))
        days = tuple(day for day in near if day.day == number.value and day.weekday() == span.weekday)
        if days:
            yield DateSpan(span.start, number.end, day=int(number.value), weekday=span.weekday, days=days)


def _shifted(text: str, spans: Sequence[DateSpan], now: date) -> Iterator[DateSpan]:
    """ "Tuesday week", "jeudi en huit", "a week on Friday", "heute in einer Woche"."""
    for span in spans:
        days = (_meant(now, span.weekday, "this")[0],) if span.weekday is not None else span.days
        for weeks, later, earlier in ((1, _WEEK_LATER, _WEEK_FROM), (2, _TWO_WEEKS_LATER, _TWO_WEEKS_FROM)):
            tail = later.match(text, span.end)
            head = earlier.search(text, max(0, span.start - 24), span.start)
            if tail or head:
                moved = tuple(day + timedelta(weeks=weeks) for day in days)
                yield DateSpan(head.start() if head else span.start, tail.end() if tail else span.end, days=moved)


def _beside(text: str, spans: Sequence[DateSpan]) -> Iterator[DateSpan]:
    """ "La veille du premier août", "the day after Christmas"."""
    for span in spans:
        for days, pattern in ((-1, _EVE_OF), (1, _DAY_AFTER)):
            head = pattern.search(text, max(0, span.start - 32), span.start)
            if head is None:
                continue
            if span.days:
                moved = tuple(day + timedelta(days=days) for day in span.days)
                yield DateSpan(head.start(), span.end, days=moved)
            elif span.month and span.day and (span.month, span.day) != (2, 29):
                day = date(span.year or 2001, span.month, min(span.day, 28)) + timedelta(
                    days=days + max(0, span.day - 28)
                )
                yield DateSpan(head.start(), span.end, span.year, day.month, day.day)


def _counted(words: Sequence[Token], found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "Three days ago", "in zwei Wochen", "hace 3 días", "il y a trois jours"."""
    at = {token.start: place for place, token in enumerate(words)}
    until = {token.end: place for place, token in enumerate(words)}
    for number in found:
        first, last = at.get(number.start), until.get(number.end)
        if first is None or last is None or last + 1 >= len(words) or number.value > 400:
            continue
        unit = UNITS.get(words[last + 1].word, 0 if words[last + 1].word not in MONTH_UNITS else _MONTH)
        before = words[first - 1].word if first else ""
        after = words[last + 2].word if last + 2 < len(words) else ""
        two_before = f"{words[first - 2].word} {before}" if first > 1 else ""
        past = before in AGO or after in AGO or two_before == "y a"
        sign = -1 if past else 1 if before in AHEAD or after in AHEAD or two_before in _WITHIN else 0
        if unit and sign:
            start = words[first - 1].start if before in AGO | AHEAD else number.start
            end = words[last + 2].end if after in AGO | AHEAD else words[last + 1].end
            yield DateSpan(start, end, days=_away(now, sign * int(number.value), unit))


def _away(now: date, count: int, unit: int) -> tuple[date, ...]:
    """The day so many units away; for months, which people count roughly, also the days around it."""
    if unit != _MONTH:
        return (now + timedelta(days=count * unit),)
    if not 0 < now.year + count // 12 < date.max.year:
        return ()
    day = _months_on(now, count)
    return tuple(day + timedelta(days=offset) for offset in (-2, -1, 0, 1, 2))

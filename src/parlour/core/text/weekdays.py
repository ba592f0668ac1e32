"""Days of the week, alone or with a number: which days a speaker can mean by them, seen from today."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from parlour.core.text.date_span import DateSpan
from parlour.core.text.date_words import (
    BEFORE_SHORT,
    ENGLISH_SHORT,
    EVERY,
    LAST,
    NEXT,
    NO_DAY,
    PARTS_OF_DAY,
    PASSED,
    SHORT_WEEKDAYS,
    THIS,
    WEEKDAYS,
)
from parlour.core.text.numbers import Number
from parlour.core.text.tokens import Token

_TO_WEEKDAY = re.compile(r"\s?(?:-|to|till|until|through|thru|bis|a|al|au)\s?(?:el |la )?")
_PLURAL_PART = re.compile(r"\s(?:mornings|evenings|nights|afternoons)\b")
_DAY_NUMBER = re.compile(r"[\s,]{1,2}(?:(?:the|den|der|dem|el|le|dia)\s)?")
_TO_AN_HOUR = re.compile(r"\s?(?:till|until|to|bis|a|-)\s?\d")
_AFTER_OR_BEFORE = re.compile(
    r"\s(?:(?:gleich|right|just|justo|juste) )?"
    r"(?:(vor|before|antes de|avant)|nach|after|following|despues de|tras|apres)"
    r"\s(?:dem |the |el |la |las |les? )?"
)
_AS_SHORT = re.compile(r"\.?,?\s(?:(?:um|gegen|ab|a las?|a|vers|den|at)\s)?\d|\.,?\s(?:um|a las?|a|vers|at)\s|\.\s\w")
_PART_BEHIND = re.compile(
    r"\.?,?\s(?:morning|afternoon|evening|night|lunchtime|am|pm|at \d|\d{1,2}(?:[:.]\d\d)?\s?[ap]m)\b|"
    r"\.?,?\s(?:from |between )?(?:\d{1,2}(?:[:.]\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:\s?[ap]m)?\s?(?:to|till|until|-|and)\s?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)"
)
_NEAR = 7  # characters from a weekday to its number: ", den "


def weekdays(text: str, words: Sequence[Token], now: date) -> Iterator[DateSpan]:
    """Every weekday of a folded text, in order, with the days it can mean; `words` are its tokens."""
    spans: list[DateSpan] = []
    for place, token in enumerate(words):
        before = words[place - 1].word if place else ""
        weekday, plural = _weekday(token.word)
        if weekday is None and (token.word in SHORT_WEEKDAYS or token.word in ENGLISH_SHORT):
            weekday = _shortened(text, token, before)
        if weekday is None:
            continue
        after = words[place + 1].word if place + 1 < len(words) else ""
        many = plural or before in EVERY or _PLURAL_PART.match(text, token.end) is not None
        # French says "le mardi" of every Tuesday, but "le mardi 26 mai" of one.
        many = many or (before == "le" and not after.isdigit() and token.word.endswith(("di", "che")))
        days = likely_days(now, weekday, _modifier(before, after, words, place))
        span = DateSpan(token.start, token.end, weekday=weekday, days=days, recurring=many)
        if spans and _TO_WEEKDAY.fullmatch(text, spans[-1].end, span.start):
            spans[-1] = replace(spans[-1], recurring=True)
            span = replace(span, recurring=True)
        spans.append(span)
    yield from spans


def _shortened(text: str, token: Token, before: str) -> int | None:
    """Which weekday "am Do. um 8.30", "el jue. a las dos" say, if any."""
    if token.word in ENGLISH_SHORT:
        return ENGLISH_SHORT[token.word] if _PART_BEHIND.match(text, token.end) else None
    known = before in BEFORE_SHORT and _AS_SHORT.match(text, token.end)
    return SHORT_WEEKDAYS[token.word] if known else None


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


def likely_days(now: date, weekday: int, modifier: str) -> tuple[date, ...]:
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


def numbered_weekdays(text: str, spans: Sequence[DateSpan], found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "Tuesday 24", "lundi vingt-sept": the weekday tells the month."""
    starts = {number.start: number for number in found}
    for span in spans:
        number = next((starts[place] for place in range(span.end + 1, span.end + _NEAR) if place in starts), None)
        if number is None or not 1 <= number.value <= 31 or number.value != int(number.value):
            continue
        if not _DAY_NUMBER.fullmatch(text, span.end, number.start):
            continue
        if NO_DAY.match(text, number.end) or _TO_AN_HOUR.match(text, number.end):
            continue
        near = (now + timedelta(days=offset) for offset in range(-62, 124))
        days = tuple(day for day in near if day.day == number.value and day.weekday() == span.weekday)
        if days:
            yield DateSpan(span.start, number.end, day=int(number.value), weekday=span.weekday, days=days)


def weekdays_beside(text: str, found: Sequence[DateSpan], spans: Sequence[DateSpan]) -> Iterator[DateSpan]:
    """ "The Friday after Easter", "Freitag nach Auffahrt": the first such weekday after or before a day."""
    starts = {span.start: span for span in spans if span.days and span.weekday is None}
    for weekday in found:
        joint = _AFTER_OR_BEFORE.match(text, weekday.end)
        day = starts.get(joint.end()) if joint else None
        if joint is None or day is None or weekday.weekday is None:
            continue
        days = (_nearest(other, weekday.weekday, before=joint[1] is not None) for other in day.days)
        yield DateSpan(weekday.start, day.end, days=tuple(days))


def _nearest(day: date, weekday: int, *, before: bool) -> date:
    """The first such weekday after a day, or the last one before it."""
    off = (day.weekday() - weekday - 1) % 7 + 1 if before else (weekday - day.weekday() - 1) % 7 + 1
    return day + timedelta(days=-off if before else off)

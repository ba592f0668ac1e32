"""Codes of a person's business that no word right before them names: "X4JQ9W ?? we are three", "T/09/4418-b again".

The surer the look of a code, the less has to be said of it; where the nearest word names a thing it is none.
"""

import re
from collections.abc import Callable

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data import code_looks
from parlour.core.personal_data.code_looks import Look
from parlour.core.personal_data.code_shapes import (
    GROUPS,
    JOINED,
    KNOWN,
    LETTERS,
    LOCATOR,
    LOWER,
    MARKED,
    MIXED,
    NUMBER,
    PREFIXED,
    RUN,
    SPLIT,
    digits_of,
    is_a_sum,
    is_known,
    is_like_a_flight,
    is_to_call,
    letters_of,
)
from parlour.core.personal_data.code_words import ANY, CALLED, NEAR, OTHER, is_of_a_machine, named_by, said_of
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.phone import firms_beside
from parlour.core.personal_data.phone_words import around, has_a_cue, has_things_behind
from parlour.core.personal_data.recogniser import Judge, Recogniser, Rule, is_in_a_url

_LookOf = Callable[[str], Look]


def _judge(look_of: _LookOf, default: str, confidence: float) -> Judge:
    def judge(match: re.Match[str], region: str) -> PersonalDatum | None:
        text, (start, end) = match.string, match.span("ref")
        shape = match["ref"]
        look = Look.NONE if is_known(shape) or is_a_sum(shape) else look_of(shape)
        if (
            look is Look.NONE
            or is_in_a_url(text, start)
            or _is_shouted(shape, text[max(0, start - _AROUND) : end + _AROUND])
        ):
            return None
        prefix = _PREFIX.match(text, start, end)
        figures = start if prefix is None else prefix.end()
        kind = said_of(text, start, end, before=NEAR, behind=0) if look is Look.LOOSE else said_of(text, figures, end)
        if kind == CALLED and letters_of(shape):
            kind = None
        if kind in {None, ANY} and _OF_A_MACHINE.match(shape) and is_of_a_machine(text, start, end):
            return None
        if kind in {OTHER, CALLED} or (kind is None and look is not Look.SURE):
            return None
        if (shape.isalpha() or shape.islower()) and kind not in {"booking", ANY}:
            return None
        if kind == "booking" and look is Look.LOOSE and is_like_a_flight(shape):
            return None
        if shape[0].isdecimal() and _is_a_number(text, start, end, region, said=kind is not None):
            return None
        return PersonalDatum(default if kind in {None, ANY} else str(kind), start, end, confidence)

    return judge


def _surely(_shape: str) -> Look:
    return Look.SURE


def _number(match: re.Match[str], region: str) -> PersonalDatum | None:
    """Figures right behind the word for whose they are, which could else be a telephone's."""
    text, (start, end) = match.string, match.span("ref")
    shape = match["ref"]
    if is_known(shape) or digits_of(shape) < _LEAST or is_in_a_url(text, start):
        return None
    kind = named_by(text, start, counted=is_a_sum(shape))
    if kind is None or (is_a_sum(shape) and digits_of(shape) < _LONG) or is_counted(text, start, end):
        return None
    if is_to_call(shape) and (kind in _CALLED_ABOUT or _is_of_a_firm(text, start, end, region)):
        return None
    return PersonalDatum(kind, start, end, 0.75)


def _is_shouted(shape: str, text: str) -> bool:
    """Whether a word of capitals stands among others."""
    return shape.isalpha() and (
        sum(map(str.isupper, text)) > sum(map(str.islower, text))
        or _SHOUTED.search(text.replace(shape, "")) is not None
    )


def _is_a_number(text: str, start: int, end: int, region: str, *, said: bool) -> bool:
    """Whether the figures are a count, a sum, or a number to call."""
    whole = text[start:end].isdecimal() and not is_to_call(text[start:end])
    if said and whole and end - start >= _LONG:
        return False
    if is_counted(text, start, end) or has_things_behind(text, end):
        return True
    if not said and (has_a_cue(around(text, start, end)) or is_to_call(text[start:end])):
        return True
    return _is_of_a_firm(text, start, end, region)


def _is_of_a_firm(text: str, start: int, end: int, region: str) -> bool:
    return any(begin <= start and end <= stop for begin, stop in firms_beside(text, start, end, region))


_CALLED_ABOUT = frozenset(("booking", "order", "ticket"))
"""Kinds behind whose word a number to call is told: "Booking: 020 7946 0000"."""
_LEAST = 7
"""Figures of a number that could be a telephone's."""
_LONG = 9
"""Figures in one run that a word names, whatever else is said of them."""
# Shorter runs of figures, and letters.
_OF_A_MACHINE = re.compile(r"(?!.{0,20}\d{6})(?=.{0,20}[A-Z])", re.IGNORECASE)
_AROUND = 80  # code points around a code in which capitals tell that somebody shouts
_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
_PREFIX = re.compile(r"[A-Z]{2,5} ")
_LOCATOR_HINT = re.compile(r"\b(?:[A-Z]+\d[A-Z0-9]*|\d+[A-Z][A-Z0-9]*)\b")
_JOINED_HINT = re.compile(r"[A-Za-z0-9][\-/._](?:[A-Za-z0-9\-/._]*\d){2}|\d[A-Za-z0-9\-/._]*[\-/._][A-Za-z0-9]")
_LOWER_HINT = re.compile(r"\b(?:[a-z]*\d[a-z]+\d[a-z0-9]*|[a-z]+\d\d+[a-z]+|\d\d+[a-z]+)\b")
_GROUPS_HINT = re.compile(r"\d(?:[ .\-/]?\d){5}")
_SPLIT_HINT = re.compile(
    r"(?:[A-Z]\d|\d[A-Z])[A-Z0-9]?[ \-][A-Z0-9]{3}|[A-Z0-9]{3}[ \-][A-Z0-9]?(?:[A-Z]\d|\d[A-Z])|(?:[A-Z0-9][ \-.]){5}"
)

NUMBERED = (Rule(NUMBER, _number, _GROUPS_HINT),)
"""What a telephone number is taken for elsewhere: these come before it."""
UNNAMED = Recogniser(
    (),
    (
        Rule(KNOWN, _judge(_surely, "ticket", 0.75)),
        Rule(PREFIXED, _judge(_surely, "ticket", 0.7)),
        Rule(LOCATOR, _judge(code_looks.locator, "booking", 0.65), _LOCATOR_HINT),
        Rule(LETTERS, _judge(code_looks.letters, "booking", 0.65)),
        Rule(LOWER, _judge(code_looks.lower, "booking", 0.6), _LOWER_HINT),
        Rule(MIXED, _judge(code_looks.mixed, "ticket", 0.65), _LOCATOR_HINT),
        Rule(SPLIT, _judge(code_looks.split, "booking", 0.65), _SPLIT_HINT),
        Rule(MARKED, _judge(_surely, "ticket", 0.65)),
        Rule(JOINED, _judge(code_looks.joined, "ticket", 0.65), _JOINED_HINT),
        Rule(RUN, _judge(code_looks.run, "ticket", 0.6)),
        Rule(GROUPS, _judge(code_looks.groups, "ticket", 0.6), _GROUPS_HINT),
    ),
)
"""The kinds are those of the references that a word names."""

"""Sums that are left to reckon: "twice 118", "fifteen hundred less one peso", "medio millón"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from parlour.core.text.number_words import HUNDREDS, SCALES, german
from parlour.core.text.numbers import Number

_TIMES = re.compile(
    r"\b(?:(twice|two times|zweimal|dos veces|deux fois|2 ?x)|(three times|dreimal|tres veces|trois fois|3 ?x)|"
    r"(four times|viermal|cuatro veces|quatre fois|4 ?x)) (?:je |the |los |les |die )?(?:[$€£] ?)?$"
)
_APIECE = re.compile(r" (?:apiece|each|pro stuck|cada un[oa]|cada|chacune?|piece|la piece)\b")
_OF_EACH = re.compile(
    r" (?:[^\W\d_]+ ){0,2}?(?:(?P<each>zu je|von je|a je|lots of|times)|at|of|zu|von|de|a|x) (?:a |the )?(?:[$€£] ?)?"
)
_FEW = 12  # of a kind that are reckoned together
_LESS = re.compile(r"\W{1,2}(?:menos|minus|less|weniger|moins)\s")
_NOTES = 20  # notes that somebody counts
_MORE = re.compile(r"\W{1,2}(?:plus|mas|\+)\s")
_HALVES = re.compile(
    r"\b(anderthalb|[a-z]{3,12}einhalb)\s(tausend(?:ern?)?|hundert(?:ern?)?|riesen|mille|millionen|mio)\b|"
    r"\b(?:medio (?:millon|palo|palito)|(?<!\ba )media (?:milla|luca)|demi[ -](?:million|milliard))\b|"
    r"\b(?:el|ese|tu|su|del|al) (palo|palito|luca|millon) y medi[oa]\b"
)
_OF_HALF = {"millon": 10**6, "palo": 10**6, "palito": 10**6, "milla": 10**6, "luca": 1000, "million": 10**6,
            "milliard": 10**9}  # fmt: skip
# "Einen Fünfziger", "aus dem Sechziger", but neither the tram ("mit dem Sechziger") nor the decade.
_NOTE = re.compile(
    r"(?<!mit )(?:\b(?:eine?n?m?|dem|(?:um|fur|uber) den|ihr|ihre[mn]|dein|deine[mn]|nen|paar)\s|^)\w+er$"
)
_NO_NOTE = re.compile(r"[\s-](?:jahre\w*|bus|tram\w*|bim|wagen|linie|party|look|karte|pack\w*)\b")


def halved(text: str) -> Iterator[tuple[int, int, Decimal, bool]]:
    """Start, end and value of what is told as the half of a round sum, or with a half more: "eineinhalb Tausender"."""
    for said in _HALVES.finditer(text):
        if said[3]:
            yield *said.span(), Decimal(_OF_HALF[said[3]]) * 3 / 2, True
            continue
        if said[1] is None:
            yield *said.span(), Decimal(_OF_HALF[re.split(r"[ -]", said[0])[1]]) / 2, True
            continue
        whole = 1 if said[1] == "anderthalb" else german(said[1].removesuffix("einhalb").removesuffix("und"))
        scale = 100 if said[2] in HUNDREDS else SCALES[said[2]]
        if whole and whole < scale:
            yield *said.span(), (whole + Decimal("0.5")) * scale, said[2].endswith(("er", "ern", "riesen"))


def reckoned(
    text: str, number: Number, following: Number | None, currency: re.Pattern[str]
) -> Iterator[tuple[int, int, Decimal, bool]]:
    """Start, end and value of what a number comes to, and whether a `currency` stands behind it."""
    times = _TIMES.search(text, max(0, number.start - 24), number.start)
    if times and times.lastindex:
        yield times.start(), number.end, number.value * (times.lastindex + 1), False
    if following is not None and 1 < number.value <= _FEW and not number.value % 1:
        joint = _OF_EACH.fullmatch(text, number.end, following.start)
        if joint and (joint["each"] or _APIECE.match(text, _past(text, following, currency))):
            yield number.start, following.end, number.value * following.value, False
    if following is not None and _are_notes(text, number, following):
        yield number.start, following.end, number.value * following.value, True
    if following is not None and _MORE.fullmatch(text, number.end, following.start):
        tail = currency.match(text, following.end)
        if tail and 0 < following.value < number.value:
            yield number.start, tail.end(), number.value + following.value, True
    if following is not None and _LESS.fullmatch(text, number.end, following.start):
        tail = currency.match(text, following.end)
        if tail and 0 < following.value * 10 <= number.value:
            yield number.start, tail.end(), number.value - following.value, True


def _past(text: str, number: Number, currency: re.Pattern[str]) -> int:
    """Where a number ends with the currency behind it."""
    tail = currency.match(text, number.end)
    return tail.end() if tail else number.end


def _are_notes(text: str, number: Number, following: Number) -> bool:
    """Whether notes of one sort are counted: "zwei Fünfziger"."""
    note = following.spoken and text.endswith(("er", "ern"), following.start, following.end)
    return note and 2 <= number.value <= _NOTES and text[number.end : following.start] == " "


def is_note(text: str, number: Number) -> bool:
    """Whether a German number in words is the name of a note or of a fine: "ein Hunderter", "dem Sechziger"."""
    named = number.spoken and text.endswith("er", number.start, number.end)
    if not named or _NO_NOTE.match(text, number.end):
        return False
    return _NOTE.search(text, max(0, number.start - 12), number.end) is not None

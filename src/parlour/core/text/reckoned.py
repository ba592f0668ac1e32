"""Sums that are left to reckon: "twice 118", "fifteen hundred less one peso"."""

import re
from collections.abc import Iterator
from decimal import Decimal

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
    if following is not None and _LESS.fullmatch(text, number.end, following.start):
        tail = currency.match(text, following.end)
        if tail and 0 < following.value * 10 <= number.value:
            yield number.start, tail.end(), number.value - following.value, True


def _past(text: str, number: Number, currency: re.Pattern[str]) -> int:
    """Where a number ends with the currency behind it."""
    tail = currency.match(text, number.end)
    return tail.end() if tail else number.end

"""Sums of money in a text: whole and cents together, in whatever form a currency is named."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from parlour.core.text.number_words import HUNDREDS, SCALES
from parlour.core.text.numbers import Number
from parlour.core.text.reckoned import halved, is_note, reckoned

_SIGNS = r"[$€£¥₹₦₩₺₪₫₽]"
_NAMES = (
    r"euros?|eur|euronen|dollars?|usd|cad|aud|bucks?|quid|pounds?|gbp|sterling|chf|sfr|francs?|franken?|frankli|stutz|"
    r"stei|balles?|boules|eurillos|eurazos|euritos|machacantes|piastres?|piasses?|pesos?|pesitos?|mxn|ars|clp|cop|mangos|pavos|soles|reais|brl|rupees?|rupien|rs|inr|naira|"
    r"pfund|miesen?|libras|livres sterling|"
    r"ngn|rand|zar|yen|jpy|yuan|cny|won|krw|zloty|pln|kronor|kroner|kronen|coronas|couronnes|sek|nok|dkk|lira|liras|"
    r"try|dirhams?|aed|shillings?|kes|cedis?|tacken|ocken|mause|kroten|eier|smackers|zl|fr|fcfa|cfa|varos|baros|pelas|napos|plata|lana|mangos"
)
_AFTER = re.compile(rf"(?:[\s\-]odd)?\s?(?:{_SIGNS}|(?:{_NAMES})(?![^\W\d_]))|,(?:-|--|\.-)(?!\d)|\.-(?!\d)")
_BEFORE = re.compile(rf"(?:{_SIGNS}|\b(?:us|r|a|c|hk|nz)\$|\b(?:{_NAMES})\.?)\s?$")
_CENTS = re.compile(
    r"\s?(?:cents?|cts?|p(?!\.?\s?a\b)|pence|pennies|centimes?|centimos?|centavos?|rappen|rp|kopeks?|paise|kobo|groschen)(?![^\W_])|\s?[¢]"
)
_JOINT = re.compile(r"\W{0,2}(?:(and|et|und|y)|con|mit)?\s?")
_HALF = re.compile(r"(?:\s(?:and a half|und ein halb|y medi[ao]|et demie?)|einhalb)\b")
_SCALE = re.compile(
    r"[\s\-](hundred|thousand|grand|k|million|lakhs?|lacs?|crores?|hundert|tausend|millionen|mil|millones|mille|millions)(?![^\W_])"
)
_POINT = re.compile(r"\s(?:point|punto|coma|komma|virgule|(con))\s")
_SLANG = re.compile(r"\b(?:lucas?|palos?|palitos|grand)\b")  # words that count money and nothing else
_MILLION = 10**6
_ADJACENT = re.compile(r"[\s\-]")
_SEVERAL, _TOO_MANY = 3, 9  # figures said one by one that are an amount


class Sum(NamedTuple):
    """An amount; `currency` where one was named beside it. Without one it may be any number."""

    start: int
    end: int
    value: Decimal
    currency: bool = False


def sums(text: str, found: Sequence[Number]) -> tuple[Sum, ...]:
    """Every number of a folded text as an amount, in order; `found` are its numbers.

    "74 euros 90", "39€95", "four hundred dollars and eighty cents" are one sum each; so is "forty-four fifty", which
    appears as 44.50 and as its parts.
    """
    made = [*_by_figures(text, found), *(Sum(*one) for one in halved(text))]
    done = -1
    for place, number in enumerate(found):
        if number.ordinal or number.start < done:
            continue
        following = found[place + 1] if place + 1 < len(found) else None
        before = found[place - 1] if place else None
        made.extend(Sum(*one) for one in reckoned(text, number, following, _AFTER))
        for one in _of(text, number, following, before):
            made.append(one)
            done = max(done, one.end)
    return tuple(sorted(made, key=lambda one: one.start))


def _by_figures(text: str, found: Sequence[Number]) -> Iterator[Sum]:
    """ "Two-three-one-zero pounds": figures said one by one before a currency."""
    first = 0
    for place, number in enumerate(found):
        joined = place > first and _ADJACENT.fullmatch(text, found[place - 1].end, number.start)
        if len(number.digits) != 1 or number.ordinal:
            first = place + 1
            continue
        first = first if joined or place == first else place
        tail = _AFTER.match(text, number.end)
        if tail and _SEVERAL <= place - first + 1 <= _TOO_MANY:
            digits = "".join(one.digits for one in found[first : place + 1])
            yield Sum(found[first].start, tail.end(), Decimal(digits), currency=True)


def _of(text: str, number: Number, following: Number | None, before: Number | None) -> Iterator[Sum]:
    cents = _CENTS.match(text, number.end)
    if cents:
        yield Sum(number.start, cents.end(), number.value / 100, currency=True)
        return
    value, end = _whole(text, number, following)
    head = _BEFORE.search(text, max(0, number.start - 9), number.start)
    tail = _AFTER.match(text, end)
    start, end = head.start() if head else number.start, tail.end() if tail else end
    named = following is not None and (tail or _CENTS.match(text, following.end))
    rest = _rest(text, end, following) if named and following is not None else None
    if rest:
        yield Sum(start, rest[1], value + rest[0], currency=True)
        return
    currency = bool(head or tail or _SLANG.search(text, number.start, number.end) or is_note(text, number))
    yield Sum(start, end, value, currency=currency)
    if value != number.value and not number.spoken:  # "1240 con 24 horas" may be no cents
        yield Sum(number.start, number.end, number.value, currency=bool(head))
    millions, hundreds = divmod(value, _MILLION)
    if number.spoken and millions and 100 <= hundreds < 1000:  # "un millón trescientos" leaves out the thousands
        yield Sum(start, end, millions * _MILLION + hundreds * 1000, currency=currency)
    if following is not None and not tail and _in_thousands(text, number, following):
        yield Sum(start, following.end, value * 1000 + following.value * (100 if following.value < 10 else 1))
    if number.spoken and value >= 1000 and 0 < value % 1000 < 10:  # "huit mille six" leaves out the hundred
        yield Sum(start, end, value + value % 1000 * 99, currency=currency)
    if following is not None and not tail and _is_pair(text, number, following, before):
        until = _end(text, following)
        currency = bool(head) or until > following.end
        yield Sum(start, until, value + following.value / 100, currency=currency)
        yield Sum(start, until, value * 100 + following.value, currency=currency)


def _whole(text: str, number: Number, following: Number | None) -> tuple[Decimal, int]:
    """A number with what is said of it in further words, and where that ends: "two and a half grand", "five point
    eight"."""
    half = _HALF.match(text, number.end)
    if half:
        value, end = number.value + Decimal(number.unit) / 2, half.end()
        scale = _SCALE.match(text, end)
        return (value * _scale_of(scale[1]), scale.end()) if scale else (value, end)
    if following is not None and _is_decimal(text, number, following):
        return Decimal(f"{number.digits}.{following.digits}"), following.end
    return number.value, number.end


def _scale_of(word: str) -> int:
    return 100 if word in HUNDREDS else SCALES[word]


def _is_decimal(text: str, whole: Number, rest: Number) -> bool:
    """Whether two numbers in words are one with decimals: "five point eight", "ocho con noventa"."""
    point = _POINT.fullmatch(text, whole.end, rest.start)
    both = whole.spoken and rest.spoken and not rest.ordinal
    if point is not None and point[1]:  # "89 con 99"
        return whole.spoken == rest.spoken and not rest.ordinal and 10 <= rest.value < 100 and whole.digits.isdigit()
    return point is not None and both


def _rest(text: str, end: int, cents: Number) -> tuple[Decimal, int] | None:
    """The cents named after the currency, and where they end."""
    joint = _JOINT.fullmatch(text, end, cents.start)
    if joint is None or not 0 < cents.value < 100 or cents.ordinal or cents.value != int(cents.value):
        return None
    named = _CENTS.match(text, cents.end)
    if named:
        return cents.value / 100, named.end()
    two_figures = cents.value >= 10 or len(cents.digits) == 2
    if joint[1] or not two_figures:
        return None
    return cents.value / 100, cents.end


def _is_pair(text: str, whole: Number, cents: Number, before: Number | None) -> bool:
    """Whether two numbers in words side by side may be euros and cents, and no telephone number."""
    alone = before is None or not _ADJACENT.fullmatch(text, before.end, whole.start)
    two = whole.spoken and cents.spoken and 10 <= cents.value < 100 and whole.value >= 2 and not cents.ordinal
    return two and alone and _ADJACENT.fullmatch(text, whole.end, cents.start) is not None


def _in_thousands(text: str, whole: Number, rest: Number) -> bool:
    """ "Sixty-eight five", "dieciocho quinientos": thousands and hundreds, as pay and debts are said."""
    hundreds = rest.value in range(1, 10) or rest.value in range(100, 1000, 100)
    both = whole.spoken and rest.spoken and not rest.ordinal and not whole.ordinal
    return (
        both and hundreds and 10 <= whole.value < 1000 and _ADJACENT.fullmatch(text, whole.end, rest.start) is not None
    )


def _end(text: str, number: Number) -> int:
    tail = _AFTER.match(text, number.end)
    return tail.end() if tail else number.end

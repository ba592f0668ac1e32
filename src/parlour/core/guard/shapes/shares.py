"""Prices that change and shares that are taken off: "from 38 to 44", "a quarter off", "moins trente"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from parlour.core.guard.knowledge import FactKind
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_CHANGE = re.compile(r"\s?(?:-+>|=+>|→|>)\s?")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,2})(?:[.,]0+)?\s?%")
_TAKEN_OFF = re.compile(
    r"discount|rebate|reduction|rabatt|nachlass|ermassigung|descuento|rebaja|bonificacion|remise|rabais|\boff\b|\bdto\b"
)
_FRACTIONS = {
    10: r"(?:a|one) tenth|ein zehntel|una decima parte|un dixieme",
    20: r"(?:a|one) fifth|ein funftel|una quinta parte|un cinquieme",
    25: r"(?:a|one) quarter|ein viertel|una cuarta parte|un cuarto|un quart",
    33: r"(?:a|one) third|ein drittel|una tercera parte|un tercio|un tiers",
    50: r"half|die halfte|halbe[rmn]? preis|la mitad|mitad de precio|la moitie|moitie prix",
    75: r"three quarters|drei viertel|tres cuartas partes|trois quarts",
}
_OFF = re.compile(
    r"\b(?:off|discount\w*|knocked|cheaper|less|nachge\w+|nachlass|rabatt|erlassen|gunstiger|billiger|weniger|abge\w+|"
    r"runter\w*|geschenkt|zum halben|rebaj\w+|descont\w+|descuento|quit[oeaé]\w*|menos|perdon\w+|bonific\w+|a mitad|"
    r"remise|rabais|reduction|moins|enlev\w+|baiss\w+|deduit\w*|offerte?s?|a moitie)\b"
)
_LESS = re.compile(r"\b(?:minus|weniger|menos|moins)\s$")
_A_SOME = re.compile(r"\b(?:an?|one|einen?|nen|un)\s$")
_GRANTED = re.compile(
    r"\b(?:gave|given|got|did|made|put|took|habe?|gemacht|gegeben|rausgeholt|apli\w+|hic\w+|hecho|dado|di|dio|met\w+|"
    r"puse|fait|mis|donn\w+|accord\w+|passe)\b"
)
_NEAR = 40  # characters


@dataclass(frozen=True, slots=True)
class FromTo:
    """Two sums of which one takes the place of the other, side by side in either order."""

    old: Decimal
    new: Decimal
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for left, right in pairwise(one for one in reading.sums if one.value in (self.old, self.new)):
            apart = right.start - left.end
            if left.value == right.value or not 0 < apart <= _NEAR or right.start >= reading.sentence_at(left.start)[1]:
                continue
            counts = not right.currency and reading.is_count(right.end)
            public = reading.cued("offer", left.start) and not reading.speaks_to_one(left.start)
            if not (counts or public or reading.speaks_to_all(left.start)):
                yield Match(left.start, right.end, firm=False)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a price that somebody is spared, said without the sign: "ein Viertel nachgelassen"."""

    percent: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in (*self._fractions(reading), *self._numbers(reading)):
            open_to_all = reading.speaks_to_all(start) or reading.cued("contest", start)
            if reading.speaks_to_one(start) and not open_to_all:
                yield Match(start, end, firm=False)

    def _fractions(self, reading: Reading) -> Iterator[tuple[int, int]]:
        words = _FRACTIONS.get(self.percent)
        for said in re.finditer(rf"\b(?:{words})\b", reading.text) if words else ():
            if _OFF.search(reading.text, max(0, said.start() - _NEAR), said.end() + _NEAR):
                yield said.span()

    def _numbers(self, reading: Reading) -> Iterator[tuple[int, int]]:
        for number in reading.numbers:
            if number.value != self.percent or number.ordinal or reading.is_count(number.end):
                continue
            before = max(0, number.start - 8)
            granted = _GRANTED.search(reading.text, max(0, number.start - _NEAR), number.end + _NEAR)
            some = granted and _A_SOME.search(reading.text, before, number.start)
            if some or _LESS.search(reading.text, before, number.start):
                yield number.start, number.end


def changes_of(reading: Reading, kind: FactKind) -> Iterator[FromTo | Share]:
    """What a value tells of a price that changes ("38 -> 44 EUR") or of a share taken off it ("discount 25%")."""
    for left, right in pairwise(reading.sums):
        if left.value != right.value and _CHANGE.fullmatch(reading.text, left.end, right.start):
            yield FromTo(left.value, right.value)
    if _TAKEN_OFF.search(kind.id.replace("_", " ")) or _TAKEN_OFF.search(reading.text):
        yield from (Share(int(said[1])) for said in _PERCENT.finditer(reading.text))


def after_a_share(value: Decimal, reading: Reading) -> Iterator[Decimal]:
    """What a sum comes to where a value tells a share of it too: "200 EUR, 50% if prompt"."""
    for said in _PERCENT.finditer(reading.text):
        share = value * int(said[1]) / 100
        yield from (part for part in (share, value - share) if part)

"""Sizes of clothes, shoes and rings as they are asked for: "in a forty-four", "an N and a half"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.guard.knowledge import FactKind
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match, Shape
from parlour.core.guard.shapes.words import Phrase

_SIZES = frozenset("size sizes ring shoe shoes measurements clothing talla pointure grosse taille konfektion".split())
_IN_A = re.compile(
    r"\b(?:(?:in|take|wear|as|got|get|keep|kept|need|want)(?: up)? an?|in (?:der |einer )?|"
    r"en (?:la |el |una? |du |le )?|une?|du|der|die|den|la|el) $"
)
_HALF_SIZE = re.compile(r"(?<![^\W_])([a-z])\s?(?:½|1\s?[/⁄]\s?2)")
_SHOES = re.compile(r"\b(?:sizes?|pairs?|shoes?|boots?|trainers|feet|foot)\b")
_REACH = 24  # characters between a size and the shoes
_PLURALS = dict(
    enumerate("twos threes fours fives sixes sevens eights nines tens elevens twelves thirteens fourteens".split(), 2)
)
_LEAST, _MOST = 30, 60  # sizes of shoes and clothes of which no other count is told in this way


@dataclass(frozen=True, slots=True)
class Sized:
    """The number of a size behind an article, of a thing that is somebody's."""

    value: Decimal
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for number in reading.numbers:
            said = number.value == self.value and not reading.is_count(number.end)
            if not said or not _IN_A.search(reading.text, max(0, number.start - 14), number.start):
                continue
            if reading.speaks_to_one(number.start) and not reading.speaks_to_all(number.start):
                yield Match(number.start, number.end, firm=False)


@dataclass(frozen=True, slots=True)
class PluralSize:
    """A size of shoes said of both of them: "size thirteens", "a pair of nines"."""

    word: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in (reading.tokens[place] for place in reading.word_places.get(self.word, ())):
            near = _SHOES.search(reading.text, max(0, token.start - _REACH), min(len(reading.text), token.end + _REACH))
            if near and not reading.speaks_to_all(token.start) and not reading.is_of_us(token.start):
                yield Match(token.start, token.end, firm=False)


def size_shapes(words: list[str], reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """How a size is told without that word, where a value is one."""
    if _SIZES.isdisjoint([*words, *kind.noun.split()]):
        return
    small = {_PLURALS[int(one.value)] for one in reading.numbers if one.value in _PLURALS}
    yield from map(PluralSize, sorted(small))
    numbers = {number.value for number in reading.numbers if _LEAST <= number.value <= _MOST}
    yield from map(Sized, sorted(numbers))
    for half in _HALF_SIZE.finditer(reading.text):
        yield Phrase((half[1], "and", "a", "half"), firm=False)
        yield Phrase((half[1], "1", "2"), firm=False)

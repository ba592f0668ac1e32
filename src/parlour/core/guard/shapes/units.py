"""Floors, doors and entrances within an address: "3.º B", "Flat 9", "piso 4, dto. A", "3/2/14"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from parlour.core.guard.shapes.codes import Code
from parlour.core.guard.shapes.labelled import CuedNumber, Labelled
from parlour.core.guard.shapes.numbered import InParts
from parlour.core.guard.shapes.place_words import SIDES, UNIT_NAMES, UNITS
from parlour.core.guard.shapes.places import FLOOR, Floor
from parlour.core.guard.shapes.shape import Shape
from parlour.core.guard.shapes.words import Phrase


def has_figure(word: str) -> bool:
    """Whether a word has a figure in it."""
    return any(character.isdigit() for character in word)


def is_unit(words: list[str]) -> bool:
    """Whether a part of an address names a floor or a door."""
    a_floor = len(words) in (2, 3) and FLOOR.fullmatch(words[0]) is not None and len(words[-1]) == 1
    return a_floor or not UNITS.isdisjoint(words)


def entrance_and_door(address: str) -> Iterator[Shape]:
    """Entrance and door behind the house, as in Vienna: "Schottengasse 3/2/14"."""
    for found in re.finditer(r"(?<!\d)\d{1,3}[a-z]?/(\d{1,2})/(\d{1,3})(?!\d)", address):
        yield InParts(Decimal(found[1]), found[2])


def floor_and_door(units: list[list[str]]) -> Iterator[Shape]:
    """A floor and a door that are told apart: "piso 4, dto. A"."""
    for floor, door in pairwise(units):
        numbers, letters = _figures_of(floor), _letters_of(door)
        if len(numbers) == 1 and letters and not _letters_of(floor) and not _figures_of(door):
            yield Floor(int(numbers[0]), frozenset(letters))


def _figures_of(words: list[str]) -> list[str]:
    return [match[1] for word in words if (match := FLOOR.fullmatch(word))]


def _letters_of(words: list[str]) -> list[str]:
    return [word for word in words if len(word) == 1 and word.isalpha() and word != "o"]


def unit(words: list[str]) -> Iterator[Shape]:
    """Floor and door: "3.º B", "2. OG links", "Flat 302"."""
    yield Phrase(tuple(words), cue="place")
    numbers, doors = _figures_of(words), _letters_of(words)
    sides = [side for side in SIDES if side & set(words)]
    for word in words:
        if re.fullmatch(r"\d{1,3}[a-z]", word):
            yield Code(word, cue="door")
    for number in numbers if words[0] in UNIT_NAMES else ():
        yield CuedNumber(Decimal(number), "house")
    for number in numbers:
        yield Floor(int(number), frozenset(doors).union(*sides))
    if len(words) == 2 and words[0] in UNIT_NAMES and (has_figure(words[1]) or len(words[1]) == 1):
        for name in sorted(UNIT_NAMES[words[0]]):
            yield Phrase((name, words[1]), firm=False)
        yield from (Labelled(Decimal(number), UNIT_NAMES[words[0]]) for number in numbers)

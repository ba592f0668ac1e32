"""Short numbers that mean something only beside the word they belong to: "seat 61", "size 11.5", "number 7"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.tokens import tokens

_AFTER = re.compile(r"(?:\.|º|ª)?\s([^\W\d_]+)")
# "Number 14 is all yours", but not "bus 14".
_IS_YOURS = re.compile(
    r"\s(?:is|ist|est|es|sera|esta|wird|bleibt|vuelve|waits?|wartet|le espera|vous attend)\b[^.!?,]{0,24}?"
    r"(?:\byours\b|\bfor you\b|\b(?:auf|fur) (?:sie|dich|euch)\b|\ba (?:vous|toi)\b|\bpour (?:vous|toi)\b|"
    r"\bvous attend\b|\b[st]uy[oa]\b|\bpara (?:usted|ti|vos|ustedes)\b|\ble espera\b)"
)
_LINE_OF_ALL = re.compile(r"\b(?:bus|tram|line|linie|route|train|zug|flight|flug|linea|ligne|metro)\s$")
_LINE = re.compile(
    r"(?:-?er)?[\s\-](?:number|mobile|cell|line|landline|area code|nummer|handy\w*|vorwahl|telefonnummer)\b"
)
_REACH = 16  # characters between a number and its word
_RANK = re.compile(r"(?:st|nd|rd|th|er|eme|e|te|ter|ten|o|a)$")
_FLOORS = frozenset("floor storey stock stockwerk etage piso planta og klasse class level form".split())
_YOURS = re.compile(r"\b(?:your|votre|ton|ta|ihre?|deine?|su|tu)\s$")
_MODEL = 5  # letters and figures that are hardly anything else
_APART = 24  # characters between the two parts of a place
_SAID_IN_PARTS = 100  # from here on a number may be said in parts: "four twelve"
_TELLING = 4  # figures that are telling without any word
_LINES = (
    "lb lbs pound pounds pfund libras livres", "kg kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes",
    "km kilometre kilometres kilometer kilometers kilometros", "mi mile miles meilen millas",
    "cm centimetres zentimeter",
    "kwh kilowattstunden kilowatt", "m2 qm sqm metres metros quadratmeter", "gb gigabyte gigabytes gigas gig gigs",
    "mg milligram milligrams milligramm miligramos", "month months monat monate meses mois",
    "year years jahr jahre jahren anos ans", "child children kind kinder kindern hijos enfants",
)  # fmt: skip
UNITS = {word: frozenset(line.split()) for line in _LINES for word in line.split()}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number in any form with one of its words beside it; never more than worth a second look."""

    value: Decimal
    labels: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for said in reading.sums:
            if said.value == self.value and not reading.speaks_to_all(said.start):
                odd = len(str(self.value).replace(".", "").strip("0")) >= _TELLING
                if (odd and not reading.is_count(said.end)) or self._is_named(said.start, said.end, reading):
                    yield Match(said.start, said.end, firm=False)

    def _is_named(self, start: int, end: int, reading: Reading) -> bool:
        wanted = self.labels.union(*(UNITS.get(label, ()) for label in self.labels))
        return reading.trusting or not wanted.isdisjoint(_words_near(start, end, reading))


@dataclass(frozen=True, slots=True)
class CuedNumber:
    """A number right after a word of a cue: "door 7", "ticket 93"."""

    value: Decimal
    cue: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for said in reading.sums:
            same = said.value == self.value and not said.currency and not reading.speaks_to_all(said.start)
            if same and reading.cue_before(self.cue, said.start, 14):
                yield Match(said.start, said.end, firm=False)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of a room, a seat, a floor, a size, right before or after the word for it; also as it is said aloud."""

    value: Decimal
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(self._places(reading)):
            label = _AFTER.match(reading.text, end)
            ranked = label is not None and (
                label[0][0] != " " or _RANK.search(reading.text, start, end) or label[1] in _FLOORS
            )
            named = reading.cue_before("label", start, 14) or (ranked and label and reading.has_cue("label", label[1]))
            named = named or (_YOURS.search(reading.text, max(0, start - 8), start) and not reading.is_count(end))
            yours = _IS_YOURS.match(reading.text, end) and not _LINE_OF_ALL.search(
                reading.text, max(0, start - _REACH), start
            )
            if (named or yours) and not reading.speaks_to_all(start):
                yield Match(start, end, firm=False)

    def _places(self, reading: Reading) -> Iterator[tuple[int, int]]:
        yield from ((number.start, number.end) for number in reading.numbers if number.value == self.value)
        if self.value >= _SAID_IN_PARTS and self.value == int(self.value):
            yield from reading.spelt.find(str(int(self.value)))


@dataclass(frozen=True, slots=True)
class InParts:
    """A place told in two parts, each with its word: "row twenty-two, A side", "coche 3, plaza 12"."""

    first: Decimal
    second: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        ends = {number.start: number.end for number in reading.numbers if str(number.value) == self.second}
        for number in reading.numbers:
            if number.value != self.first or not reading.cue_near("label", number.start, number.end, _REACH):
                continue
            for token in (one for one in reading.tokens if number.end < one.start <= number.end + _APART):
                letter = token.word == self.second and reading.is_capital(token.start) and not token.word.isdigit()
                if letter or token.start in ends:
                    yield Match(number.start, ends.get(token.start, token.end), firm=False)
                    break


@dataclass(frozen=True, slots=True)
class ShortCode:
    """A few letters and figures ("B17") beside a word of what they name, or told to the person."""

    letters: str
    labels: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys([*reading.glued(self.letters), *reading.spelt.find(self.letters)]):
            named = not self.labels.isdisjoint(_words_near(start, end, reading))
            long = len(self.letters) >= _MODEL and not reading.speaks_to_all(start)
            if reading.trusting or named or long or reading.speaks_to_one(start):
                yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """The first figures of a telephone number, said as its kind: "your 404 number", "die 0660er Nummer"."""

    figures: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for number in reading.numbers:
            named = number.digits.lstrip("0") == self.figures and _LINE.match(reading.text, number.end)
            if named and not (reading.is_of_us(number.start) or reading.speaks_to_all(number.start)):
                yield Match(number.start, number.end, firm=False)


@dataclass(frozen=True, slots=True)
class Step:
    """The name of a step of a membership ("Silver") with its word beside it."""

    word: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in (reading.tokens[place] for place in reading.word_places.get(self.word, ())):
            if not reading.speaks_to_all(token.start) and reading.cue_near("tier", token.start, token.end, _REACH):
                yield Match(token.start, token.end, firm=False)


def _words_near(start: int, end: int, reading: Reading) -> set[str]:
    return {token.word for token in tokens(reading.text[max(0, start - _REACH) : end + _REACH])}

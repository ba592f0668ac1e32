"""Short numbers that mean something only beside the word they belong to: "seat 61", "size 11.5", "number 7"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.amounts import rounded
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.tokens import Token, tokens

_LINE = re.compile(
    r"(?:-?er)?[\s\-](?:number|mobile|cell|line|landline|area code|nummer|handy\w*|vorwahl|telefonnummer)\b|"
    r"-?er(?=\s(?:mit|noch|von|am|ist|ihre?|deine?|aktuell|immer)\b|\W*$)"
)
_LINE_OF_ALL = re.compile(r"\b(?:bus|tram|line|route|train|flight)(?: the)? $")
_THAT_ONE = re.compile(r"(?:-?er)?[\s\-]one\b")
_LINE_BEFORE = re.compile(
    r"\b(?:number|mobile|cell|phone|nummer|handy\w*|movil|celular|numero|telefono|portable|natel),? "
    r"(?:the|die|das|der|el|le|la) $"
)
_LABEL = 12  # characters between a code and the word for what has it: "bungalow "
_REACH = 16  # characters between a number and its word
_AS_A_STEP = re.compile(
    r"\b(?:as an?|being|you.re|you are|als|siendo(?: tu| usted)?|eres|es usted|en tant que|comme)\s$"
)
_OF_US = re.compile(
    r"\s(?:with us|bei uns|chez nous|con nosotros|like you|wie (?:sie|du)|comme (?:vous|toi)|como (?:tu|usted|vos))\b"
)
_MODEL = 5  # letters and figures that are hardly anything else
_TELLING = 4  # figures that are telling without any word
_LINES = (
    "lb lbs pound pounds pfund libras livres", "kg kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes",
    "km kilometre kilometres kilometer kilometers kilometros", "mi mile miles meilen millas",
    "cm centimetres zentimeter",
    "kwh kilowattstunden kilowatt", "m2 qm sqm metres metros quadratmeter", "gb gigabyte gigabytes gigas gig gigs",
    "hour hours hrs stunde stunden std hora horas horitas heure heures",
    "mg milligram milligrams milligramm miligramos", "month months monat monate meses mois",
    "year years jahr jahre jahren anos ans", "child children kind kinder kindern hijos enfants",
    "point points punkte punkten puntos pts",
)  # fmt: skip
POINTS = frozenset(
    "point points punkte punkten punktchen punktli puntos puntitos pts miles meilen millas avios coins stars sterne "
    "estrellas etoiles".split()
)
"""What memberships count."""
_ROUND = 1000  # points; of fewer nobody says about how many
_BEHIND = re.compile(r"(?:\W{1,3}[^\W\d_]+){1,3}")
_CHILDREN = frozenset("child children kids kind kinder kindern hijos hijas enfants".split())
_AT_HOME = re.compile(
    r" (?:a charge|que (?:tiene|tienes|tenes)|at home|in tow|little ones|dependants|zu hause|daheim|kleinen?|en casa|"
    r"peques|chiquillos|a la maison|a nourrir|bouts de chou|petits|loulous)\b"
)
_YOU_HAVE = re.compile(
    r"\b(?:vous en avez|t'en as|tu en as|du hast|sie haben|you.ve got|you have|ya tiene|tiene usted) $"
)
_TO_END = re.compile(r"\s?(?:-|–|a|to|bis|et|und|y|and|hasta)\s?\d{1,3}\b")
_FROM_START = re.compile(r"(?<!\d)\d{1,3}\s?(?:-|–|a|to|bis|et|und|y|and|hasta)\s?$")
_OF_THINGS = re.compile(
    r"\s?:|,? (?:so|to choose|left|options?|of (?:them|these|those|our)|already|also|davon|zur auswahl|"
    r"para elegir|asi que|de (?:ell[oa]s|est[oa]s)|alors|au choix|de ces)\b"
)
"""What shows that of something else somebody has so many."""
UNITS = {word: frozenset(line.split()) for line in _LINES for word in line.split()}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number in any form with one of its words beside it; never more than worth a second look."""

    value: Decimal
    labels: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for said in (one for one in reading.sums if one.value == self.value):
            in_range = not reading.speaks_to_one(said.start) and _is_in_range(said.start, said.end, reading)
            if not in_range and not reading.speaks_to_all(said.start):
                odd = len(str(self.value).replace(".", "").strip("0")) >= _TELLING
                if (odd and not reading.is_count(said.end)) or self._is_named(said.start, said.end, reading):
                    yield Match(said.start, said.end, firm=False)

    def _is_named(self, start: int, end: int, reading: Reading) -> bool:
        if not self.labels.isdisjoint(_CHILDREN) and _are_children(start, end, reading):
            return True
        wanted = self.labels.union(*(UNITS.get(label, ()) for label in self.labels))
        return reading.trusting or not wanted.isdisjoint(_words_near(start, end, reading))


@dataclass(frozen=True, slots=True)
class Roughly:
    """A count as somebody says it who rounds it, with its word behind: "more than forty-two thousand miles"."""

    value: Decimal
    labels: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for said in reading.sums:
            if said.value == self.value or said.value not in rounded(self.value) or said.value < _ROUND:
                continue
            words = _BEHIND.match(reading.text, said.end)
            named = words is not None and not self.labels.isdisjoint(words[0].split())
            if named and reading.speaks_to_one(said.start) and not reading.speaks_to_all(said.start):
                yield Match(said.start, said.end, firm=False)


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
class ShortCode:
    """A few letters and figures ("B17") beside a word of what they name, or told to the person."""

    letters: str
    labels: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys([*reading.glued(self.letters), *reading.spelt.find(self.letters)]):
            named = not self.labels.isdisjoint(_words_near(start, end, reading))
            named = named or reading.cue_before("label", start, _LABEL)
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
            same = number.digits.lstrip("0") == self.figures
            before = same and _LINE_BEFORE.search(reading.text, max(0, number.start - 24), number.start)
            end = number.end - 2 * reading.text.endswith("er", number.start, number.end)
            if (
                same
                and (before or _LINE.match(reading.text, end) or self._is_the_one(number.start, end, reading))
                and not (reading.is_of_us(number.start) or reading.speaks_to_all(number.start))
            ):
                yield Match(number.start, number.end, firm=False)

    @staticmethod
    def _is_the_one(start: int, end: int, reading: Reading) -> bool:
        """Whether figures are one of several numbers of somebody: "on the 404 one you gave us", but no bus."""
        one = _THAT_ONE.match(reading.text, end) and reading.speaks_to_one(start)
        return bool(one) and not _LINE_OF_ALL.search(reading.text, max(0, start - 16), start)


@dataclass(frozen=True, slots=True)
class Step:
    """The name of a step of a membership ("Silver") with its word beside it."""

    word: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in (reading.tokens[place] for place in reading.word_places.get(self.word, ())):
            near = reading.cue_near("tier", token.start, token.end, _REACH) or _is_theirs(token, reading)
            if near and not reading.speaks_to_all(token.start):
                yield Match(token.start, token.end, firm=False)


def _is_theirs(token: Token, reading: Reading) -> bool:
    """Whether somebody is called by a step of a membership: "you're gold with us", "als Senator dürfen Sie"."""
    before = _AS_A_STEP.search(reading.text, max(0, token.start - _REACH), token.start)
    behind = _OF_US.match(reading.text, token.end)
    return reading.speaks_to_one(token.start) and (before is not None or behind is not None)


def _are_children(start: int, end: int, reading: Reading) -> bool:
    """Whether a number without its word is that of somebody's children: "the four you have at home"."""
    have = _YOU_HAVE.search(reading.text, max(0, start - _REACH), start) and not reading.is_count(end)
    have = have and not _OF_THINGS.match(reading.text, end)
    return reading.speaks_to_one(start) and bool(have or _AT_HOME.match(reading.text, end))


def _is_in_range(start: int, end: int, reading: Reading) -> bool:
    """Whether a number is one end of a span of numbers, as offers to all have: "de 2 a 5 años", "ages 4 to 9"."""
    return _TO_END.match(reading.text, end) is not None or (
        _FROM_START.search(reading.text, max(0, start - _REACH), start) is not None
    )


def _words_near(start: int, end: int, reading: Reading) -> set[str]:
    return {token.word for token in tokens(reading.text[max(0, start - _REACH) : end + _REACH])}

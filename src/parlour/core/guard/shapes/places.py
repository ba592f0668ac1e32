"""Where somebody lives, in part: a town or street by its name, a floor with its door."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.place_words import ORDINALS, UNITS
from parlour.core.guard.shapes.shape import Match
from parlour.core.guard.shapes.words import Phrase
from parlour.core.text.tokens import Token

_OURS = re.compile(
    r"\b(?:our|unser\w*|nuestr\w+|notre|nos)\s(?:\w+\s){0,2}(?:in |de |a |en |d')?$|"
    r"\b(?:laden|filiale|werk|lager|standort|shop|store|branch|desk|office|depot|location|station|tienda|sucursal|oficina|"
    r"planta|magasin|agence|boutique|bureau)\s(?:in|en|de|a|of|at|d')\s?$"
)
_NO_STREET = re.compile(
    r"\s(?:park|station|bridge|market|hall|museum|theatre|theater|library|stadium|arena|hospital|airport)\b"
)
_YOUR = re.compile(r"\byour\s$")
_OUR_SHOP = re.compile(r"\s(?:(?:and|und|y|et)\s\w+\s)?(?:shop|store|branch|desk|office|team|depot|showroom)(?:e?s)?\b")
_WAYSIDE = re.compile(
    r"\b(?:exit|stop|station|entrance|corner(?: of| with)?|ausgang|eingang|haltestelle|station|ecke|"
    r"salida|entrada|parada|estacion|esquina(?: con| de)?|sortie|entree|arret|angle|metro|tram|bim|bus)"
    r"[\s,:]{1,2}(?:(?:de|du|d'|des|at|of|an der|in der) ?)?(?:la |le |l'|the )?"
    r"(?:(?:rue|avenue|boulevard|place|calle|avenida|plaza)\s(?:du |des? |del |de la )?)?$"
)
_QUARTER = re.compile(r"\.?\s(?:arrondissement|arrdt?|bezirk|district|distrito)\b")
_QUARTER_BEFORE = re.compile(r"\b(?:kreis|chreis|bezirk|distrito|district)\s$")
_IN_THE = re.compile(r"\b(?:votre|ton|dans le|ihrem|im)\s$")
_NO_NOUN = re.compile(
    r"\s?(?:[.,!?;:)]|$)|\s(?:ces|les|ne|on|il|est|a|ou|ce|et|pour|avec|nos|notre|wurde|wird|ist|sind|gibt|und)\b"
)
_BESIDE = 2  # words between a street and its number
_CLIMBED = frozenset("lift elevator aufzug ascensor elevador ascenseur stairs treppen escaleras escaliers".split())
FLOOR = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|a|er|e|eme)?")


@dataclass(frozen=True, slots=True)
class Place:
    """The name of a street, with a capital; with a `cue` only beside words about living or going there."""

    words: tuple[str, ...]
    cue: str = ""
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(Phrase(self.words).places(reading)):
            if self.cue and _is_of_another_place(start, end, reading):
                continue
            if is_theirs(start, end, reading) and (not self.cue or reading.cue_near(self.cue, start, end)):
                yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class Street:
    """A street by its whole name, but where it only tells everybody the way to the house."""

    words: tuple[str, ...]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(Phrase(self.words).places(reading)):
            if not _is_wayside(start, reading):
                yield Match(start, end, firm=True)


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A long word of a street with one letter wrong, missing or too many, beside the number of the house."""

    words: frozenset[str]
    figure: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for place in reading.word_places.get(self.figure, ()):
            house = reading.tokens[place]
            for near in reading.tokens[max(0, place - _BESIDE) : place + _BESIDE + 1]:
                if any(Levenshtein.distance(near.word, word, score_cutoff=1) == 1 for word in self.words):
                    yield Match(min(house.start, near.start), max(house.end, near.end), firm=False)


@dataclass(frozen=True, slots=True)
class Town:
    """The name of a town, which many share: it counts beside words about living there, or where it is said to the
    person or of a way to it; a `large` one only beside words about living there."""

    words: tuple[str, ...]
    large: bool = False
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(Phrase(self.words).places(reading)):
            of_the_house = reading.is_of_us(start) and not reading.speaks_to_one(start)
            if not of_the_house and is_theirs(start, end, reading) and self._is_home(start, end, reading):
                yield Match(start, end, firm=False)

    def _is_home(self, start: int, end: int, reading: Reading) -> bool:
        if reading.cue_near("home", start, end) or reading.cue_before("homewards", start, 24):
            return True
        return not self.large and (reading.speaks_to_one(start) or reading.cue_before("way", start, 20))


def _is_of_another_place(start: int, end: int, reading: Reading) -> bool:
    """Whether a name goes on to that of a park, a station or the like, which no street is: "Victoria Park"."""
    yours = _YOUR.search(reading.text, max(0, start - 6), start)
    return not (reading.trusting or yours) and _NO_STREET.match(reading.text, end) is not None


def _is_rung(token: Token, reading: Reading) -> bool:
    """Whether somebody is at a door there: "3B" is also a size or a network."""
    return any(reading.cue_near(cue, token.start, token.end) for cue in ("door", "place", "home"))


def _is_wayside(start: int, reading: Reading) -> bool:
    """Whether a place is told as a stop or a corner on the way, and not to "you"."""
    said = _WAYSIDE.search(reading.text, max(0, start - 40), start) is not None
    return said and not reading.trusting and not reading.speaks_to_one(start)


def is_theirs(start: int, end: int, reading: Reading) -> bool:
    """Whether a place is written as a name, and it is neither the house's own nor told to everybody."""
    if not reading.is_capital(start) or reading.speaks_to_all(start, unless="homewards") or _is_wayside(start, reading):
        return False
    return not (_OURS.search(reading.text, max(0, start - 24), start) or _OUR_SHOP.match(reading.text, end))


@dataclass(frozen=True, slots=True)
class District:
    """A quarter by the number that a postcode tells: "dans votre 11e", "im 7. Bezirk"."""

    number: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for one in reading.numbers:
            if one.value != self.number or reading.speaks_to_all(one.start) or reading.is_of_us(one.start):
                continue
            named = _QUARTER.match(reading.text, one.end)
            named = named or _QUARTER_BEFORE.search(reading.text, max(0, one.start - 12), one.start)
            bare = one.ordinal and _IN_THE.search(reading.text, max(0, one.start - 12), one.start)
            if named or (bare and _NO_NOUN.match(reading.text, one.end)):
                yield Match(one.start, one.end, firm=False)


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor by its number in any form, with the door or a word for floors beside it."""

    number: int
    doors: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        tokens = reading.tokens
        for place, token in enumerate(tokens):
            if any(token.word == f"{self.number}{door}" for door in self.doors) and _is_rung(token, reading):
                yield Match(token.start, token.end, firm=False)  # "3B"
            if not self._is_number(token.word):
                continue
            near = tokens[max(0, place - 1) : place + 3]
            close = [other for other in near if other is not token and abs(other.start - token.end) <= 20]
            doors = (other for other in close if other.word in self.doors and other.start > token.start)
            door = next((other for other in doors if len(other.word) > 1 or reading.is_capital(other.start)), None)
            storey = any(other.word in UNITS or other.word in _CLIMBED for other in close)
            if door is not None and (storey or door.start - token.end <= 3):
                yield Match(token.start, door.end, firm=False)
            elif storey and not self.doors and reading.cue_near("place", token.start, token.end):
                yield Match(token.start, token.end, firm=False)

    def _is_number(self, word: str) -> bool:
        figure = FLOOR.fullmatch(word)
        if figure:
            return int(figure[1]) == self.number
        return 0 < self.number <= len(ORDINALS) and word in ORDINALS[self.number - 1].split()

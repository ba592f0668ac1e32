"""Numbers of rooms, seats, tables and the like: with the word for them, in parts, or given to somebody as theirs."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.number_words import RANKS

# "Number 14 is all yours", but not "bus 14".
_IS_YOURS = re.compile(
    r"\s(?:is|ist|est|es|sera|esta|wird|bleibt|vuelve|waits?|wartet|le espera|vous attend)\b[^.!?,]{0,24}?"
    r"(?:\byours\b|\bfor you\b|\b(?:auf|fur) (?:sie|dich|euch)\b|\ba (?:vous|toi)\b|\bpour (?:vous|toi)\b|"
    r"\bvous attend\b|\b[st]uy[oa]\b|\bpara (?:usted|ti|vos|ustedes)\b|\ble espera\b)"
)
_LINE_OF_ALL = re.compile(r"\b(?:bus|tram|line|linie|route|train|zug|flight|flug|linea|ligne|metro)\s$")
_APART = 40  # characters between the two parts of a place
_SAID_IN_PARTS = 100  # from here on a number may be said in parts: "four twelve"
_RANK = re.compile(r"(?:st|nd|rd|th|er|eme|e|te|ter|ten|o|a)$")
_FLOORS = frozenset("floor storey stock stockwerk etage piso planta og klasse class level form".split())
_YOURS = re.compile(r"\b(?:your|votre|ton|ta|ihre?|deine?|su|tu)\s$")
_A = re.compile(r"\b(?:an?|your|that|with|einer?|deiner?|ihrer?|mit|un|une|votre|ton|avec|su|tu|con) $")
_UP_TO = re.compile(r"\b(?:to|auf die|in die|a la|en la)\s$")
# "In der 412", "dans la cent dix-huit", "a la doscientos siete", "im Vierhundertzwölfer".
_INSIDE = re.compile(
    r"\b(?:(?:in|auf|vor|neben|unter|uber|bei|von) der|(?:in|auf) die|(?:dans|a|sous|sur|chez|devant|de) la|"
    r"(?:a|en|de|desde|sobre|para) la)\s$"
)
_IN_THE = re.compile(r"\b(?:im|am|zum|vom|beim|(?:in|auf|an|neben|aus|vor|unter) de[nm])\s$")
_NO_CHAMBER = re.compile(
    r"[\s-](?:jahre\w*|bus|tram\w*|bim|wagen|linie|party|pack\w*|karte|est un|es un|ist ein|rue|avenue)"
)
_KEYS = re.compile(
    r"\b(?:keys?|key ?cards?|\w*schlussel|schlusselkarten?|llaves?|cles?|linen|sheets|bettwasche|sabanas|draps)\b"
    r"[^.!?,]{0,12}\b(?:to|for|of|outside|fur die|zur|vor die|de la|del|para la|de|du|pour la|devant la) $"
)
_AFTER = re.compile(r"(?:\.|º|ª)?\s([^\W\d_]+)")
_KEY_REACH = 40  # characters between a key and the number of its room
_REACH = 16  # characters between a number and its word
_LONG_ENOUGH = 3  # characters: fewer are an hour or a day
_begin = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of a room, a seat, a floor, a size, right before or after the word for it; also as it is said aloud."""

    value: Decimal
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(self._places(reading)):
            theirs = self._is_named(start, end, reading) or _is_given(start, end, reading)
            if theirs and not reading.speaks_to_all(start, unless="chamber"):
                yield Match(start, end, firm=False)

    @staticmethod
    def _is_named(start: int, end: int, reading: Reading) -> bool:
        """Whether the word for such places stands right before the number, or behind one that is a rank."""
        if reading.cue_before("label", start, 14):
            return True
        label = _AFTER.match(reading.text, end)
        if label is None:
            return False
        ranked = label[0][0] != " " or _RANK.search(reading.text, start, end) or label[1] in _FLOORS
        return bool(ranked) and reading.has_cue("label", label[1])

    def _places(self, reading: Reading) -> Iterator[tuple[int, int]]:
        yield from ((number.start, number.end) for number in reading.numbers if number.value == self.value)
        if self.value >= _SAID_IN_PARTS and self.value == int(self.value):
            yield from reading.spelt.find(str(int(self.value)))


@dataclass(frozen=True, slots=True)
class SaidInParts:
    """A number of three figures said as people say scores: "a six-twelve won't get you that"."""

    figures: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(reading.spelt.find(self.figures)):
            words = reading.text[start:end]
            said = not any(map(str.isdigit, words)) and ("-" in words or " " in words)
            article = said and _A.search(reading.text, max(0, start - 10), start)
            if article and reading.speaks_to_one(start) and not (reading.speaks_to_all(start) or reading.is_count(end)):
                yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class InParts:
    """A place told in two parts, each with its word: "row twenty-two, A side", "coche 3, plaza 12"."""

    first: Decimal
    second: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        ends = {number.start: number.end for number in reading.numbers if str(number.value) == self.second}
        ranks = {number.start for number in reading.numbers if number.ordinal}
        shy = {token.start: token.end for token in reading.tokens if str(RANKS.get(token.word)) == self.second}
        ends, ranks = ends | shy, ranks | shy.keys()
        for number in reading.numbers:
            if number.value != self.first:
                continue
            labelled = reading.cue_near("label", number.start, number.end, _REACH)
            until = min(number.end + _APART, reading.sentence_at(number.start)[1])
            first, last = (bisect_right(reading.tokens, place, key=_begin) for place in (number.end, until))
            for token in reading.tokens[first:last]:
                letter = token.word == self.second and reading.is_capital(token.start) and not token.word.isdigit()
                end = ends.get(token.start, token.end)
                number_too = token.start in ends and (token.start in ranks or not reading.is_count(end))
                if (letter or number_too) and (labelled or self._is_told(token.start, end, reading)):
                    yield Match(number.start, end, firm=False)
                    break

    @staticmethod
    def _is_told(start: int, end: int, reading: Reading) -> bool:
        """Whether the second part has its word right beside it and is the person's: "your door is the fifth door"."""
        label = _AFTER.match(reading.text, end)
        beside = reading.cue_before("label", start, _REACH) or (label and reading.has_cue("label", label[1]))
        return bool(beside) and reading.speaks_to_one(start)


def _is_inside(start: int, end: int, reading: Reading) -> bool:
    """Whether a number that counts nothing stands where rooms and gates do: "dans la 118", "am Zweiundvierziger"."""
    if reading.is_count(end) or _NO_CHAMBER.match(reading.text, end):
        return False
    before = reading.text[max(0, start - _REACH) : start]
    if reading.text.endswith("er", start, end) or reading.text.startswith("er ", end):
        return _IN_THE.search(before) is not None
    return end - start >= _LONG_ENOUGH and _INSIDE.search(before) is not None


def _is_given(start: int, end: int, reading: Reading) -> bool:
    """Whether a number is given to somebody as theirs: "your 217", "14 is all yours", towels "up to 412"."""
    before = reading.text[max(0, start - _REACH) : start]
    if _YOURS.search(before) and not reading.is_count(end):
        return True
    keys = _KEYS.search(reading.text, max(0, start - _KEY_REACH), start)
    if keys and not reading.is_count(end):
        return True
    if _is_inside(start, end, reading):
        return True
    if reading.cued("chamber", start) and _UP_TO.search(before) and not reading.is_count(end):
        return True
    return _IS_YOURS.match(reading.text, end) is not None and not _LINE_OF_ALL.search(before)

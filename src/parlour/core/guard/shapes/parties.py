"""How many people came for how many nights, with which animals; how many boxes: counts that tell one party."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_LINES = {
    "people": "adults adult guests guest people persons pax heads erwachsene erwachsenen personen person gaste "
    "gasten leute personas adultos adulto huespedes "
    "comensales invitados personnes adultes adulte invites convives hens stags couverts covers",
    "children": "children child kids kid kinder kindern kind ninos ninas nino nina hijos peques enfants enfant",
    "nights": "nights night sleeps nachte nachten nacht noches noche nuits nuit nuitees",
    "animals": "dogs dog hunde hunden hund perros perro perra perritos chiens chien cats cat katzen katze gatos gato "
    "chats chat",
    "boxes": "boxes box cartons carton parcels kartons pakete paketen kisten cajas bultos colis caisses",
    "weight": "kg kilo kilos kilograms kilogramm kilogrammes",
    "rooms": "rooms room zimmer habitaciones habitacion chambres chambre",
}  # fmt: skip
_SORTS = {word: sort for sort, line in _LINES.items() for word in line.split()}
_WORD = re.compile(r"[\s\-]([^\W\d_]+)")
_SO_MANY = re.compile(r"\bzu(?: (zweit|dritt|viert|funft|sechst|siebt|acht|neunt|zehnt))\b")
_TOGETHER = dict(zip("zweit dritt viert funft sechst siebt acht neunt zehnt".split(), range(2, 11), strict=True))
_TABLE = re.compile(
    r"\b(?:party of|table (?:for|of)|group of|family of|tisch (?:fur|zu)|mesa (?:para|de)|table (?:pour|de))\s$"
)
_AN_ANIMAL = re.compile(
    r"\b(?:samt|mit|inklusive|inkl|plus|und|with|and|con|y|mas|avec|et)(?: (?:the|your|dem|ihrem|deinem|el|su|tu|le|"
    r"votre|ton))? (hund|dog|perr[oa]|chien|katze|cat|gat[oa]|chat|pup|pooch|perrito|toutou|vierbeiner|wauwau)\b"
)
_ALL = re.compile(r"\b(?:all|alle|los|las|tous les|toutes les)\s$")
_APART = 48  # characters between two counts of one party
_BOTH = 2  # counts that tell a party


@dataclass(frozen=True, slots=True)
class Party:
    """The counts of one party or order, by what they count: two of them side by side, or the only one told of all."""

    counts: tuple[tuple[str, Decimal], ...]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        wanted = set(self.counts)
        hits = sorted(hit for hit in set(_counts(reading)) if (hit[2], hit[3]) in wanted)
        for place, (start, end, sort, _) in enumerate(hits):
            if reading.speaks_to_all(start) or reading.is_of_us(start):
                continue
            last = reading.sentence_at(start)[1]
            beside = [one for one in hits[place + 1 :] if one[2] != sort and one[0] <= min(end + _APART, last)]
            if beside:
                yield Match(start, beside[0][1], firm=False)
            elif len(wanted) < _BOTH and sort != "children" and _is_theirs(start, reading):
                yield Match(start, end, firm=False)


def parties_of(reading: Reading) -> Iterator[Party]:
    """The counts that a value tells: "3 Erwachsene, 1 Hund", "4 boxes, 38 kg"; of those that count one alone is
    known."""
    found: dict[str, Decimal] = {}
    for _, _, sort, value in _written(reading):
        found.setdefault(sort, value)
    if found.get("people") and found.get("children"):
        found["everybody"] = found["people"] + found["children"]
    if found:
        yield Party(tuple(_alike(found)))


def _alike(found: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    for sort, value in found.items():
        if sort != "everybody":
            yield sort, value
        else:
            yield "people", value


def _is_theirs(start: int, reading: Reading) -> bool:
    """Whether a lone count is told of all of those: "all fourteen hens can sit together"."""
    return _ALL.search(reading.text, max(0, start - 12), start) is not None


def _written(reading: Reading) -> Iterator[tuple[int, int, str, Decimal]]:
    """Counts with the word for what they count right behind."""
    for number in reading.numbers:
        word = _WORD.match(reading.text, number.end)
        sort = _SORTS.get(word[1]) if word else None
        if word and sort and not number.ordinal:
            yield number.start, word.end(), sort, number.value


def _counts(reading: Reading) -> Iterator[tuple[int, int, str, Decimal]]:
    """Every count of a reply: with its word, "zu dritt", "table for six", "with the dog"."""
    yield from _written(reading)
    for number in reading.numbers:
        if _TABLE.search(reading.text, max(0, number.start - 16), number.start):
            yield number.start, number.end, "people", number.value
    for said in _SO_MANY.finditer(reading.text):
        yield said.start(), said.end(), "people", Decimal(_TOGETHER[said[1]])
    for said in _AN_ANIMAL.finditer(reading.text):
        yield said.start(1), said.end(1), "animals", Decimal(1)

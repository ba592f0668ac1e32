"""How many people came for how many nights, with which animals; how many boxes: counts that tell one party."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.party_counts import A_CHILD, WORD, counts, is_of_you, tables, written
from parlour.core.guard.shapes.shape import Match

_PLACED = re.compile(
    r"\b(?:tables?|fire\w*|window|terrace|booth|corner|lunch|brunch|dinner|tisch|kamin|fenster|terrasse|ecke|mesas?|"
    r"chimenea|ventana|terraza|rincon|cheminee|fenetre|banquette|service|seated|sit|sitzt|sitzen)\b"
)
_ALL = re.compile(r"\b(?:all|alle|los|las|tous les|toutes les)\s$")
_AMONG = re.compile(
    r"\b(?:party of|group of|family of|table (?:for|of|pour)|mesa (?:para|de)|tisch fur) \d+\b|"
    r"\b(?:incl\w*|davon|darunter|dont|de ellos|of (?:them|whom|which))\b|"
    r"\d+ (?:people|guests|pax|personas|personen|personnes|comensales),? (?:an?|one|un|una|ein|1) "
)
_APART = 48  # characters between two counts of one party
_SOME = 3  # people from whom on their number alone tells a party
_HEADS = frozenset({"people", "everyone"})
_SUMS = frozenset({"everyone", "grown"})  # reckoned from other counts
_BOTH = 2  # counts that tell a party


@dataclass(frozen=True, slots=True)
class Party:
    """The counts of one party or order, by what they count: two of them side by side, or the only one told of all."""

    counts: tuple[tuple[str, Decimal], ...]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        wanted = set(self.counts)
        hits = sorted(hit for hit in set(counts(reading)) if (hit[2], hit[3]) in wanted)
        for place, (start, end, sort, value) in enumerate(hits):
            if reading.speaks_to_all(start) or reading.is_of_us(start):
                continue
            last = reading.sentence_at(start)[1]
            following = (one for one in hits[place + 1 :] if one[0] <= min(end + _APART, last))
            beside = [one for one in following if one[2] != sort and not {one[2], sort} <= _HEADS]
            if beside:
                yield Match(start, beside[0][1], firm=False)
            elif self._tells_alone(start, end, sort, value, reading):
                yield Match(start, end, firm=False)

    def _tells_alone(self, start: int, end: int, sort: str, value: Decimal, reading: Reading) -> bool:
        """Whether a count needs no other beside it: told of all those, or of all who are spoken to."""
        if sort == "everyone":
            return value >= _SOME and reading.speaks_to_one(start)
        only = len({one for one, _ in self.counts} - _SUMS) < _BOTH
        return only and sort != "children" and _is_theirs(start, end, reading)


def parties_of(reading: Reading) -> Iterator[Party]:
    """The counts that a value tells: "3 Erwachsene, 1 Hund", "4 boxes, 38 kg"; of those that count one alone is
    known."""
    found: dict[str, Decimal] = {}
    for _, _, sort, value in (*written(reading), *tables(reading)):
        found.setdefault(sort, value)
    people = found.get("people")
    if people and not found.get("children") and A_CHILD.search(reading.text):
        found["children"] = Decimal(1)
    children = found.get("children", Decimal(0))
    if people:
        found["everyone"] = people + children
    if people and children and _AMONG.search(reading.text):
        found["grown"] = people - children
    if found:
        yield Party(tuple(_alike(found)))


def _alike(found: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    for sort, value in found.items():
        if sort != "grown":
            yield sort, value
        if sort in _SUMS:
            yield "people", value


def _is_theirs(start: int, end: int, reading: Reading) -> bool:
    """Whether a lone count is told of all of those: "all fourteen hens can sit together", "nine of you by the fire"."""
    if _ALL.search(reading.text, max(0, start - 12), start) and WORD.search(reading.text, start, end):
        return True
    return is_of_you(start, end, reading) and _PLACED.search(reading.text, *reading.sentence_at(start)) is not None

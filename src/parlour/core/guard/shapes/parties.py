"""How many people came for how many nights, with which animals; how many boxes: counts that tell one party."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_LINES = {
    "people": "adults adult guests guest people persons pax heads erwachsene erwachsenen personen person gaste "
    "gasten leute personas adultos adulto huespedes seats chairs grownups sillas plazas stuhle stuhlen chaises "
    "comensales invitados personnes adultes adulte invites convives hens stags couverts covers",
    "children": "children child kids kid kinder kindern kind ninos ninas nino nina hijos peques enfants enfant "
    "infant infants baby babies toddler toddlers bebe bebes bambino bambinos babys kleinkind kleinkinder",
    "nights": "nights night sleeps nachte nachten nacht noches noche nuits nuit nuitees",
    "animals": "dogs dog hunde hunden hund perros perro perra perritos chiens chien cats cat katzen katze gatos gato "
    "chats chat",
    "boxes": "boxes box cartons carton parcels kartons pakete paketen kisten cajas bultos colis caisses",
    "weight": "kg kilo kilos kilograms kilogramm kilogrammes",
    "rooms": "rooms room zimmer habitaciones habitacion chambres chambre",
}  # fmt: skip
_SORTS = {word: sort for sort, line in _LINES.items() for word in line.split()}
_WORD = re.compile(
    r"[\s\-](?:(?:proper|normal|regular|real|actual|richtigen?|normalen?|normales|vraies?|normales?) )?([^\W\d_]+)"
)
_SO_MANY = re.compile(r"\bzu(?: (zweit|dritt|viert|funft|sechst|siebt|acht|neunt|zehnt))\b")
_TOGETHER = dict(zip("zweit dritt viert funft sechst siebt acht neunt zehnt".split(), range(2, 11), strict=True))
_TABLE = re.compile(
    r"\b(?:party of|table (?:for|of)|group of|family of|tisch (?:fur|zu)|mesa (?:para|de)|table (?:pour|de))\s$"
)
_AN_ANIMAL = re.compile(
    r"\b(?:samt|mit|inklusive|inkl|plus|und|with|and|con|y|mas|avec|et)(?: (?:the|your|dem|ihrem|deinem|el|su|tu|le|"
    r"votre|ton))? (hund|dog|perr[oa]|chien|katze|cat|gat[oa]|chat|pup|pooch|perrito|toutou|vierbeiner|wauwau)\b"
)
_A_CHILD = re.compile(
    r"\b(?:(?:the|your|an?|one|ein(?:e[mnrs]?)?|dem|das|ihrem|deinem|un|una|el|la|su|tu|le|votre|ton|une) )?"
    r"(?:(?:wee|little|tiny) (?:one|man|lady)|high ?chair|baby|bub|bambino|infant|toddler|hochstuhl|kinderstuhl|"
    r"kleinste[nr]?|trona|periquera|bebe|chaise haute|tout[- ]petit)\b"
)
_SIZED_PEOPLE = re.compile(
    r"[\s\-](?:(?:big|grown|tall) (?:ones|ups|people)|grown-ups|big-uns|grosse|grandes|grands)\b"
)
_SIZED_CHILDREN = re.compile(r"[\s\-](?:little|small|wee|tiny) (?:ones|people|uns)\b|[\s\-](?:kleine|peques|petits)\b")
_OF_YOU = re.compile(
    r"(?: strong)? of (?:you|ye|youse|yous|yis|y'all)\b(?! (?:have|asked|said|wrote|know|told|are asking))"
)
_YOU_ARE = re.compile(
    r"\b(?:you(?:'re| are|'ll be)?|ihr|ihr seid|sie sind|vous (?:serez|etes|seriez)|"
    r"(?:seran|sereis|son|sois)(?: unos)?|los|las|ustedes|vosotros) $"
)
_PLACED = re.compile(
    r"\b(?:tables?|fire\w*|window|terrace|booth|corner|lunch|brunch|dinner|tisch|kamin|fenster|terrasse|ecke|mesas?|"
    r"chimenea|ventana|terraza|rincon|cheminee|fenetre|banquette|service|seated|sit|sitzt|sitzen)\b"
)
_NO_NOUN = re.compile(r"\s(?:estais|estan|sois|pres|sans|sous|dans|tous|toutes|sitzt)\b")
_LEAST = 3  # people of whom it tells something that so many come
_ALL = re.compile(r"\b(?:all|alle|los|las|tous les|toutes les)\s$")
_AMONG = re.compile(
    r"\b(?:party of|group of|family of|table (?:for|of|pour)|mesa (?:para|de)|tisch fur) \d+\b|"
    r"\b(?:incl\w*|davon|darunter|dont|de ellos|of (?:them|whom|which))\b|"
    r"\d+ (?:people|guests|pax|personas|personen|personnes|comensales),? (?:an?|one|un|una|ein|1) "
)
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
            elif len(wanted) < _BOTH and sort != "children" and _is_theirs(start, end, reading):
                yield Match(start, end, firm=False)


def parties_of(reading: Reading) -> Iterator[Party]:
    """The counts that a value tells: "3 Erwachsene, 1 Hund", "4 boxes, 38 kg"; of those that count one alone is
    known."""
    found: dict[str, Decimal] = {}
    for _, _, sort, value in _written(reading):
        found.setdefault(sort, value)
    for number in reading.numbers:
        if _TABLE.search(reading.text, max(0, number.start - 16), number.start):
            found.setdefault("people", number.value)
    if found.get("people") and not found.get("children") and _A_CHILD.search(reading.text):
        found["children"] = Decimal(1)
    if found.get("people") and found.get("children"):
        found["everybody"] = found["people"] + found["children"]
        if _AMONG.search(reading.text):
            found["grown"] = found["people"] - found["children"]
    if found:
        yield Party(tuple(_alike(found)))


def _alike(found: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    for sort, value in found.items():
        if sort not in ("everybody", "grown"):
            yield sort, value
        else:
            yield "people", value


def _is_theirs(start: int, end: int, reading: Reading) -> bool:
    """Whether a lone count is told of all of those: "all fourteen hens can sit together", "nine of you by the fire"."""
    if _ALL.search(reading.text, max(0, start - 12), start) and _WORD.search(reading.text, start, end):
        return True
    return _is_of_you(start, end, reading) and _PLACED.search(reading.text, *reading.sentence_at(start)) is not None


def _is_of_you(start: int, end: int, reading: Reading) -> bool:
    """Whether a count is that of those who are spoken to: "the nine of ye", "ihr sieben"."""
    if _OF_YOU.match(reading.text, end):
        return True
    said = _YOU_ARE.search(reading.text, max(0, start - 16), start) is not None
    return said and (not reading.is_count(end) or _NO_NOUN.match(reading.text, end) is not None)


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
        word = _SIZED_PEOPLE.match(reading.text, number.end)
        small = _SIZED_CHILDREN.match(reading.text, number.end)
        sized = word or small
        if sized:
            yield number.start, sized.end(), "people" if word else "children", number.value
        elif _is_of_you(number.start, number.end, reading) and number.value >= _LEAST:
            yield number.start, number.end, "people", number.value
    for said in _A_CHILD.finditer(reading.text):
        yield said.start(), said.end(), "children", Decimal(1)
    for said in _SO_MANY.finditer(reading.text):
        yield said.start(), said.end(), "people", Decimal(_TOGETHER[said[1]])
    for said in _AN_ANIMAL.finditer(reading.text):
        yield said.start(1), said.end(1), "animals", Decimal(1)

"""Postal addresses in part: street, house, floor, postcode, town."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.codes import Code
from parlour.core.guard.shapes.labelled import CuedNumber
from parlour.core.guard.shapes.names import spellings
from parlour.core.guard.shapes.shape import Match, Shape
from parlour.core.guard.shapes.words import Phrase
from parlour.core.text.fold import fold

# Each line: one word of streets and towns with its abbreviations.
_FORMS = (
    "street st str", "road rd", "avenue ave av avenida avda", "lane ln", "drive dr drv", "court ct crt",
    "boulevard blvd bd bvd boul bulevar", "square sq", "close cl", "crescent cres cr", "terrace terr ter",
    "place pl plaza pza plz platz praca", "gardens gdns garden", "grove grv gr", "mews ms", "highway hwy",
    "parkway pkwy", "view vw", "creek crk", "heights hts", "mount mt", "saint st ste sankt sainte", "point pt",
    "circle cir", "trail trl", "valley vly", "bridge br brg", "station stn", "park pk", "north n", "south s",
    "east e", "west w", "strasse str", "gasse g", "chaussee ch chee", "chemin ch chem", "rue r", "impasse imp",
    "route rte", "quai q", "faubourg fg fbg", "passage pass psg", "residence res", "allee all al", "calle c cl",
    "camino cno cmno", "carretera ctra", "paseo po pso", "travesia trva", "glorieta gta", "ronda rda",
    "urbanizacion urb", "rua r", "calzada calz", "colonia col", "barrio bo",
)  # fmt: skip
_SHORTER: dict[str, frozenset[str]] = {}
for _line in _FORMS:
    for _word in _line.split():
        _SHORTER[_word] = _SHORTER.get(_word, frozenset()) | frozenset(_line.split())
_TYPES = frozenset(
    "street st road rd avenue ave av avenida avda lane ln drive dr court ct boulevard blvd bd square sq close cl "
    "crescent terrace place pl plaza pza platz gardens grove mews highway hwy parkway view heights row quay hill way "
    "walk circle trail strasse str gasse weg allee ring ufer damm stieg chaussee chemin rue impasse route quai "
    "faubourg passage residence calle c camino carretera paseo travesia glorieta ronda carrer rua via cours rang "
    "montee sentier ruelle venelle esplanade promenade pasaje callejon cuesta rambla yard wharf green park villas rise "
    "vale loop alley crossing landing bypass".split()
)
_SUFFIXES = ("strasse", "str", "weg", "platz", "allee", "gasse", "damm", "stieg", "ring", "ufer", "gaessli", "steig")
_UNITS = frozenset(
    "flat apt apartment unit int floor suite room wohnung whg stock stockwerk og eg dg ug etage piso puerta planta "
    "bajo atico escalera portal depto departamento interior appartement appt batiment bat "
    "hinterhaus vorderhaus top stiege "
    "level links rechts izquierda izq derecha dcha gauche droite".split()
)
_QUARTERS = frozenset("col colonia barrio bo urb urbanizacion fracc fraccionamiento ot ortsteil quartier".split())
_SIDES = (
    frozenset({"links", "li", "left", "izquierda", "izda", "izq", "gauche"}),
    frozenset({"rechts", "re", "right", "derecha", "dcha", "der", "droite"}),
)
_UNIT_NAMES = {
    word: frozenset(line.split())
    for line in (
        "flat apt apartment unit",
        "interior int",
        "batiment bat",
        "portal escalera",
        "wohnung whg",
        "appartement appt apt",
    )
    for word in line.split()
}
_REGIONS = frozenset("co county cork provincia prov state province canton kanton departement quebec ontario".split())
_SMALL = frozenset("de del la las los le les du des d l of the am an der im in da do and y et von bei".split())
_ORDINALS = (
    "first erster ersten erste primero primer primera premier",
    "second zweiter zweiten zweite segundo segunda deuxieme",
    "third dritter dritten dritte tercero tercer tercera troisieme", "fourth vierter vierten cuarto cuarta quatrieme",
    "fifth funfter funften quinto quinta cinquieme", "sixth sechster sechsten sexto sexta sixieme",
    "seventh siebter siebten septimo septima septieme", "eighth achter achten octavo octava huitieme",
    "ninth neunter neunten noveno novena neuvieme", "tenth zehnter zehnten decimo decima dixieme",
)  # fmt: skip
_OURS = re.compile(
    r"\b(?:our|unser\w*|nuestr\w+|notre|nos)\s(?:\w+\s){0,2}(?:in |de |a |en |d')?$|"
    r"\b(?:laden|filiale|werk|lager|standort|shop|store|branch|desk|office|depot|location|station|tienda|sucursal|oficina|"
    r"planta|magasin|agence|boutique|bureau)\s(?:in|en|de|a|of|at|d')\s?$"
)
_FLOOR = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|a|er|e|eme)?")


def address_shapes(reading: Reading) -> Iterator[Shape]:
    """The street with or without its number, the house, floor and door, the postcode and the town."""
    for raw in spellings(reading.raw):
        parts = [
            half for part in re.split(r"[,;\n()]", raw) for half in _halves(re.findall(r"[^\W_]+", fold(part).text))
        ]
        streets = [words for words in parts if _is_street(words)]
        if not streets:
            streets = [words for words in parts if not _is_unit(words) and any(not _has_figure(w) for w in words)][:1]
        house = [word for words in parts if len(words) == 1 and re.fullmatch(r"\d{1,4}", words[0]) for word in words]
        for words in parts:
            if words in streets:
                yield from _street(words, house, reading)
            elif _is_unit(words):
                yield from _unit(words)
            else:
                yield from _town(words, reading)


def _halves(words: list[str]) -> list[list[str]]:
    """A part of an address, with floor and door taken off a street: "415 Quarry Hill Rd | Apt 2B"."""
    cut = next((place for place, word in enumerate(words) if word in _UNITS), None)
    if cut is None or (cut and all(_has_figure(word) or len(word) == 1 for word in words[:cut])):
        return [words] if words else []
    first, second = (words[:cut], words[cut:]) if cut else (words[: cut + 2], words[cut + 2 :])
    return [half for half in (first, second) if half]


def _has_figure(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _is_unit(words: list[str]) -> bool:
    a_floor = len(words) in (2, 3) and _FLOOR.fullmatch(words[0]) is not None and len(words[-1]) == 1
    return a_floor or not _UNITS.isdisjoint(words)


def _is_street(words: list[str]) -> bool:
    if not _UNITS.isdisjoint(words):
        return False
    return (
        any(word in _TYPES and len(word) > 1 for word in words)
        or any(_is_compound(word) for word in words)
        or (words[0] == "c" and len(words) > 1)
    )


def _is_compound(word: str) -> bool:
    return any(word.endswith(suffix) and len(word) > len(suffix) + 2 for suffix in _SUFFIXES)


def _street(words: list[str], house: list[str], reading: Reading) -> Iterator[Shape]:
    letters = [word for word in words if not _has_figure(word) and word not in ("bis", "ter", "no", "nr", "numero")]
    figures = [word for word in words if _has_figure(word)] or house
    name = [word for word in letters if word not in _SMALL and not (word in _TYPES and len(letters) > 1)]
    for variant in _variants(letters):
        yield Phrase(variant)
        for figure in figures:
            yield Phrase((figure, *variant), identifying=True)
            yield Phrase((*variant, figure), identifying=True)
    if len(name) > 1:
        yield Phrase(tuple(name))
    for word in name:
        if len(word) >= 4:
            yield Place((word,), "" if len(word) >= 7 and not reading.knowledge.is_a_word(word) else "place")
            yield from (Phrase(pair) for figure in figures for pair in ((word, figure), (figure, word)))
    for figure in figures[:1]:
        number = re.match(r"\d{1,5}", figure)
        if number:
            yield CuedNumber(Decimal(number[0]), "house")


def _variants(letters: list[str]) -> list[tuple[str, ...]]:
    """The words of a street with each as it is or abbreviated, and German compounds in two words."""
    if not letters:
        return []
    forms = [sorted(_SHORTER.get(word, frozenset()) | {word}) for word in letters]
    found = set(list(product(*forms))[:64])
    for place, word in enumerate(letters):
        for suffix, others in (
            ("strasse", ("strasse", "str")),
            ("str", ("strasse", "str")),
            ("platz", ("platz", "pl")),
        ):
            stem = word.removesuffix(suffix)
            if word.endswith(suffix) and len(stem) > 2:
                for other in others:
                    found |= {(*letters[:place], stem + other, *letters[place + 1 :])}
                    found |= {(*letters[:place], stem, other, *letters[place + 1 :])}
                break
    return sorted(found)


def _unit(words: list[str]) -> Iterator[Shape]:
    """Floor and door: "3.º B", "2. OG links", "Flat 302"."""
    yield Phrase(tuple(words), cue="place")
    numbers = [match[1] for word in words if (match := _FLOOR.fullmatch(word))]
    doors = [word for word in words if len(word) == 1 and word.isalpha() and word != "o"]
    sides = [side for side in _SIDES if side & set(words)]
    for number in numbers:
        yield Floor(int(number), frozenset(doors).union(*sides))
    if len(words) == 2 and words[0] in _UNIT_NAMES and (_has_figure(words[1]) or len(words[1]) == 1):
        for name in sorted(_UNIT_NAMES[words[0]]):
            yield Phrase((name, words[1]), firm=False)


def _town(words: list[str], reading: Reading) -> Iterator[Shape]:
    figures = [word for word in words if _has_figure(word)]
    for code in dict.fromkeys([*figures, "".join(figures)]) if len("".join(figures)) <= 8 else figures:
        if len(code) >= 4:
            yield Code(code, cue="" if len(code) >= 5 else "place", identifying=False)
        elif re.fullmatch(r"[a-z]{1,2}\d[\da-z]?", code):
            yield Code(code, cue="place", identifying=False)
    name = [word for word in words if not _has_figure(word)]
    while name and (name[0] in _SMALL or name[0] in _QUARTERS):
        name = name[1:]
    if not name or name[0] in _REGIONS:
        return
    wide = " ".join(name) in reading.knowledge.cities or name[0] in reading.knowledge.cities
    if len(name) > 1:
        for variant in _variants(name):
            yield Place(variant, "home" if wide else "")
    for word in name:
        if len(word) >= 4 and word not in _SMALL and not reading.knowledge.is_a_word(word):
            big = wide or word in reading.knowledge.cities or len(name) > 1
            yield Place((word,), "home" if big else "")


@dataclass(frozen=True, slots=True)
class Place:
    """A town or the name of a street, with a capital; with a `cue` only beside words about living or going there."""

    words: tuple[str, ...]
    cue: str = ""
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(Phrase(self.words).places(reading)):
            ours = _OURS.search(reading.text, max(0, start - 24), start) is not None
            if not reading.is_capital(start) or reading.speaks_to_all(start) or ours:
                continue
            if not self.cue or reading.cue_near(self.cue, start, end):
                yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor by its number in any form, with the door or a word for floors beside it."""

    number: int
    doors: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        tokens = reading.tokens
        for place, token in enumerate(tokens):
            if not self._is_number(token.word):
                continue
            near = tokens[max(0, place - 1) : place + 3]
            close = [other for other in near if other is not token and abs(other.start - token.end) <= 20]
            door = next((other for other in close if other.word in self.doors and other.start > token.start), None)
            storey = any(other.word in _UNITS for other in close)
            if door is not None and (storey or door.start - token.end <= 3):
                yield Match(token.start, door.end, firm=False)
            elif storey and not self.doors and reading.cue_near("place", token.start, token.end):
                yield Match(token.start, token.end, firm=False)

    def _is_number(self, word: str) -> bool:
        figure = _FLOOR.fullmatch(word)
        if figure:
            return int(figure[1]) == self.number
        return 0 < self.number <= len(_ORDINALS) and word in _ORDINALS[self.number - 1].split()

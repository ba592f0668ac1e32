"""Postal addresses in part: street, house, floor, postcode, town."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.codes import Code
from parlour.core.guard.shapes.labelled import CuedNumber
from parlour.core.guard.shapes.names import spellings
from parlour.core.guard.shapes.place_words import (
    FORMS,
    QUARTERS,
    REGIONS,
    SMALL,
    SUFFIXES,
    TYPES,
    UNITS,
)
from parlour.core.guard.shapes.places import District, Misspelt, Place, Street, Town
from parlour.core.guard.shapes.shape import Shape
from parlour.core.guard.shapes.units import entrance_and_door, floor_and_door, has_figure, is_unit, unit
from parlour.core.guard.shapes.words import Phrase
from parlour.core.text.fold import fold

_BOXES = frozenset({"box", "postfach", "pf", "fach", "apartado", "casilla", "bp"})
_HAS_QUARTERS = frozenset("paris lyon marseille wien vienna vienne zurich zuerich".split())
# Postcodes that tell the number of a quarter: Paris, Lyon and Marseille, Vienna, Zürich.
_IN_QUARTERS = re.compile(r"(?:75|69|13)0([0-2]\d)|1([0-2]\d)0|80(0[1-9]|1[0-2])")
_RARE_HOUSE = 8  # letters of a name of a house that is hardly anything else
_MISSPELT = 6  # letters of a street that is known again with one of them wrong


def address_shapes(reading: Reading) -> Iterator[Shape]:
    """The street with or without its number, the house or its name before that, floor and door, postcode and town."""
    for raw in spellings(reading.raw):
        parts = [
            half for part in re.split(r"[,;\n()]", raw) for half in _halves(re.findall(r"[^\W_]+", fold(part).text))
        ]
        streets = [words for words in parts if _is_street(words)]
        if not streets:
            streets = [words for words in parts if not is_unit(words) and any(not has_figure(w) for w in words)][:1]
        before = parts[: parts.index(streets[0])] if streets else []
        house = [word for words in parts if len(words) == 1 and re.fullmatch(r"\d{1,4}", words[0]) for word in words]
        yield from entrance_and_door(raw)
        yield from floor_and_door([words for words in parts if is_unit(words)])
        for words in parts:
            if words in streets:
                yield from _street(words, house, reading)
            elif is_unit(words):
                yield from unit(words)
            elif words in before and not any(map(has_figure, words)) and not _is_somebody(words, reading):
                yield from _house(words, reading)
            else:
                yield from _town(words, reading)


def _is_somebody(words: list[str], reading: Reading) -> bool:
    """Whether an address begins with who lives there, not with a house by its name."""
    return words[0] in reading.knowledge.given_names


def _house(words: list[str], reading: Reading) -> Iterator[Shape]:
    """A house by its name, whole and by what is rare in it: "Hotel Tolquhoun"."""
    yield Phrase(tuple(words), cue="" if len(words) > 1 else "place", firm=False)
    for word in words if len(words) > 1 else ():
        if len(word) >= _MISSPELT and not reading.knowledge.is_a_word(word):
            yield Place((word,), "" if len(word) >= _RARE_HOUSE else "place")


def _halves(words: list[str]) -> list[list[str]]:
    """A part of an address, with floor and door taken off a street: "415 Quarry Hill Rd | Apt 2B"."""
    cut = next((place for place, word in enumerate(words) if word in UNITS), None)
    if cut is None or (cut and all(has_figure(word) or len(word) == 1 for word in words[:cut])):
        return [words] if words else []
    first, second = (words[:cut], words[cut:]) if cut else (words[: cut + 2], words[cut + 2 :])
    return [half for half in (first, second) if half]


def _is_street(words: list[str]) -> bool:
    if not UNITS.isdisjoint(words):
        return False
    return (
        any(word in TYPES and len(word) > 1 for word in words)
        or any(_is_compound(word) for word in words)
        or (words[0] == "c" and len(words) > 1)
    )


def _is_compound(word: str) -> bool:
    return any(word.endswith(suffix) and len(word) > len(suffix) + 2 for suffix in SUFFIXES)


def _street(words: list[str], house: list[str], reading: Reading) -> Iterator[Shape]:
    letters = [word for word in words if not has_figure(word) and word not in ("bis", "ter", "no", "nr", "numero")]
    figures = [word for word in words if has_figure(word)] or house
    name = [word for word in letters if word not in SMALL and not (word in TYPES and len(letters) > 1)]
    for variant in _variants(letters):
        yield Street(variant)
        for figure in figures:
            yield Phrase((figure, *variant), identifying=True)
            yield Phrase((*variant, figure), identifying=True)
    if len(name) > 1:
        yield Phrase(tuple(name))
    for word in name:
        stem = next((word.removesuffix(end) for end in SUFFIXES if word.endswith(end)), "")
        if len(stem) >= _MISSPELT and not reading.knowledge.is_a_word(stem):
            yield Place((stem,), "" if len(stem) >= _RARE_HOUSE else "place")
        if len(word) >= 4:
            yield Place((word,), "" if len(word) >= 7 and not reading.knowledge.is_a_word(word) else "place")
            yield from (Phrase(pair) for figure in figures for pair in ((word, figure), (figure, word)))
    if not _BOXES.isdisjoint(words):
        yield from (Code(f"{box}{figure}") for box in sorted(_BOXES) for figure in figures)
    long = frozenset(word for word in name if len(word) >= _MISSPELT)
    yield from (Misspelt(long, figure) for figure in figures if long)
    for figure in figures[:1]:
        number = re.match(r"\d{1,5}", figure)
        if number:
            yield CuedNumber(Decimal(number[0]), "house")


def _variants(letters: list[str]) -> list[tuple[str, ...]]:
    """The words of a street with each as it is or abbreviated, and German compounds in two words."""
    if not letters:
        return []
    forms = [sorted(FORMS.get(word, frozenset()) | {word}) for word in letters]
    found = {tuple(letters), *islice(product(*forms), 64)}
    for place, word in enumerate(letters):
        for suffix, others in (
            ("strasse", ("strasse", "str", "street")),
            ("str", ("strasse", "str", "street")),
            ("platz", ("platz", "pl")),
            ("gasse", ("gasse", "g")),
        ):
            stem = word.removesuffix(suffix)
            if word.endswith(suffix) and len(stem) > 2:
                for other in others:
                    found |= {(*letters[:place], stem + other, *letters[place + 1 :])}
                    found |= {(*letters[:place], stem, other, *letters[place + 1 :])}
                break
    return sorted(found)


def _town(words: list[str], reading: Reading) -> Iterator[Shape]:
    figures = [word for word in words if has_figure(word)]
    for code in dict.fromkeys([*figures, "".join(figures)]) if len("".join(figures)) <= 8 else figures:
        if len(code) >= 4:
            yield Code(code, cue="" if len(code) >= 5 else "place", identifying=False)
        elif re.fullmatch(r"[a-z]{1,2}\d[\da-z]?", code):
            yield Code(code, cue="place", identifying=False)
    quarters = filter(None, map(_IN_QUARTERS.fullmatch, figures)) if not _HAS_QUARTERS.isdisjoint(words) else ()
    yield from (District(int(next(filter(None, match.groups())))) for match in quarters)
    name = [word for word in words if not has_figure(word)]
    while name and (name[0] in SMALL or name[0] in QUARTERS):
        name = name[1:]
    if not name or name[0] in REGIONS:
        return
    wide = " ".join(name) in reading.knowledge.cities or name[0] in reading.knowledge.cities
    if len(name) > 1:
        for variant in _variants(name):
            yield Town(variant, large=wide)
    for word in name:
        if len(word) >= 4 and word not in SMALL and not reading.knowledge.is_a_word(word):
            big = wide or word in reading.knowledge.cities or len(name) > 1
            yield Town((word,), large=big)

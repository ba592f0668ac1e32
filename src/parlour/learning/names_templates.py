"""Sentences made from templates: letters and support requests with names and addresses, details given in passing."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np

from parlour.learning.names_examples import PERSON, TAGS, Names, Sentence

_HOLE = re.compile(r"\{\{(\w+)\}\}")
_DETAILS = (
    (
        "national_id",
        "last {f} of my ssn|ssn|my social is|last four of social|ssn ends in|social security number",
        "{d4}",
    ),
    ("card", "card ending in|card no|credit card ending|card number ends with|debit card", "{d4}"),
    ("account", "account number|acct|account no|savings account|my account is|checking ending", "{d4}|{d6}|{d9}|{d10}"),
    ("phone", "phone|my number is|call me on|mobile|contact no", "{d10}|{d3} {d3} {d4}|{d3}-{d3}-{d4}"),
    ("secret", "password|pass|pwd is|my pin is", "{d4}|{d6}|{w}{d3}|{w}@{d3}"),
    ("booking", "booking confirmation number|confirmation code|booking ref|pnr|reservation", "{l6}|{l3}{d3}|{l3} {d3}"),
    ("policy", "policy number|policy no|policy id", "{l3}{d9}|{l3} {d9}|{d8}"),
    ("claim", "claim number|claim id|claim no", "{l3}{d3}|{l3} {d3}|{d6}"),
    ("address", "zip|zip code|zipcode|postcode", "{d5}"),
)
_STATES = ("CA", "NY", "TX", "FL", "IL", "WA")
_JOINTS = ("", "hi ", "sure ", "yes ", "ok it is ", "my ", "here you go: ", "it's ", "Hello, my ", "Sure! My ")


@cache
def _listed(name: str) -> tuple[str, ...]:
    """A list of `names/sentences.toml`."""
    listed = tomllib.loads(resources.files("parlour.learning").joinpath("names", "sentences.toml").read_text("utf-8"))
    return tuple(listed[name].strip().replace("|\n", "|").split("|"))


def letters(data: Path, names: Names, random: np.random.Generator, rounds: int = 8) -> Iterator[Sentence]:
    """The templates of the data set `presidio_synth`, each filled anew in every round."""
    lines = (data / "presidio_synth" / "templates.txt").read_text(encoding="utf-8").splitlines()
    for _ in range(rounds):
        for line in lines:
            yield _written(line.replace("\\n", "\n"), names, random)


def _written(line: str, names: Names, random: np.random.Generator) -> Sentence:
    """The template with its holes filled. Parts of one address in a row are one address."""
    spans: list[tuple[int, int, int]] = []
    text, at = "", 0
    for hole in _HOLE.finditer(line):
        text += line[at : hole.start()]
        value, kind = _value(hole[1], names, random)
        start = len(text)
        text, at = text + value, hole.end()
        goes_on = bool(spans) and spans[-1][2] == TAGS["address"] and not text[spans[-1][1] : start].strip(" ,>?\n")
        if kind == "address" and goes_on:
            spans[-1] = (spans[-1][0], len(text), TAGS[kind])
        elif kind:
            spans.append((start, len(text), PERSON if kind == "person" else TAGS[kind]))
    text += line[at:]
    return Sentence(text.lower() if random.random() < 0.15 else text, tuple(spans), "doubtful")


def _value(hole: str, names: Names, random: np.random.Generator) -> tuple[str, str]:
    """What fills a hole, and what it is."""
    if hole in {"person", "name", "name_male", "name_female"}:
        return f"{random.choice(names.given)} {names.surname(random)}", "person"
    if "first_name" in hole:
        return str(random.choice(names.given)), "person"
    if "last_name" in hole:
        return names.surname(random), "person"
    if hole == "address":
        return address(random), "address"
    if hole in {"building_number", "street_name", "secondary_address", "postcode", "zipcode"}:
        return _part(hole, random), "address"
    if hole in {"city", "country", "state_abbr"}:
        listed = {"city": _listed("towns"), "country": _listed("countries"), "state_abbr": _STATES}[hole]
        return str(random.choice(listed)), "place"
    if hole == "organization":
        return str(random.choice(_listed("firms"))), "thing"
    if hole.startswith("prefix"):
        return str(random.choice(_listed("titles"))), ""
    # Other holes hold what patterns find by themselves.
    return _digits("{d4}" if hole == "year" else "{d2}" if hole == "age" else "{l3}{d6}", random), ""


def _part(hole: str, random: np.random.Generator) -> str:
    if hole == "building_number":
        return str(random.integers(1, 999))
    if hole == "street_name":
        return f"{random.choice(_listed('words'))} {random.choice(_listed('words'))}"
    if hole == "secondary_address":
        return f"{random.choice(['Apt.', 'Suite', 'Flat', 'Unit'])} {random.integers(1, 999)}"
    return _digits("{d5}", random)


def address(random: np.random.Generator) -> str:
    """An address in one of many countries' ways, on one line or several."""
    street = str(random.choice(_listed("streets"))).format(
        n=random.integers(1, 999),
        m=random.integers(1, 99),
        w=random.choice(_listed("words")),
        v=random.choice(_listed("words")),
    )
    town, country = str(random.choice(_listed("towns"))), str(random.choice(_listed("countries")))
    town = town.upper() if random.random() < 0.3 else town
    place = str(
        random.choice(["{t} {z}", "{z} {t}", "{t}", "{t}, {c} {z}", "{t}\n {c} {z}", "{t}, {c}", "{t}, CA {z}"])
    )
    between = str(random.choice([", ", "\n", " ", f"\n Suite {random.integers(1, 999)}\n ", ", "]))
    return street + between + place.format(t=town, c=country, z=_digits("{d5}", random))


def details(names: Names, random: np.random.Generator, count: int = 6000) -> Iterator[Sentence]:
    """Details given in passing: a name, one or two numbers, with or without saying which."""
    for _ in range(count):
        text, spans = str(random.choice(_JOINTS)), []
        if random.random() < 0.4:
            name = names.one(random)
            name = name.lower() if random.random() < 0.6 else name
            spans.append((len(text), len(text) + len(name), PERSON))
            text += name + str(random.choice([" ", ", ", " and ", "\n"]))
        for place in range(int(random.integers(1, 3))):
            kind, cues, shapes = _DETAILS[int(random.integers(len(_DETAILS)))]
            cue = str(random.choice(cues.split("|"))).replace("{f}", str(random.choice(["4", "four"])))
            value = _digits(str(random.choice(shapes.split("|"))), random)
            text += (" and " if place else "") + cue + str(random.choice([" ", ": ", " is ", " # "]))
            spans.append((len(text), len(text) + len(value), TAGS[kind]))
            text += value
        yield Sentence(text, tuple(spans), "doubtful")


def _digits(shape: str, random: np.random.Generator) -> str:
    def fill(hole: re.Match[str]) -> str:
        sort, size = hole[1], int(hole[2] or 1)
        if sort == "w":
            return str(random.choice(_listed("words"))).lower()
        signs = "0123456789" if sort == "d" else "abcdefghjkmnpqrstuvwxyz"
        value = "".join(signs[place] for place in random.integers(0, len(signs), size))
        return value.upper() if random.random() < 0.5 else value

    return re.sub(r"\{([dlw])(\d?\d?)\}", fill, shape)


def things(names: Names, random: np.random.Generator, count: int = 5000) -> Iterator[Sentence]:
    """Posts to companies that name products, places and, now and then, people."""
    for _ in range(count):
        text, spans = str(random.choice(["", "", "@support ", "@care_team ", "Hi, ", "Hello! ", "Hey guys, "])), []
        for piece in re.split(r"(\{[xpn]\})", str(random.choice(_listed("about")))):
            listed = {"{x}": _listed("things"), "{p}": _listed("towns")}.get(piece)
            value = str(random.choice(listed)) if listed else names.one(random) if piece == "{n}" else piece
            if value != piece:
                tag = {"{x}": TAGS["thing"], "{p}": TAGS["place"], "{n}": PERSON}[piece]
                spans.append((len(text), len(text) + len(value), tag))
            text += value
        yield Sentence(text.lower() if random.random() < 0.3 else text, tuple(spans))

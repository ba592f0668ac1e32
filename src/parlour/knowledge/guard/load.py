"""Reads the guard's knowledge from the tables beside this file."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parlour.core.guard.knowledge import FactKind, GuardKnowledge, Rule
from parlour.core.guard.lexicon import Concept
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity
from parlour.knowledge.guard.meaning import load_meaning

_RULE_FILES = ("rules_asking.toml", "rules_sector.toml", "rules_house.toml", "rules_kindness.toml")
_SURFACES = {"public": Surface.PUBLIC, "private": Surface.PRIVATE, "any": None}


@lru_cache(maxsize=1)
def load_guard() -> GuardKnowledge:
    """The knowledge that ships with the house, compiled once per process. Raises KeyError naming a missing field."""
    words = _table("words.toml")
    return GuardKnowledge(
        rules=tuple(_rule(entry) for name in _RULE_FILES for entry in _table(name)["rule"]),
        concepts=tuple(_concepts(_table("concepts.toml"))),
        kinds={name: _kind(name, entry) for name, entry in _table("kinds.toml").items()},
        cues={shape: tuple(cues) for shape, cues in words["cues"].items()},
        common=frozenset(words["common"].split()) | frozenset(words["stop"].split()),
        stop=frozenset(words["stop"].split()),
        name_words=frozenset(words["names"].split()),
        regulated=frozenset(words["regulated"]),
        nicknames=_nicknames(_table("nicknames.toml")),
        cities=frozenset(words["cities"].split()),
        invitations=words["invitations"],
        templates=words["templates"],
        told=load_meaning,
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("parlour.knowledge.guard") / name).read_text(encoding="utf-8"))


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        id=entry["id"],
        check=entry["check"],
        severity=Severity[entry["action"].upper()],
        message=entry["message"],
        source=entry["source"],
        patterns=tuple(entry["patterns"]),
        unless=tuple(entry.get("unless", ())),
        unless_next=entry.get("unless_next", False),
        sectors=tuple(entry.get("sectors", ())),
        jurisdictions=tuple(entry.get("jurisdictions", ())),
        surface=_SURFACES[entry.get("surface", "public")],
        fires=tuple(entry["fires"]),
        passes=tuple(entry["passes"]),
    )


def _kind(name: str, entry: Mapping[str, Any]) -> FactKind:
    return FactKind(
        id=name,
        noun=entry["noun"],
        shapes=tuple(entry["shapes"]),
        words=entry.get("words", "none"),
        minimum=entry.get("minimum", 5),
        concept=entry.get("concept", ""),
        always_private=entry.get("always_private", False),
        never=entry.get("never", False),
    )


def _nicknames(table: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """What else somebody of a name is called; both ways, as some are known in the house by their short name."""
    found: dict[str, set[str]] = {}
    for names in table.values():
        for name, shorts in names.items():
            for short in shorts.split():
                found.setdefault(name, set()).add(short)
                found.setdefault(short, set()).add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _concepts(table: Mapping[str, Any], prefix: str = "") -> Iterator[Concept]:
    """Every table of the file that holds words; a dotted name nests."""
    for name, entry in table.items():
        if any(key in entry for key in ("terms", "told", "vague")):
            lists = {key: tuple(entry.get(key, ())) for key in ("terms", "told", "vague")}
            yield Concept(prefix + name, broader=entry.get("broader", ""), **lists)
        nested = {key: value for key, value in entry.items() if isinstance(value, dict)}
        yield from _concepts(nested, f"{prefix}{name}.")

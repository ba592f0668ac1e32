"""Reads the guard's knowledge from the tables beside this file."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parlour.core.guard.knowledge import Example, GuardKnowledge, Rule, Scope
from parlour.core.guard.lexicon import Concept
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity
from parlour.knowledge.guard.kinds import load_kinds
from parlour.knowledge.guard.meaning import load_meaning

_RULE_FILES = (
    "rules_asking.toml",
    "rules_regulated.toml",
    "rules_bonds.toml",
    "rules_health.toml",
    "rules_money.toml",
    "rules_profession.toml",
    "rules_young.toml",
    "rules_honesty.toml",
    "rules_reviews.toml",
    "rules_safety.toml",
    "rules_house.toml",
    "rules_staff.toml",
    "rules_written_for_us.toml",
    "rules_kindness.toml",
    "rules_slighting.toml",
    "rules_being_right.toml",
    "rules_pressing.toml",
    "rules_home.toml",
)
_SURFACES = {"public": Surface.PUBLIC, "private": Surface.PRIVATE, "any": None}
_CALL = re.compile(r"\{([a-z][a-z_]*)\}")


@lru_cache(maxsize=1)
def load_guard() -> GuardKnowledge:
    """The knowledge that ships with the house, compiled once per process.

    Raises KeyError naming a missing field or a word list that is not there.
    """
    words, lists = _table("words.toml"), vocabulary()
    return GuardKnowledge(
        rules=tuple(_rule(entry, lists) for name in _RULE_FILES for entry in _table(name)["rule"]),
        concepts=tuple(_concepts(_table("concepts.toml"))),
        kinds=load_kinds(),
        cues={shape: tuple(cues) for shape, cues in words["cues"].items()},
        common=frozenset(words["common"].split()) | frozenset(words["stop"].split()),
        stop=frozenset(words["stop"].split()),
        name_words=frozenset(words["names"].split()),
        regulated=frozenset(words["regulated"]),
        nicknames=_nicknames(_table("nicknames.toml")),
        cities=frozenset(words["cities"].split()),
        trades={sector: frozenset(said.split()) for sector, said in _table("trades.toml").items()},
        rewrites=_table("rewrites.toml"),
        phrases=_table("phrases.toml"),
        told=load_meaning,
    )


def vocabulary() -> Mapping[str, str]:
    """The word lists that patterns call by name, each as one expression; a list may call those before it."""
    lists: dict[str, str] = {}
    for name, entry in _table("rules_vocabulary.toml").items():
        lists[name] = f"(?:{'|'.join(_expand(entry, lists))})"
    return lists


def _expand(patterns: Sequence[str], lists: Mapping[str, str]) -> tuple[str, ...]:
    """The patterns with every `{list}` in its place; raises KeyError for a list that is not there."""
    return tuple(_CALL.sub(lambda call: lists[call.group(1)], pattern) for pattern in patterns)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("parlour.knowledge.guard") / name).read_text(encoding="utf-8"))


def _rule(entry: Mapping[str, Any], lists: Mapping[str, str]) -> Rule:
    return Rule(
        id=entry["id"],
        check=entry["check"],
        severity=Severity[entry["action"].upper()],
        message=entry["message"],
        source=entry["source"],
        patterns=_expand(entry["patterns"], lists),
        spare=_expand(entry.get("spare", ()), lists),
        doubtful=_expand(entry.get("doubtful", ()), lists),
        needs=_expand(entry.get("needs", ()), lists),
        needs_in=Scope(entry.get("needs_in", "sentence")),
        within=entry.get("within", 0),
        unless=_expand(entry.get("unless", ()), lists),
        unless_in=Scope(entry.get("unless_in", "sentence")),
        said=_expand(entry.get("said", ()), lists),
        heard=tuple(entry.get("heard", ())),
        absent=entry.get("absent", False),
        sectors=tuple(entry.get("sectors", ())),
        except_sectors=tuple(entry.get("except_sectors", ())),
        jurisdictions=tuple(entry.get("jurisdictions", ())),
        surface=_SURFACES[entry.get("surface", "public")],
        fires=_examples(entry["fires"]),
        passes=_examples(entry["passes"]),
    )


def _examples(table: Mapping[str, Sequence[Any]]) -> Mapping[str, tuple[Example, ...]]:
    """Examples by language; a plain string is a reply to anything."""
    return {tongue: tuple(map(_example, replies)) for tongue, replies in table.items()}


def _example(entry: Any) -> Example:
    return Example(entry) if isinstance(entry, str) else Example(entry["reply"], entry["said"])


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

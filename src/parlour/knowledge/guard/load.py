"""Reads the guard's knowledge from the tables beside this file."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from parlour.core.guard.knowledge import Example, GuardKnowledge, Rule, Scope
from parlour.core.guard.lexicon import Concept
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity
from parlour.knowledge.guard.entries import check_keys, keys_of, table
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
_WORDS = frozenset(("cues", "common", "stop", "names", "regulated", "cities"))
_KNOWN, _NEEDED = (keys - {"severity"} | {"action"} for keys in keys_of(Rule))
_EXAMPLE = frozenset(("reply", "said"))
_LISTS = ("terms", "told", "vague")
_CALL = re.compile(r"\{([a-z][a-z_]*)\}")


@lru_cache(maxsize=1)
def load_guard() -> GuardKnowledge:
    """The knowledge that ships with the house, compiled once per process.

    Raises KeyError naming a missing field or a word list that is not there, ValueError naming a field nobody reads.
    """
    words, lists = table("words.toml"), vocabulary()
    check_keys(words, _WORDS, "words.toml", needed=_WORDS)
    return GuardKnowledge(
        rules=tuple(rule for name in _RULE_FILES for rule in read_rules(table(name), lists, name)),
        concepts=tuple(read_concepts(table("concepts.toml"))),
        kinds=load_kinds(),
        cues={shape: tuple(cues) for shape, cues in words["cues"].items()},
        common=frozenset(words["common"].split()) | frozenset(words["stop"].split()),
        stop=frozenset(words["stop"].split()),
        name_words=frozenset(words["names"].split()),
        regulated=frozenset(words["regulated"]),
        nicknames=_nicknames(table("nicknames.toml")),
        cities=frozenset(words["cities"].split()),
        trades={sector: frozenset(said.split()) for sector, said in table("trades.toml").items()},
        rewrites=table("rewrites.toml"),
        phrases=table("phrases.toml"),
        told=load_meaning,
    )


def vocabulary() -> Mapping[str, str]:
    """The word lists that patterns call by name, each as one expression; a list may call those before it."""
    lists: dict[str, str] = {}
    for name, entry in table("rules_vocabulary.toml").items():
        lists[name] = f"(?:{'|'.join(_expand(entry, lists))})"
    return lists


def _expand(patterns: Sequence[str], lists: Mapping[str, str]) -> tuple[str, ...]:
    """The patterns with every `{list}` in its place; raises KeyError for a list that is not there."""
    return tuple(_CALL.sub(lambda call: lists[call.group(1)], pattern) for pattern in patterns)


def read_rules(entries: Mapping[str, Any], lists: Mapping[str, str], file: str) -> Iterator[Rule]:
    """The rules of a file, whose patterns may call these word lists; raises as `load_guard` does."""
    check_keys(entries, ("rule",), file, needed=("rule",))
    return (_rule(entry, lists, f"{file}: {entry.get('id', 'a rule without an id')}") for entry in entries["rule"])


def _rule(entry: Mapping[str, Any], lists: Mapping[str, str], where: str) -> Rule:
    check_keys(entry, _KNOWN, where, needed=_NEEDED | {"fires", "passes"})
    read = {key: _READERS.get(key, _as_it_is)(value, lists, where) for key, value in entry.items() if key != "action"}
    return Rule(severity=Severity[entry["action"].upper()], **read)


def _as_it_is(value: Any, _lists: Mapping[str, str], _where: str) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _patterns(value: Sequence[str], lists: Mapping[str, str], _where: str) -> tuple[str, ...]:
    return _expand(value, lists)


def _scope(value: str, _lists: Mapping[str, str], _where: str) -> Scope:
    return Scope(value)


def _surface(value: str, _lists: Mapping[str, str], _where: str) -> Surface | None:
    return _SURFACES[value]


def _examples(value: Mapping[str, Sequence[Any]], _lists: Mapping[str, str], where: str) -> Any:
    """Examples by language; a plain string is a reply to anything."""
    return {tongue: tuple(_example(reply, where) for reply in replies) for tongue, replies in value.items()}


def _example(entry: Any, where: str) -> Example:
    if isinstance(entry, str):
        return Example(entry)
    check_keys(entry, _EXAMPLE, where, needed=_EXAMPLE)
    return Example(entry["reply"], entry["said"])


_READERS: Mapping[str, Callable[[Any, Mapping[str, str], str], Any]] = {
    **dict.fromkeys(("patterns", "spare", "doubtful", "needs", "unless", "said"), _patterns),
    **dict.fromkeys(("needs_in", "unless_in"), _scope),
    **dict.fromkeys(("fires", "passes"), _examples),
    "surface": _surface,
}


def _nicknames(table: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """What else somebody of a name is called; both ways, as some are known in the house by their short name."""
    found: dict[str, set[str]] = {}
    for names in table.values():
        for name, shorts in names.items():
            for short in shorts.split():
                found.setdefault(name, set()).add(short)
                found.setdefault(short, set()).add(name)
    return {name: frozenset(others) for name, others in found.items()}


def read_concepts(entries: Mapping[str, Any], prefix: str = "") -> Iterator[Concept]:
    """The concepts of every table that holds words; a dotted name nests. Raises ValueError for a key nobody reads."""
    for name, entry in entries.items():
        nested = {key: value for key, value in entry.items() if isinstance(value, dict)}
        own = {key: value for key, value in entry.items() if key not in nested}
        check_keys(own, (*_LISTS, "broader"), f"concepts.toml: {prefix}{name}")
        if any(key in own for key in _LISTS):
            yield Concept(prefix + name, **{key: _as_it_is(value, {}, "") for key, value in own.items()})
        yield from read_concepts(nested, f"{prefix}{name}.")

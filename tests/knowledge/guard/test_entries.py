"""A key that nobody reads is a typing error, one that is missing another: both are told with file, entry and key."""

from typing import Any

import pytest

from parlour.core.guard.knowledge import FactKind, Rule
from parlour.knowledge.guard.entries import table
from parlour.knowledge.guard.kinds import load_kinds, read_kind
from parlour.knowledge.guard.load import load_guard, read_concepts, read_rules

RULE: dict[str, Any] = {
    "id": "house.moon", "check": "house", "action": "review", "message": "m", "source": "s", "patterns": ["moon"],
    "fires": {"en": ["moon"]}, "passes": {"en": ["sun"]},
}  # fmt: skip
KIND: dict[str, Any] = {"noun": "a shoe size", "shapes": ["data"]}


def rule(entry: dict[str, Any]) -> Rule:
    (only,) = read_rules({"rule": [entry]}, {}, "rules_house.toml")
    return only


def test_what_a_rule_leaves_unsaid_is_as_the_rule_has_it() -> None:
    read = rule(RULE)
    plain = Rule(read.id, read.check, read.severity, "m", "s", ("moon",), fires=read.fires, passes=read.passes)
    assert read == plain


def test_what_a_kind_leaves_unsaid_is_as_the_kind_has_it() -> None:
    assert read_kind("shoe", KIND) == FactKind("shoe", "a shoe size", ("data",))


@pytest.mark.parametrize("key", ["unles", "jurisdiction", "severity", "Patterns", "need", "surfaces"])
def test_a_rule_with_a_key_nobody_reads_is_refused(key: str) -> None:
    with pytest.raises(
        ValueError, match=rf"^rules_house\.toml: house\.moon: nobody reads '{key}'\. Use one of: absent, "
    ):
        rule({**RULE, key: ["moon"]})


@pytest.mark.parametrize("key", ["check", "action", "message", "source", "patterns", "fires", "passes"])
def test_a_rule_without_what_it_needs_is_refused(key: str) -> None:
    with pytest.raises(KeyError, match=rf"rules_house\.toml: house\.moon: '{key}' is missing"):
        rule({name: value for name, value in RULE.items() if name != key})


@pytest.mark.parametrize("example", [{"reply": "moon", "say": "x", "said": "y"}, {"reply": "m", "said": "y", "by": ""}])
def test_an_example_with_a_key_nobody_reads_is_refused(example: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"^rules_house\.toml: house\.moon: nobody reads '(?:say|by)'"):
        rule({**RULE, "fires": {"en": [example]}})


def test_a_file_of_rules_holds_nothing_else() -> None:
    with pytest.raises(ValueError, match=r"^rules_house\.toml: nobody reads 'rules'"):
        read_rules({"rule": [], "rules": []}, {}, "rules_house.toml")


@pytest.mark.parametrize("key", ["id", "shape", "nevr", "minimun"])
def test_a_kind_with_a_key_nobody_reads_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=rf"^kinds\.toml: shoe: nobody reads '{key}'"):
        read_kind("shoe", {**KIND, key: "x"})


@pytest.mark.parametrize("key", ["noun", "shapes"])
def test_a_kind_without_what_it_needs_is_refused(key: str) -> None:
    with pytest.raises(KeyError, match=rf"kinds\.toml: shoe: '{key}' is missing"):
        read_kind("shoe", {name: value for name, value in KIND.items() if name != key})


def test_a_concept_with_a_key_nobody_reads_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^concepts\.toml: dental\.filling: nobody reads 'term'"):
        [*read_concepts({"dental": {"terms": ["tooth"], "filling": {"term": ["filling"]}}})]


def test_what_ships_is_read_whole() -> None:
    assert load_kinds().keys() == table("kinds.toml").keys()
    assert len(load_guard().concepts) == len({concept.id for concept in load_guard().concepts})

"""Every written rule is tried on the examples it carries."""

from dataclasses import replace

import pytest

from parlour.core.guard.knowledge import Rule
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity
from tests.core.guard.desk import BARE, KNOWLEDGE, verdict


def _fires(rule: Rule, text: str) -> bool:
    context = replace(BARE, sectors=rule.sectors)
    return any(one.rule == rule.id for one in verdict(text, context, surface=rule.surface or Surface.PUBLIC).findings)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in KNOWLEDGE.rules for text in rule.fires])
def test_rule_fires(rule: Rule, text: str) -> None:
    assert _fires(rule, text), rule.id


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in KNOWLEDGE.rules for text in rule.passes])
def test_rule_passes(rule: Rule, text: str) -> None:
    assert not _fires(rule, text), rule.id


def test_rules_are_complete() -> None:
    identifiers = [rule.id for rule in KNOWLEDGE.rules]
    assert len(identifiers) == len(set(identifiers))
    for rule in KNOWLEDGE.rules:
        assert rule.fires, rule.id
        assert rule.passes, rule.id
        assert rule.source, rule.id
        assert rule.severity in (Severity.HINT, Severity.REVIEW, Severity.BLOCK), rule.id


def test_a_sector_rule_is_silent_elsewhere() -> None:
    text = "When you came in, everything was fine."
    assert verdict(text, replace(BARE, sectors=("health",))).findings != ()
    assert verdict(text, replace(BARE, sectors=("retail",))).findings == ()


def test_public_rules_are_silent_in_private() -> None:
    assert verdict("What's your order number?", BARE, surface=Surface.PRIVATE).findings == ()

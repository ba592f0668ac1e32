"""A block by words asks for a second person only where the network hears nothing of what the rule names."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge, softened
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision
from tests.core.guard.desk import CONTEXT, KNOWLEDGE, READING, payload

HARMLESS = (
    "Swearing on a doorstep is never OK. If a driver is rude, tell us the time and street and we'll act the same day.",
    "Le stylo du guichet est enchaîné, pardon, c'est ridicule.",
)
SAID = ("What is your order number?", "Send us your address here.", "You are lying and you know it.")


@pytest.mark.parametrize("text", HARMLESS)
def test_pattern_that_the_network_does_not_hear_asks_for_a_second_person(text: str) -> None:
    assert judge(payload(text), CONTEXT, KNOWLEDGE).decision is Decision.BLOCK
    assert judge(payload(text), CONTEXT, READING).decision is Decision.REVIEW


@pytest.mark.parametrize("text", SAID)
def test_pattern_that_the_network_hears_too_blocks(text: str) -> None:
    assert judge(payload(text), CONTEXT, READING).decision is Decision.BLOCK


def test_nothing_is_released_by_it() -> None:
    for text in (*HARMLESS, *SAID):
        bare, reading = (judge(payload(text), CONTEXT, knowledge).held for knowledge in (KNOWLEDGE, READING))
        assert {one.rule for one in bare} <= {one.rule for one in reading}


def test_rule_that_names_nothing_to_be_heard_is_never_softened() -> None:
    firm = replace(READING, rules=tuple(replace(rule, heard=()) for rule in READING.rules))
    for text in HARMLESS:
        assert judge(payload(text), CONTEXT, firm).decision is Decision.BLOCK


def test_rule_is_not_softened_by_what_cannot_be_heard_here() -> None:
    """Relationships are heard in regulated sectors alone."""
    deaf = replace(READING, rules=tuple(replace(rule, heard=("relationship",)) for rule in READING.rules))
    for text in HARMLESS:
        assert judge(payload(text), CONTEXT, deaf).decision is Decision.BLOCK


def test_rules_name_what_the_network_can_hear_and_those_on_danger_and_secrets_name_nothing() -> None:
    assert READING.told
    known = {*READING.told().meaning.tones, "relationship"}
    assert {name for rule in READING.rules for name in rule.heard} <= known
    firm = ("safety.", "house.", "card.", "asking.secret", "home.")
    assert [rule.id for rule in READING.rules if rule.heard and rule.id.startswith(firm)] == []


def test_fact_found_by_its_shape_is_never_softened() -> None:
    context = replace(CONTEXT, private_facts=(Fact("order", "MX-48211-Q", "crm", "C-1"),))
    verdict = judge(payload(f"{HARMLESS[1]} MX-48211-Q"), context, READING)
    assert verdict.decision is Decision.BLOCK
    assert "fact.order" in {one.rule for one in verdict.held if one.severity.word == "block"}


def test_word_of_the_house_is_never_softened() -> None:
    assert judge(payload("Hello {{first_name}}, the shop opens at nine."), CONTEXT, READING).decision is Decision.BLOCK


@pytest.mark.parametrize("text", SAID)
@pytest.mark.parametrize("before", ["Thank you for the photo of the garden. " * 80, "The bus runs all day. " * 200])
def test_words_behind_what_the_network_reads_are_never_softened(before: str, text: str) -> None:
    assert judge(payload(before + text, limit=0), CONTEXT, READING).decision is Decision.BLOCK


def test_words_behind_the_pieces_of_a_stretch_are_never_softened() -> None:
    assert READING.told
    many = "Thank you for the numbers " + "1,2,3,4,5,6,7,8," * 12 + f" {HARMLESS[1]}"
    assert not READING.told().meaning.read(many).whole
    assert judge(payload(many, limit=0), CONTEXT, READING).decision is Decision.BLOCK


def test_private_surface_is_left_as_it_is() -> None:
    for text in HARMLESS:
        private = payload(text, surface=Surface.PRIVATE)
        assert judge(private, CONTEXT, READING).held == judge(private, CONTEXT, KNOWLEDGE).held


def test_softening_that_fails_leaves_the_block_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(softened, "OtherWords", broken)
    verdict = judge(payload(HARMLESS[0]), CONTEXT, READING)
    assert verdict.decision is Decision.BLOCK
    assert "guard.failed.softening" in {one.rule for one in verdict.findings}

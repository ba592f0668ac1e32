"""Which of all that is known is held against a reply: what is no public matter, as far as there is room for it."""

from dataclasses import replace

import pytest

from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Severity
from tests.core.guard.desk import BARE, verdict

ILL = Fact("condition", "HIV infection", "crm", "C-1")
TEXT = "Your HIV infection is noted."
LARGE = Fact("note", "x " * 600_000, "note", "C-1")
HALF = Fact("note", "x " * 300_000, "note", "C-1")
ORDER = Fact("order", "4711-8812-X", "crm", "C-1")


@pytest.mark.parametrize(
    "source", ["public_health_office", "publicity", "public-", "Public", "public:", "not public", "crm", ""]
)
def test_a_source_that_only_sounds_public_is_private(source: str) -> None:
    fact = replace(ILL, source=source)
    assert not fact.is_public
    assert "fact.condition" in [one.rule for one in verdict(TEXT, replace(BARE, private_facts=(fact,))).held]


@pytest.mark.parametrize("source", ["public", "public:110034", "public:https://lobby.example/@mara/1"])
def test_what_was_posted_is_public(source: str) -> None:
    fact = replace(ILL, source=source)
    assert fact.is_public
    assert "fact.condition" not in [one.rule for one in verdict(TEXT, replace(BARE, private_facts=(fact,))).held]


@pytest.mark.parametrize(
    ("facts", "left_out"),
    [
        ((ORDER,), 0),
        ((HALF, ORDER), 0),
        ((LARGE, ORDER), 1),
        ((LARGE, replace(LARGE, source="dm"), ORDER), 2),
        ((HALF, replace(HALF, source="dm"), ORDER), 1),
        ((ORDER, LARGE), 1),
    ],
)
def test_a_fact_too_large_hides_no_other(facts: tuple[Fact, ...], left_out: int) -> None:
    held = verdict("It is 4711-8812-X.", replace(BARE, private_facts=facts)).held
    assert ("fact.order", Severity.BLOCK) in [(one.rule, one.severity) for one in held]
    told = [one.message for one in held if one.rule == "form.unread_facts"]
    assert [f": {left_out} facts were left out." in message for message in told] == [True] * bool(left_out)

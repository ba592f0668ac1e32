"""Whose words are: those of one person are held; what is said of everybody, of things or of the house passes."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Decision, Severity
from tests.core.guard.desk import BARE, CONTEXT, KNOWLEDGE, READING, payload


def _knowing(kind: str, value: str, *, sectors: tuple[str, ...] = ()) -> GuardContext:
    return replace(CONTEXT, private_facts=(Fact(kind, value, "crm", "C-1"),), owner_name="", sectors=sectors)


@pytest.mark.parametrize(
    ("kind", "value", "text", "severity"),
    [
        ("medicine", "lithium carbonate", "Is the lithium working for you?", Severity.BLOCK),
        ("medicine", "lithium carbonate", "Half of the new phones had dud lithium batteries.", Severity.REVIEW),
        ("medicine", "Idris: methylphenidate", "Idris was let on the next bus.", Severity.BLOCK),
        ("employment", "resigned from cabin crew", "We wish cabin crew life had been kinder.", Severity.BLOCK),
        ("employment", "resigned from cabin crew", "The cabin crew is on the way to the gate.", Severity.REVIEW),
    ],
)
def test_words_of_a_fact_are_certain_only_where_one_person_is_spoken_of(
    kind: str, value: str, text: str, severity: Severity
) -> None:
    found = judge(payload(text), _knowing(kind, value), KNOWLEDGE).held
    assert [(one.rule, one.severity) for one in found] == [(f"fact.{kind}", severity)]


@pytest.mark.parametrize(
    ("kind", "value", "held", "free"),
    [
        ("family", "son Ruan, Grade 7", "Grade 7 is hard on him.", "Places in Grade 7 are open to all until June."),
        ("family", "left her husband", "How is your husband?", "Never share it, not even with your husband or wife."),
        ("return_flight", "2026-11-14", "You fly on 14 November.", "For all flyers: new times from 14 November."),
        ("family", "two daughters", "Your daughters can come.", "Bring a mother or father, says the daughters' choir."),
    ],
)
def test_what_is_said_to_everybody_tells_nothing_of_one(kind: str, value: str, held: str, free: str) -> None:
    context = _knowing(kind, value)
    assert [one.rule for one in judge(payload(held), context, KNOWLEDGE).held] == [f"fact.{kind}"]
    assert judge(payload(free), context, KNOWLEDGE).held == ()


@pytest.mark.parametrize(
    "text",
    [
        "If you'd ever like to pick this up, care@marlow.example reaches me.",
        "We'll leave you in peace now, and if you ever want to pick it up again we're at care@marlow.example.",
        "Should you ever want to talk, care@marlow.example stays open for you.",
    ],
)
def test_an_offer_to_talk_tells_no_fact(text: str) -> None:
    context = _knowing("text", "please do not ring me at work, my boss must not know")
    assert judge(payload(text), context, READING).decision is Decision.ALLOW


def test_an_offer_to_talk_excuses_no_fact_in_the_sentence_before() -> None:
    text = "We know how your boss would take it. If you'd ever like to talk, care@marlow.example reaches me."
    context = _knowing("text", "please do not ring me at work, my boss must not know")
    assert judge(payload(text), context, READING).decision is not Decision.ALLOW


@pytest.mark.parametrize(
    ("held", "free"),
    [
        ("The driver hid it in the recycling box.", "The recycling point behind the town hall takes our boxes."),
        ("The chap at number 22 took it in for you.", "Number 22 buses stop right outside our counter."),
        ("It's on your patio under the chair.", "Your choice of safe place can be set in the app."),
        ("Your mum signed for it this morning.", "The mum who wrote the kind note made our week."),
        ("It went to the flat downstairs.", "Our flat fee for big boxes goes down in May."),
        ("Das Paket liegt in der Garage.", "Der Paketladen liegt neben der Schule."),
        ("Ihr Nachbar hat es angenommen.", "Nachbarn sind willkommen, das Fest beginnt um drei."),
        ("El paquete quedó con la vecina.", "Las vecinas del barrio organizan una feria."),
        ("Le colis est sous le paillasson.", "Le point de retrait est sous les arcades."),
        ("Il a été remis à la gardienne.", "La gardienne du musée ouvre à dix heures."),
    ],
)
def test_where_something_lies_at_a_home_is_not_told(held: str, free: str) -> None:
    def rules(text: str) -> list[str]:
        return [one.rule for one in judge(payload(text), BARE, KNOWLEDGE).held]

    assert "home.place" in rules(held)
    assert rules(free) == []

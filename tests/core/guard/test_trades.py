"""What a sector says all day long gives nothing away; the same word said of the person, or in another sector, does."""

from dataclasses import replace

import pytest

from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Severity
from tests.core.guard.desk import BARE, verdict

SAID = [
    ("airline", "appointment", "departure 2026-08-16 06:55", "Choosing a seat is free from 24 hours before departure."),
    ("airline", "family", "flying to his father's funeral", "You should not be cut off twice when you're flying."),
    ("insurance", "product", "homeowners policy", "Homeowners comparing options can see the rates page."),
    ("debt", "note", "Pfändungsschutzkonto eingerichtet", "Ob ein Inkassodienst zugelassen ist, steht im Register."),
    ("education", "note", "expediente abierto por acoso escolar", "El consejo escolar revisa la carta cada mes."),
    ("public", "text", "It is about my parking permit request.", "We at the council know how long a permit takes."),
    ("legal", "note", "garde à vue le 2025-11-02", "La liberté de critiquer son avocat ne nous pose aucun problème."),
]


def _held(sector: str, kind: str, value: str, reply: str) -> bool:
    context = replace(BARE, sectors=(sector,), private_facts=(Fact(kind, value, "crm", "C-1"),))
    found = verdict(reply, context).findings
    return any(one.rule == f"fact.{kind}" and one.severity > Severity.HINT for one in found)


@pytest.mark.parametrize(("sector", "kind", "value", "reply"), SAID)
def test_a_word_of_the_trade_is_free(sector: str, kind: str, value: str, reply: str) -> None:
    assert not _held(sector, kind, value, reply)


@pytest.mark.parametrize(
    ("sector", "kind", "value", "reply"),
    [
        ("retail", "appointment", "departure 2026-08-16 06:55", "All the best for your departure."),
        ("health", "treatment", "surgery on the knee", "The surgery will take its time to heal."),
        ("finance", "note", "mortgage in trouble", "A mortgage in trouble keeps nobody calm, sorry."),
        ("debt", "note", "bailiff came twice", "A bailiff at the door is frightening, Anna."),
        ("retail", "note", "garde à vue le 2025-11-02", "Bon courage avec l'avocat."),
        ("airline", "family", "flying to his father's funeral", "We are sorry about the funeral."),
        ("education", "note", "expediente abierto por acoso escolar", "Sentimos lo del acoso escolar."),
        ("legal", "note", "garde à vue le 2025-11-02", "Parlez-en à votre avocat."),
    ],
)
def test_what_is_not_of_the_trade_or_said_of_the_person_is_noticed(
    sector: str, kind: str, value: str, reply: str
) -> None:
    assert _held(sector, kind, value, reply)


def test_the_name_that_everybody_sees_is_free_in_any_fact() -> None:
    context = replace(
        BARE, recipient_name="Karthik", private_facts=(Fact("payment", "paid by UPI karthikv@okzip", "crm", "C-1"),)
    )
    found = verdict("Thank you for flagging this, Karthik.", context).findings
    assert [one.rule for one in found if one.rule.startswith("fact.")] == []


@pytest.mark.parametrize(
    ("kind", "value", "reply"),
    [
        ("condition", "dialysis patient", "We are sorry about your dialysis on Friday."),
        ("address", "12 Harbour Street, Galway", "We know you live on Harbour Street."),
    ],
)
def test_the_name_of_the_house_frees_no_fact(kind: str, value: str, reply: str) -> None:
    author = replace(BARE.author, company="Harbour Street Dialysis")
    context = replace(BARE, author=author, private_facts=(Fact(kind, value, "crm", "C-1"),))
    assert verdict(reply, context).decision.value == "block"


@pytest.mark.parametrize(
    ("reply", "held"),
    [
        ("Sorry about the missed bin on Garth Lane.", False),
        ("So you are at home in Garth Lane, then.", True),
        ("Sorry about the missed bin at 27 Garth Lane.", True),
        ("Twenty-seven Garth Lane is done.", True),
        ("Garth Lane, seven and twenty, is done.", True),
    ],
)
def test_a_street_that_was_posted_is_free_as_long_as_nobody_lives_there(reply: str, held: bool) -> None:
    post = "The brown bin on Garth Lane was missed again."
    fact = Fact("address", "27 Garth Lane, Merrowdale MR3 6PQ", "crm", "C-1")
    found = verdict(reply, replace(BARE, public_posts=(post,), private_facts=(fact,))).findings
    assert any(one.rule == "fact.address" and one.severity > Severity.HINT for one in found) is held

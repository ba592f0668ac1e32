"""The names that kinds of facts go by."""

from dataclasses import replace

import pytest

from parlour.core.guard.knowledge import plain_name
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity
from parlour.knowledge.guard.kinds import known_kind, load_kinds
from tests.core.guard.desk import BARE, KNOWLEDGE, verdict

SAME = [
    ("card", "card"),
    ("Card", "card"),
    ("CREDIT CARD", "card"),
    ("birth_date", "birth_date"),
    ("Birth-Date", "birth_date"),
    ("birthDate", "birth_date"),
    ("dob", "birth_date"),
    ("D.O.B.", "birth_date"),
    ("birthday", "birth_date"),
    ("pin", "secret"),
    ("CVV", "secret"),
    ("ssn", "national_id"),
    ("National ID", "national_id"),
    ("passwd", "password"),
    ("Password", "password"),
    ("e-mail", "email"),
    ("mobile", "phone"),
    ("Telephone", "phone"),
    ("diagnosis", "condition"),
    ("Condition", "condition"),
    ("medication", "medicine"),
    ("iban_number", "iban"),
    ("invoice", "invoice"),
    ("Rechnung", "invoice"),
    ("Rendez-vous", "appointment"),
]
UNKNOWN = ["shoe_size", "Cards of the game", "pins", "phones sold", "mailing", "discount", "", "-", "name of the dog"]


@pytest.mark.parametrize(("name", "kind"), SAME)
def test_a_kind_goes_by_many_names(name: str, kind: str) -> None:
    assert known_kind(name) == kind
    assert KNOWLEDGE.kind(name) is KNOWLEDGE.kinds[kind]


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_name_stays_as_it_is(name: str) -> None:
    assert known_kind(name) == name
    assert KNOWLEDGE.kind(name).id == name
    assert "anything" in KNOWLEDGE.kind(name).shapes


def test_no_name_stands_for_two_kinds() -> None:
    names = [plain_name(name) for kind in load_kinds().values() for name in (kind.id, *kind.also)]
    assert sorted(names) == sorted(set(names))
    assert all(names)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("Card", "4111 1111 1111 1111", "It is 4111 1111 1111 1111."),
        ("passwd", "Sommer#2024", "It is Sommer#2024."),
        ("SSN", "QQ 12 34 56 C", "It is QQ123456C."),
        ("access code", "551920", "It is 551920."),
    ],
)
@pytest.mark.parametrize("surface", Surface)
def test_what_never_leaves_does_so_by_no_name(kind: str, value: str, text: str, surface: Surface) -> None:
    fact = Fact(kind, value, "crm")
    found = verdict(text, replace(BARE, private_facts=(fact,)), surface=surface).held
    assert (f"fact.{kind}", Severity.NEVER) in [(one.rule, one.severity) for one in found]


@pytest.mark.parametrize("value", ["INV-20881", "RE-2024-0815", "88123", "432.50 EUR"])
def test_an_invoice_is_known_by_number_and_sum(value: str) -> None:
    context = replace(BARE, private_facts=(Fact("invoice", value, "crm"),))
    assert "fact.invoice" in [one.rule for one in verdict(f"It is {value} then.", context).held]
    assert verdict("An invoice comes with every order.", context).held == ()


@pytest.mark.parametrize(
    ("fact", "text", "message"),
    [
        (Fact("name", "Ingrid Kowalczyk", "crm"), "Dear Ms Kowalczyk!", "This names Mara's real name. It is private."),
        (Fact("condition", "diabetes", "crm"), "Your diabetes.", "This names Mara's health condition. It is private."),
    ],
)
def test_messages_read_naturally(fact: Fact, text: str, message: str) -> None:
    assert message in [one.message for one in verdict(text, replace(BARE, private_facts=(fact,))).held]


def test_a_whole_card_is_its_number() -> None:
    context = replace(BARE, private_facts=(Fact("card", "4111 1111 1111 1111", "crm"),))
    found = verdict("4111 1111 1111 1111", context, surface=Surface.PRIVATE).held
    assert "This is the whole card number. It must never be sent." in [one.message for one in found]

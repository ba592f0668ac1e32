"""A last word leaves the door open and names a way to reach us; the rest is the verdict's business."""

from dataclasses import replace

import pytest

from parlour.core.guard import FinalWord, final_word
from parlour.core.nouns.context import Author
from tests.core.guard.desk import AUTHOR, BARE, CONTEXT, KNOWLEDGE, payload, verdict


def _read(text: str) -> FinalWord:
    return final_word(payload(text), BARE, KNOWLEDGE)


@pytest.mark.parametrize(
    "text",
    [
        "We won't agree on this today. If you ever want to talk, care@marlow.example reaches Jonas by name. ^JB",
        "The door stays open: call 020 7946 0958 whenever you like and ask for Jonas.",
        "Wir kommen heute nicht zusammen, und das ist in Ordnung. Sie erreichen Jonas jederzeit: care@marlow.example.",
        "No vamos a discutir en público. Cuando quiera hablar, aquí estamos: care@marlow.example.",
        "Nous ne serons pas d'accord aujourd'hui. Ma porte reste ouverte : Jonas, care@marlow.example.",
    ],
)
def test_a_last_word_is_recognised_and_passes(text: str) -> None:
    assert _read(text).complete
    assert verdict(text, replace(CONTEXT, private_facts=())).held == ()


@pytest.mark.parametrize(
    ("text", "door", "contact"),
    [
        ("That is the last thing you will hear from us.", False, False),
        ("You are always welcome to write to us.", True, False),
        ("Our address is care@marlow.example.", False, True),
        ("Write to dan@shop.example any time.", True, False),
    ],
)
def test_what_is_missing_is_said(text: str, door: bool, contact: bool) -> None:
    found = _read(text)
    assert ((found.door is not None), (found.contact is not None)) == (door, contact)
    assert len(found.missing) == (not door) + (not contact)


def test_places_are_code_points_of_the_payload() -> None:
    made = payload("🚪 Come back whenever you like: care@marlow.example")
    found = final_word(made, BARE, KNOWLEDGE)
    assert found.door is not None
    assert found.contact is not None
    assert made.text[slice(*found.door)] == "whenever"
    assert made.text[slice(*found.contact)] == "care@marlow.example"


def test_the_houses_own_address_is_a_contact() -> None:
    bare = replace(BARE, author=replace(AUTHOR, company_contacts=()))
    assert final_word(payload("Any time: @marlowcare@lobby.example"), bare, KNOWLEDGE).contact is not None
    assert final_word(payload("Any time."), replace(bare, author=Author("J", "J", "")), KNOWLEDGE).contact is None

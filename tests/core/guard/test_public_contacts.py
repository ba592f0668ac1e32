"""Mailboxes of departments are no personal data of anybody; those of people are."""

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.verdict import Severity
from tests.core.guard.desk import CONTEXT, KNOWLEDGE, payload


def held(text: str) -> list[str]:
    findings = judge(payload(text), CONTEXT, KNOWLEDGE).findings
    return [one.rule for one in findings if one.rule.startswith("personal_data.") and one.severity > Severity.HINT]


@pytest.mark.parametrize(
    "text",
    [
        "You can write to help@northlane.example.com any time.",
        "Send the photo to returns@lumenlamps.co.uk and we take it from there.",
        "Schreiben Sie bitte an kundenservice@lampenhaus.de.",
        "Escriba a reclamaciones@casaluz.es con la foto.",
        "Merci d'écrire à service-client@maisonlux.fr.",
    ],
)
def test_contact_of_a_house_is_at_most_a_hint(text: str) -> None:
    assert held(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("You can write to helga.brandt@northlane.co.uk any time.", "personal_data.email"),
        ("Write to infomaria@casaluz.es, she has your file.", "personal_data.email"),
        ("Her number is 020 7946 0831.", "personal_data.phone"),
        ("Our lodger is at 500 Congress Ave, ring twice.", "personal_data.address"),
        ("The clinic patient lives at 42 Elm Road, Leeds LS6 2AB.", "personal_data.address"),
        ("She lives at 500 Congress Ave, ring twice.", "personal_data.address"),
    ],
)
def test_contact_of_a_person_is_held(text: str, rule: str) -> None:
    assert held(text) == [rule]

"""A part of a customer's name that is somebody else's, or a street's, gives nobody away; the customer's own does."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Severity
from tests.core.guard.desk import CONTEXT, KNOWLEDGE, payload

MARIA, LUC, EDWARD = "Maria Lindqvist", "Jean-Luc Moreau", "Thomas Edward Blackwood"


def names_held(name: str, text: str) -> bool:
    context = replace(CONTEXT, private_facts=(Fact("name", name, "crm", "C-1"),))
    findings = judge(payload(text), context, KNOWLEDGE).findings
    return any(one.rule == "fact.name" and one.severity > Severity.HINT for one in findings)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (MARIA, "Maria from our support team will look into this today."),
        (MARIA, "Liebe Grüße, Maria aus dem Kundenservice."),
        (MARIA, "Le saluda Maria, de reclamaciones."),
        (MARIA, "Maria Osterkamp opens the exhibition on Sunday."),
        (LUC, "Passez quand vous voulez et demandez Luc au comptoir."),
        (LUC, "Our chef Luc Bernardeau says thank you!"),
        (EDWARD, "Edward, branch manager, will call all winners on Monday."),
        ("José Antonio Garmendia", "El taller está junto a la avenida de José Zorrilla."),
    ],
)
def test_somebody_else_with_a_part_of_the_name_is_free(name: str, text: str) -> None:
    assert not names_held(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (MARIA, "Sorry Maria, from our side all is done."),
        (MARIA, "Thanks Maria, from the store we hear that it is in."),
        (MARIA, "Hallo Maria, vom 3. Juni an läuft es wieder."),
        (MARIA, "Thanks Maria Your parcel is on its way."),
        (MARIA, "Für Maria Rückerstattung veranlasst, sie kommt bis Freitag."),
        ("Maria", "Maria Osterkamp is on our list."),
        (MARIA, "Maria Lindqvist is on our list."),
        (MARIA, "Maria Lindquist is on our list."),
        (LUC, "Bonjour Luc Merci de votre patience."),
        (EDWARD, "Edward, the store has your parcel."),
    ],
)
def test_the_customer_by_a_part_of_the_name_is_held(name: str, text: str) -> None:
    assert names_held(name, text)

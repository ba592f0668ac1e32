"""What counts as an address in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "I live at ⟦12 Harbour Street, Flat 3⟧",
    "⟦221b Baker St⟧ is mine",
    "⟦1600 Pine Hill Road, Springfield, OR 97477⟧",
    "⟦Kaiserstraße 12, 76133 Karlsruhe⟧",
    "wohne ⟦Lange Straße 4a⟧",
    "vivo en ⟦calle de Alcalá 45, 3º B⟧",
    "⟦Avenida del Puerto 120⟧",
    "postcode ⟦SW1A 1AA⟧",
    "PLZ ⟦10115⟧",
)
NEAR_MISSES = (
    "tram 4 diverted round kiln lane",
    "10 minutes down the street",
    "a 5 star place",
    "2 way street",
    "I waited 20 minutes on the road",
    "auf der Straße",
    "5 Sterne, 3 Wochen Platz 2",
    "por la calle",
    "3 people in the court",
    "24 hours in the drive",
    "a 1 click way to do this",
    "4 wheel drive",
    "5 pet chickens. No way",
    "50k followers but she drive",
    "a 1 block walk",
)


@pytest.mark.parametrize("marked", MARKED)
def test_address_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("address", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_address_is_not_seen_in(text: str) -> None:
    assert found("address", text) == []

"""What counts as an address in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "⟦Hauptstraße 5, D-10115 Berlin⟧",
    "⟦Am Mühlgraben 7⟧, dritter Stock",
    "⟦Chaussée de Wavre 1128⟧",
    "I live at ⟦12 Harbour Street, Flat 3⟧",
    "⟦221b Baker St⟧ is mine",
    "⟦1600 Pine Hill Road, Springfield, OR 97477⟧",
    "⟦Kaiserstraße 12, 76133 Karlsruhe⟧",
    "wohne ⟦Lange Straße 4a⟧",
    "vivo en ⟦calle de Alcalá 45, 3º B⟧",
    "⟦Avenida del Puerto 120⟧",
    "j'habite au ⟦12 rue Nationale, 59000 Lille⟧",
    "⟦8 bis, rue des Trois Moulins⟧ merci",
    "livrez au ⟦145 avenue de la République⟧",
    "⟦27 rue de l'église⟧",
    "⟦3 place du Général de Gaulle, 69002 Lyon⟧",
    "⟦4 impasse des lilas⟧",
    "code postal ⟦75011⟧",
    "postcode ⟦SW1A 1AA⟧",
    "PLZ ⟦10115⟧",
)
NEAR_MISSES = (
    "Im Biergarten 12 Tische frei",
    "Im Eingabefeld 16 Ziffern",
    "Bloqué rue Nationale 2 heures",
    "voiture 12 place Duo",
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
    "à 2 rue plus loin",
    "il reste 3 place dans l'avion",
    "12 cours de yoga",
    "30 route en travaux",
    "au bout de la rue Nationale",
    "4 rue et impasse fermées",
)


@pytest.mark.parametrize("marked", MARKED)
def test_address_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("address", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_address_is_not_seen_in(text: str) -> None:
    assert found("address", text) == []

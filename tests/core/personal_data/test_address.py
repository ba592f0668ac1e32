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
    "⟦Kerkstraat 12, 1017 GL Amsterdam⟧",
    "ik woon op de ⟦Keizersgracht 123⟧.",
    "abito in ⟦Piazza Dante 4⟧",
    "⟦Via Garibaldi, 3⟧",
    "⟦Via dell'Orso 3, 20121 Milano⟧",
    "⟦Rua Augusta, 1500⟧",
    "⟦Storgatan 5, 111 23 Stockholm⟧",
    "⟦ul. Marszałkowska 10/5⟧",
    "⟦55 W 42nd St⟧, top floor",
    "send it to ⟦P.O. Box 1234⟧",
    "⟦calle del Prado 12⟧ en Madrid",
    "⟦Via Roma 12⟧ thanks",
    "⟦Via Roma 12⟧ was closed",
    "⟦Via Dante 4⟧ terzo piano",
    "⟦Via Ricasoli 2⟧, flights of stairs",
    "⟦Via Torino 5, 20123 Milano⟧ tickets",
    "⟦al. Jerozolimskie 7⟧ drugie wejście",
    "⟦Via Ubertini 3⟧",
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
    "paseo de 20 minutos",
    "paseo largo de 20 minutos por la calle",
    "calle Mayor 20 minutos tarde",
    "Top 10 Best Way",
    "the 5 Best Street food stalls",
    "Keizersgracht 2024 was fun",
    "Mercadolaan 12 dagen wachten",
    "Drottninggatan 10 minuter bort",
    "Via Twitter 4 hours ago",
    "Via Lieferando 3 mal bestellt",
    "Piazza Navona is 5 min away",
    "Rua Augusta 20 minutos",
    "2 1st place finishes",
    "took 12 1st class stamps",
    "mein Postfach 500 MB voll",
    "Watergate 12, Margate 3",
    "Via Ryanair 2 flights",
    "Via Uber Eats 2 pizzas",
    "Via Skyscanner 3 tickets",
    "Via Wizzair 2 flights",
    "Via Glovo 2 pizze",
    "al. Kowalski 7 goals",
    "ul. Kowalski 7 bramek",
    "Nowak et al. Kowalski 7",
)


@pytest.mark.parametrize("marked", MARKED)
def test_address_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("address", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_address_is_not_seen_in(text: str) -> None:
    assert found("address", text) == []

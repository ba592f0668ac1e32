"""Notes that somebody is away, and people who only speak of being away."""

import pytest

from parlour.core.moves.absence import sounds_away

NOTES = (
    "I am out of the office until Monday.",
    "Out of office. For urgent matters call my colleague.",
    "I'm currently on annual leave with limited access to email.",
    "This is an automatic reply.",
    "Thank you for your mail. I will reply upon my return.",
    "I will answer as soon as I am back.",
    "I am on holiday until the 4th.",
    "Ich bin vom 3. bis 9. März nicht im Büro.",
    "Ich bin bis Montag abwesend.",
    "Vielen Dank. Ich bin derzeit nicht erreichbar.",
    "Ihre Mail wird in dieser Zeit nicht weitergeleitet.",
    "Estoy fuera de la oficina hasta el lunes.",
    "Gracias por su mensaje. Me encuentro de vacaciones.",
    "Responderé a mi regreso.",
    "Je suis absente du bureau jusqu'au 4 mars.",
    "Ceci est une réponse automatique.",
)
PEOPLE = (
    "",
    "My husband is away until Monday, can you help?",
    "Your automatic reply did not help",
    "When I get back home I will send the number",
    "I am leaving the office now",
    "After my return the router was dead",
    "Ich war im Urlaub, und das Paket ist weg",
    "Nach meiner Rückkehr war das Paket weg",
    "Meine Mail wurde nicht gelesen",
    "Estuve de vacaciones y no llegó nada",
    "J'étais en vacances, le routeur est mort",
    "À mon retour d'Espagne il était mort",
)


@pytest.mark.parametrize("text", NOTES)
def test_sounds_away(text: str) -> None:
    assert sounds_away(text)


@pytest.mark.parametrize("text", PEOPLE)
def test_sounds_away_not_when_somebody_speaks_of_it(text: str) -> None:
    assert not sounds_away(text)

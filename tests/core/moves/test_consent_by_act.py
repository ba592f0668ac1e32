"""Writing in private is consent by act: unless the words might refuse, or who declined does not say that they come."""

import pytest

from parlour.core.moves.consent import comes, sounds_unwilling
from tests.core.moves.test_consent import OURS


@pytest.mark.parametrize(
    "text",
    [
        "Hello, here I am after all",
        "DM me please",
        "I changed my mind.",
        "Ok, let's talk",
        "Hallo, da bin ich doch",
        "Ich hab's mir anders überlegt",
        "He cambiado de opinión",
        "Hablemos, por favor",
    ],
)
def test_comes(text: str) -> None:
    assert comes(text, OURS)


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "ok",
        "No.",
        "I already told you no.",
        "Why do you keep asking me?",
        "Not here.",
        "Leave it.",
        "My friend said dm me",
        '"here i am" is a song',
        "Let's talk, as if",
        "Warum fragt ihr dauernd?",
        "Ich habe schon nein gesagt.",
        "¿Por qué insisten?",
        "Ya dije que no.",
    ],
)
def test_comes_not_by_writing_alone(text: str) -> None:
    assert not comes(text, OURS)


@pytest.mark.parametrize(
    "text",
    [
        "Wrong number, I am not your customer",
        "Go away",
        "Who gave you my number",
        "I am out of office until Monday.",
        "Falsche Nummer",
        "Hört auf zu fragen",
        "Ich bin bis Montag abwesend.",
        "Número equivocado",
        "Me encuentro de vacaciones.",
        "Je suis absente du bureau.",
    ],
)
def test_sounds_unwilling(text: str) -> None:
    assert sounds_unwilling(text, OURS)


@pytest.mark.parametrize(
    "text",
    [
        "Hello, this is about my router.",
        "No answer for three weeks",
        "No one answered me here",
        "There is no way to log in",
        "I wrote down the wrong code",
        "Ich kann nicht telefonieren",
        "Ich bin Kunde seit 2001",
        "No puedo entrar en mi cuenta",
        "Mi pedido no llegó",
        "@olga go away",
    ],
)
def test_sounds_unwilling_not_for_a_complaint(text: str) -> None:
    assert not sounds_unwilling(text, OURS)

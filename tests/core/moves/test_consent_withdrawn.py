"""Consent taken back by words, and the near-misses that answer something else."""

import pytest

from parlour.core.moves.consent import withdraws
from tests.core.moves.test_consent import OURS


@pytest.mark.parametrize(
    "text",
    [
        "Stop messaging me",
        "Leave me alone!",
        "I withdraw my consent",
        "Don't write to me again",
        "Let's go back to the public thread",
        "Lassen Sie mich in Ruhe",
        "Keine Nachrichten mehr",
        "Ich widerrufe meine Einwilligung",
        "Déjenme en paz",
        "No me escriban más",
        "Retiro mi consentimiento",
        "I don't want to talk in private any more",
        "I withdraw my consent to this talk",
        "Ich ziehe meine Einwilligung zurück",
        "Ich möchte nicht mehr privat reden",
        "Dejen de escribirme",
        "Ya no quiero hablar en privado",
        "I said leave me alone!",
        "Could you please stop messaging me?",
        "Ada, leave me alone",
        "@marlow stop messaging me",
        "Leave me alone, stop messaging me",
        "Bitte schreiben Sie mir nicht mehr",
        "Por favor, déjenme en paz",
    ],
)
def test_withdraws(text: str) -> None:
    assert withdraws(text, OURS)


@pytest.mark.parametrize(
    "text",
    [
        "No",
        "No, the parcel did not come",
        "Don't call me Maria",
        "Why did you stop messaging me?",
        "The app never lets me write to you",
        "Please do not send it to my old address",
        "Nein, noch nicht",
        "No, todavía no",
        "Will you stop messaging me offers?",
        "My ex wrote: leave me alone. Anyway, the router.",
        "My brother said, leave me alone",
        "I told my landlord to leave me alone, so now I need the router at work",
        "They will not leave me alone at work",
        "no more messages from the router app, it is dead",
        '"Leave me alone" is the name of the app',
        "> Stop messaging me\nthat was my brother",
        "@olga leave me alone",
        "Mein Ex schrieb: Lass mich in Ruhe. Zum Router:",
        "Keine Nachrichten mehr in der App seit gestern",
        "Ich widerrufe den Kauf",
        "Mi ex dijo: déjame en paz",
        "No más mensajes de error",
        "Retiro mi dinero",
    ],
)
def test_withdraws_not_when_it_answers_something_else(text: str) -> None:
    assert not withdraws(text, OURS)

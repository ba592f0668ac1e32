"""Words that ask somebody to go on where nobody reads along, and words that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves import words
from parlour.core.moves.aside import asks_aside

ASIDE = [
    # English
    "DM me",
    "dm us please",
    "Could you send us a private message?",
    "Drop us a line!",
    "write to me",
    "Call us",
    "Please e-mail help@marlow.example",
    "We will call you back.",
    "ring +49 30 1234567",
    "see https://care.example/room/x/",
    "Let's talk somewhere quieter",
    "just between the two of us",
    "what is your number?",
    "meet me at the branch",
    "add me on Snapchat",
    "my whatsapp is open",
    "D.M. me",
    "Ｄ𝐌 me",
    "slide into our dms",
    "I'll text you",
    "You can reach me here: ana@x.example",
    "come see us",
    "in person",
    "the word is lusab-gitof",
    "Our door stays open.",
    # Deutsch
    "Schreib mir",
    "Schreiben Sie uns bitte eine Direktnachricht",
    "per PN",
    "unter vier Augen",
    "Ruf mich an",
    "Melden Sie sich gern bei uns",
    "Wir rufen Sie an.",
    "Wir können uns treffen.",
    "Komm doch vorbei",
    "per Telefon",
    # Espanol
    "Escríbenos por privado",
    "llámame",
    "mándanos un MD",
    "hablamos a solas",
    "Le llamamos mañana",
    "quedamos en la tienda",
    # Francais
    "Écrivez-nous en MP",
    "appelle-moi",
    "en message privé",
    "par téléphone",
    "contactez-nous",
]
IN_PUBLIC = [
    "We are sorry to hear that. Please tell us a little more, and we will look at it together.",
    "Thank you for telling us!",
    "The shop is open until six today.",
    "It was fixed this morning. Does it work again?",
    "That should not have happened. We are looking into it.",
    "Please restart the router and tell us whether the light is green.",
    "Das tut uns leid. Wir sehen uns das an und antworten hier.",
    "Danke für die Geduld!",
    "Der Fehler ist behoben.",
    "Lo sentimos mucho. Lo estamos revisando.",
    "Gracias por avisar.",
    "La tienda abre a las nueve.",
    "Nous sommes désolés, nous regardons cela.",
    "Merci pour votre patience.",
    "",
]


@pytest.mark.parametrize("text", ASIDE)
def test_asking_aside(text: str) -> None:
    assert asks_aside(text)


@pytest.mark.parametrize("text", IN_PUBLIC)
def test_answering_where_everyone_reads(text: str) -> None:
    assert not asks_aside(text)


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_our_own_invitations_ask_aside(language: str) -> None:
    assert asks_aside(words.invitation(language, "lusab-gitof"))
    assert asks_aside(words.room_invitation(language, "https://care.example/room/x/"))
    assert asks_aside(words.mail_invitation(language, "ines.k@replies.care.example"))
    assert asks_aside(words.follow_up(language))


@given(text=st.text(max_size=200), asking=st.sampled_from(ASIDE))
def test_what_stands_around_hides_nothing(text: str, asking: str) -> None:
    assert asks_aside(f"{text}\n{asking}\n{text}")

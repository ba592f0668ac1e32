"""References told by their end, letter by letter, a sentence later or by letters, and what resembles them."""

import pytest

from tests.core.personal_data.marked import read, references

MARKED = (
    # By their end
    "the claim ending in ⟦4471⟧ is still open",
    "my mortgage ends with ⟦8820⟧",
    "the last four digits of my order are ⟦3092⟧",
    "meine Bestellung endet auf ⟦6620⟧",
    "die letzten Ziffern vom Auftrag sind ⟦5518⟧",
    "el pedido acabado en ⟦4409⟧ no llega",
    "Termina en ⟦7716⟧ el pedido",
    "la réclamation finissant par ⟦3381⟧",
    "les derniers chiffres du dossier : ⟦4417⟧",
    # With its signs, and letter by letter
    "my ticket is ⟦TKX dash 41 dash 7702⟧",
    "Vorgang ⟦KD Bindestrich 4471 Schrägstrich 2⟧",
    "el expediente ⟦EX guion 4471⟧ sigue parado",
    "Fall ⟦K wie Konrad 4471902⟧, keiner ruft an",
    "I spelt it out: ⟦oscar kilo seven tango two⟧",
    "Ich buchstabiere: ⟦Berta, Dora, fünf, Emil, zwei⟧",
    "Je l'épelle : ⟦alpha, tango, six, deux, neuf⟧",
    "the letter says case ⟦P R four four one Z⟧",
    # As shops number orders
    "⟦408-1120934-6650127⟧ never came",
    "hallo, ⟦305-9920117-4481203⟧ liegt wohl beim nachbarn",
    # In the sentence after the word for it
    "My complaint was closed. Number ⟦660917⟧ still is not solved",
    "Der Vorgang ist zu. Die ⟦881203⟧ lebt weiter",
    "El ticket se cerró. El ⟦551902⟧ sigue abierto",
    "voici encore: ⟦QX44 LM71⟧",
    # Letters alone, in words of a journey
    "wheelchair was asked for, ⟦KQTRWD⟧ is our record",
    "renfe: ⟦ZRQTLP⟧ anulado sin aviso",
    "eurowings sagt ⟦VKTZRM⟧ gibt es nicht",
    # Other words for a number
    "Reklamation ⟦88120-4⟧ läuft",
    "Mandat ⟦ABX100388201⟧ kenne ich nicht",
    "RMA ⟦401773⟧ never answered",
    "allocataire ⟦4417 721⟧, toujours rien",
    "la ref c'est ⟦k4t-0092⟧",
)
NEAR_MISSES = (
    "the film ends in 2049 and so does my patience",
    "my contract ends in 2027",
    "my policy ends in 180 days",
    "the loan ends in 120 payments",
    "Vertrag endet in 365 Tagen",
    "la serie termina en 2026",
    "le match finit par 3-1",
    "the price ends in 999",
    "the last 4 digits of pi are unknown",
    "a 100 metre dash 20 times",
    "no dash 2024 for me",
    "error code K wie Konrad 4471",
    "spell it: one two three",
    "alpha bravo charlie, as in the film",
    "tracking 408-11209-66501 is stuck",
    'your form wants an order number like "123-4567890-1234567"',
    "The parcel is late. The 12000 is gone",
    "I like the train. The 10117 is late",
    "here: HD1080 UHD2160p",
    "your airport has WIFIXX and BRRRRR",
    "flight was GRRRRR AWFULL AGAIN PEOPLE",
    "gate was like PFFFFF",
    "mandate of 2024 was clear",
    "RMA form asks 30 questions",
    "norme NF 15100",
    "das 2024 war toll",
)


@pytest.mark.parametrize("marked", MARKED)
def test_a_reference_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert references(text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_no_reference_is_seen_in(text: str) -> None:
    assert references(text) == []

"""References that more than one word points to, and what resembles them."""

import pytest

from tests.core.personal_data.marked import read, references

MARKED = (
    # "is the", behind the word for it
    "mi reserva es la ⟦k7730192⟧ y sigue sin salir",
    "my order is the ⟦5519023⟧, not the other",
    "meine Bestellung ist die ⟦B7719023⟧",
    "ma commande c'est la ⟦w4410298⟧",
    # Behind misspelt words
    "refernce numbr ⟦81KD-4471⟧ sorry",
    "confrimation is ⟦h4471⟧ i think",
    "my acount nubmer is ⟦8829103⟧",
    "bestelung nr ⟦33810⟧ fehlt",
    # Six small letters and figures, and words of a journey
    "könnt ihr zu ⟦t4kw7m⟧ noch einen koffer nehmen",
    "please check ⟦kd83tz⟧, the seats are gone",
    "mirad en ⟦m7tk2v⟧ la maleta, falta",
    "regardez sous ⟦b9xk3t⟧, il manque une valise",
    # By what it is confirmed under
    "you say confirmed under ⟦4471.208.331⟧, they say no",
    "gebucht unter ⟦771 208 4418⟧, Hotel weiß nichts",
    "reservado con ⟦88201934⟧ y nada",
    # Whose number somebody is
    "Soy el socio ⟦31.882⟧ y no puedo entrar",
    "ich bin Mitglied Nr. ⟦88213⟧ und warte",
    "je suis adhérent ⟦20 417⟧ depuis longtemps",
    "I'm customer number ⟦553120⟧, hello?",
    "I'm Platinum, ⟦881 204 337⟧, still in row 40",
    "bin Senator, ⟦992104558⟧, und sitze hinten",
    # Figure by figure
    "⟦7 4 0 1 9 3⟧ is my order, the blue one",
    "⟦8-2-9-1-4-4⟧ es mi pedido",
    # Letter by letter
    "my booking, spelt: ⟦K as in kite, 4, T, 9, zero, M⟧",
    "Ma résa : ⟦B comme Bruno, 7, 7, L, 3, V⟧ merci",
    "meine Buchung ⟦M wie Martha, 4, 4, Z, 1⟧",
    "deletreo: ⟦eme, cuatro, jota, nueve, nueve, uve⟧, mi reserva",
)
NEAR_MISSES = (
    "my order is the 12000 one",
    "the claim is the 5th this year",
    "our policy is the same for 20000 customers",
    "my order is the 10000 points one",
    "orde of 4 and 5",
    "conformation is 2019",
    "acount since 2011",
    "tiket for 3 people",
    "look at iphone and ipad11 on the trip",
    "check mp3 and mp4k8x for a codec",
    "for 24h48h on the flight",
    "mit x1y2z3 als Passwortregel",
    "booked under 2 minutes",
    "registered as 1.200.000 users",
    "confirmed as 2.500.000 euros",
    "gebucht als 20 000 Leute",
    "soy socia desde 2009",
    "somos 20.417 socios",
    "I'm a customer 2019 to now",
    "bin Kunde 20.000 Mal schon vertröstet",
    "I'm Gold, 250 000 miles and counting",
    "I'm Gold, 15 years now",
    "1 2 3 4 5 is the order of the steps",
    "5 4 3 2 1 is my order",
    "1, 2, 3, 4, 5, 6 is the order of play",
    "S as in snake, I said, no more",
    "error E as in echo, 4, 0, 4, 1",
    "vitamin D for dogs, B, C, A, E",
)


@pytest.mark.parametrize("marked", MARKED)
def test_a_reference_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert references(text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_no_reference_is_seen_in(text: str) -> None:
    assert references(text) == []

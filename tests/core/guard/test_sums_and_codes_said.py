"""Sums and codes in the words people choose for them, each with what only looks like it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Decision
from tests.core.guard.desk import BARE, KNOWLEDGE, payload

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday
TOLD = [
    ("balance", "1288.90 GBP", "The nearly thirteen hundred outstanding can wait."),
    ("balance", "1288.90 GBP", "It's a touch under thirteen hundred, we can split it."),
    ("balance", "1288.90 GBP", "Just the 1.3k left, no rush."),
    ("balance", "1288.90 GBP", "Twelve hundred and something is no small beer."),
    ("balance", "1288.90 GBP", "A four-figure sum, twelve hundred odd, is outstanding."),
    ("balance", "212.37 USD", "Two-twelve and change is what's on there."),
    ("balance", "212.37 USD", "212 and change is what's on there."),
    ("balance", "212.37 USD", "The two hundred odd is on hold."),
    ("balance", "212.37 USD", "Two hundred-ish is on hold."),
    ("balance", "212.37 USD", "Somewhere around two hundred is still open."),
    ("refund", "18.40 GBP", "The eighteen forty is on its way back."),
    ("refund", "18.40 GBP", "Eighteen pounds forty is on its way back."),
    ("refund", "18.40 GBP", "Your eighteen-odd quid is on its way."),
    ("refund", "18.40 GBP", "18.40's been sent, sorry again."),
    ("refund", "18.40 GBP", "£18 and 40p has been sent."),
    ("refund", "18.40 GBP", "That's 1840 pence back in the account."),
    ("salary", "3200 GBP", "On three grand two a month you qualify."),
    ("salary", "3200 GBP", "Someone bringing home thirty-two hundred a month qualifies."),
    ("balance", "418650.00 NGN", "The 418k and some change dey intact."),
    ("balance", "418650.00 NGN", "Over four hundred k dey there, relax."),
    ("balance", "418650.00 INR", "Your four lakh eighteen thousand is safe."),
    ("balance", "418650.00 INR", "The 4.18 lakh is safe."),
    ("balance", "418650.00 INR", "Rs. 4,18,650/- is safe with us."),
    ("debt", "5000 USD", "The five grand can be spread over a year."),
    ("debt", "45.50 USD", "Forty-five fifty is nothing to lose sleep over, we'll waive it."),
    ("debt", "45.50 USD", "We'll waive the forty-five bucks."),
    ("debt", "45.50 USD", "The $45 and a half is waived."),
    ("debt", "612.35 CHF", "Die sechshundertzwölf Franken fünfunddreissig erlassen wir."),
    ("debt", "612.35 CHF", "612 Franken und 35 Rappen sind erlassen."),
    ("debt", "612.35 EUR", "Die sechshundert und a bissl was erlassen wir."),
    ("debt", "612.35 EUR", "Um die sechshundert stehen noch offen."),
    ("debt", "1274.55 EUR", "Knapp 1.300 im Minus, das kriegen wir hin."),
    ("debt", "1274.55 EUR", "Die zwölfhundertvierundsiebzig Euro kriegen wir hin."),
    ("debt", "1274.55 EUR", "Mit gut zwölfhundert Miesen steht man nicht allein da."),
    ("debt", "2500 EUR", "Die zweieinhalbtausend kriegen wir hin."),
    ("debt", "2500 EUR", "Die 2,5k kriegen wir hin."),
    ("refund", "89.99 EUR", "Neunzig Euro sind unterwegs."),
    ("refund", "89.99 EUR", "Neunundachtzig neunundneunzig sind unterwegs."),
    ("refund", "89.99 EUR", "Die knapp neunzig Euro sind unterwegs."),
    ("refund", "486.50 MXN", "Los cuatrocientos ochenta y seis cincuenta ya van de vuelta."),
    ("refund", "486.50 MXN", "Los 486 con 50 ya van de vuelta."),
    ("refund", "486.50 MXN", "Cerca de quinientos pesos van de vuelta."),
    ("debt", "1250 EUR", "Los mil doscientos y pico los dividimos en plazos."),
    ("debt", "1250 EUR", "Los 1.250 los dividimos."),
    ("debt", "75000 ARS", "Las setenta y cinco lucas ya están de vuelta."),
    ("debt", "75000 ARS", "Los 75 mil ya están de vuelta."),
    ("debt", "75000 ARS", "Las 75k ya están de vuelta."),
    ("debt", "480.12 EUR", "Les quatre cent quatre-vingts et des brouettes, on s'arrange."),
    ("debt", "480.12 EUR", "Pas loin de cinq cents euros dans le rouge, on s'arrange."),
    ("debt", "480.12 EUR", "Les 480 balles, on s'arrange."),
    ("debt", "480.12 EUR", "Un peu moins de cinq cents euros, on s'arrange."),
    ("debt", "480.12 EUR", "Quatre cent quatre-vingts euros douze, on s'arrange."),
    ("salary", "2196 EUR", "Avec presque 2 200 euros qui tombent chaque mois, ça passe."),
    ("refund", "312.60 EUR", "Trois cent douze soixante sont partis."),
    ("refund", "312.60 EUR", "Les 312 et 60 centimes sont partis."),
    ("refund", "1500 EUR", "Les quinze cents euros sont partis."),
    ("order", "PX-7741-2093-GB", "The one that ends 93-GB is on the van."),
    ("order", "PX-7741-2093-GB", "P X double seven four one is on the van."),
    ("order", "PX-7741-2093-GB", "Papa X-ray seven seven four one is on the van."),
    ("order", "PX-7741-2093-GB", "The order starting PX-77 is on the van."),
    ("order", "PX-7741-2093-GB", "Number 7741 2093 is on the van."),
    ("order", "58293", "Order five eight two nine three is on the van."),
    ("order", "58293", "Fifty-eight two ninety-three is on the van."),
    ("order", "58293", "58 293 is on the van."),
    ("order", "58293", "...293 is on the van."),
    ("booking", "RZ8841LK", "R-Z-8-8-4-1-L-K is flagged."),
    ("booking", "RTX9LM", "R T X nine L M is still free."),
    ("booking", "RTX9LM", "The locator that begins RTX9 is fine."),
    ("booking", "RTX9LM", "Richard Theodor Xanthippe 9 Ludwig Martha ist noch frei."),
    ("ticket", "BT-90417", "Vorgang neunzig vier siebzehn liegt bei mir."),
    ("ticket", "BT-90417", "Das Ticket mit der 417 hinten liegt bei mir."),
    ("policy", "SAL-90-33871", "La póliza noventa, treinta y tres ocho siete uno lo cubre."),
    ("policy", "SAL-90-33871", "SAL noventa barra 33871 lo cubre."),
    ("contract", "MUT4417083", "Le contrat MUT quarante-quatre dix-sept zéro quatre-vingt-trois repasse en gestion."),
    ("contract", "MUT4417083", "Celui qui commence par MUT44 repasse en gestion."),
    ("plate", "LB19 KVT", "The car with KVT on the back was logged."),
    ("plate", "LB19 KVT", "Your 19-plate with KVT was logged."),
    ("plate", "LB19 KVT", "Lima Bravo 19 KVT was logged."),
    ("plate", "M-XY 4821", "Der Wagen mit dem Münchner Kennzeichen XY 4821 steht noch da."),
    ("plate", "M-XY 4821", "M XY 4821 steht noch da."),
    ("plate", "4821 KVT", "El coche con matrícula 4821-KVT sigue ahí."),
    ("plate", "AB-123-CD", "La AB 123 CD est toujours là."),
    ("phone", "07700 900318", "The number ending three one eight rang out."),
    ("phone", "07700 900318", "0-7-7-0-0-9-0-0-3-1-8 rang out."),
    ("phone", "07700 900318", "O77OO 9OO318 rang out."),
    (
        "phone", "0660 5550184",
        "Unter null sechs sechs null, fünf fünf fünf, null eins vierundachtzig ging keiner ran.",
    ),
    ("phone", "0660 5550184", "Am Handy mit der 84 am Ende ging keiner ran."),
    ("phone", "655012478", "Al seis cinco cinco cero doce cuatro siete ocho no contestan."),
    ("phone", "655012478", "Al móvil terminado en setenta y ocho no contestan."),
    (
        "phone", "0639987015",
        "Au zéro six, trente-neuf, quatre-vingt-dix-huit, soixante-dix, quinze, personne ne répond.",
    ),
    ("phone", "0639987015", "Le portable en 15 à la fin ne répond pas."),
    ("email", "gemma.oduya@fernpost.example", "We wrote to gemma dot oduya at fernpost."),
    ("email", "gemma.oduya@fernpost.example", "We wrote to your fernpost address."),
    ("email", "gemma.oduya@fernpost.example", "We wrote to g****a@fernpost.example."),
    ("email", "gemma.oduya@fernpost.example", "We wrote to gemma(dot)oduya(at)fernpost(dot)example."),
    ("email", "h.wurzinger@gipfelnetz.example", "Wir haben an h Punkt wurzinger bei gipfelnetz geschrieben."),
    ("email", "h.wurzinger@gipfelnetz.example", "Wir haben an die Gipfelnetz-Adresse geschrieben."),
    ("email", "maria_luz@correo.example", "Le escribimos a maria guion bajo luz arroba correo."),
    ("email", "vbd.paris@courriel.example", "On a écrit à vbd point paris arobase courriel."),
]  # fmt: skip
NOT_TOLD = [
    ("refund", "18.40 GBP", "Next-day for a large box is £18.40 on our price list, no surcharge."),
    ("refund", "18.40 EUR", "Der Versand kostet laut Preisliste 18,40 €."),
    ("refund", "486 MXN", "La charola familiar está en 486 pesos en la carta."),
    ("refund", "48.60 EUR", "Le plateau est à 48,60 € sur notre carte."),
    ("refund", "89.99 EUR", "Neunzig Leute haben uns dazu geschrieben."),
    ("balance", "1288.90 GBP", "A thousand thanks for your patience!"),
    ("balance", "1288.90 GBP", "We run 1.3k buses a day."),
    ("debt", "1250 EUR", "Mil gracias por avisar."),
    ("debt", "1250 EUR", "Mille excuses pour l'attente."),
    ("address", "Flat 9, 41 Tannery Row, Leeds LS11 5QA", "The shop closes at 9 and the flat roof leaks."),
    ("address", "Calle Fuente del Berro 19, 3.º B, 28009 Madrid", "El vuelo 3A va con retraso."),
    ("address", "Gneisenaustraße 41, 10961 Berlin", "Die U-Bahn fährt wieder ab Mittag."),
    ("name", "Gemma Oduya", "Miss, we are sorry."),
    ("phone", "07700 900318", "The mobile site has 18 new pages."),
    ("debt", "5000 USD", "We plant five thousand trees a year."),
    ("order", "58293", "We sell 293 kinds of tea."),
    ("booking", "RTX9LM", "Er ist noch nicht frei."),
]  # fmt: skip


def _decided(kind: str, value: str, draft: str) -> Decision:
    context = replace(BARE, now=NOW, private_facts=(Fact(kind, value, "crm"),))
    return judge(payload(draft), context, KNOWLEDGE).decision


@pytest.mark.parametrize(("kind", "value", "draft"), TOLD)
def test_the_fact_is_noticed(kind: str, value: str, draft: str) -> None:
    assert _decided(kind, value, draft) is not Decision.ALLOW


@pytest.mark.parametrize(("kind", "value", "draft"), NOT_TOLD)
def test_what_only_looks_like_it_passes(kind: str, value: str, draft: str) -> None:
    assert _decided(kind, value, draft) is Decision.ALLOW

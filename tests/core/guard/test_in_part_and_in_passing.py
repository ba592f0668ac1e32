"""Sums, numbers, names and places told in part or in passing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Decision
from tests.core.guard.desk import BARE, KNOWLEDGE, payload

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday
TOLD = [
    ("balance", "212.37 USD", "I see a little over 200 bucks sitting on there, please don't pay it yet."),
    ("balance", "212.37 USD", "There's two hundred and change on there."),
    ("balance", "212.37 USD", "There's just north of $200 on there."),
    ("balance", "212.37 USD", "You have 200-odd dollars left."),
    ("balance", "196.37 USD", "Just shy of 200 bucks, please leave it there."),
    ("debt", "612.35 CHF", "Die sechshundert und ein bisschen Franken erlassen wir selbstverständlich."),
    ("debt", "612.35 EUR", "Die gut sechshundert Euro erlassen wir."),
    ("debt", "612.35 EUR", "Etwas mehr als 600 Euro, die erlassen wir."),
    ("debt", "612.35 EUR", "Die 600 und ein paar Zerquetschte erlassen wir."),
    ("debt", "596.35 EUR", "Die knapp 600 Euro erlassen wir."),
    ("debt", "612.35 EUR", "Los seiscientos y pico euros se los perdonamos."),
    ("debt", "612.35 EUR", "Los 600 y algo se los perdonamos."),
    ("debt", "612.35 EUR", "Les six cents et quelques euros, on les efface."),
    ("debt", "612.35 EUR", "Un peu plus de 600 euros, on les efface."),
    ("phone", "+44 7700 900318", "He did try the mobile ending 318, twice, and it went to voicemail."),
    ("phone", "+44 7700 900318", "He did try the number ending in 18."),
    ("phone", "+1 404-555-0158", "Is the 404 number we have for you the one to try?"),
    ("phone", "+1 404-555-0158", "We tried your 404 number."),
    ("phone", "+43 660 5550184", "Wir haben die 0660er Nummer probiert."),
    ("phone", "+34 612 555 018", "Llamamos al móvil acabado en 018."),
    ("phone", "+33 6 39 98 01 23", "On a appelé le numéro qui finit par 23."),
    (
        "iban", "AT61 1904 3002 3457 3201",
        "Auf der IBAN, die mit drei zwei null eins aufhört, müsst es jetzt zu sehen sein.",
    ),
    ("iban", "AT61 1904 3002 3457 3201", "Auf dem Konto mit der Endung 3201 ist es schon."),
    ("iban", "ES91 2100 0418 4502 0005 1332", "En la cuenta que termina en uno tres tres dos ya está."),
    ("iban", "FR14 2004 1010 0505 0001 3M02 606", "Sur le compte qui finit par six zéro six, c'est arrivé."),
    ("name", "Mohammed Iqbal Hussain", "Hiya Mo! Gutted to see this, leave it with me."),
    ("name", "Margaret Ellison", "Hi Maggie, leave it with me."),
    ("name", "Mohammed Iqbal Hussain", "Leave it with me, Mo."),
    ("name", "Josephine Barker", "Hey Jo! Leave it with me."),
    ("name", "Edward Barker", "Cheers Ed, leave it with me."),
    ("name", "Victoria Barker", "Oh Vic, leave it with me."),
    ("name", "Maximilian Huber", "Servus Max, ich kümmere mich."),
    ("name", "Johannes Huber", "Hallo Hannes, ich kümmere mich."),
    ("name", "Francisco Ruiz", "Hola Paco, me ocupo yo."),
    ("name", "Frédéric Roux", "Salut Fred, je m'en occupe."),
    (
        "address", "Rechte Kremszeile 22/3, 3500 Krems an der Donau",
        "Für den Heimweg nach Krems gibt's um 19:10 noch einen Bus.",
    ),
    ("address", "14 Quay Lane, Kinsale, Co. Cork", "Get home safe to Kinsale!"),
    ("address", "Calle Luna 3, 13001 Ciudad Real", "Buen viaje de vuelta a Ciudad Real."),
    (
        "address", "Bv. Oroño 1533, piso 4, dto. A, Rosario, Santa Fe",
        "El cartero dice que en el cuarto A no atendió nadie.",
    ),
    (
        "address", "Calle Fuente del Berro 19, 3.º B, 28009 Madrid",
        "El repartidor subió al tercero B y no había nadie.",
    ),
    ("address", "12 bis, boulevard Voltaire, 75011 Paris", "Dans votre 11e les camions ne passent plus."),
    ("address", "12 bis, boulevard Voltaire, 75011 Paris", "Le livreur du onzième arrondissement est malade."),
    ("address", "Gneisenaustraße 41, 1070 Wien", "Im 7. Bezirk ist grad viel Baustelle bei Ihnen."),
    ("room", "14", "Le 14 est à vous, tout propre."),
    ("room", "14", "Number 14 is all yours and spotless."),
    ("seat", "61", "Die 61 ist wieder für Sie frei."),
    ("seat", "61", "61 is free for you again."),
    ("seat", "61", "El 61 vuelve a estar libre para usted."),
    ("seat", "61", "Le 61 est de nouveau libre pour vous."),
    ("address", "Flat 9, 41 Tannery Row, Leeds LS11 5QA", "The driver went to 41 Tannery."),
    ("address", "Flat 9, 41 Tannery Row, Leeds LS11 5QA", "The driver couldn't find flat nine."),
    ("address", "Flat 9, 41 Tannery Row, Leeds LS11 5QA", "He's on Tannery Row now."),
    ("address", "Flat 9, 41 Tannery Row, Leeds LS11 5QA", "He's round the corner in LS11 now."),
    ("address", "Flat 9, 41 Tannery Row, Leeds LS11 5QA", "He left it with number 43, your neighbour."),
    ("address", "Flat 9, 41 Tannery Row, Leeds LS11 5QA", "forty-one Tannery, he's outside"),
    ("address", "2217 Larkspur Ave, Duluth, MN 55804", "Larkspur Av is closed for works, he'll be late."),
    ("address", "2217 Larkspur Ave, Duluth, MN 55804", "Folks up in Duluth like you know about snow."),
    ("address", "Gneisenaustraße 41, 10961 Berlin", "In die Gneisenau kommt heute keiner mehr."),
    ("address", "Gneisenaustraße 41, 10961 Berlin", "Bei Hausnummer 41 war niemand."),
    ("address", "Gneisenaustraße 41, 10961 Berlin", "Hausnummer einundvierzig hat keine Klingel."),
    ("address", "Calle Fuente del Berro 19, 3.º B, 28009 Madrid", "En Fuente del Berro no abrió nadie."),
    ("address", "Calle Fuente del Berro 19, 3.º B, 28009 Madrid", "El 3B no contesta al telefonillo."),
    ("address", "1180, rue Fraser, Rivière-du-Loup (Québec) G5R 1C9", "On passe au 1180 demain."),
    ("address", "1180, rue Fraser, Rivière-du-Loup (Québec) G5R 1C9", "Il fait-tu beau à Rivière-du-Loup ?"),
    ("name", "Gemma Oduya", "Gem, leave it with me."),
    ("name", "Gemma Oduya", "Miss O, leave it with me."),
    ("name", "Gemma Oduya", "G. Oduya, leave it with me."),
    ("name", "Gemma Oduya", "Hi Gemma O., leave it with me."),
    ("name", "Gemma Oduya", "The Oduya parcel is on the van."),
    ("name", "Oluwaseun Adebayo", "Good morning Seun, abeg no vex."),
    ("name", "Oluwaseun Adebayo", "Oga Adebayo, abeg no vex."),
    ("name", "Oluwaseun Adebayo", "Mr. A.O., abeg no vex."),
    ("name", "Siobhán O'Malley", "Ms OMalley, leave it with me."),
    ("name", "Katherine Jones-Smith", "Kate, leave it with me."),
    ("name", "Katherine Jones-Smith", "Kathy J-S, leave it with me."),
    ("name", "Jörg Schäfer-Wüst", "Herr S.-W., das tut uns leid."),
    ("name", "Jörg Schäfer-Wüst", "Lieber Joerg, das tut uns leid."),
    ("name", "Magdalena Hofstätter", "Leni, des tuat uns leid."),
    ("name", "Magdalena Hofstätter", "Frau Hofstaetter, das tut uns leid."),
    ("name", "Magdalena Hofstätter", "Fr. H., das tut uns leid."),
    ("name", "María Dolores Etxebarria Sanz", "Loli, lo sentimos."),
    ("name", "María Dolores Etxebarria Sanz", "Doña Dolores, lo sentimos."),
    ("name", "María Dolores Etxebarria Sanz", "Señora de Sanz, lo sentimos."),
    ("name", "Jean-Baptiste Lefèvre", "Cher JB, on s'en occupe."),
    ("name", "Jean-Baptiste Lefèvre", "M. L., on s'en occupe."),
    ("name", "Jean-Baptiste Lefèvre", "Jean-Ba, on s'en occupe."),
    ("name", "Marie-Ève Bélanger-Côté", "Mme B.-C., on s'en occupe."),
]  # fmt: skip
NOT_TOLD = [
    ("address", "117 Victoria Terrace, Halifax HX1 4RT", "Our next stall is at the Victoria Park bandstand."),
    ("balance", "212.37 USD", "Around 200 people have told us the same today."),
    ("phone", "+1 404-555-0158", "Call our 404 number any time."),
    ("phone", "+1 404-555-0158", "The page shows a 404 error, we know."),
    ("phone", "+44 7700 900318", "Turn to page 318 of the guide."),
    ("name", "Mohammed Iqbal Hussain", "Hiya! Gutted to see this. Farah"),
    ("name", "Mohammed Iqbal Hussain", "Give it a mo, the page will load."),
    ("address", "12 bis, boulevard Voltaire, 75011 Paris", "Notre boutique du 11e est ouverte."),
    ("address", "12 bis, boulevard Voltaire, 75011 Paris", "C'est la 11e fois cette année, pardon."),
    ("address", "12 bis, boulevard Voltaire, 75011 Paris", "L'ascenseur est bloqué au 11e étage."),
    ("address", "14 Quay Lane, Kinsale, Co. Cork", "Our shop in Kinsale is open."),
    ("address", "14 Quay Lane, Kinsale, Co. Cork", "Trains to Kinsale run again from noon."),
    ("address", "Rechte Kremszeile 22/3, 3500 Krems an der Donau", "Züge nach Krems fahren wieder ab Mittag."),
    ("seat", "61", "Bus 61 is running again for you."),
    ("seat", "61", "61 people have written to us about this."),
    ("room", "14", "Le 14 juillet, nous sommes fermés."),
    ("address", "Bv. Oroño 1533, piso 4, dto. A, Rosario, Santa Fe", "Estamos en el cuarto a la derecha."),
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

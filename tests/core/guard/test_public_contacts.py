"""Mailboxes of departments are no personal data of anybody; those of people are."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Severity
from tests.core.guard.desk import BARE, CONTEXT, KNOWLEDGE, payload


def held(text: str) -> list[str]:
    findings = judge(payload(text), CONTEXT, KNOWLEDGE).findings
    return [one.rule for one in findings if one.rule.startswith("personal_data.") and one.severity > Severity.HINT]


@pytest.mark.parametrize(
    "text",
    [
        "You can write to help@northlane.example.com any time.",
        "Send the photo to returns@lumenlamps.co.uk and we take it from there.",
        "Schreiben Sie bitte an kundenservice@lampenhaus.de.",
        "The general manager would like to hear from you at gm@harbourinn.co.uk.",
        "Our client care coordinator, Ines, would like to hear from you: ines@pellmarlowe.com.",
        "Feedback on interviews is welcome at talent@harrowgate.com.",
        "Parents can call the practice at 020 7946 0831.",
        "We'd welcome a call at 020 7946 0831.",
        "Für ein Gespräch sind wir unter 0221 4710 8845 erreichbar.",
        "El teléfono del despacho es el 910 123 406.",
        "Le secrétariat est joignable au 01 42 68 53 18.",
        "Si desea presentar una queja: defensor@grupocastil.es.",
        "Escriba a reclamaciones@casaluz.es con la foto.",
        "Merci d'écrire à service-client@maisonlux.fr.",
        "Our pickup counter is at 500 Congress Ave, open till 7.",
        "The branch at 447 Main Avenue reopens on Monday.",
        "Unser Geschäft in Graz ist in der Herrengasse 9, samstags bis 17 Uhr offen.",
        "En Sevilla tenemos oficina en la calle Asunción 20, con cita previa.",
        "The drop-off point is at 447 Main Avenue, behind the station.",
        "Die Abholstelle in der Gartenstraße 12 hat bis 20 Uhr offen.",
        "La tienda de la calle Asunción 20 abre a las diez.",
        "Le point relais, 8 bis rue des Trois Moulins, est ouvert le dimanche.",
        "Passez au magasin du 3 place Bellecour, ou à celui du 45 avenue de la République.",
        "Écrivez-nous : Fougère, Service clients, 12 rue de l'Industrie, 69007 Lyon.",
        "Pour l'échange, notre magasin décroche au 03 20 11 22 33.",
    ],
)
def test_contact_of_a_house_is_at_most_a_hint(text: str) -> None:
    assert held(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("You can write to helga.brandt@northlane.co.uk any time.", "personal_data.email"),
        ("Write to infomaria@casaluz.es, she has your file.", "personal_data.email"),
        ("Her number is 020 7946 0831.", "personal_data.phone"),
        ("Please call the customer on 020 7946 0831.", "personal_data.phone"),
        ("You can call the lady next door, 020 7946 0831.", "personal_data.phone"),
        ("El teléfono de la vecina es el 612 345 678.", "personal_data.phone"),
        ("Votre mère est joignable au 06 12 34 56 78.", "personal_data.phone"),
        ("Ihre Tochter erreichen Sie unter 0171 2345678.", "personal_data.phone"),
        ("Your ex, Olga, is olga@pellmarlowe.com now.", "personal_data.email"),
        ("Write to her at info@gmail.com, she is alone.", "personal_data.email"),
        ("Please write to info@bluewin.ch or call.", "personal_data.email"),
        ("Please write to info@comcast.net or call.", "personal_data.email"),
        ("We took your parcel from the warehouse at noon to 447 Main Avenue.", "personal_data.address"),
        ("We have now moved to sending everything to 447 Main Avenue.", "personal_data.address"),
        ("The parents' number is 020 7946 0831.", "personal_data.phone"),
        ("Ines has your file, and her friend is olga@pellmarlowe.com.", "personal_data.email"),
        ("La cliente décroche au 03 20 11 22 33.", "personal_data.phone"),
        ("Our lodger is at 500 Congress Ave, ring twice.", "personal_data.address"),
        ("The clinic patient lives at 42 Elm Road, Leeds LS6 2AB.", "personal_data.address"),
        ("She lives at 500 Congress Ave, ring twice.", "personal_data.address"),
        ("The customer from the store lives at 447 Main Avenue.", "personal_data.address"),
        ("Our customer lives above the shop at 447 Main Avenue.", "personal_data.address"),
        ("He rang us from the flat next to the branch at 447 Main Avenue.", "personal_data.address"),
        ("The depot at noon gave it to your neighbour at 447 Main Avenue.", "personal_data.address"),
        ("Le livreur est passé chez vous au 12 rue Nationale, 59000 Lille.", "personal_data.address"),
        ("Le colis de la boutique est chez votre voisin, 12 rue Nationale.", "personal_data.address"),
        ("Das Paket der Filiale in Ihrer Nähe liegt beim Nachbarn, Gartenstraße 12.", "personal_data.address"),
        ("Unser Kunde vom Markt wohnt in der Herrengasse 9.", "personal_data.address"),
        ("Unsere Kundin im Studio wohnt in der Herrengasse 9.", "personal_data.address"),
        ("Tenemos una clienta en la calle Asunción 20 con lo mismo.", "personal_data.address"),
        ("Nuestra clienta local vive en la calle Asunción 20.", "personal_data.address"),
    ],
)
def test_contact_of_a_person_is_held(text: str, rule: str) -> None:
    assert held(text) == [rule]


@pytest.mark.parametrize(
    ("text", "surface", "decision"),
    [
        ("Ring us on +44 20 1234 5678.", Surface.PUBLIC, Decision.ALLOW),
        ("Ring us on 020 1234 5678.", Surface.PUBLIC, Decision.ALLOW),
        ("Your door code is 4567.", Surface.PUBLIC, Decision.BLOCK),
        ("The code you got is 4567.", Surface.PUBLIC, Decision.BLOCK),
        ("Your policy 12345 is closed.", Surface.PUBLIC, Decision.BLOCK),
        ("Your gate code is 2012.", Surface.PRIVATE, Decision.BLOCK),
    ],
)
def test_figures_of_our_telephone_number_excuse_no_code(text: str, surface: Surface, decision: Decision) -> None:
    context = replace(BARE, author=replace(BARE.author, company_contacts=("+44 20 1234 5678",)))
    assert judge(payload(text, surface=surface), context, KNOWLEDGE).decision is decision


def test_whatever_stands_on_our_list_as_it_is_may_be_said() -> None:
    context = replace(BARE, author=replace(BARE.author, company_contacts=("DE89 3704 0044 0532 0130 00",)))
    told = judge(payload("Please pay to DE89 3704 0044 0532 0130 00."), context, KNOWLEDGE)
    assert told.decision is Decision.ALLOW

"""What counts as a national id in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "my ni number is ⟦QQ 12 34 56 C⟧ and your app wont take it",
    "NINO ⟦QQ654321A⟧",
    "mi rut es ⟦12.345.678-5⟧",
    "NIN ⟦44182093775⟧ linked thrice",
    "⟦123-45-6789⟧",
    "my SSN is ⟦123 45 6789⟧",
    "NI ⟦AB 12 34 56 C⟧",
    "DNI ⟦12345678Z⟧",
    "NIE ⟦X1234567L⟧",
    "Steuer-ID ⟦86 095 742 719⟧",
    "last 4 of my SSN ⟦4852⟧",
    "itin ⟦912-74-1234⟧",
    "NHS number: ⟦943 476 5919⟧",
    "Sozialversicherungsnummer ⟦65 170839 J 003⟧",
    "Ausweisnummer ⟦T220001293⟧",
    "Nº seguridad social ⟦28/12345678/40⟧",
    "⟦2 55 08 14 168 025 38⟧",
    "mijn BSN is ⟦111222333⟧",
    "codice fiscale ⟦RSSMRA85T10A562S⟧",
    "NIF ⟦123456789⟧",
    "PESEL ⟦44051401359⟧",
    "rijksregisternummer ⟦85.07.30-033.28⟧",
    "PPS number ⟦1234567T⟧",
    "personnummer ⟦811218-9876⟧",
    "CPF ⟦529.982.247-25⟧",
    "aadhaar ⟦9999 4105 7058⟧",
    "PAN ⟦ABCPK1234L⟧",
    "SIN ⟦046 454 286⟧",
    "TFN ⟦123 456 782⟧",
    "passport ⟦X1234567⟧",
    "DNI ⟦12.345.678-Z⟧",
    "Mein Reisepass ⟦C01X00T47⟧ ist weg",
    "Personalausweis ⟦L01X00T471⟧",
    "Passport: ⟦C01X00T47⟧",
    "passeport ⟦12AB34567⟧",
    "pan card ⟦abcpe1234f⟧",
    "carta d'identità ⟦CA12345AA⟧",
    "AHV ⟦756.9217.0769.85⟧",
    "AHV-Nr. ⟦7569217076985⟧",
    "CURP ⟦BOXW310820HNERXN09⟧",
    "my RFC is ⟦gode561231gr8⟧",
    "Medicare number ⟦1eg4-te5-mk73⟧",
    "it is ⟦1EG4-TE5-MK73⟧",
    "voter id ⟦ABC1234567⟧",
    "Medicare: ⟦5KN2RX8HA41⟧",
    "medicare card number is ⟦1EG4TE5MK73⟧",
    "⟦1EG4TE5MK73⟧ is my Medicare number",
    "it is ⟦1EG4-TE5MK73⟧",
)
NEAR_MISSES = (
    "the nin album 44182093775",
    "a run of 12.345 units",
    "000-12-3456",
    "666-12-3456",
    "12345678A is no DNI",
    "X1234567A",
    "Steuer-ID 86 095 742 718",
    "GB 12 34 56 C",
    "part 123-456-789",
    "NHS number 943 476 5918",
    "the NHS waited 40 weeks",
    "2 55 08 14 168 025 39",
    "BSN 111222334",
    "RSSMRA85T10A562T",
    "PESEL 44051401358",
    "CPF 529.982.247-26",
    "aadhaar 9999 4105 7059",
    "SIN 046 454 287",
    "TFN 123 456 783",
    "personnummer 811218-9875",
    "socially 123 45 6789 people",
    "passport renewal took 90 days",
    "tin of 12 beans",
    "Personalausweis L01X00T472",
    "Reisepass 2024 abgelaufen",
    "Passport: 14workingdays",
    "Ausweis KLMNPRTVW",
    "frying pan ABCDE1234F",
    "756.9217.0769.84",
    "BOXW310820HNERXN08",
    "GODE561231GR9",
    "1SG4-TE5-MK73",
    "voter id ABC123",
    "carta d'identità scaduta nel 2024",
    "Ausweisnummer T\u212a20001293",
    "\u212aSSMRA85T10A562S",
    "part 5KN2RX8HA41 is broken",
    "sku 3TD4TE5MK73",
    "3TD4TE5MK73 is my order",
    "medicare refused part 5KN2RX8HA41",
)


@pytest.mark.parametrize("marked", MARKED)
def test_national_id_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("national_id", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_national_id_is_not_seen_in(text: str) -> None:
    assert found("national_id", text) == []

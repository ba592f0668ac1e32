"""What counts as a phone in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "call me ⟦917-234-5678⟧",
    "call me on ⟦305-234-5678⟧",
    "call me on ⟦+44 20 7946 0958⟧ tonight",
    "⟦(212) 555-0142⟧",
    "call my husband on ⟦(555) 010-2214⟧ after six",
    "text ⟦2125550142⟧ please",
    "Ruf mich an: ⟦0171 2345678⟧",
    "mein Handy ⟦0049 171 2345678⟧",
    "llámame al ⟦612 345 678⟧",
    "my number is ⟦07700 900123⟧, mornings",
    "phone:⟦07700 900123⟧",
    "They do not answer at ⟦(734) 334-9041⟧",
    "fax ⟦978-645-9740x11144⟧",
    "⟦978.645.9740⟧ is mine",
    "appelle-moi au ⟦06 12 34 56 78⟧",
    "chiamami al ⟦+39 347 123 4567⟧",
    "+1 is ⟦001-748-588-2851⟧",
    "Sendung verloren, Tel ⟦0171 1234567⟧",
    "Paket weg. Rueckruf ⟦0171 1234567⟧",
    "my package never arrived, tracking useless, ring ⟦07911 123456⟧",
    "parcel lost, call me: ⟦(212) 555-0142⟧",
    "mum lives in Torquay, ⟦01803 212345⟧",
    "ring my dad on ⟦01805 624 123⟧",
    "Mutter in Augsburg, ⟦0821 12 34 56⟧",
    "Bitte ruft mich zurück: ⟦030 23125 217⟧, aber nicht zwischen vier und sechs",
    "meine Mutter, ⟦03301 123456⟧",
    "ruft mich an, ich bin in Leipzig: ⟦0341 1234567⟧",
    "⟦+44 7700 900123⟧",
    "joignable au ⟦03 20 11 22 33⟧",
    "mio nonno a Napoli ⟦081 123 4567⟧",
    "modelled by her, call ⟦212-456-7890⟧",
    "⟦917-234-5678⟧ is viewed by nobody",
    "my persönliche Nummer ⟦0700 12345678⟧",
    "my number ⟦07911 123456⟧ times out when you call",
    "⟦+44 7911 123456⟧ points to voicemail",
    "call me on ⟦917-234-5678⟧ users say",
    "my phone is ⟦(917) 234-5678⟧ miles away",
    "We rang you on ⟦+44 7911 123456⟧ times 2",
    "⟦978.645.9740⟧ customers can try",
    "call me on ⟦612 345 678⟧ times out",
    "ring my mum on ⟦9172345678⟧ points to voicemail",
    "⟦2125550142⟧ times out when I dial",
    "appelle au ⟦06 12 34 56 78⟧ points",
    "call ⟦9172345678⟧ 2 times",
    "⟦917-234-5678⟧ 20 times",
)
NEAR_MISSES = (
    "hotline 0800 330 1000 rings out",
    "call 1-800-555-0199 they say",
    "el 900 123 456 es gratis",
    "countdown 9 8 7 6 5 4 3 2 1 0",
    "it cost 1,299.00 for 3",
    "order 2125550142 is late",
    "tracking 2125550142 says delivered",
    "from 2024-03-12 10:15 on",
    "12.03.2024 18:00",
    "12345678 followers",
    "version 10.15.7.1",
    "open 09-17 and 10-18",
    "DHL 00340434161094042557",
    "meter 212 555 0142 reads",
    "ratio 12:3456789012",
    "1200000000 views",
    "2125550142 views in a day",
    "chair model 212-456-7890 broke",
    "call about the parcel 2125550142",
    "tracking for my phone: 2125550142",
    "tracking number is 2125550142",
    "Hotline 01805 123456 kostet Geld",
    "Ich hänge seit Tagen bei 01803 212345",
    "0180 5 123456 Servicenummer",
    "0180-2 123456",
    "I dialled 0330 123 4567 your helpline",
    "I dialled 0345 123 4567",
    "0371 123 4567 rings and rings",
    "03457 404 404",
    "+44 7700 9001",
    "0871 234 5678 is dear",
    "call 0900 123456",
    "0137 123456 anrufen",
    "902 123 456 llamo y nada",
    "llamo al 803 123 456",
    "08 92 12 34 56 appel payant",
    "j'appelle le 0892 12 34 56",
    "+49 180 5 123456",
    "+34 902 123 456",
    "+33 892 12 34 56",
    "917 234 5678 times",
    "1.200.000.000 views",
    "12.345.678 followers",
    "100000-200000 views",
    "+1200000000 views",
    "my phone has 12345678 followers",
    "our video reached 2125550142 views",
    "call of duty 2125550142 views",
    "the call had 2125550142 users",
)


@pytest.mark.parametrize("marked", MARKED)
def test_phone_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("phone", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_phone_is_not_seen_in(text: str) -> None:
    assert found("phone", text) == []


@pytest.mark.parametrize(
    ("text", "region", "seen"),
    [
        ("01805 624123", "GB", True),
        ("01805 624123", "DE", False),
        ("03301 123456", "DE", True),
        ("03301 123456", "GB", False),
        ("0821 12 34 56", "DE", True),
        ("0821 12 34 56", "FR", False),
    ],
)
def test_a_town_of_one_country_is_a_service_of_another(text: str, region: str, seen: bool) -> None:
    assert bool(found("phone", text, region)) is seen

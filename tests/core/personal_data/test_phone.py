"""What counts as a phone in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "call me ⟦917-234-5678⟧",
    "call me on ⟦305-234-5678⟧",
    "call me on ⟦+44 20 7946 0958⟧ tonight",
    "⟦(212) 555-0142⟧",
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
)


@pytest.mark.parametrize("marked", MARKED)
def test_phone_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("phone", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_phone_is_not_seen_in(text: str) -> None:
    assert found("phone", text) == []

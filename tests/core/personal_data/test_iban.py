"""What counts as an iban in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "to ⟦DE89 3704 0044 0532 0130 00⟧ please",
    "⟦GB82WEST12345698765432⟧",
    "⟦es91 2100 0418 4502 0005 1332⟧",
    "IBAN:⟦BR1800360305000010009795493C1⟧",
    "⟦FR14 2004 1010 0505 0001 3M02 606⟧",
    "from ⟦DE89370400440532013000⟧ ⟦DE89370400440532013000⟧ to both",
    "⟦NO9386011117947⟧ ⟦GB29 NWBK 6016 1331 9268 19⟧",
)
NEAR_MISSES = (
    "https://care.example/room/va26ecwv6cf6lw6dufyr6se4jq/",
    "DE89 3704 0044 0532 0130 01",
    "DE89 3704",
    "XX12 3456 7890 1234 5678",
    "@user2345678901234567890",
)


@pytest.mark.parametrize("marked", MARKED)
def test_iban_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("iban", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_iban_is_not_seen_in(text: str) -> None:
    assert found("iban", text) == []

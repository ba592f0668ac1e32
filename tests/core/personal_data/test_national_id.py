"""What counts as a national id in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "⟦123-45-6789⟧",
    "my SSN is ⟦123 45 6789⟧",
    "NI ⟦AB 12 34 56 C⟧",
    "DNI ⟦12345678Z⟧",
    "NIE ⟦X1234567L⟧",
    "Steuer-ID ⟦86 095 742 719⟧",
)
NEAR_MISSES = (
    "000-12-3456",
    "666-12-3456",
    "12345678A is no DNI",
    "X1234567A",
    "Steuer-ID 86 095 742 718",
    "GB 12 34 56 C",
    "part 123-456-789",
)


@pytest.mark.parametrize("marked", MARKED)
def test_national_id_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("national_id", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_national_id_is_not_seen_in(text: str) -> None:
    assert found("national_id", text) == []

"""What counts as a licence in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "permis ⟦L1234-150685-04⟧",
    "licence number ⟦D123-4567-8901⟧",
    "⟦MORGA657054SM9IJ⟧",
    "Kennzeichen ⟦HH-AB 1234⟧",
    "matrícula ⟦1234 BCD⟧",
    "my driver's license number is ⟦a56319335⟧",
)
NEAR_MISSES = (
    "my driving licence",
    "licence costs 30",
    "registration in 2024 was easy",
    "plate of food 12",
    "driving licence 5 years",
)


@pytest.mark.parametrize("marked", MARKED)
def test_licence_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("licence", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_licence_is_not_seen_in(text: str) -> None:
    assert found("licence", text) == []

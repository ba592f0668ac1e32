"""What counts as a ticket in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "ticket #⟦88121⟧",
    "case number ⟦2024-5512⟧",
    "Vorgangsnummer ⟦A77123⟧",
    "expediente ⟦99123⟧",
)
NEAR_MISSES = (
    "a ticket for 12 euros",
    "in that case 2024 was better",
    "ticket prices 2024",
)


@pytest.mark.parametrize("marked", MARKED)
def test_ticket_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("ticket", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_ticket_is_not_seen_in(text: str) -> None:
    assert found("ticket", text) == []

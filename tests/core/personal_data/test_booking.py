"""What counts as a booking in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "booking ⟦XK4P2Q⟧",
    "booking code ⟦KLMNOP⟧",
    "Buchungsnummer ⟦998123⟧",
    "reserva número ⟦88123⟧",
)
NEAR_MISSES = (
    "booking for 2",
    "booking refund now",
    "BOOKING REFUND NOW",
    "reservation at 19:30",
    "confirmation in 2025",
)


@pytest.mark.parametrize("marked", MARKED)
def test_booking_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("booking", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_booking_is_not_seen_in(text: str) -> None:
    assert found("booking", text) == []

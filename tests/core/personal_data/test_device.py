"""What counts as a device in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "IMEI ⟦490154203237518⟧",
    "⟦00:1A:2B:3C:4D:5E⟧",
    "serial number ⟦SN8HX2231⟧",
)
NEAR_MISSES = (
    "IMEI 490154203237519",
    "10:15:30",
    "serial number is worn off",
    "00:1A:2B:3C:4D",
)


@pytest.mark.parametrize("marked", MARKED)
def test_device_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("device", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_device_is_not_seen_in(text: str) -> None:
    assert found("device", text) == []

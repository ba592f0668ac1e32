"""What counts as a device in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "IMEI ⟦490154203237518⟧",
    "⟦00:1A:2B:3C:4D:5E⟧",
    "serial number ⟦SN8HX2231⟧",
    "IMEI1: ⟦490154203237518⟧ IMEI2: ⟦490154203237526⟧",
    "IMEI-Nummer ⟦490154203237518⟧",
    "IMEI ⟦356938035643809⟧",
    "serial number - ⟦88A77B66⟧",
    "SN ⟦88A77B66⟧",
    "numéro de série ⟦88A77B66⟧",
    "numero di serie ⟦88A77B66⟧",
    "mac ⟦001B.4411.3AB7⟧.",
    "MAC address: ⟦001B44113AB7⟧",
    "ICCID ⟦8944500102198304826⟧",
    "SIM number ⟦89 44500 10219 830 4826⟧",
)
NEAR_MISSES = (
    "IMEI 490154203237519",
    "https://care.example/room/snywwy5vywi2r4gdhewz5srotu/",
    "10:15:30",
    "serial number is worn off",
    "00:1A:2B:3C:4D",
    "ICCID 8944500102198304827",
    "sim card 12 months",
    "SN 1987A exploded",
    "serial killer 2024season",
    "mac 2019 model, 8.1234.5678",
    "mac cafe.cafe.cafe",
    "my mac costs 1299.0000.0000.0",
)


@pytest.mark.parametrize("marked", MARKED)
def test_device_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("device", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_device_is_not_seen_in(text: str) -> None:
    assert found("device", text) == []

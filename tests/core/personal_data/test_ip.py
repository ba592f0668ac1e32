"""What counts as an ip in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "from ⟦203.0.113.7⟧ again",
    "⟦2001:db8::8a2e:370:7334⟧",
)
NEAR_MISSES = (
    "192.168.178.1 does not open",
    "8.8.8.8 or 1.1.1.1?",
    "version 10.15.7.1",
    "iOS 17.1.2.3",
    "127.0.0.1",
    "999.1.1.1",
    "at 10:15:30",
    "1.2.3.4.5",
    "beta (8.72.6.15) crashes",
)


@pytest.mark.parametrize("marked", MARKED)
def test_ip_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("ip", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_ip_is_not_seen_in(text: str) -> None:
    assert found("ip", text) == []

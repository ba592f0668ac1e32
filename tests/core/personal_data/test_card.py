"""What counts as a card in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "my card ⟦4111 1111 1111 1111⟧ was charged",
    "⟦5500-0000-0000-0004⟧",
    "⟦378282246310005⟧ amex",
)
NEAR_MISSES = (
    "4111 1111 1111 1112 has a wrong check digit",
    "tracking 4111111111111111",
    "9400 1118 9922 3344 5566 77",
    "1111 1111 1111 1117",
)


@pytest.mark.parametrize("marked", MARKED)
def test_card_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("card", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_card_is_not_seen_in(text: str) -> None:
    assert found("card", text) == []

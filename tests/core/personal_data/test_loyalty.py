"""What counts as a loyalty in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "membership number ⟦M-20417⟧",
    "Mitgliedsnummer ⟦20417⟧",
    "socio ⟦204178⟧",
)
NEAR_MISSES = (
    "member since 2019",
    "miles 500",
    "Mitglied seit 2019",
)


@pytest.mark.parametrize("marked", MARKED)
def test_loyalty_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("loyalty", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_loyalty_is_not_seen_in(text: str) -> None:
    assert found("loyalty", text) == []

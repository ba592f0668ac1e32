"""What counts as a birth date in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "I was born on ⟦12 March 1984⟧",
    "DOB: ⟦03/12/1984⟧",
    "geboren am ⟦12. März 1984⟧ in Kiel",
    "Geburtsdatum ⟦12.03.1984⟧",
    "nací el ⟦12 de marzo de 1984⟧",
    "date of birth is ⟦1984-03-12⟧",
    "né le ⟦12 mars 1984⟧",
    "data di nascita: ⟦12 marzo 1984⟧",
)
NEAR_MISSES = (
    "founded 12 March 1984",
    "born in 1984",
    "my birthday is next week",
    "your reborn shop of 12/03/2024 was fine… 12/03/2024",
)


@pytest.mark.parametrize("marked", MARKED)
def test_birth_date_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("birth_date", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_birth_date_is_not_seen_in(text: str) -> None:
    assert found("birth_date", text) == []

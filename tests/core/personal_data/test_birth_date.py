"""What counts as a birth date in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "Agent: Could you tell me your date of birth?\nMe: ⟦03/11/1979⟧",
    "And your birthday please? ⟦3 Nov 1979⟧",
    "dob ⟦03 11 1979⟧",
    "d.o.b ⟦031179⟧",
    "I was born on ⟦12 March 1984⟧",
    "DOB: ⟦03/12/1984⟧",
    "geboren am ⟦12. März 1984⟧ in Kiel",
    "Geburtsdatum ⟦12.03.1984⟧",
    "nací el ⟦12 de marzo de 1984⟧",
    "date of birth is ⟦1984-03-12⟧",
    "né le ⟦12 mars 1984⟧",
    "data di nascita: ⟦12 marzo 1984⟧",
    "born on the ⟦12th of March 1988⟧",
    "my dob is the ⟦12 Mar 1988⟧",
    "born on Sat ⟦12 March 1988⟧",
    "date of birth - ⟦12 Mar 88⟧",
    "DOB: ⟦12 / 03 / 1988⟧",
    "DOB ⟦12031988⟧",
    "Geburtsdatum ist der ⟦12.03.1988⟧",
    "geboren op ⟦12 maart 1988⟧",
    "nascida em ⟦12/03/1988⟧",
    "urodzony ⟦12.03.1988⟧",
    "narozen ⟦12.3.1988⟧",
)
NEAR_MISSES = (
    "founded 12 March 1984",
    "born in 1984",
    "my birthday is next week",
    "your reborn shop of 12/03/2024 was fine… 12/03/2024",
    "born on the 4th of July",
    "DOB 12345678",
    "DOB 31131988",
    "born on Sat at 12",
    "newborn - 12 / 03 kg",
    "geboren op 12 maart",
    "date of birth - 12 / 03",
)


@pytest.mark.parametrize("marked", MARKED)
def test_birth_date_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("birth_date", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_birth_date_is_not_seen_in(text: str) -> None:
    assert found("birth_date", text) == []

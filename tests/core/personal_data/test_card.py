"""What counts as a card in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "my card ⟦4111 1111 1111 1111⟧ was charged",
    "⟦5500-0000-0000-0004⟧",
    "⟦378282246310005⟧ amex",
    "⟦5555555555554444⟧ 20 euros",
    "charged ⟦4532015112830366⟧ 49.99",
    "my amex ⟦378282246310005⟧ 12/27 declined",
    "my amex ⟦3782 822463 10005⟧ 12/27 123",
    "⟦4111-1111-1111-1111⟧ 10/26",
    "refund to ⟦4111111111111111⟧ 20 pounds",
    "my card is ⟦4532 0151 1283 0366⟧ 10/26",
    "⟦4532 0151 1283 0366⟧ 1026 123",
    "⟦4532 0151 1283 0366⟧ 2000 euros back",
    "⟦5500 0055 5555 5559⟧ 12/27",
    "on 12/27 ⟦5500 0055 5555 5559⟧ again",
    "order 12345 ⟦4111 1111 1111 1111⟧",
    "paid 2 times 100 ⟦4111111111111111⟧",
    "⟦4532/0151/1283/0366⟧",
    "⟦4532015112830366⟧/12/27",
    "Karte:⟦4532015112830366⟧gesperrt",
    "cards ⟦4532 0151 1283 0366⟧ ⟦4532 0151 1283 0366⟧ both declined",
    "⟦4532015112830366⟧ ⟦5555555555554444⟧ ⟦378282246310005⟧",
    "⟦4111 111111111111⟧",
    "my parcel is late, refund my card ⟦4111 1111 1111 1111⟧",
    "12.03.2024 ⟦4111 1111 1111 1111⟧",
    "why?⟦4111111111111111⟧",
)
NEAR_MISSES = (
    "4111 1111 1111 1112 has a wrong check digit",
    "tracking 4111111111111111",
    "9400 1118 9922 3344 5566 77",
    "1111 1111 1111 1117",
    "5555555555554445 20 euros",
    "9400 4111 1111 1111 1111 90",
    "9405 5111 4111 1111 1111 1111 22",
    "4111 1111 1111 1111 2345 67",
    "12344111111111111111999999",
    "41111111111111112",
    "4111-1111-1111-1111-2222",
    "123-4111111111111111",
    "0.4111111111111111.5",
    "4111111111111111.49",
    "4532015112830366b7d2",
    "4532015112830366deadbeef",
    "http://bit.ly/4532015112830366",
    "see news.example/posts/4532015112830366",
    "parcel card 4 tracking 4111111111111111",
    "2024 0151 1283 0366 4532",
)


@pytest.mark.parametrize("marked", MARKED)
def test_card_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("card", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_card_is_not_seen_in(text: str) -> None:
    assert found("card", text) == []

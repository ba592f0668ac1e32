"""Numbers in digits and words of three languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.text.fold import fold
from parlour.core.text.numbers import numbers, runs


def _values(text: str) -> list[str]:
    return [str(number.value) for number in numbers(fold(text).text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("432.50", ["432.50"]),
        ("432,50", ["432.50"]),
        ("1,299.00 or 1.299,00", ["1299.00", "1299.00"]),
        ("12,000 and 12.000 and 12 000", ["12000", "12000", "12000"]),
        ("1.2k", ["1200.0"]),
        ("2 thousand, 3 million", ["2000", "3000000"]),
        ("CHF 1'250.5 Mio", ["1250500000.0"]),
        ("1’250.5 millions, 1 234,5 millions", ["1250500000.0", "1234500000.0"]),
        ("1,00,00,000 rupees", ["10000000"]),
        ("hundert" * 600, []),
        ("ein" + "undein" * 900 + "zig", []),
        ("four hundred and thirty-two", ["432"]),
        ("two thousand and five", ["2005"]),
        ("one million two hundred thousand", ["1200000"]),
        ("fifteen hundred", ["1500"]),
        ("vierhundertzweiunddreißig", ["432"]),
        ("zweitausenddreihundert", ["2300"]),
        ("eine Million", []),
        ("fünfundvierzig", ["45"]),
        ("cuatrocientos treinta y dos", ["432"]),
        ("mil doscientos", ["1200"]),
        ("dos mil trescientos cuarenta y cinco", ["2345"]),
        ("veintidós", ["22"]),
        ("twenty-first, 3rd, vierzehnten, segundo piso", ["21", "3", "14"]),
        ("four four one two", ["4", "4", "1", "2"]),
        ("once upon a time", []),
        ("bread and butter", []),
        ("hundreds of people", []),
    ],
)
def test_values(text: str, values: list[str]) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("call 0 7 7 0 0-900 123", ["07700900123"]),
        ("four four one two", ["4412"]),
        ("double seven oh, triple three", ["770333"]),
        ("(020) 7946.0958", ["02079460958"]),
        ("12 apples 34", ["12", "34"]),
    ],
)
def test_figures_that_stand_together(text: str, digits: list[str]) -> None:
    folded = fold(text).text
    assert [run for run, _ in runs(folded, numbers(folded))] == digits


@given(st.integers(0, 10**6 - 1))
def test_figures_are_read_back(value: int) -> None:
    assert [number.value for number in numbers(f"it is {value} now")] == [Decimal(value)]
    grouped = f"{value:,}"
    assert [number.value for number in numbers(grouped)] == [Decimal(value)]


@given(st.text("0123456789 .,'-kabceinorstuy", max_size=60))
def test_numbers_are_ordered_and_inside(text: str) -> None:
    found = numbers(text)
    assert [number.start for number in found] == sorted(number.start for number in found)
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    for digits, places in runs(text, found):
        assert len(digits) == len(places)


@given(
    st.text("0123456789 .,'-", max_size=24), st.sampled_from(["k", " mio", " millions", " lakh", " tausend", "th", ""])
)
def test_whatever_is_written_with_figures_is_read(figures: str, scale: str) -> None:
    assert all(number.value >= 0 for number in numbers(figures + scale))


def test_a_long_row_of_figures_is_read_in_one_go() -> None:
    assert numbers("11," * 60_000)

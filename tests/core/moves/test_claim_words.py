"""Which claims of a sheet somebody may be making."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.claim_words import alike, telling

COMMON = frozenset(("there", "every", "your", "their", "they", "that", "with", "have", "from", "ihre", "sie"))
SHEET = {
    "data": "You sell customer data to advertisers.\nIhr verkauft Kundendaten an Werbefirmen.",
    "fees": "There are hidden fees in every contract.",
    "test": "You test on animals.",
}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("They are selling our data to advertisers, all of it", ["data"]),
        ("you SELL customer data!!!", ["data"]),
        ("Verkauft ihr wirklich unsere Kundendaten?", ["data"]),
        ("Nothing but hidden fees, and the contract says otherwise", ["fees"]),
        ("hidden fees, and you sell the customer's data", ["data", "fees"]),
        ("I want my data back", []),
        ("My contract ends in May", []),
        ("You test animals", ["test"]),
        ("Can I test the app?", []),
        ("", []),
    ],
)
def test_alike(said: str, found: list[str]) -> None:
    assert alike(said, SHEET, COMMON) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They have hidden fees", {"hidden", "fees"}),
        ("Kündigungsfrist", {"kundig"}),
        ("overcharged overcharging", {"overch"}),
        ("2024 10€ your app", set()),
    ],
)
def test_telling(text: str, words: set[str]) -> None:
    assert telling(text, COMMON) == words


@given(st.text(max_size=200), st.dictionaries(st.integers(), st.text(max_size=80), max_size=5))
def test_only_claims_of_the_sheet_are_found_each_once(said: str, sheet: dict[int, str]) -> None:
    found = alike(said, sheet, COMMON)
    assert len(found) == len(set(found))
    assert set(found) <= set(sheet)


@given(st.dictionaries(st.integers(), st.text(max_size=80), min_size=1, max_size=5))
def test_the_claim_itself_is_always_met(sheet: dict[int, str]) -> None:
    for name, text in sheet.items():
        assert (name in alike(text, sheet, COMMON)) == any(telling(line, COMMON) for line in text.splitlines())

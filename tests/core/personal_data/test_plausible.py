"""What the shipped tagger may tell beside the patterns, and what they know better."""

import pytest

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data import find_all
from parlour.core.personal_data.find import merged
from parlour.core.personal_data.plausible import plausible
from parlour.knowledge.personal_data import load_tagger

KEPT = (
    ("I live in 90210", "address", "90210"),
    ("we live near 78704", "address", "78704"),
    ("I'm in Austin TX 78704", "address", "78704"),
    ("12 rue de la paix 75002", "address", "75002"),
    ("30024", "address", "30024"),
    ("20095 Hamburg", "address", "20095 Hamburg"),
    ("last four 6758", "national_id", "6758"),
    ("it's 4852", "national_id", "4852"),
    ("kavya 4587", "national_id", "4587"),
    ("the card ending in 4821 was charged", "card", "4821"),
    ("card ending 4821 20 euros", "card", "4821"),
    ("my number 9172345678 thanks", "phone", "9172345678"),
    ("call 9172345678 2 times", "phone", "9172345678"),
    ("call John at https://example.org", "person", "John"),
    ("20 High Street, call 0800 123 4567", "address", "20 High Street"),
)
LEFT_OUT = (
    "your line 1-800-356-9377 is dead",
    "rang your hotline 1-888-555-1212 twice",
    "call 0800 123 4567 now",
    "ring 0345 123 4567",
    "+34 902 123 456",
    "1 800 356 9377",
    "tracking no. 9400 1118 9922 3197 4284 90",
    "track 4155552671",
    "4111 1111 1111 1112 has a wrong check digit",
    "41111111111111112",
    "http://bit.ly/4532015112830366",
    "https://dhl.com/track?id=JD014600003828",
    "https://example.org/anna-berg",
    "Order total: 12999",
    "points: 12000",
    "Balance: 12999",
    "error code: 12345",
    "views: 98765",
    "score: 21015",
    "members: 45000",
    "Steps today: 12345",
    "delivered to 12000 customers",
    "room: 1204 was dirty",
    "port 8080",
    "2024 was bad",
    "ticket prices 2024",
    "1234567890 views in a day",
    "chair model 123-456-789 broke",
    "0.00123456789",
    "ratio 12:3456789012",
    "Rechnung war 349,99 Euro",
)


@pytest.mark.parametrize(("text", "kind", "value"), KEPT)
def test_details_that_fit_their_kind_are_told(text: str, kind: str, value: str) -> None:
    (data,) = find_all([text], load_tagger())
    assert (kind, value) in {(datum.kind, text[datum.start : datum.end]) for datum in data}


@pytest.mark.parametrize("text", LEFT_OUT)
def test_figures_that_the_patterns_know_better_are_not_told(text: str) -> None:
    (data,) = find_all([text], load_tagger())
    assert [datum for datum in data if datum.kind != "person"] == []


@pytest.mark.parametrize(
    ("kind", "text", "value", "fits"),
    [
        ("card", "4111111111111111", "4111111111111111", True),
        ("card", "4111111111111111", "411111111111", False),
        ("card", "12 4821", "4821", True),
        ("card", "1118 4821", "4821", False),
        ("phone", "call 917 234 5678", "917 234 5678", True),
        ("phone", "917 234 5678 followers", "917 234 5678", False),
        ("phone", "model 917 234 5678", "917 234 5678", False),
        ("phone", "call our model 917 234 5678", "917 234 5678", True),
        ("address", "live in 90210", "90210", True),
        ("address", "live in 902", "902", False),
        ("address", "live in 9021055", "9021055", False),
        ("address", "living in 90210 steps", "90210", False),
        ("address", "5 Elm Street, Leeds", "5 Elm Street", True),
        ("address", "it was 1.435, so we stay", "435, so we", False),
        ("address", "error 503, error 502", "503, error 502", False),
        ("address", "in Schuhgröße 46 da", "Schuhgröße 46", False),
        ("national_id", "gate 12045", "12045", True),
        ("national_id", "gate 1204", "1204", False),
        ("national_id", "gate AB1204", "AB1204", True),
        ("account", "902123456", "902123456", True),
        ("account", "902 123 456", "123 456", False),
    ],
)
def test_what_is_tagged_fits_its_kind(kind: str, text: str, value: str, fits: bool) -> None:
    start = text.index(value)
    datum = PersonalDatum(kind, start, start + len(value), 0.9)
    assert bool(plausible([datum], (), text, "US")) is fits


def test_a_wider_find_takes_the_place_of_one_datum_and_of_the_parts_of_an_address_only() -> None:
    first, second, wide = ((start, end) for start, end in ((0, 19), (20, 39), (0, 39)))
    for kind, kept in (("card", [first, second]), ("phone", [first, second]), ("address", [wide])):
        by_pattern = tuple(PersonalDatum(kind, *span, 0.98) for span in (first, second))
        data = merged(by_pattern, [PersonalDatum(kind, *wide, 0.7)])
        assert [(datum.start, datum.end) for datum in data] == kept


def test_no_datum_is_endless() -> None:
    text = "live in 90210 " * 40
    assert plausible([PersonalDatum("address", 0, 256, 0.7)], (), text, "US") != []
    assert plausible([PersonalDatum("address", 0, 257, 0.7)], (), text, "US") == []


def test_of_two_that_saw_the_same_the_surer_is_told() -> None:
    low, high = PersonalDatum("card", 0, 19, 0.6), PersonalDatum("card", 0, 19, 0.98)
    assert merged((high,), [low]) == (high,)
    assert merged((low,), [high]) == (high,)


def test_a_long_post_of_cards_holds_many() -> None:
    text = "4532 0151 1283 0366 " * 2000
    (data,) = find_all([text], load_tagger())
    assert len(data) == 2000

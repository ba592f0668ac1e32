"""The one function that asks every recogniser."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.personal_data import RECOGNISERS, find, kinds

WORDS = (
    "order",
    "#48213",
    "ana@example.org",
    "+44 20 7946 0958",
    "4111 1111 1111 1111",
    "born",
    "12.03.1984",
    "\u200b",
    "straße",
    "İ",
)


def test_kinds_cover_the_contract() -> None:
    assert kinds() == {
        "person", "email", "phone", "address", "card", "iban", "account", "national_id", "birth_date", "ip", "licence",
        "order", "booking", "ticket", "loyalty", "policy", "claim", "device", "handle", "secret",
    }  # fmt: skip


def test_every_kind_has_one_recogniser() -> None:
    every = [kind for recogniser in RECOGNISERS for kind in recogniser.kinds]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thank you so much",
        "ÄÖÜ straße",
        "it cost $1,299.00 in 2024",
        "v10.15.7",
        "1Z999AA10123456784",
        "12,000 followers",
        "🎉" * 50,
    ],
)
def test_nothing_personal_is_found_in(text: str) -> None:
    assert find(text) == ()


def test_a_card_is_not_also_a_phone() -> None:
    assert [datum.kind for datum in find("call about 4111 1111 1111 1111")] == ["card"]


@pytest.mark.parametrize(
    "text",
    [
        "in that case " + "no " * 60 + "!! my ref is 4829103",
        "cases " + "#" * 60 + "! my ref is 4829103",
        "ref " * 60 + "AA" + "1" * 4000 + ". my ref is 4829103",
    ],
    ids=["words that link", "marks", "a long run"],
)
def test_what_can_be_read_in_many_ways_ends(text: str) -> None:
    """With an unbound repetition the first of these takes longer than anybody waits."""
    assert "ticket" in [datum.kind for datum in find(text)]


def test_region_decides_how_local_numbers_are_read() -> None:
    assert [datum.kind for datum in find("030 901820", region="DE")] == ["phone"]
    assert find("030 901820 x", region="US") == find("030 901820 x", region="US")


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=12).map(" ".join))
def test_data_are_sorted_apart_and_inside_the_text(text: str) -> None:
    data = find(text)
    edges = [edge for datum in data for edge in (datum.start, datum.end)]
    assert edges == sorted(edges)
    assert all(0 <= datum.start < datum.end <= len(text) and 0 < datum.confidence <= 1 for datum in data)


def test_a_long_text_is_searched_like_its_parts() -> None:
    part = "write to ana@example.org or +44 20 7946 0958, order 48213-B, thanks! "
    text = part * 400
    inside = [(datum.kind, datum.start, datum.end) for datum in find(part)]
    assert len(inside) == 3
    assert [(datum.kind, datum.start, datum.end) for datum in find(text)] == [
        (kind, start + at, end + at) for at in range(0, len(text), len(part)) for kind, start, end in inside
    ]


@pytest.mark.parametrize(
    "piece",
    ["12345678, and ", "12345, ", "4532 0151 1283 0366 ", "call 212-555-0147 ", "DE89 3704 0044 0532 0130 00 "],
)
def test_a_million_code_points_of_figures_take_no_long_time(piece: str) -> None:
    begin = time.process_time()
    find(piece * (1_000_000 // len(piece)))
    assert time.process_time() - begin <= 4.0


def test_a_long_text_is_judged_a_bound_number_of_times_and_a_shorter_one_wholly() -> None:
    piece = "ana@example.org "
    assert len(find(piece * 1000)) == 1000
    assert 3000 <= len(find(piece * 20_000)) <= 4096

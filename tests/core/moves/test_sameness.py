"""The same words to many people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.sameness import LONGEST, MOST_COMPARED, bare, people_told_the_same

SORRY = "We are so sorry about this. Please send us a private message and we will look into it."


@pytest.mark.parametrize(
    ("said", "same"),
    [
        (SORRY, 1),
        (f"@mara {SORRY} ^JB", 1),
        (SORRY.upper(), 1),
        (SORRY.replace("private message", "message") + " Code 4XK-9", 1),
        ("Hello Mara! We are so sorry about that. Please send us a private message, we will look into it.", 1),
        ("Our shop in the harbour opens at nine, and the repair desk is on the first floor.", 0),
        ("We are so sorry about this. It should not have gone like that, and your driver knows it now.", 0),
        ("", 0),
    ],
)
def test_people_told_the_same(said: str, same: int) -> None:
    assert people_told_the_same(SORRY, [("tom", said)]) == same


def test_a_person_told_twice_counts_once() -> None:
    assert people_told_the_same(SORRY, [("tom", SORRY), ("tom", SORRY), ("kim", SORRY)]) == 2


def test_thanks_may_be_said_to_everybody() -> None:
    assert people_told_the_same("Thank you, Mara!", [("tom", "Thank you, Tom!")] * 9) == 0


def test_it_looks_back_so_far_and_no_further() -> None:
    told = [(str(number), "Our shop opens at nine every day of the week.") for number in range(MOST_COMPARED)]
    assert people_told_the_same(SORRY, [*told, ("late", SORRY)]) == 0


@given(st.text(max_size=300), st.lists(st.tuples(st.text(max_size=3), st.text(max_size=300)), max_size=9))
def test_it_never_counts_more_people_than_there_are(text: str, told: list[tuple[str, str]]) -> None:
    assert people_told_the_same(text, told) <= len({person for person, _ in told})


@given(st.text(max_size=2 * LONGEST))
def test_bare_words_are_bounded(text: str) -> None:
    assert len(bare(text)) <= 20 * LONGEST

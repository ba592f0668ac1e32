"""Places kept to be compared with many others at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.text.spans import Spans

_SPAN = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda one: (one[0], one[0] + one[1]))


def _kept(*places: tuple[int, int]) -> Spans:
    spans = Spans()
    for place in places:
        spans.add(*place)
    return spans


@pytest.mark.parametrize(
    ("place", "holds", "meets"),
    [
        ((4, 8), True, True),
        ((5, 6), True, True),
        ((4, 9), False, True),
        ((3, 8), False, True),
        ((8, 10), False, False),
        ((2, 4), False, False),
        ((7, 14), False, True),
        ((9, 11), False, True),
        ((0, 20), False, True),
    ],
)
def test_a_place_lies_in_one_of_them_or_touches_one(place: tuple[int, int], holds: bool, meets: bool) -> None:
    spans = _kept((4, 8), (10, 14), (11, 12))
    assert (spans.hold(*place), spans.meet(*place)) == (holds, meets)


def test_nothing_lies_in_none() -> None:
    assert (Spans().hold(0, 1), Spans().meet(0, 1)) == (False, False)


@given(st.lists(_SPAN, max_size=20), _SPAN)
def test_they_answer_as_if_each_was_asked(places: list[tuple[int, int]], place: tuple[int, int]) -> None:
    start, end = place
    spans = _kept(*places)
    assert spans.hold(start, end) == any(left <= start and end <= right for left, right in places)
    assert spans.meet(start, end) == any(left < end and start < right for left, right in places)

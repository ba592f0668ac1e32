"""Sums of packed weights are the sums of the weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from parlour.core.triage.lanes import LANES, Lanes, pack, unpack


def sums(lanes: Lanes) -> list[int]:
    columns = unpack(lanes.numbers.sum(axis=1, keepdims=True))[0, : lanes.columns]
    return [int(column) for column in columns]


@st.composite
def tables(draw: st.DrawFn) -> NDArray[np.int8]:
    rows, columns = draw(st.integers(1, 400)), draw(st.integers(1, 2 * LANES + 1))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return chance.integers(-127, 128, (rows, columns)).astype(np.int8)


@given(tables())
def test_sums_of_packed_weights_are_packed_sums(weights: NDArray[np.int8]) -> None:
    assert sums(pack(weights)) == weights.astype(np.int64).sum(axis=0).tolist()


def test_packed_lanes_hold_the_longest_text() -> None:
    weights = np.tile(np.array([[127, -127, 127]], np.int8), (8100, 1))
    assert sums(pack(weights)) == [127 * 8100, -127 * 8100, 127 * 8100]


@given(tables(), st.sampled_from([0, 1, 7_000, 20_000, 10**6]))
def test_groups_are_all_numbers_in_their_order(weights: NDArray[np.int8], looked_up: int) -> None:
    lanes = pack(weights)
    assert np.concatenate(list(lanes.groups(looked_up))).tolist() == lanes.numbers.tolist()


@pytest.mark.parametrize(("looked_up", "together"), [(1, 2), (20_000, 1), (10**6, 1)])
def test_the_more_is_looked_up_the_fewer_numbers_are_worked_on_together(looked_up: int, together: int) -> None:
    lanes = pack(np.ones((4, LANES + 1), np.int8))
    assert len(next(lanes.groups(looked_up))) == together

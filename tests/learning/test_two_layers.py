"""States are made alike before a small network learns from them."""

import numpy as np
import pytest

from parlour.learning.two_layers import LEAST_SPREAD, standardised

CHANCE = np.random.default_rng(7)


def test_states_come_out_with_means_of_nothing_and_spreads_of_one() -> None:
    states = (CHANCE.standard_normal((500, 3)) * (0.1, 1, 20) + (5, -1, 0)).astype(np.float32)
    alike, centre, spread = standardised(states)
    assert alike.mean(axis=0) == pytest.approx(np.zeros(3), abs=1e-4)
    assert alike.std(axis=0) == pytest.approx(np.ones(3), abs=1e-4)
    assert np.allclose(alike * spread + centre, states, atol=1e-4)


@pytest.mark.parametrize("noise", [0, 1e-7, 1e-5])
def test_a_state_that_is_always_the_same_says_nothing(noise: float) -> None:
    """What differs is the last bits, which another processor computes otherwise."""
    states = (0.3 + noise * CHANCE.standard_normal((500, 1))).astype(np.float32)
    alike, centre, spread = standardised(states)
    assert spread.tolist() == [LEAST_SPREAD]
    assert np.abs(alike).max() < 0.1
    elsewhere = (states + np.float32(1e-6) - centre) / spread
    assert np.abs(elsewhere - alike).max() < 0.01

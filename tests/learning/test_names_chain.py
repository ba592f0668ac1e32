"""The learner of sequences: its expectations are those of trying all sequences, its steps lead downhill."""

from itertools import pairwise, product

import numpy as np
import pytest
from numpy.testing import assert_allclose

from parlour.learning.names_chain import Chain, Sequences, _expected, learn


def test_expectations_are_those_of_all_sequences() -> None:
    random = np.random.default_rng(1)
    scores = random.normal(size=(2, 3, 2)).astype(np.float32)
    between, opening = random.normal(size=(2, 2)).astype(np.float32), random.normal(size=2).astype(np.float32)
    allowed = np.ones((2, 3, 2), np.bool_)
    allowed[1, 1, 0] = False
    found = _expected(scores, allowed, between, opening)
    pairs = np.zeros((2, 2))
    for row in range(2):
        paths = [path for path in product(range(2), repeat=3) if all(allowed[row, p, t] for p, t in enumerate(path))]
        worth = [
            opening[path[0]]
            + sum(scores[row, place, tag] for place, tag in enumerate(path))
            + sum(between[one, other] for one, other in pairwise(path))
            for path in paths
        ]
        chances = np.exp(worth) / np.exp(worth).sum()
        tags = np.zeros((3, 2))
        for path, chance in zip(paths, chances, strict=True):
            for place, tag in enumerate(path):
                tags[place, tag] += chance
            for one, other in pairwise(path):
                pairs[one, other] += chance
        assert_allclose(found.tags[row], tags, atol=1e-5)
        assert_allclose(found.chance[row], np.log(np.exp(worth).sum()), atol=1e-5)
    assert_allclose(found.pairs, pairs, atol=1e-5)


def alternating(count: int) -> Sequences:
    """Sequences of three words in which mark 1 is tag 1; between two of them a word without a sign is tag 1 too."""
    called = np.tile(np.array([[1, 2, 1]], np.uint16), (1, count))
    allowed = np.zeros((3 * count, 2), np.bool_)
    allowed[:, 1] = True
    plain = np.tile(np.array([[2, 2, 2]], np.uint16), (1, count))
    none = np.zeros((3 * count, 2), np.bool_)
    none[:, 0] = True
    return Sequences(
        np.concatenate((called, plain), axis=1),
        np.concatenate((allowed, none)),
        np.arange(0, 6 * count + 1, 3),
        of_word=(),
    )


def test_what_is_allowed_becomes_likely() -> None:
    chain = learn(alternating(40), 4, seed=1, rounds=20, rate=0.5)
    assert chain.weights[1, 1] > chain.weights[1, 0]
    assert chain.between[1, 1] + chain.between[0, 0] > chain.between[0, 1] + chain.between[1, 0]


def test_steps_lower_the_loss() -> None:
    chain = Chain(4, 2)
    called = np.array([[[1, 2, 1]]])
    allowed = np.array([[[False, True], [True, False], [False, True]]])
    losses = [chain.step(called, allowed, 0.2) for _ in range(30)]
    assert losses[-1] < losses[0] / 4


def test_the_same_seed_learns_the_same() -> None:
    one, other = (learn(alternating(5), 4, seed=9, rounds=2) for _ in range(2))
    assert one.weights.tobytes() == other.weights.tobytes()


@pytest.mark.parametrize("buckets", [4, 8])
def test_forgotten_words_weigh_nothing(buckets: int) -> None:
    assert not learn(alternating(5), buckets, seed=3, rounds=2).weights[-1].any()

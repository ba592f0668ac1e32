"""Schemes of intents: sums of weights, two readings joined, and texts judged each for itself."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from parlour.core.text.layers import Layer, TwoLayers
from parlour.core.triage.grams import count_grams
from parlour.core.triage.schemes import Closer, Linear, OverStates, Scheme, Told, entries
from parlour.core.triage.states import StateReader
from parlour.core.triage.tokens import tokenize
from parlour.knowledge.triage.schemes import state_reader

LABELS = ("card", "transfer")
TEXTS = ("where is my card", "the transfer failed", "", "🙂🙂", "card card transfer")


def buckets_of(word: str) -> np.ndarray:
    tokens = tokenize([word])
    return np.unique(entries(tokens, count_grams(tokens, (2, 3, 4)))[0])


def linear() -> Linear:
    """Every feature of a label's own name weighs three for it."""
    card, transfer = buckets_of("card"), buckets_of("transfer")
    buckets = np.union1d(card, transfer)
    weights = np.stack([np.isin(buckets, card), np.isin(buckets, transfer)], axis=1).astype(np.int8) * 3
    return Linear((2, 3, 4), buckets, weights, np.array([0.5, 0.25]), np.array([0.0, 0.1]))


@pytest.fixture(scope="module")
def reader() -> StateReader:
    return state_reader()


@pytest.fixture
def scheme(reader: StateReader) -> Scheme:
    width = len(reader.read(""))
    chance = np.random.default_rng(5)
    hidden, answer = (
        Layer(chance.integers(-9, 9, size).astype(np.int8), np.full(size[1], 0.01), np.full(size[1], 0.1))
        for size in ((width, 6), (6, 2))
    )
    encoded = OverStates(reader, TwoLayers(np.zeros(width), np.ones(width), hidden, answer))
    return Scheme("bank", "bank+0", LABELS, linear(), 2.0, Closer(encoded, 0.7, 0.3))


def plainly(text: str) -> list[float]:
    """The same sums, feature by feature."""
    read, tokens = linear(), tokenize([text])
    grams = count_grams(tokens, read.run_lengths)
    sums = np.zeros(2)
    for bucket in entries(tokens, grams)[0]:
        for place in np.flatnonzero(read.buckets == bucket):
            sums += read.weights[place]
    scores: list[float] = (sums * read.gain / np.sqrt(grams.size[0]) + read.bias).tolist()
    return scores


@pytest.mark.parametrize("text", TEXTS)
def test_linear_scores_are_sums_of_weights(text: str) -> None:
    assert linear().read([text])[0].tolist() == pytest.approx(plainly(text))


def test_linear_scores_do_not_depend_on_neighbours() -> None:
    together = linear().read(TEXTS)
    assert np.array_equal(together, np.vstack([linear().read([text]) for text in TEXTS]))
    assert linear().read([]).shape == (0, 2)


def test_scheme_whose_linear_reading_weighs_nothing_knows_how_common_labels_are() -> None:
    empty = replace(linear(), buckets=np.zeros(0, np.int64), weights=np.zeros((0, 2), np.int8))
    assert empty.read(TEXTS[:2]).tolist() == [[0.0, 0.1], [0.0, 0.1]]


def test_likeliest_label_is_told_with_its_probability(scheme: Scheme) -> None:
    fast = replace(scheme, closer=None)
    told = fast.tell(["where is my card", "the transfer failed"], [True, True])
    assert [found.label for found in told] == ["card", "transfer"]
    assert all(0.5 < found.p < 1 for found in told)
    assert fast.chances(TEXTS, [True] * len(TEXTS)).sum(axis=1) == pytest.approx(1)


def test_both_readings_are_joined_as_they_count(scheme: Scheme) -> None:
    assert scheme.closer
    text = TEXTS[0]
    logits = 0.7 * scheme.linear.read([text])[0] + 0.3 * scheme.closer.reading.read(text)
    expected = np.exp(logits) / np.exp(logits).sum()
    assert scheme.chances([text], [True])[0] == pytest.approx(expected)


def test_what_was_not_said_to_the_company_is_read_by_the_linear_scores_alone(scheme: Scheme) -> None:
    fast = replace(scheme, closer=None)
    apart = scheme.chances(TEXTS[:2], [True, False])
    assert np.array_equal(apart[1], fast.chances(TEXTS[1:2], [True])[0])
    assert not np.array_equal(apart[0], fast.chances(TEXTS[:1], [True])[0])


@pytest.mark.parametrize("order", [[4, 3, 2, 1, 0], [0, 0, 1], []])
def test_order_and_company_change_nothing(scheme: Scheme, order: Sequence[int]) -> None:
    alone: list[Told] = [scheme.tell([TEXTS[i]], [True])[0] for i in order]
    assert scheme.tell([TEXTS[i] for i in order], [True] * len(order)) == alone


def test_more_texts_than_are_read_at_once_are_all_told(scheme: Scheme) -> None:
    fast = replace(scheme, closer=None)
    assert len(fast.tell(["card"] * 600, [True] * 600)) == 600


def test_very_long_text_is_read_from_its_beginning(scheme: Scheme) -> None:
    long = "where is my card " * 60_000
    assert scheme.tell([long], [True]) == scheme.tell([long[:200_000]], [True])

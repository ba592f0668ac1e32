"""The learner finds what is there, and says how sure it is."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from parlour.learning.calibration import platt, temperature
from parlour.learning.logistic import Rows, fit, minimise


def rows(dense: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Rows:
    first = np.arange(len(dense) + 1, dtype=np.int64) * dense.shape[1]
    column = np.tile(np.arange(dense.shape[1], dtype=np.int32), len(dense))
    return Rows(column, dense.ravel().astype(np.float32), first, dense.shape[1])


def test_sparse_products_are_matrix_products() -> None:
    dense = np.arange(12.0).reshape(4, 3)
    weights, residual = np.array([1.0, -2.0, 0.5]), np.array([1.0, 0.0, -1.0, 2.0])
    assert_allclose(rows(dense).times(weights), dense @ weights)
    assert_allclose(rows(dense).transposed_times(residual), dense.T @ residual)
    assert_allclose(rows(dense).some(np.array([3, 1])).times(weights), dense[[3, 1]] @ weights)


def test_minimise_finds_the_bottom_of_a_bowl() -> None:
    scale, bottom = np.array([1.0, 10.0, 100.0]), np.array([3.0, -2.0, 1.0])

    def bowl(
        point: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    ) -> tuple[float, np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
        gap = point - bottom
        return float(scale @ gap**2), 2 * scale * gap

    assert_allclose(minimise(bowl, np.zeros(3), 100, 1e-14), bottom, atol=1e-4)


def test_fit_recovers_the_weights_behind_the_answers() -> None:
    random = np.random.default_rng(3)
    dense = random.normal(size=(20_000, 2))
    truth = np.array([1.5, -1.0])
    answers = (random.random(len(dense)) < 1 / (1 + np.exp(-(dense @ truth + 0.5)))).astype(float)
    weights, bias = fit(rows(dense), answers, importance=np.ones(len(dense)), penalty=1e-9)
    assert_allclose(weights, truth, atol=0.1)
    assert bias == pytest.approx(0.5, abs=0.1)


def test_platt_undoes_a_stretch_and_a_shift_per_group() -> None:
    random = np.random.default_rng(4)
    margins = random.normal(size=20_000)
    group = np.eye(2)[random.integers(0, 2, len(margins))]
    chance = 1 / (1 + np.exp(-(margins + group @ np.array([1.0, -1.0]))))
    answers = (random.random(len(margins)) < chance).astype(float)
    slope, shift = platt(margins * 2, group, answers, np.ones(len(margins)))
    assert slope == pytest.approx(0.5, abs=0.05)
    assert_allclose(shift, [1.0, -1.0], atol=0.1)


def test_temperature_cools_an_overconfident_score() -> None:
    random = np.random.default_rng(5)
    margins = random.normal(size=(5000, 3))
    chance = np.exp(margins) / np.exp(margins).sum(axis=1, keepdims=True)
    answers = np.array([random.choice(3, p=row) for row in chance])
    assert temperature(margins * 4, answers) == pytest.approx(0.25, rel=0.15)

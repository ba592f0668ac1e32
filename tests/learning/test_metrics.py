"""The figures of the model card, on cases small enough to count by hand."""

import math

import numpy as np
import pytest

from parlour.learning.evaluate import Sample
from parlour.learning.metrics import auc, ece, f1, interval, macro_f1, precision, recall

YES_NO = np.array([True, True, False, False])


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([0.9, 0.8, 0.2, 0.1], 1.0),
        ([0.1, 0.2, 0.8, 0.9], 0.0),
        ([0.5, 0.5, 0.5, 0.5], 0.5),
        ([0.9, 0.3, 0.4, 0.1], 0.75),
    ],
)
def test_auc_counts_pairs(scores: list[float], expected: float) -> None:
    assert auc(YES_NO, np.array(scores)) == expected


def test_metrics_at_one_half() -> None:
    scores = np.array([0.9, 0.4, 0.6, 0.1])
    assert (precision(YES_NO, scores), recall(YES_NO, scores), f1(YES_NO, scores)) == (0.5, 0.5, 0.5)


def test_metrics_without_a_case_are_not_numbers() -> None:
    none = np.zeros(3, np.bool_)
    assert math.isnan(auc(none, np.zeros(3)))
    assert math.isnan(recall(none, np.zeros(3)))
    assert math.isnan(precision(none, np.zeros(3)))


def test_calibration_error_is_the_gap_between_said_and_seen() -> None:
    answers = np.array([True, False] * 50)
    assert ece(answers, np.full(100, 0.5), bins=1) == pytest.approx(0.0)
    assert ece(answers, np.full(100, 0.8), bins=1) == pytest.approx(0.3)


def test_macro_f1_leaves_out_classes_that_do_not_occur() -> None:
    assert macro_f1(np.array([0, 0, 1]), np.array([0, 0, 0]), 3) == pytest.approx((0.8 + 0.0) / 2)


def test_interval_holds_the_value_and_repeats() -> None:
    values = np.arange(100) % 2
    found = interval(lambda chosen: float(values[chosen].mean()), 100, seed=1)
    assert found[0] < 0.5 < found[1]
    assert found == interval(lambda chosen: float(values[chosen].mean()), 100, seed=1)


def test_sample_without_yes_measures_only_how_often_yes_is_said() -> None:
    sample = Sample("heat", "calm", np.zeros(40, np.bool_), np.linspace(0, 1, 40))
    assert [(figure.metric, figure.value) for figure in sample.figures()] == [("said yes", 0.5)]

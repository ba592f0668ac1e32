"""Drift: nothing is said of few posts, chance raises no alarm, and what really moved does."""

import math

import numpy as np
import pytest

from parlour.core.triage.drift import ALARM, LEAST, Judged, mean, moved, share, shares_of


def scores(n: int, *, off: float = 0.0, seed: int = 0) -> list[float]:
    random = np.random.default_rng(seed)
    found: list[float] = (1 / (1 + np.exp(-random.normal(-1 + off, 1.5, n)))).round(2).tolist()
    return found


@pytest.mark.parametrize("n", [0, LEAST - 1])
def test_of_too_few_nothing_is_said(n: int) -> None:
    assert (share(0, n), mean([0.5] * n), moved(scores(n), scores(500)), moved(scores(500), scores(n))) == (None,) * 4


def test_share_has_wilsons_interval() -> None:
    span = share(10, 100)
    assert span is not None
    assert (span.value, round(span.low, 4), round(span.high, 4), span.n) == (0.1, 0.0552, 0.1744, 100)


def test_share_of_none_and_of_all_stay_within_bounds() -> None:
    none, every = share(0, 200), share(200, 200)
    assert none is not None
    assert every is not None
    assert (none.low, every.high) == pytest.approx((0.0, 1.0))
    assert 0 < none.high < 0.03


def test_mean_has_a_normal_interval() -> None:
    span = mean([0.0, 1.0] * 50)
    assert span is not None
    assert (span.value, round(span.high - span.low, 3)) == (0.5, 0.197)


def test_the_same_posts_have_not_moved() -> None:
    far = moved(scores(1000), scores(1000))
    assert far is not None
    assert (far.psi, far.alarm, far.alarm_at) == (0.0, False, ALARM)


def test_posts_of_another_kind_raise_the_alarm() -> None:
    far = moved(scores(2000), scores(1000, off=1.2, seed=1))
    assert far is not None
    assert far.alarm


@pytest.mark.parametrize("n", [LEAST, 300, 2000])
def test_chance_alone_raises_no_alarm(n: int) -> None:
    drawn = [moved(scores(4 * n, seed=2 * seed), scores(n, seed=2 * seed + 1)) for seed in range(60)]
    assert [far.psi for far in drawn if far and far.alarm] == []


def test_of_few_posts_more_is_needed_for_an_alarm() -> None:
    few, many = moved(scores(LEAST), scores(LEAST, seed=1)), moved(scores(9000), scores(9000, seed=1))
    assert few is not None
    assert many is not None
    assert few.alarm_at > many.alarm_at == ALARM


def test_an_output_that_is_nearly_always_nothing_can_be_compared() -> None:
    far = moved([0.0] * 990 + [0.5] * 10, [0.0] * 500)
    assert far is not None
    assert not far.alarm
    assert math.isfinite(far.psi)
    loud = moved([0.0] * 1000, [0.0] * 500 + [0.7] * 500)
    assert loud is not None
    assert loud.alarm


def test_weeks_are_added_up() -> None:
    both = Judged(posts=2, scores={"heat": [0.1, 0.2]})
    both.yes["heat"] += 1
    other = Judged(posts=1, unsure=1, scores={"heat": [0.9], "urgency": [0.3]})
    other.yes["heat"] += 1
    both.add(other)
    assert (both.posts, both.unsure, both.yes["heat"]) == (3, 1, 2)
    assert both.scores == {"heat": [0.1, 0.2, 0.9], "urgency": [0.3]}


def test_the_most_frequent_come_first() -> None:
    assert shares_of({"es": 1, "en": 8, "de": 1}, 10, most=2) == {"en": 0.8, "de": 0.1}

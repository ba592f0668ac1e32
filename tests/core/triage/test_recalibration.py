"""What labels of a brand teach: never from too few, never far, and only where it helps on labels not seen."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parlour.core.triage.evidence import Bound, Evidence, Floats, Ints, weigh, worst
from parlour.core.triage.recalibration import (
    LEAST,
    LEAST_FOR_SLOPE,
    MOST,
    SLOPES,
    Learnt,
    Shift,
    apply,
    fit,
    learn,
    named,
)


def brand(n: int, *, off: float = 0.0, stretched: float = 1.0, seed: int = 0) -> Evidence:
    """n labels of a yes/no output whose true log-odds are `stretched` times what triage says, plus `off`."""
    random = np.random.default_rng(seed)
    logits = random.normal(-0.5, 1.5, n)
    answer = (random.random(n) < 1 / (1 + np.exp(-(stretched * logits + off)))).astype(np.int64)
    return Evidence(logits[:, None], answer, (logits >= 0).astype(np.int64), np.arange(n), np.zeros(n, bool), {})


def family(n: int, *, off: tuple[float, ...], seed: int = 0) -> Evidence:
    random = np.random.default_rng(seed)
    logits = random.normal(0, 1.2, (n, len(off)))
    mass = np.exp(logits + np.array(off))
    chances = mass / mass.sum(axis=1, keepdims=True)
    answer = np.array([random.choice(len(off), p=row) for row in chances])
    told = np.log(np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True))
    return Evidence(told, answer, logits.argmax(axis=1), np.arange(n), np.zeros(n, bool), {})


def handled(n: int, *, off: float, fair: float, seed: int) -> tuple[Evidence, Floats, Ints]:
    """Labels as they come about: of n handled posts people correct three wrong ones of ten and confirm three right ones
    of a hundred; `fair` of all were chosen by chance and judged whole. With log-odds and answers of all."""
    random = np.random.default_rng(seed)
    logits = random.normal(-1.5, 1.6, n)
    answer = (random.random(n) < 1 / (1 + np.exp(-(logits + off)))).astype(np.int64)
    verdict = (logits >= 0).astype(np.int64)
    chosen = random.random(n) < fair
    given = chosen | (random.random(n) < np.where(answer == verdict, 0.03, 0.3))
    counts = {value: int((verdict == value).sum()) for value in (0, 1)}
    labels = Evidence(logits[given, None], answer[given], verdict[given], np.flatnonzero(given), chosen[given], counts)
    return labels, logits, answer


def gain(evidence: Evidence, logits: Floats, answer: Ints) -> float:
    """By how much the log loss of all handled posts falls by what is kept."""

    def loss(odds: Floats) -> float:
        return float(np.mean(np.logaddexp(0, odds) - answer * odds))

    learnt = learn(evidence)
    return loss(logits) - loss(apply(logits[:, None], shift_of(learnt))[:, 0]) if learnt.kept else 0.0


def shift_of(learnt: Learnt) -> Shift:
    assert learnt.shift is not None
    return learnt.shift


def test_a_brand_that_differs_is_found_and_both_figures_fall() -> None:
    learnt = learn(brand(250, off=1.2))
    assert learnt.kept
    assert 0.8 < shift_of(learnt).shift[0] < 1.4
    assert shift_of(learnt).slope == 1.0
    assert learnt.loss is not None
    assert learnt.ece is not None
    assert learnt.loss[1] < learnt.loss[0]
    assert learnt.ece[1] < learnt.ece[0]


def test_of_many_labels_the_slope_is_learnt_too() -> None:
    learnt = learn(brand(LEAST_FOR_SLOPE + 500, stretched=0.5, seed=3))
    assert learnt.kept
    assert 0.45 < shift_of(learnt).slope < 0.75


def test_a_brand_like_all_others_is_mostly_left_alone() -> None:
    kept = [learn(brand(200, seed=seed)) for seed in range(40)]
    assert sum(one.kept for one in kept) <= 8
    assert max(abs(shift_of(one).shift[0]) for one in kept) < 0.6


@pytest.mark.parametrize("off", [0.0, 0.7, -0.7])
def test_labels_of_people_who_correct_more_than_they_confirm_do_no_harm(off: float) -> None:
    gains = [gain(*handled(3000, off=off, fair=0.05, seed=seed)) for seed in range(8)]
    assert min(gains) >= 0


@pytest.mark.parametrize("off", [1.2, -1.2])
def test_posts_chosen_by_chance_let_a_brand_that_differs_be_found(off: float) -> None:
    gains = [gain(*handled(3000, off=off, fair=0.1, seed=seed)) for seed in range(4)]
    assert min(gains) > 0.04
    assert [gain(*handled(3000, off=off, fair=0.0, seed=seed)) for seed in range(4)] == [0.0] * 4


def test_few_labels_are_drawn_to_no_change() -> None:
    few, many = (shift_of(learn(brand(n, off=1.2, seed=5))).shift[0] for n in (LEAST, 600))
    assert 0 < few < many


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        (brand(LEAST - 1), f"Not enough data: {LEAST - 1} of {LEAST} labels."),
        (replace(brand(40), answer=np.zeros(40, np.int64)), "Not enough data: fewer than 5 labels of a second answer."),
        (
            replace(brand(40), answer=np.arange(40) % 2, verdict=1 - np.arange(40) % 2),
            "Not enough data: 0 of 10 labels that say triage was right.",
        ),
        (brand(0), f"Not enough data: 0 of {LEAST} labels."),
    ],
)
def test_too_little_teaches_nothing(evidence: Evidence, why: str) -> None:
    learnt = learn(evidence)
    assert (learnt.kept, learnt.why, learnt.shift) == (False, why, None)


def test_corrections_of_what_nobody_confirmed_count_nothing() -> None:
    """Forty times yes was wrong, says whoever corrected; of the thousand other yeses nobody said anything."""
    wrong = replace(brand(40), answer=np.zeros(40, np.int64), verdict=np.ones(40, np.int64), handled={1: 1000})
    assert learn(wrong).why == f"Not enough data: 0 of {LEAST} labels."


@pytest.mark.parametrize(
    ("bound", "wrong"),
    [
        (Bound(posts=1000, corrected=30, confirmed=30), (0.03, 0.5)),
        (Bound(posts=60, corrected=30, confirmed=30), (0.5, 0.5)),
        (Bound(posts=1000, corrected=0, confirmed=30), (0.0, 0.0)),
        (Bound(posts=30, corrected=30, confirmed=0), (1.0, 1.0)),
        (Bound(posts=1000, corrected=30, confirmed=120, fair=100, fair_wrong=10), (0.0678, 0.1451)),
        (Bound(posts=1000, corrected=30, confirmed=30, fair=2, fair_wrong=0), (0.03, 0.451)),
        (Bound(posts=100, corrected=60, confirmed=10, fair=10, fair_wrong=0), (0.6, 0.6)),
    ],
)
def test_how_often_triage_was_wrong_is_known_within_bounds(bound: Bound, wrong: tuple[float, float]) -> None:
    assert bound.wrong == pytest.approx(wrong, abs=1e-3)
    assert 0 <= bound.wrong[0] <= bound.wrong[1] <= 1


def test_labels_stand_for_the_posts_that_were_handled() -> None:
    """Of 1,000 yeses 30 were corrected and 30 confirmed; were 100 wrong, the corrected ones count for a tenth."""
    answer = np.repeat([0, 1], 30)
    evidence = replace(brand(60), answer=answer, verdict=np.ones(60, np.int64), handled={1: 1000})
    weights = weigh(evidence, evidence.bounds(), {1: 0.1})
    assert weights.sum() == pytest.approx(60)
    assert weights[answer == 0].sum() / 60 == pytest.approx(0.1)


def test_the_worst_rates_are_those_at_which_most_is_lost() -> None:
    answer = np.repeat([0, 1], 30)
    evidence = replace(brand(60), answer=answer, verdict=np.ones(60, np.int64), handled={1: 1000})
    for loss, share in ((np.where(answer == 0, 1.0, 0.0), 0.5), (np.where(answer == 0, 0.0, 1.0), 0.03)):
        assert worst(evidence, evidence.bounds(), loss)[answer == 0].sum() / 60 == pytest.approx(share)


def test_a_family_gets_a_shift_for_each_answer_that_was_given_often_enough() -> None:
    learnt = learn(family(400, off=(1.0, 0.0, -1.0)))
    shift = shift_of(learnt)
    assert learnt.kept
    assert shift.shift[0] - shift.shift[2] > 1.2
    rare = family(400, off=(0.5, 0.0, -30.0))
    assert shift_of(learn(rare)).shift[2] == 0.0


@given(st.integers(30, 120), st.floats(-4, 4), st.integers(0, 50))
@settings(max_examples=40, deadline=None)
def test_no_shift_is_larger_than_the_bound(n: int, off: float, seed: int) -> None:
    evidence = brand(n, off=off, seed=seed)
    shift = fit(evidence, evidence.bounds())
    assert abs(shift.shift[0]) <= MOST
    assert SLOPES[0] <= shift.slope <= SLOPES[1]


@given(st.permutations(list(range(60))))
@settings(max_examples=20, deadline=None)
def test_order_of_labels_changes_nothing(order: list[int]) -> None:
    evidence = brand(60, off=1.0)
    mixed = replace(evidence, logits=evidence.logits[order], answer=evidence.answer[order],
                    verdict=evidence.verdict[order], group=evidence.group[order])  # fmt: skip
    one, other = learn(evidence), learn(mixed)
    assert (one.kept, one.labels, one.agreed) == (other.kept, other.labels, other.agreed)
    assert shift_of(one).shift == pytest.approx(shift_of(other).shift)


def test_a_shift_moves_log_odds() -> None:
    assert apply(np.array([[1.0], [-2.0]]), Shift(2.0, (0.5,))).tolist() == [[2.5], [-3.5]]


def test_only_what_changes_is_named() -> None:
    assert named(("a", "b"), Shift(1.0, (0.0, 0.4))) == {"b": (1.0, 0.4)}

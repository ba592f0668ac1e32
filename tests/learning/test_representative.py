"""Posts that chance set aside count so that yes is as frequent among them as among all posts."""

import numpy as np
import pytest

from parlour.learning.examples import Example, Part
from parlour.learning.representative import representative

OUTPUTS = ("urgency", "heat", "intent.refund", "intent.talk")


def example(urgent: float | None, *, source: str = "written", part: Part = "dev") -> Example:
    labels = {"intent.refund": 1.0, "intent.talk": 0.0} | ({} if urgent is None else {"urgency": urgent})
    return Example("said", source, part, labels)


def test_too_many_urgent_posts_count_less_and_the_others_more() -> None:
    # One in ten is urgent; of the ten that were set aside, five.
    examples = [example(float(n < 20)) for n in range(200)]
    aside = [*range(5), *range(100, 105)]
    counts = representative(examples, aside, OUTPUTS)[:, 0]
    assert counts[:5].sum() / counts.sum() == pytest.approx(21 / 202)
    assert counts.sum() == pytest.approx(10, rel=0.02)


def test_real_posts_count_six_times_in_the_shares() -> None:
    examples = [example(1.0, source="care") for _ in range(30)] + [example(0.0) for _ in range(60)]
    counts = representative(examples, [0, *range(30, 60)], OUTPUTS)[:, 0]
    # Of 30 real posts, all urgent, and 60 written ones three quarters are urgent; of those set aside 6 of 36.
    assert counts[0] == pytest.approx((181 / 242) / (7 / 38))


def test_posts_to_measure_on_are_not_looked_at() -> None:
    learnt = [example(float(n % 2)) for n in range(40)]
    measured = [example(1.0, part="test") for _ in range(500)]
    assert np.array_equal(
        representative(learnt, range(10), OUTPUTS), representative(learnt + measured, range(10), OUTPUTS)
    )


def test_families_questions_nobody_asked_and_other_sets_count_one() -> None:
    examples = [example(float(n < 20)) for n in range(200)]
    examples += [example(None), example(1.0, source="goemotions", part="dev")]
    counts = representative(examples, [0, 150, 200, 201], OUTPUTS)
    assert (counts[:, 2:] == 1).all()
    assert counts[3].tolist() == [1, 1, 1, 1]
    assert counts[:2, 0].tolist() != [1, 1]

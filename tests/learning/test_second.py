"""Two readings become one: each counts as much as it helps, and the sum is a true chance."""

import numpy as np
import pytest

from parlour.learning.second import Readings, join

OUTPUTS = ("heat", "sentiment.negative", "sentiment.neutral", "sentiment.positive")
POSTS = 4000


@pytest.fixture(scope="module")
def drawn() -> dict[str, np.ndarray]:
    """True log-odds, of which the first reading sees half and the second the other half; noise sees nothing.

    Abroad, in the second language, the second reading sees nothing at all.
    """
    random = np.random.default_rng(3)
    halves = random.normal(0, 1.5, (2, POSTS, 1))
    heat = random.random((POSTS, 1)) < 1 / (1 + np.exp(-halves.sum(axis=0)))
    mood = np.eye(3)[random.integers(0, 3, POSTS)]
    return {
        "first": np.hstack([halves[0], mood * 2 - 1 + random.normal(0, 1, (POSTS, 3))]),
        "other": np.hstack([halves[1], random.normal(0, 1, (POSTS, 3))]),
        "answers": np.hstack([heat, mood]).astype(np.float64),
        "languages": np.eye(2)[random.integers(0, 2, POSTS)],
    }


def joined(drawn: dict[str, np.ndarray], **other: np.ndarray) -> dict[str, np.ndarray]:
    given = drawn | other
    alike = np.ones(given["answers"].shape)
    return join(Readings(given["first"], given["other"], given["answers"], given["languages"], alike), OUTPUTS)


def test_readings_that_see_half_each_count_the_same(drawn: dict[str, np.ndarray]) -> None:
    found = joined(drawn)
    assert found["second_linear"][:, 0] == pytest.approx(1, abs=0.15)
    assert found["second_encoded"][:, 0] == pytest.approx(1, abs=0.2)
    assert found["second_shift"].shape == (2, 4)


def test_noise_counts_for_nothing_and_classes_of_a_family_weigh_alike(drawn: dict[str, np.ndarray]) -> None:
    found = joined(drawn)
    assert found["second_encoded"][:, 1:] == pytest.approx(0, abs=0.15)
    assert len(set(found["second_linear"][0, 1:].tolist())) == 1


def test_reading_that_sees_nothing_abroad_counts_less_there(drawn: dict[str, np.ndarray]) -> None:
    abroad = drawn["languages"][:, 1] > 0
    blind = np.where(abroad[:, None], np.random.default_rng(4).normal(0, 1.5, (POSTS, 4)), drawn["other"])
    found = joined(drawn, other=blind)
    assert found["second_encoded"][0, 0] == pytest.approx(1, abs=0.2)
    assert found["second_encoded"][1, 0] == pytest.approx(0, abs=0.2)


def test_reading_that_is_wrong_on_purpose_is_left_out(drawn: dict[str, np.ndarray]) -> None:
    found = joined(drawn, other=-drawn["first"] * 0.9)
    assert (found["second_encoded"] >= 0).all()


def test_questions_nobody_asked_teach_nothing(drawn: dict[str, np.ndarray]) -> None:
    silent = drawn["answers"].copy()
    silent[::2, 0] = np.nan
    asked = {name: values[1::2] for name, values in drawn.items()}
    whole, part = joined(drawn, answers=silent), joined(asked)
    assert whole["second_linear"][0, 0] == pytest.approx(part["second_linear"][0, 0], abs=1e-3)


def test_posts_count_by_their_importance(drawn: dict[str, np.ndarray]) -> None:
    half = np.arange(POSTS) % 2 == 0
    counts = np.where(half, 1.0, 0.0)[:, None] * np.ones(len(OUTPUTS))
    weighed = join(Readings(drawn["first"], drawn["other"], drawn["answers"], drawn["languages"], counts), OUTPUTS)
    alone = joined({name: values[half] for name, values in drawn.items()})
    assert weighed["second_shift"] == pytest.approx(alone["second_shift"], abs=1e-3)

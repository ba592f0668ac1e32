"""Whether probabilities mean what they say, counted on posts made for it."""

import numpy as np
import pytest

from parlour.core.nouns.assessment import Assessment, Route
from parlour.core.triage.knowledge import Thresholds
from parlour.learning.evaluate import BOTH, slices
from parlour.learning.examples import Example
from parlour.learning.metrics import curve, ece, false_alarms
from parlour.learning.reliability import doubts, reliability

THRESHOLDS = Thresholds({"heat": 0.5}, {"heat": 0.3}, 0.5, 0.5, ("en",))


def posts(count: int, source: str = "held") -> list[Example]:
    return [
        Example(f"{source} post number {i}", source, "test", {"heat": i % 2 == 0}, sector="games") for i in range(count)
    ]


def said(*chances: float) -> list[Assessment]:
    return [Assessment(str(i), "en", Route.LOBBY, unsure=False, scores={"heat": p}) for i, p in enumerate(chances)]


def test_curve_goes_from_least_to_most_and_its_gaps_are_the_error() -> None:
    answers = np.array([False, False, True, True])
    scores = np.array([0.4, 0.0, 0.6, 0.8])
    assert curve(answers, scores, 2) == [(0.2, 0.0), (pytest.approx(0.7), 1.0)]
    assert ece(answers, scores, 2) == pytest.approx((0.2 + 0.3) / 2)


def test_false_alarms_are_counted_among_those_that_are_none() -> None:
    assert false_alarms(np.array([True, False, False, False]), np.array([0.9, 0.9, 0.1, 0.1])) == pytest.approx(1 / 3)


@pytest.mark.parametrize(("count", "told"), [(499, 0), (500, 2)])
def test_reliability_is_told_from_five_hundred_posts_on(count: int, told: int) -> None:
    found = reliability(posts(count), said(*[0.5] * count))
    assert [row.slice for row in found] == ["held", BOTH][:told]
    assert all(point == (0.5, 0.5) for row in found for point in row.curve)


def test_doubt_is_worth_the_errors_it_holds() -> None:
    (row,) = doubts(posts(4), said(0.4, 0.1, 0.9, 0.9), THRESHOLDS)
    assert (row.rows, row.doubtful, row.wrong_in_doubt) == (4, 1, 1.0)
    assert row.wrong_otherwise == pytest.approx(1 / 3)


def test_a_tweet_is_sliced_by_the_words_of_its_dialect() -> None:
    tweets = [Example(text, "davidson", "test") for text in ("we finna win dat game", "we are going to win it")]
    names = {name for name in slices(tweets) if name.startswith("davidson,")}
    assert names == {f"davidson, {kind} African American English" for kind in ("words of", "no word of")}
    assert slices(posts(1, "care"))["care, games"].tolist() == [0]

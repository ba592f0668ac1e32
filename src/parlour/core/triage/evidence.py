"""Labels as evidence of how often triage is wrong, and at which rates a loss is largest.

A person corrects what is wrong and passes over what is right, so labels are a biased sample. How often triage was wrong
with a verdict is therefore known within bounds only: at least as often as handled posts were corrected, at most as
often as labels are corrections. Posts that chance chose to be judged whole are a fair
sample and narrow the bounds. Log loss is linear in that rate: what lowers it at both bounds of every verdict
lowers it at the true rates, wherever between they are. Only that is kept.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FOUR_OF_FIVE: Final = 1.2816
"""Standard deviations on both sides of the middle that hold a normal value four times of five."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Labels of one output, or of a family of which exactly one is right.

    logits (labels, outputs): what triage says now, before any recalibration; one column for a yes/no output, log
    probabilities for a family. answer: 0 or 1, for a family the column that is right. verdict: what triage said, in the
    same numbers. fair: labels of posts that chance chose to be judged whole. group: labels of one group never stand on
    both sides of a cross-validation. handled: verdict → how many posts that agents handled had it.
    """

    logits: Floats
    answer: Ints
    verdict: Ints
    group: Ints
    fair: NDArray[np.bool_]
    handled: Mapping[int, int]

    @property
    def yes_no(self) -> bool:
        return int(self.logits.shape[1]) == 1

    @property
    def agreed(self) -> NDArray[np.bool_]:
        same: NDArray[np.bool_] = self.answer == self.verdict
        return same

    def of(self, chosen: NDArray[np.bool_]) -> "Evidence":
        """The chosen labels alone."""
        return replace(
            self,
            logits=self.logits[chosen],
            answer=self.answer[chosen],
            verdict=self.verdict[chosen],
            group=self.group[chosen],
            fair=self.fair[chosen],
        )

    def representative(self) -> "Evidence":
        """Without the labels of verdicts that were left alone on some posts and confirmed on none: of those posts
        nothing is known."""
        bounds = self.bounds()
        return self.of(np.array([bounds[v].known for v in self.verdict.tolist()], np.bool_))

    def bounds(self) -> "Bounds":
        """What is known of each verdict."""
        found = {}
        for verdict in np.unique(self.verdict).tolist():
            mine = self.verdict == verdict
            labels, confirmed = int(mine.sum()), int((mine & self.agreed).sum())
            posts = max(self.handled.get(verdict, 0), labels)
            fair = mine & self.fair
            wrong = int((fair & ~self.agreed).sum())
            found[verdict] = Bound(posts, labels - confirmed, confirmed, int(fair.sum()), wrong)
        return found


@dataclass(frozen=True, slots=True)
class Bound:
    """Handled posts of one verdict, how many of them were corrected and confirmed, and of the fair sample how many
    there are and in how many triage was wrong."""

    posts: int
    corrected: int
    confirmed: int
    fair: int = 0
    fair_wrong: int = 0

    @property
    def known(self) -> bool:
        return self.confirmed > 0 or self.posts == self.corrected

    @property
    def wrong(self) -> tuple[float, float]:
        """The least and the largest share of these posts in which triage can have been wrong.

        Of the fair sample Wilson's interval that holds the true share four times of five.
        """
        least, most = self.corrected / self.posts, self.corrected / (self.corrected + self.confirmed)
        if not self.fair:
            return least, most
        middle = (self.fair_wrong + FOUR_OF_FIVE**2 / 2) / (self.fair + FOUR_OF_FIVE**2)
        spread = self.fair_wrong * (self.fair - self.fair_wrong) / self.fair + FOUR_OF_FIVE**2 / 4
        half = FOUR_OF_FIVE * math.sqrt(spread) / (self.fair + FOUR_OF_FIVE**2)
        return min(max(least, middle - half), most), max(min(most, middle + half), least)


Bounds = Mapping[int, Bound]


def weigh(evidence: Evidence, bounds: Bounds, wrong: Mapping[int, float]) -> Floats:
    """What each label counts so that together they stand for the handled posts, were triage wrong in these shares.

    The weights of all labels of the bounds together sum to their number.
    """
    weight = np.zeros(len(evidence.answer))
    posts = sum(bound.posts for bound in bounds.values())
    labels = sum(bound.corrected + bound.confirmed for bound in bounds.values())
    for verdict, bound in bounds.items():
        mine, each = evidence.verdict == verdict, labels * bound.posts / posts
        for chosen, share, many in (
            (mine & evidence.agreed, 1 - wrong[verdict], bound.confirmed),
            (mine & ~evidence.agreed, wrong[verdict], bound.corrected),
        ):
            weight[chosen] = each * share / max(many, 1)
    return weight


def worst(evidence: Evidence, bounds: Bounds, loss: Floats) -> Floats:
    """The weights within the bounds under which these losses are largest; a verdict at a time, for they add up."""
    ends: dict[int, float] = {}
    for verdict, bound in bounds.items():
        mine = evidence.verdict == verdict
        corrected, confirmed = loss[mine & ~evidence.agreed], loss[mine & evidence.agreed]
        worse = bool(len(corrected)) and (not len(confirmed) or corrected.mean() > confirmed.mean())
        ends[verdict] = bound.wrong[int(worse)]
    return weigh(evidence, bounds, ends)

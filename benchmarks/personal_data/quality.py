"""What is found of what is known to be there, and what else, with 95 % bootstrap intervals."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.personal_data.sets import Known, Span
from parlour.learning.metrics import interval

SEED = 5
Counts = NDArray[np.int64]
Ratio = Callable[[Counts], float]


def turn_quality(holds: Sequence[bool], said: Sequence[bool]) -> dict[str, Any]:
    """Recall and false-positive rate of "this turn holds personal data"."""
    counts = np.array([[h and s, h, s and not h, not h] for h, s in zip(holds, said, strict=True)], np.int64)
    return {
        "turns": len(counts),
        "recall": _measured(counts, lambda total: _share(total[0], total[1])),
        "false_positive_rate": _measured(counts, lambda total: _share(total[2], total[3])),
    }


def span_quality(known: Sequence[Known], found: Sequence[Sequence[Span]], kind: str, *, exact: bool) -> dict[str, Any]:
    """Precision, recall and F1 of one kind: spans have to be equal, or only to touch."""
    counts = np.array([_hits(one, other, kind, exact=exact) for one, other in zip(known, found, strict=True)], np.int64)
    return {
        "spans": int(counts[:, 1].sum()),
        "precision": _measured(counts, lambda total: _share(total[2], total[3])),
        "recall": _measured(counts, lambda total: _share(total[0], total[1])),
        "f1": _measured(counts, _f1),
    }


def _hits(known: Known, found: Sequence[Span], kind: str, *, exact: bool) -> tuple[int, int, int, int]:
    """(known spans that were found, known spans, found spans that are known, found spans)."""
    wanted = [span for span in known.spans if span[0] == kind]
    said = [span for span in found if span[0] == kind]

    def meets(one: Span, others: Sequence[Span]) -> bool:
        if exact:
            return one in others
        return any(one[1] < other[2] and other[1] < one[2] for other in others)

    return sum(meets(s, said) for s in wanted), len(wanted), sum(meets(s, wanted) for s in said), len(said)


def _f1(total: Counts) -> float:
    precision, recall = _share(total[2], total[3]), _share(total[0], total[1])
    return 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0


def _share(part: int, whole: int) -> float:
    return float(part / whole) if whole else float("nan")


def _measured(counts: Counts, ratio: Ratio) -> list[float]:
    """The ratio of the sums, and both ends of its interval over the texts."""
    low, high = interval(lambda chosen: ratio(counts[chosen].sum(axis=0)), len(counts), seed=SEED, rounds=300)
    return [round(value, 4) for value in (ratio(counts.sum(axis=0)), low, high)]

"""Stage: whether somebody grows angrier or more insistent than they were earlier in the thread."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import Floats, TriageKnowledge
from parlour.core.triage.scores import believe, read_features, score
from parlour.core.triage.thread import MOST_EARLIER, said_again

FEATURES = ("heat", "hotter", "displeased", "soured", "urgent", "earlier", "said again")
_MANY = 3
_FELT = ("heat", "sentiment.negative", "urgency")


def compare_with_thread(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `escalation`."""
    found = np.full(len(batch.texts), np.nan)
    rows = [row for row, thread in enumerate(batch.threads) if thread and batch.readable[row]]
    if rows:
        odds = features(batch, rows, knowledge) @ knowledge.escalation[:-1] + knowledge.escalation[-1]
        found[rows] = 1 / (1 + np.exp(-odds))
    return replace(batch, escalation=found)


def features(batch: Batch, rows: Sequence[int], knowledge: TriageKnowledge) -> Floats:
    """FEATURES of the posts in these rows, which all have earlier texts; shape (rows, FEATURES).

    Both sides are read by the fast path alone, so that like is compared with like.
    """
    threads = [list(batch.threads[row])[-MOST_EARLIER:] for row in rows]
    now = _felt([batch.texts[row] for row in rows], [batch.language[row] for row in rows], knowledge)
    languages = [batch.language[row] for row, thread in zip(rows, threads, strict=True) for _ in thread]
    earlier = _felt(list(chain.from_iterable(threads)), languages, knowledge)
    ends = np.cumsum([len(thread) for thread in threads])
    before = np.maximum.reduceat(earlier, np.concatenate([[0], ends[:-1]]), axis=0)
    return np.column_stack(
        [
            now[:, 0],
            now[:, 0] - before[:, 0],
            now[:, 1],
            now[:, 1] - before[:, 1],
            now[:, 2],
            [min(len(thread), _MANY) / _MANY for thread in threads],
            [said_again(batch.texts[row], thread) for row, thread in zip(rows, threads, strict=True)],
        ]
    )


def _felt(texts: Sequence[str], languages: Sequence[str], knowledge: TriageKnowledge) -> Floats:
    """Log-odds of _FELT, shape (texts, 3), bounded."""
    n = len(texts)
    batch = Batch(texts, [()] * n, np.ones(n, np.bool_), np.ones(n, np.bool_), [()] * n, language=languages)
    knowledge = replace(knowledge, recalibration=None)  # what is compared was learnt from the scores of all brands
    read = believe(score(read_features(batch, knowledge), knowledge), knowledge)
    assert read.scores is not None
    chosen = np.clip(read.scores[:, [knowledge.meaning.outputs.index(name) for name in _FELT]], 0.01, 0.99)
    odds: Floats = np.log(chosen / (1 - chosen))
    return odds

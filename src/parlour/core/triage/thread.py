"""What the earlier texts of a thread change: who has to write again, or to say the same again, waits already."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import Floats, TriageKnowledge

MOST_EARLIER = 8
"""Earlier texts that are compared with, the newest ones."""
_LONG = 3
"""Words of at most so many letters say nothing about what is talked of."""
_READ = 4096
"""Code points read of each text: what repeats itself does so from the beginning."""


def thread_shifts(batch: Batch, knowledge: TriageKnowledge) -> Floats:
    """What is added to log-odds, shape (texts, outputs)."""
    outputs, policy = knowledge.meaning.outputs, knowledge.thread
    shifts = np.zeros((len(batch.threads), len(outputs)))
    answering = [row for row, thread in enumerate(batch.threads) if thread]
    for row in answering:
        thread = batch.threads[row]
        again = said_again(batch.texts[row], thread) >= policy.same
        for output, shift in policy.each.items():
            shifts[row, outputs.index(output)] += shift * min(len(thread), policy.most)
        for output, shift in policy.again.items():
            shifts[row, outputs.index(output)] += shift * again
    return shifts


def said_again(text: str, thread: Sequence[str]) -> float:
    """The share of the longer words that were said in one of the newest earlier texts already."""
    words = _words(text)
    before = set(chain.from_iterable(map(_words, thread[-MOST_EARLIER:])))
    return len(words & before) / len(words) if words else 0.0


def _words(text: str) -> set[str]:
    return {word for word in text[:_READ].lower().split() if len(word) > _LONG}

"""Stage: the words behind every score that stands out."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import Reason
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import TriageKnowledge

REASONS_PER_OUTPUT = 3


def give_reasons(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `reasons`: for each output at or over its bar the tokens that added most to its log-odds, largest first."""
    assert batch.tokens
    assert batch.scores is not None
    tokens = batch.tokens
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    rules = _rules(batch, knowledge)
    for column, output in enumerate(knowledge.meaning.outputs):
        bar = knowledge.thresholds.high.get(output)
        if bar is None:
            continue
        chosen, weight = _leading(batch, column, batch.scores[:, column] >= bar)
        spans = zip(tokens.row[chosen], tokens.text_start[chosen], tokens.text_end[chosen], chosen, weight, strict=True)
        for row, start, end, token, share in spans:
            reason = Reason(output, rules.get(int(token), "words"), int(start), int(end), round(float(share), 4))
            found[int(row)].append(reason)
    return replace(batch, reasons=[tuple(found.get(row, ())) for row in range(len(batch.texts))])


def _leading(batch: Batch, column: int, high: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The tokens of the `high` texts that speak most for the output, by text, then by weight."""
    assert batch.tokens
    assert batch.parts is not None
    row = batch.tokens.row
    candidates = np.flatnonzero(high[row] & (batch.parts[:, column] > 0))
    weight = batch.parts[candidates, column]
    order = np.lexsort((-weight, row[candidates]))
    candidates, weight = candidates[order], weight[order]
    begin = np.flatnonzero(np.diff(row[candidates], prepend=-1))
    rank = np.arange(len(candidates)) - np.repeat(begin, np.diff(np.append(begin, len(candidates))))
    first = rank < REASONS_PER_OUTPUT
    return candidates[first], weight[first]


def _rules(batch: Batch, knowledge: TriageKnowledge) -> dict[int, str]:
    """Tokens where a term of the lexicon begins → the name of its group and the term."""
    assert batch.finds
    lexicon = knowledge.lexicon
    pairs = zip(batch.finds.token.tolist(), batch.finds.term.tolist(), strict=True)
    return {token: f"lexicon.{lexicon.groups[lexicon.terms[term][1]]}" for token, term in pairs}

"""Stage: the words behind every score that stands out."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import Reason
from parlour.core.triage.batch import Batch
from parlour.core.triage.harm import added_by
from parlour.core.triage.knowledge import Floats, TriageKnowledge
from parlour.core.triage.tokens import Ints, group_begins

REASONS_PER_OUTPUT = 3
_QUIET = np.array([ord(sign) for sign in ".,;:'\"()[]/-–—…"], np.uint32)
"""Signs that nobody would take for a reason; an exclamation mark can be one."""


def give_reasons(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `reasons`: for each output at or over its bar the tokens that added most to its log-odds, largest first."""
    assert batch.tokens
    assert batch.scores is not None
    tokens = batch.tokens
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    rules = _rules(batch, knowledge)
    outputs = knowledge.meaning.outputs
    columns, chosen, weight = _leading(batch, knowledge)
    spans = (tokens.row[chosen], columns, tokens.text_start[chosen], tokens.text_end[chosen], chosen, weight.round(4))
    for row, column, start, end, token, share in zip(*(each.tolist() for each in spans), strict=True):
        found[row].append(Reason(outputs[column], rules.get(token, "words"), start, end, share))
    return replace(batch, reasons=[tuple(found.get(row, ())) for row in range(len(batch.texts))])


def _leading(batch: Batch, knowledge: TriageKnowledge) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Output, token and weight of what speaks most for each score that stands out; by text, output and weight."""
    assert batch.tokens
    assert batch.scores is not None
    outputs, row = knowledge.meaning.outputs, batch.tokens.row
    parts = _added(batch, knowledge)
    spoken = (batch.tokens.points[batch.tokens.start][:, None] != _QUIET).all(axis=1)
    token, column = np.nonzero((batch.scores >= knowledge.high)[row] & (parts > 0) & spoken[:, None])
    weight = parts[token, column]
    group = row[token] * len(outputs) + column
    # One sort instead of two: within a group, heavier first.
    order = np.argsort(group - weight / (1 + weight), kind="stable")
    group = group[order]
    begin = group_begins(group)
    rank = np.arange(len(group)) - np.repeat(begin, np.diff(np.append(begin, len(group))))
    first = order[rank < REASONS_PER_OUTPUT]
    return column[first], token[first], weight[first]


def _added(batch: Batch, knowledge: TriageKnowledge) -> Floats:
    """What each token added to the log-odds of each output, by the scores and by what is stated."""
    assert batch.parts is not None
    if batch.heard is None or not batch.heard.any():
        return batch.parts
    parts = batch.parts.copy()
    for column, added in added_by(batch.heard, knowledge):
        parts[:, column] += added
    return parts


def _rules(batch: Batch, knowledge: TriageKnowledge) -> dict[int, str]:
    """Tokens where a term of the lexicon begins → the rule of a reason: "lexicon." and its group."""
    assert batch.finds
    lexicon = knowledge.lexicon
    pairs = zip(batch.finds.token.tolist(), batch.finds.term.tolist(), strict=True)
    return {token: f"lexicon.{lexicon.groups[lexicon.terms[term][1]]}" for token, term in pairs}

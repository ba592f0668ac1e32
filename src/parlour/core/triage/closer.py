"""Stage: the second look. What was said to the company, or left the first look unsure, is read by the encoder too."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.wordpiece import Pieces
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import Floats, Second, TriageKnowledge
from parlour.core.triage.route import choose_route
from parlour.core.triage.scores import believe, language_rows
from parlour.core.triage.tokens import READ_POINTS, Tokens, group_begins


def look_closer(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `closer`, and put `logits`, `parts`, `scores`, people and the route of those posts on both readings."""
    assert batch.language_known is not None
    second = knowledge.second
    if second is None:
        return replace(batch, closer=np.zeros(len(batch.texts), np.bool_))
    closer = batch.readable & batch.language_known & (batch.addressed | np.array(batch.unsure, np.bool_))
    batch = _read_both(replace(batch, closer=closer), second, language_rows(batch.language, knowledge.meaning))
    return choose_route(believe(batch, knowledge), knowledge)


def _read_both(batch: Batch, second: Second, language: list[int]) -> Batch:
    assert batch.closer is not None
    assert batch.tokens
    assert batch.logits is not None
    assert batch.parts is not None
    logits, parts, personal_data = batch.logits.copy(), batch.parts.copy(), list(batch.personal_data)
    for row in np.flatnonzero(batch.closer).tolist():
        pieces, said, states = second.encoder.read(batch.texts[row][:READ_POINTS])
        tongue = language[row]
        linear, encoded = second.linear[tongue], second.encoded[tongue]
        logits[row] = linear * logits[row] + encoded * said.mean(axis=0) + second.shift[tongue]
        mine = slice(batch.tokens.first[row], batch.tokens.first[row + 1])
        parts[mine] = linear * parts[mine] + encoded * _by_token(batch.tokens, mine, pieces, said)
        if second.people is not None:
            personal_data[row] = second.people.listen(personal_data[row], batch.texts[row], pieces, states)
    return replace(batch, logits=logits, parts=parts, personal_data=personal_data)


def _by_token(tokens: Tokens, mine: slice, pieces: Pieces, said: NDArray[np.float32]) -> Floats:
    """What the mean over the pieces would lose without those of each token; pieces of no token say it for none."""
    start = tokens.text_start[mine]
    shares = np.zeros((len(start), said.shape[1]))
    inner = slice(1, len(pieces.number) - 1)
    at = np.array(pieces.start[inner], np.int64)
    token = np.searchsorted(start, at, "right") - 1
    inside = (token >= 0) & (at < tokens.text_end[mine][token]) if len(start) else np.zeros(len(at), np.bool_)
    spoken, own = token[inside], (said[inner][inside] - said.mean(axis=0)) / len(said)
    begin = group_begins(spoken)
    if len(begin):
        shares[spoken[begin]] = np.add.reduceat(own, begin, axis=0)
    return shares

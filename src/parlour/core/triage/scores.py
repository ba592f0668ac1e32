"""Stages: features of the texts, and the probability of every output with what each word added to it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.batch import Batch
from parlour.core.triage.grams import Finds, Grams, count_grams
from parlour.core.triage.knowledge import SENTIMENT, Floats, Meaning, TriageKnowledge, unpack
from parlour.core.triage.tokens import Tokens, tokenize


def read_features(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `tokens`, `grams` and `finds`."""
    meaning = knowledge.meaning
    tokens = tokenize(batch.texts)
    grams = count_grams(tokens, meaning.run_lengths)
    return replace(batch, tokens=tokens, grams=grams, finds=knowledge.lexicon.find(tokens))


def score(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `scores` and `parts`."""
    assert batch.tokens
    assert batch.grams
    assert batch.finds
    meaning = knowledge.meaning
    doubled = doubled_parts(batch.tokens, batch.grams, batch.finds, meaning)
    slope = meaning.gain / (2 * np.sqrt(batch.grams.size))[:, None]
    logits = _row_sums(doubled, batch.tokens) * slope
    logits += meaning.language_shift[_language_rows(batch.language, meaning)]
    logits += _shifts(batch.sectors, knowledge)
    return replace(batch, scores=_chances(logits, meaning.outputs), parts=doubled * slope[batch.tokens.row])


def doubled_parts(tokens: Tokens, grams: Grams, finds: Finds, meaning: Meaning) -> NDArray[np.int64]:
    """Twice the integer weight each token brings, shape (tokens, outputs); a pair's is shared by its two words."""
    parts = np.concatenate(
        [_lane_parts(grams, weights, lanes) for weights, lanes in zip(meaning.packed, meaning.lanes, strict=True)],
        axis=1,
    )
    np.add.at(parts, finds.token, 2 * meaning.group_weights[finds.group])
    parts[tokens.shouted] += 2 * meaning.group_weights[-1]
    return parts


def _lane_parts(grams: Grams, weights: NDArray[np.int64], lanes: int) -> NDArray[np.int64]:
    own = weights.take(grams.word)
    if len(grams.run):
        begin = np.flatnonzero(np.diff(grams.run_token, prepend=-1))
        own[grams.run_token[begin]] += np.add.reduceat(weights.take(grams.run), begin)
    pair = weights.take(grams.pair)
    pair[:-1] += pair[1:].copy()
    return 2 * unpack(own, lanes) + unpack(pair, lanes)


def _row_sums(parts: NDArray[np.int64], tokens: Tokens) -> NDArray[np.int64]:
    sums = np.zeros((len(tokens.first) - 1, parts.shape[1]), np.int64)
    begin = np.flatnonzero(np.diff(tokens.row, prepend=-1))
    if len(begin):
        sums[tokens.row[begin]] = np.add.reduceat(parts, begin, axis=0)
    return sums


def _language_rows(codes: Sequence[str], meaning: Meaning) -> list[int]:
    place = {code: row for row, code in enumerate(meaning.languages)}
    return [place.get(code, len(place)) for code in codes]


def _shifts(sectors: Sequence[Sequence[str]], knowledge: TriageKnowledge) -> Floats:
    """What is expected in a sector is believed sooner."""
    shifts = np.zeros((len(sectors), len(knowledge.meaning.outputs)))
    for row, names in enumerate(sectors):
        for name in names:
            for output, shift in knowledge.sector_shift.get(name, {}).items():
                shifts[row, knowledge.meaning.outputs.index(output)] += shift
    return shifts


def _chances(logits: Floats, outputs: tuple[str, ...]) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    mood = [outputs.index(name) for name in SENTIMENT]
    mass = np.exp(logits[:, mood] - logits[:, mood].max(axis=1, keepdims=True))
    chances[:, mood] = mass / mass.sum(axis=1, keepdims=True)
    return chances

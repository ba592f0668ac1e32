"""Stages: features of the texts, and the probability of every output with what each word added to it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.batch import Batch
from parlour.core.triage.grams import Finds, Grams, count_grams
from parlour.core.triage.harm import harm_shifts
from parlour.core.triage.knowledge import Floats, Meaning, TriageKnowledge, exclusive
from parlour.core.triage.lanes import Packed, unpack
from parlour.core.triage.thread import thread_shifts
from parlour.core.triage.tokens import Ints, Tokens, group_begins, tokenize


def read_features(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `tokens`, `grams` and `finds`."""
    meaning = knowledge.meaning
    tokens = tokenize(batch.texts)
    grams = count_grams(tokens, meaning.run_lengths)
    return replace(batch, tokens=tokens, grams=grams, finds=knowledge.lexicon.find(tokens))


def score(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `logits` and `parts`."""
    assert batch.tokens
    assert batch.grams
    assert batch.finds
    meaning = knowledge.meaning
    doubled = doubled_parts(batch.tokens, batch.grams, batch.finds, meaning)
    slope = meaning.gain / (2 * np.sqrt(batch.grams.size))[:, None]
    logits = _row_sums(doubled, batch.tokens) * slope
    logits += meaning.language_shift[language_rows(batch.language, meaning)]
    return replace(batch, logits=logits, parts=doubled * slope[batch.tokens.row])


def believe(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `scores`, probabilities (texts, outputs): log-odds with what is added for the sector, for somebody who
    writes again and for harm that is stated; what the brand's own labels taught comes last.
    """
    assert batch.logits is not None
    shifts = _sector_shifts(batch.sectors, knowledge) + thread_shifts(batch, knowledge)
    shifts += harm_shifts(batch, knowledge)
    logits = recalibrated(batch.logits + shifts, knowledge)
    return replace(batch, scores=chances(logits, knowledge.meaning.outputs))


def recalibrated(logits: Floats, knowledge: TriageKnowledge) -> Floats:
    """Log-odds (texts, outputs) with what the brand's own labels taught."""
    if knowledge.recalibration is None:
        return logits
    outputs, taught = knowledge.meaning.outputs, knowledge.recalibration.shifts
    slopes, shifts = zip(*(taught.get(name, (1.0, 0.0)) for name in outputs), strict=True)
    moved: Floats = logits * np.array(slopes) + np.array(shifts)
    return moved


def doubled_parts(tokens: Tokens, grams: Grams, finds: Finds, meaning: Meaning) -> NDArray[np.int64]:
    """Twice the integer weight each token brings, shape (tokens, outputs); a pair's is shared by its two words."""
    begin = group_begins(grams.run_token)
    sums = [_lane_sums(grams, begin, numbers) for numbers in meaning.packed.groups(len(grams.run))]
    parts = np.concatenate(sums, axis=1)[:, : meaning.packed.columns]
    np.add.at(parts, finds.token, 2 * meaning.group_weights[finds.group])
    parts[tokens.shouted] += 2 * meaning.group_weights[-1]
    return parts


def _lane_sums(grams: Grams, begin: Ints, numbers: Packed) -> NDArray[np.int64]:
    own = numbers.take(grams.word, axis=1)
    if len(begin):
        own[:, grams.run_token[begin]] += np.add.reduceat(numbers.take(grams.run, axis=1), begin, axis=1)
    pair = numbers.take(grams.pair, axis=1)
    pair[:, :-1] += pair[:, 1:].copy()
    return 2 * unpack(own) + unpack(pair)


def _row_sums(parts: NDArray[np.int64], tokens: Tokens) -> NDArray[np.int64]:
    sums = np.zeros((len(tokens.first) - 1, parts.shape[1]), np.int64)
    begin = group_begins(tokens.row)
    if len(begin):
        sums[tokens.row[begin]] = np.add.reduceat(parts, begin, axis=0)
    return sums


def language_rows(codes: Sequence[str], meaning: Meaning) -> list[int]:
    """The row of `meaning.language_shift` for each language; the last is for those that have none of their own."""
    place = {code: row for row, code in enumerate(meaning.languages)}
    return [place.get(code, len(place)) for code in codes]


def _sector_shifts(sectors: Sequence[Sequence[str]], knowledge: TriageKnowledge) -> Floats:
    shifts = np.zeros((len(sectors), len(knowledge.meaning.outputs)))
    for row, names in enumerate(sectors):
        for name in names:
            for output, shift in knowledge.sector_shift.get(name, {}).items():
                shifts[row, knowledge.meaning.outputs.index(output)] += shift
    return shifts


def chances(logits: Floats, outputs: tuple[str, ...]) -> Floats:
    """Log-odds (texts, outputs) as probabilities; those of an exclusive family sum to 1."""
    found: Floats = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    for columns in _families(outputs):
        mass = np.exp(logits[:, columns] - logits[:, columns].max(axis=1, keepdims=True))
        found[:, columns] = mass / mass.sum(axis=1, keepdims=True)
    return found


@cache
def _families(outputs: tuple[str, ...]) -> tuple[list[int], ...]:
    return tuple([outputs.index(name) for name in family] for family in exclusive(outputs))

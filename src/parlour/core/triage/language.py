"""Stage: the language of each text, by script and then by letter runs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.batch import Batch
from parlour.core.triage.grams import BUCKET_BITS, Buckets, Grams
from parlour.core.triage.knowledge import Floats, Tongues, TriageKnowledge
from parlour.core.triage.lanes import Packed, unpack
from parlour.core.triage.letters import SPACE, WORD
from parlour.core.triage.scripts import HAN, KANA, LATIN, NONE, SCRIPTS, scripts_of
from parlour.core.triage.tokens import PLAIN, Ints, Tokens, group_begins

Called = tuple[Buckets, Ints]

UNDETERMINED = "und"
NAMED = 0.2
"""Chance from which a language is named; `thresholds.language` is the one from which it is relied upon."""
_HASH, _ZERO = ord("#"), ord("0")
_KANA_SHARE = 0.1  # Japanese is written in Han with some kana, Chinese without any


def tell_language(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `language` (ISO 639-1, or "und") and `language_known` (one of the understood ones, beyond doubt)."""
    assert batch.tokens
    assert batch.grams
    tongues, thresholds = knowledge.tongues, knowledge.thresholds
    chances = language_chances(batch.tokens, batch.grams, tongues)
    best = chances.argmax(axis=1) if len(chances) else np.zeros(0, np.int64)
    chance = chances[np.arange(len(best)), best]
    named = (chance >= NAMED) & batch.readable
    understood = np.array([code in thresholds.understood for code in tongues.codes], np.bool_)
    codes = [tongues.codes[i] if ok else UNDETERMINED for i, ok in zip(best.tolist(), named.tolist(), strict=True)]
    return replace(batch, language=codes, language_known=named & understood[best] & (chance >= thresholds.language))


def language_chances(tokens: Tokens, grams: Grams, tongues: Tongues) -> Floats:
    """Probability of every language, shape (texts, languages); all zero for a text without words."""
    word = telling(tokens)
    sums, size = language_sums(_called(tokens, grams, word), len(tokens.first) - 1, tongues)
    open_ = tongues.script[None, :] == _dominant_script(tokens, word)[:, None]
    open_ &= tongues.alone | (size > 0)[:, None]
    logits = sums * tongues.gain / np.sqrt(np.maximum(size, 1))[:, None] + tongues.bias
    logits = np.where(open_, logits, -np.inf)
    top = logits.max(axis=1, initial=-1e9, keepdims=True)
    mass = np.exp(logits - top)
    total = mass.sum(axis=1, keepdims=True)
    chances: Floats = np.divide(mass, total, out=np.zeros_like(mass), where=total > 0)
    return chances


def counted(tokens: Tokens, grams: Grams) -> tuple[Called, ...]:
    """The letter runs and the words that tell a language: (bucket, row of the text), in order of row."""
    return _called(tokens, grams, telling(tokens))


def _called(tokens: Tokens, grams: Grams, word: NDArray[np.bool_]) -> tuple[Called, ...]:
    run = word[grams.run_token]
    return (grams.run[run], tokens.row[grams.run_token[run]]), (grams.word[word], tokens.row[word])


def telling(tokens: Tokens) -> NDArray[np.bool_]:
    """The tokens whose letters tell a language.

    Handles, links, numbers and signs are the same everywhere: neither they nor what stands in one piece with a handle
    or a link, from space to space, tells anything. Hashtags are often English; they tell where no other word does.
    """
    piece = np.cumsum(tokens.kind == SPACE)[tokens.start]
    elsewhere = np.bincount(piece[tokens.role != PLAIN], minlength=int(piece[-1]) + 1 if len(piece) else 0) > 0
    word = (tokens.kind[tokens.start] == WORD) & (tokens.points[tokens.start] != _ZERO) & ~elsewhere[piece]
    tag = word & (tokens.points[tokens.start - 1] == _HASH)
    others = np.bincount(tokens.row[word & ~tag], minlength=len(tokens.first) - 1)
    tells: NDArray[np.bool_] = word & (~tag | (others[tokens.row] == 0))
    return tells


def language_sums(called: Sequence[Called], rows: int, tongues: Tongues) -> tuple[NDArray[np.int64], Ints]:
    """Sums of integer weights, shape (texts, languages), and how many weights each text called."""
    shift = BUCKET_BITS - tongues.bits
    buckets = [bucket >> shift for bucket, _ in called]
    rows_called = [(row, group_begins(row)) for _, row in called]
    looked_up = sum(map(len, buckets))
    found = [_lane_sums(buckets, rows_called, rows, numbers) for numbers in tongues.packed.groups(looked_up)]
    sums = np.zeros((rows, len(tongues.codes)), np.int64)
    sums[:, tongues.weighed] = np.concatenate(found, axis=1)[:, : tongues.packed.columns]
    size = np.sum([np.bincount(row, minlength=rows) for _, row in called], axis=0)
    return sums, size


def _lane_sums(buckets: Sequence[Buckets], called: Sequence[tuple[Ints, Ints]], rows: int, numbers: Packed) -> Packed:
    """`called`: row of each look-up and where each row begins."""
    lanes = np.zeros((len(numbers), rows), np.int64)
    for bucket, (row, begin) in zip(buckets, called, strict=True):
        if len(begin):
            lanes[:, row[begin]] += np.add.reduceat(numbers.take(bucket, axis=1), begin, axis=1)
    return unpack(lanes)


def _dominant_script(tokens: Tokens, word: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The script most letters of each text are in, as an index into SCRIPTS; NONE without letters. `word`: `telling`.

    A text in Latin letters and another script counts as the other one from a third of the letters on: brand names
    and hashtags are Latin everywhere.
    """
    rows = len(tokens.first) - 1
    letter = np.flatnonzero((tokens.kind == WORD) & (tokens.token_at >= 0))
    token = tokens.token_at[letter]
    script = scripts_of(tokens.points[letter]).astype(np.int64)
    plain = (tokens.role[token] == PLAIN) & ((script != LATIN) | word[token])
    cell = tokens.row[token[plain]] * len(SCRIPTS) + script[plain]
    counts = np.bincount(cell, minlength=rows * len(SCRIPTS)).reshape(rows, len(SCRIPTS)).astype(np.float64)
    counts[:, NONE] = 0.5
    counts[:, LATIN] /= 2
    counts[:, KANA] *= 1 + (counts[:, KANA] > _KANA_SHARE * counts[:, HAN]) * 1 / _KANA_SHARE
    script_of_text: NDArray[np.int64] = counts.argmax(axis=1)
    return script_of_text

"""Stage: the language of each text, by script and then by letter runs."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.batch import Batch
from parlour.core.triage.grams import BUCKET_BITS, Grams
from parlour.core.triage.knowledge import Floats, Tongues, TriageKnowledge, lanes_of, unpack
from parlour.core.triage.letters import WORD
from parlour.core.triage.scripts import HAN, KANA, LATIN, NONE, SCRIPTS, scripts_of
from parlour.core.triage.tokens import PLAIN, Tokens

UNDETERMINED = "und"
_KANA_SHARE = 0.1  # Japanese is written in Han with some kana, Chinese without any


def tell_language(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `language` (ISO 639-1, or "und") and `language_known` (one of the understood ones, beyond doubt)."""
    assert batch.tokens
    assert batch.grams
    tongues, thresholds = knowledge.tongues, knowledge.thresholds
    chances = language_chances(batch.tokens, batch.grams, tongues)
    best = chances.argmax(axis=1) if len(chances) else np.zeros(0, np.int64)
    chance = chances[np.arange(len(best)), best]
    sure = (chance >= thresholds.language) & batch.readable
    understood = np.array([code in thresholds.understood for code in tongues.codes], np.bool_)
    codes = [tongues.codes[i] if ok else UNDETERMINED for i, ok in zip(best.tolist(), sure.tolist(), strict=True)]
    return replace(batch, language=codes, language_known=sure & understood[best])


def language_chances(tokens: Tokens, grams: Grams, tongues: Tongues) -> Floats:
    """Probability of every language, shape (texts, languages); all zero for a text without letters."""
    script = dominant_script(tokens)
    logits = language_sums(tokens, grams, tongues) * tongues.gain / np.sqrt(grams.size)[:, None] + tongues.bias
    open_ = tongues.script[None, :] == script[:, None]
    logits = np.where(open_, logits, -np.inf)
    top = logits.max(axis=1, initial=-1e9, keepdims=True)
    mass = np.exp(logits - top)
    total = mass.sum(axis=1, keepdims=True)
    chances: Floats = np.divide(mass, total, out=np.zeros_like(mass), where=total > 0)
    return chances


def language_sums(tokens: Tokens, grams: Grams, tongues: Tongues) -> NDArray[np.int64]:
    """Sums of integer weights, shape (texts, languages)."""
    shift = BUCKET_BITS - tongues.bits
    called = [
        (grams.run >> shift, tokens.row[grams.run_token]),
        (grams.word >> shift, tokens.row),
        (grams.pair >> shift, tokens.row),
    ]
    begins = [np.flatnonzero(np.diff(row, prepend=-1)) for _, row in called]
    rows = len(tokens.first) - 1
    sums = np.zeros((rows, len(tongues.codes)), np.int64)
    at = 0
    for packed, lanes in zip(tongues.packed, lanes_of(len(tongues.weighed)), strict=True):
        lane = np.zeros(rows, np.int64)
        for (bucket, row), begin in zip(called, begins, strict=True):
            if len(begin):
                lane[row[begin]] += np.add.reduceat(packed.take(bucket), begin)
        sums[:, tongues.weighed[at : at + lanes]] = unpack(lane, lanes)
        at += lanes
    return sums


def dominant_script(tokens: Tokens) -> NDArray[np.int64]:
    """The script most letters of each text are in, as an index into SCRIPTS; NONE without letters.

    A text in Latin letters and another script counts as the other one from a third of the letters on: brand names
    and hashtags are Latin everywhere.
    """
    rows = len(tokens.first) - 1
    letter = np.flatnonzero((tokens.kind == WORD) & (tokens.token_at >= 0))
    token = tokens.token_at[letter]
    plain = tokens.role[token] == PLAIN
    script = scripts_of(tokens.points[letter[plain]]).astype(np.int64)
    cell = tokens.row[token[plain]] * len(SCRIPTS) + script
    counts = np.bincount(cell, minlength=rows * len(SCRIPTS)).reshape(rows, len(SCRIPTS)).astype(np.float64)
    counts[:, NONE] = 0.5
    counts[:, LATIN] /= 2
    counts[:, KANA] *= 1 + (counts[:, KANA] > _KANA_SHARE * counts[:, HAN]) * 1 / _KANA_SHARE
    script_of_text: NDArray[np.int64] = counts.argmax(axis=1)
    return script_of_text

"""Texts as sparse rows, by the very code of the kernel."""

from collections.abc import Sequence

import numpy as np

from parlour.core.triage.grams import BUCKET_BITS, Lexicon, count_grams
from parlour.core.triage.tokens import tokenize
from parlour.learning.logistic import Rows

GROUP_VALUE = 8.0
"""How much more a term of the lexicon counts than one letter run, before anything is learnt."""
_PIECE = 2000


def sparse_rows(texts: Sequence[str], lexicon: Lexicon, lengths: tuple[int, ...]) -> Rows:
    """One row per text: 2**BUCKET_BITS buckets, then one column per lexicon group, then one for words in capitals.

    Values are 1 (GROUP_VALUE for the last) over the square root of the number of features.
    """
    pieces = [_piece(texts[at : at + _PIECE], lexicon, lengths) for at in range(0, len(texts), _PIECE)]
    first = np.concatenate([[0], np.cumsum(np.concatenate([np.diff(piece.first) for piece in pieces]))])
    column = np.concatenate([piece.column for piece in pieces])
    return Rows(column, np.concatenate([piece.value for piece in pieces]), first, pieces[0].width)


def _piece(texts: Sequence[str], lexicon: Lexicon, lengths: tuple[int, ...]) -> Rows:
    tokens = tokenize(texts)
    grams, finds = count_grams(tokens, lengths), lexicon.find(tokens)
    loud = np.flatnonzero(tokens.shouted)
    groups, buckets = len(lexicon.groups), 2**BUCKET_BITS
    column = np.concatenate(
        # Bucket 0, which weighs nothing, gives every row an entry.
        [
            np.zeros(len(texts)),
            grams.run,
            grams.word,
            grams.pair,
            buckets + finds.group,
            np.full(len(loud), buckets + groups),
        ]
    ).astype(np.int32)
    row = np.concatenate(
        [
            np.arange(len(texts)),
            tokens.row[grams.run_token],
            tokens.row,
            tokens.row,
            tokens.row[finds.token],
            tokens.row[loud],
        ]
    )
    value = np.where(column >= buckets, GROUP_VALUE, np.where(column == 0, 0.0, 1.0)) / np.sqrt(grams.size)[row]
    order = np.argsort(row, kind="stable")
    first = np.searchsorted(row[order], np.arange(len(texts) + 1))
    return Rows(column[order], value[order].astype(np.float32), first, buckets + groups + 1)

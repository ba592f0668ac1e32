"""Training of what the guard hears in a reply as a whole: its tones, from the states of a trunk taught other things."""

from collections.abc import Sequence

import numpy as np

from parlour.core.guard.drawn import without_drawn
from parlour.core.guard.meaning import PIECES_OF_A_REPLY
from parlour.core.text.fold import fold
from parlour.core.text.inner_states import summary
from parlour.core.text.layers import TwoLayers
from parlour.core.text.network import Trunk
from parlour.learning.two_layers import Singles, Whole, fit_layers, standardised
from parlour.learning.written_replies import TONES, Reply

EPOCHS, HIDDEN = 12, 512
INNOCENT, TOLD = 0.3, 0.05
"""What it counts that a reply has none of the tones it was not written for: of one written to have no tone, and of one
written to have another."""
_SURE = 30


def fit(replies: Sequence[Reply], trunk: Trunk, seed: int) -> TwoLayers:
    """Learn from all replies, over a trunk whose outputs are all layers that are read."""
    alike, centre, spread = standardised(states(replies, trunk))
    answers, weight = lessons(replies)

    def gap(scores: Singles, rows: Whole) -> Singles:
        chances = 1 / (1 + np.exp(-np.clip(scores, -_SURE, _SURE)))
        return np.asarray(weight[rows] * (chances - answers[rows]) / len(TONES), np.float32)

    return TwoLayers(centre, spread, *fit_layers(alike, gap, (HIDDEN, len(TONES)), EPOCHS, seed))


def states(replies: Sequence[Reply], trunk: Trunk) -> Singles:
    """What the trunk holds of each reply as the guard reads it, (replies, states)."""
    rows: list[Singles] = []
    for reply in replies:
        pieces, layers = trunk.read(without_drawn(fold(reply.text).text), PIECES_OF_A_REPLY)
        rows.append(summary(layers, len(pieces.number)))
    return np.stack(rows)


def lessons(replies: Sequence[Reply]) -> tuple[Singles, Singles]:
    """Which of TONES each reply has, 0 or 1, and what that counts; both (replies, tones)."""
    answers = np.zeros((len(replies), len(TONES)), np.float32)
    weight = np.full(answers.shape, INNOCENT, np.float32)
    for row, reply in enumerate(replies):
        if reply.does and reply.kind in TONES:
            weight[row] = TOLD
        if reply.kind in TONES:
            column = TONES.index(reply.kind)
            answers[row, column], weight[row, column] = reply.does, 1
    return answers, weight

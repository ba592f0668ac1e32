"""Training of the network that hears how a reply sounds: its own layers over the pieces as the trunk begins with them.

It goes on from the network that ships; the first one began with the base's six layers. Needs what the group `train`
installs.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from parlour.core.guard.drawn import without_drawn
from parlour.core.guard.meaning import MANNER, PIECES_OF_A_REPLY
from parlour.core.text.fold import fold
from parlour.core.text.inner_states import BEGUN
from parlour.core.text.network import Trunk
from parlour.learning.batches import Room, batches
from parlour.learning.encoder import top_in_whole_numbers
from parlour.learning.network import Manner
from parlour.learning.onnx_weights import floats, held_in
from parlour.learning.shorter import Half, descend, padded
from parlour.learning.tone_layers import lessons
from parlour.learning.two_layers import Singles
from parlour.learning.written_replies import TONES, Reply, side_by_side

EPOCHS, RATE, SOFTENED = 1, 5e-5, 0.02
NEAR_FACTS, TOLD_FACTS = 14_000, 4_000
"""Replies about facts that are learnt from beside those about tones: most of them are innocent alike."""
ROOM: Final = Room(things=48, pieces=48 * PIECES_OF_A_REPLY, sorted_at_once=1280)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A reply: states (pieces, WIDTH) that the trunk begins with, which of TONES it has, and what each counts."""

    states: Half
    answers: Singles
    counts: Singles


def fit(replies: Sequence[Reply], trunk: Trunk, known: bytes, seed: int) -> Manner:
    """Learn from the replies, beginning with what is known (ONNX). trunk: with BEGUN among its outputs."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - the same run for the same seed
    network = begun_from(known)
    taught = _lessons(_chosen(replies, chance), trunk)
    plan: list[list[Lesson]] = []
    for _ in range(EPOCHS):
        chance.shuffle(taught)
        plan += batches(taught, lambda each: len(each.states), ROOM, chance)
    descend(network.train(), plan, partial(_loss, network), RATE)
    return network.eval()


def begun_from(known: bytes) -> Manner:
    """A network that knows what the given one does (ONNX, whole numbers, as `export` writes it)."""
    held, network = held_in(known), Manner(len(TONES))
    network.load_state_dict({name: torch.from_numpy(floats(held, f"network.{name}")) for name in network.state_dict()})
    return network


def export(network: Manner) -> bytes:
    """The network as ONNX with weights of one byte."""
    return top_in_whole_numbers(_Alone(network), (MANNER,))


def _chosen(replies: Sequence[Reply], chance: random.Random) -> list[Reply]:
    """All replies about tones, some of those about facts, and some of both beside an innocent one."""
    facts = [reply for reply in replies if reply.is_fact]
    chance.shuffle(facts)
    near, told = ([reply for reply in facts if reply.does is does] for does in (False, True))
    chosen = [*(reply for reply in replies if not reply.is_fact), *near[:NEAR_FACTS], *told[:TOLD_FACTS]]
    return [*chosen, *side_by_side(chosen, chance)]


def _lessons(replies: Sequence[Reply], trunk: Trunk) -> list[Lesson]:
    begun = trunk.outputs.index(BEGUN)
    read = (trunk.read(without_drawn(fold(reply.text).text), PIECES_OF_A_REPLY)[1][begun] for reply in replies)
    states = (layer.reshape(-1, layer.shape[-1]).astype(np.float16) for layer in read)
    return [Lesson(*each) for each in zip(states, *lessons(replies), strict=True)]


def _loss(network: Manner, batch: Sequence[Lesson]) -> Tensor:
    sizes = torch.tensor([len(each.states) for each in batch])
    states = padded([each.states for each in batch])
    place = torch.arange(states.shape[1])[None]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        says = network(states, place < sizes[:, None]).float()
    # The first and the last piece only frame the others.
    inner = (place > 0) & (place < sizes[:, None] - 1)
    share = torch.softmax(says.masked_fill(~inner[:, :, None], -1e4), dim=1)
    answers = torch.from_numpy(np.stack([each.answers for each in batch])) * (1 - 2 * SOFTENED) + SOFTENED
    counts = torch.from_numpy(np.stack([each.counts for each in batch]))
    lost = functional.binary_cross_entropy_with_logits((share * says).sum(dim=1), answers, reduction="none")
    return (lost * counts).sum(dim=1).mean()


class _Alone(nn.Module):
    """What the guard runs: what each piece of one text says, nothing hidden."""

    def __init__(self, network: Manner) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor) -> Tensor:
        says: Tensor = self.network(states, None)
        return says

"""A new top over the trunk that ships, taught to answer as an encoder does that was taught anew.

The guard reads with the trunk too: it stays, and so does what the guard was taught. Needs what the group `train`
installs.
"""

import os
import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

import numpy as np
import torch
from torch import Tensor, nn

from parlour.core.text.network import Top, Trunk
from parlour.core.triage.encoder import PARTS, said_from
from parlour.learning.aim import Singles, aimed_at
from parlour.learning.encoder import OWN_WEIGHT, loss
from parlour.learning.examples import OWN, Example
from parlour.learning.meaning import OUTPUTS
from parlour.learning.shorter import (
    MOST_PIECES,
    READ_AT_ONCE,
    Half,
    Shorter,
    chosen,
    descend,
    padded,
    planned,
    written,
)

Networks = tuple[bytes, bytes]
"""A trunk and the top over it, both ONNX."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A post behind the handles it begins with: states (pieces, WIDTH) of the trunk that stays, the chances to aim at
    (outputs), and what it counts."""

    states: Half
    aim: Singles
    counts: float


class _Biased(nn.Module):
    """The top, and how likely each output is before anything is read; what ships leaves that to the joint reading."""

    def __init__(self, top: bytes) -> None:
        super().__init__()
        self.shorter = Shorter(top)
        self.bias = nn.Parameter(torch.zeros(len(OUTPUTS)))

    def forward(self, states: Tensor, sizes: Tensor) -> Tensor:
        real = torch.arange(states.shape[1])[None] < sizes[:, None]
        _, said = self.shorter(states, real)
        return (said.float() * real[:, :, None]).sum(dim=1) / sizes[:, None] + self.bias


def top_like(
    teacher: Networks, bias: Singles, kept: Networks, vocabulary: Sequence[str], examples: Sequence[Example], seed: int
) -> bytes:
    """A top (ONNX) over the trunk of `kept`, begun as the one there, that answers as the teacher does.

    bias (outputs): what the teacher's answers are shifted by; its networks leave that out.
    """
    chance = random.Random(seed)  # noqa: S311 - the same run for the same seed
    lessons = _lessons_of(chosen(examples, chance), teacher, bias, kept[0], vocabulary)
    torch.manual_seed(seed)
    network = _Biased(kept[1])
    descend(network, planned(lessons, chance), partial(_loss, network))
    return written(network.shorter)


def _loss(network: _Biased, batch: Sequence[Lesson]) -> Tensor:
    states = padded([each.states for each in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(states, torch.tensor([len(each.states) for each in batch]))
    aim = torch.from_numpy(np.stack([each.aim for each in batch]))
    return loss(logits.float(), aim, torch.tensor([each.counts for each in batch]))


def _lessons_of(
    posts: Mapping[str, Example], teacher: Networks, bias: Singles, trunk: bytes, vocabulary: Sequence[str]
) -> list[Lesson]:
    texts = [*posts]
    parts = [texts[at : at + READ_AT_ONCE] for at in range(0, len(texts), READ_AT_ONCE)]
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _open, (teacher, trunk, vocabulary)) as hands:
        read = [each for found in hands.map(_read_all, parts) for each in found]
    return [
        Lesson(states, aimed_at(said + bias, example), OWN_WEIGHT if example.source in OWN else 1.0)
        for (states, said), example in zip(read, posts.values(), strict=True)
    ]


_opened: list[tuple[Trunk, Trunk, Top]] = []
"""What a process reads with, opened once: the trunk that stays, and the teacher's trunk and top."""


def _open(teacher: Networks, trunk: bytes, vocabulary: Sequence[str]) -> None:
    _opened[:] = [(Trunk(trunk, vocabulary), Trunk(teacher[0], vocabulary), Top(teacher[1], (PARTS,)))]


def _read_all(texts: Sequence[str]) -> list[tuple[Half, Singles]]:
    return [_read(text, *_opened[0]) for text in texts]


def _read(text: str, trunk: Trunk, below: Trunk, top: Top) -> tuple[Half, Singles]:
    """States of the trunk that stays, and what the teacher answers, unshifted."""
    said = text[said_from(text) :]
    _, (states,) = trunk.read(said, MOST_PIECES)
    _, (teachers,) = below.read(said, MOST_PIECES)
    (parts,) = top.run(teachers)
    return states.astype(np.float16), parts.mean(axis=0)

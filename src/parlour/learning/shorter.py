"""A shorter top for the encoder: taught by the longer one to say of every piece what that says, in less time.

As DistilBERT was taught (Sanh et al. 2019, https://arxiv.org/abs/1910.01108): it begins with layers of its teacher, and
aims at what the teacher holds of every piece and answers for the whole. Needs what the group `train` installs.
"""

import logging
import os
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from parlour.core.text.clean import clean
from parlour.core.text.inner_states import exposing
from parlour.core.text.network import Top, Trunk
from parlour.core.text.wordpiece import Pieces
from parlour.core.triage.encoder import PARTS, said_from
from parlour.core.triage.tokens import READ_POINTS
from parlour.learning.batches import Room, batches
from parlour.learning.encoder import taught, top_in_whole_numbers
from parlour.learning.examples import OWN, Example
from parlour.learning.network import Layer
from parlour.learning.onnx_weights import floats, held_in

log = logging.getLogger(__name__)

LAYERS = (0,)
"""Which layers of the teacher's top it begins with."""
EPOCHS, RATE, DECAY, WARM_STEPS, LEAST_RATE = 8, 2e-4, 0.01, 100, 0.02
OTHERS = 60_000
"""Posts of other sets that it is taught with beside our own."""
HELD_WEIGHT, PART_WEIGHT, ANSWER_WEIGHT = 5.0, 0.2, 2.0
"""What counts: what it holds of a piece, what each piece says, what the whole answers."""
ROOM = Room(things=96, pieces=2600, sorted_at_once=3200)
MOST_PIECES, READ_AT_ONCE = 96, 500
"""Pieces read of a text, and texts that a process reads before it answers."""
_LAST = "/layers.2/norm/LayerNormalization_output_0"
_HEAD = "onnx::MatMul_"

Half = NDArray[np.float16]
Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A post behind the handles it begins with: states (pieces, WIDTH) of the trunk; and what the teacher, who read the
    handles too, holds (pieces, WIDTH) and says (pieces, outputs) of the same pieces, and answers (outputs)."""

    states: Half
    held: Half
    parts: Numbers
    answers: Numbers


class Shorter(nn.Module):
    """The layers it keeps, and under them one linear head for all outputs."""

    def __init__(self, top: bytes) -> None:
        """Begin with LAYERS and the head of the top (ONNX, whole numbers)."""
        super().__init__()
        held = held_in(top)
        self.layers = nn.ModuleList(Layer() for _ in LAYERS)
        for layer, taken in zip(self.layers, LAYERS, strict=True):
            names = layer.state_dict()
            layer.load_state_dict({name: torch.from_numpy(floats(held, f"layers.{taken}.{name}")) for name in names})
        head = next(name.removesuffix("_quantized") for name in held if name.startswith(_HEAD) and "_quan" in name)
        self.head = nn.Parameter(torch.from_numpy(floats(held, head)))

    def forward(self, states: Tensor, real: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """What is held of and said by each piece of texts (texts, longest, WIDTH), or of one text without padding."""
        hidden = None if real is None else real[:, None, None, :]
        for layer in self.layers:
            states = layer(states, hidden)
        return states, functional.linear(states, self.head)


class _Written(nn.Module):
    """What the kernel runs: what each piece says, alone. Layers have the names that `core.triage.states` reads by."""

    def __init__(self, shorter: Shorter) -> None:
        super().__init__()
        self.layers, self.head = shorter.layers, shorter.head

    def forward(self, states: Tensor) -> Tensor:
        for layer in self.layers:
            states = layer(states, None)
        return functional.linear(states, self.head)


def shortened(trunk: bytes, top: bytes, vocabulary: Sequence[str], examples: Sequence[Example], seed: int) -> bytes:
    """A top (ONNX) of LAYERS that answers as the given one does, taught with the posts that the encoder learns from."""
    chance = random.Random(seed)  # noqa: S311 - the same run for the same seed
    lessons = _read(trunk, top, vocabulary, [*chosen(examples, chance)])
    torch.manual_seed(seed)
    network = Shorter(top)
    descend(network, planned(lessons, chance), partial(_loss, network))
    return written(network)


class OfPieces(Protocol):
    """What is learnt of a text."""

    @property
    def states(self) -> Half:
        """Shape (pieces, WIDTH)."""


Learnt = TypeVar("Learnt")
Text = TypeVar("Text", bound=OfPieces)


def planned(lessons: Sequence[Text], chance: random.Random) -> list[list[Text]]:
    """Batches of all epochs, one after the other, each in an order of its own."""
    plan: list[list[Text]] = []
    for _ in range(EPOCHS):
        order = list(lessons)
        chance.shuffle(order)
        plan += batches(order, lambda each: len(each.states), ROOM, chance)
    return plan


def descend(network: nn.Module, plan: Sequence[Learnt], loss: Callable[[Learnt], Tensor], rate: float = RATE) -> None:
    """Learn from all batches of the plan; the rate rises to `rate` for WARM_STEPS, then falls."""
    steps = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=DECAY)
    for number, batch in enumerate(plan):
        for group in steps.param_groups:
            group["lr"] = rate * min(1.0, number / WARM_STEPS) * max(1 - number / len(plan), LEAST_RATE)
        lost = loss(batch)
        steps.zero_grad()
        lost.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        steps.step()
        if number % 100 == 0:
            log.info("step %d of %d, loss %.3f", number, len(plan), float(lost.detach()))


def written(network: Shorter) -> bytes:
    """The top as the kernel reads it (ONNX, whole numbers)."""
    return top_in_whole_numbers(_Written(network.eval()), (PARTS,))


def chosen(examples: Sequence[Example], chance: random.Random) -> dict[str, Example]:
    """Of each text that the encoder learns from, as it is read, one example: all of our own, and as many as OTHERS of
    other sets."""
    learnt = {clean(example.text)[:READ_POINTS]: example for example in examples if taught(example)}
    own = [text for text, example in learnt.items() if example.source in OWN]
    further = sorted(learnt.keys() - set(own))
    return {text: learnt[text] for text in (*own, *chance.sample(further, min(OTHERS, len(further))))}


def _read(trunk: bytes, top: bytes, vocabulary: Sequence[str], texts: Sequence[str]) -> list[Lesson]:
    """A lesson of each text, by all cores."""
    parts = [texts[at : at + READ_AT_ONCE] for at in range(0, len(texts), READ_AT_ONCE)]
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _open, (trunk, top, vocabulary)) as hands:
        return [lesson for found in hands.map(_lessons, parts) for lesson in found]


_opened: list[tuple[Trunk, Top]] = []
"""What a process reads with: opened once, not with every text."""


def _open(trunk: bytes, top: bytes, vocabulary: Sequence[str]) -> None:
    _opened[:] = [(Trunk(trunk, vocabulary), Top(exposing(top, (_LAST,)), (PARTS, _LAST)))]


def _lessons(texts: Sequence[str]) -> list[Lesson]:
    return [_lesson(text, *_opened[0]) for text in texts]


def _lesson(text: str, trunk: Trunk, top: Top) -> Lesson:
    whole, (states,) = trunk.read(text, MOST_PIECES)
    parts, held = top.run(states)
    held, answers = held.reshape(states.shape), parts.mean(axis=0)
    if begin := said_from(text):
        rest, (shorter,) = trunk.read(text[begin:], MOST_PIECES)
        if same := _same(whole, rest):
            states, held, parts = shorter, held[same], parts[same]
    return Lesson(states.astype(np.float16), held.astype(np.float16), parts, answers)


def _same(whole: Pieces, rest: Pieces) -> list[int]:
    """Places in a whole text of the pieces of its end; none where that ends elsewhere or is cut otherwise."""
    gone = len(whole.number) - len(rest.number)
    alike = gone > 0 and [*whole.number[1 + gone :]] == [*rest.number[1:]]
    return [0, *range(1 + gone, len(whole.number))] if alike else []


def _loss(network: Shorter, batch: Sequence[Lesson]) -> Tensor:
    states, held, parts = (padded([getattr(each, name) for each in batch]) for name in ("states", "held", "parts"))
    sizes = torch.tensor([len(each.states) for each in batch])
    real = torch.arange(states.shape[1])[None] < sizes[:, None]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found, said = (each.float() for each in network(states, real))
    answers = (said * real[:, :, None]).sum(dim=1) / sizes[:, None]
    aim = torch.from_numpy(np.stack([each.answers for each in batch]))
    lost = HELD_WEIGHT * functional.mse_loss(found[real], held[real])
    lost = lost + PART_WEIGHT * functional.mse_loss(said[real], parts[real])
    return lost + ANSWER_WEIGHT * functional.mse_loss(answers, aim)


def padded(rows: Sequence[NDArray[np.floating]]) -> Tensor:
    """Rows of unlike length (pieces, columns) as one (rows, longest, columns), zero behind their ends."""
    filled = torch.zeros(len(rows), max(map(len, rows)), rows[0].shape[1])
    for place, row in enumerate(rows):
        filled[place, : len(row)] = torch.from_numpy(row.astype(np.float32))
    return filled

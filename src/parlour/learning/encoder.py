"""Training of the encoder: all outputs at once, from every set that answers some of them; written out in whole numbers.

Needs what the group `train` installs (torch, onnx).
"""

import logging
import random
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load
from torch import Tensor, nn
from torch.nn import functional

from parlour.core.text.clean import clean
from parlour.core.text.network import STATES
from parlour.core.text.wordpiece import WordPiece
from parlour.core.triage.encoder import PARTS
from parlour.core.triage.knowledge import exclusive
from parlour.core.triage.tokens import READ_POINTS
from parlour.learning.batches import Room, batches
from parlour.learning.examples import OWN, Example, kept_back
from parlour.learning.meaning import OUTPUTS
from parlour.learning.network import TRUNK, WIDTH, Encoder, from_base

log = logging.getLogger(__name__)

LAYERS, EPOCHS = 6, 4
TAKEN = {
    "goemotions": 6500, "davidson": 3500, "sms": 1600, "youtube": 938, "banking77": 1200, "clinc150": 2200,
    "nlupp": 600, "meqsum": 1200, "multidogo": 1000, "politeness": 6000,
}  # fmt: skip
"""Examples of each set in an epoch; of our own all."""
OWN_WEIGHT = 2.0
BODY_RATE, HEAD_RATE, DECAY = 8e-5, 1e-3, 0.01
WARM_STEPS, LEAST_RATE = 80, 0.02
ROOM = Room(things=64, pieces=2600, sorted_at_once=1600)
SOFTENED = 0.02
_LEARNT_PIECES = 96
_PIECES, _EXAMPLE = "pieces", 64


def taught(example: Example) -> bool:
    """Whether the encoder learns from the post."""
    return (example.part == "train" or (example.part == "dev" and example.source in OWN)) and not kept_back(example)


def fit(examples: Sequence[Example], vocabulary: Sequence[str], weights: bytes, seed: int) -> Encoder:
    """The base, taught by those of the examples it may learn from; the rate rises for WARM_STEPS, then falls."""
    torch.manual_seed(seed)
    chance, read = random.Random(seed), _Reading(vocabulary)  # noqa: S311 - the same run for the same seed
    encoder = from_base(load(weights), LAYERS, len(OUTPUTS))
    for frozen in (encoder.place, encoder.kind):
        frozen.requires_grad_(False)
    body = [p for name, p in encoder.named_parameters() if p.requires_grad and not name.startswith("head.")]
    groups = [{"params": body, "rate": BODY_RATE}, {"params": [*encoder.head.parameters()], "rate": HEAD_RATE}]
    steps = torch.optim.AdamW(groups, lr=BODY_RATE, weight_decay=DECAY)
    learnt = [example for example in examples if taught(example)]
    plan = [batch for _ in range(EPOCHS) for batch in batches(_epoch(learnt, chance), read.size, ROOM, chance)]
    encoder.train()
    for number, batch in enumerate(plan):
        share = min(1.0, number / WARM_STEPS) * max(1 - number / len(plan), LEAST_RATE)
        for group in steps.param_groups:
            group["lr"] = group["rate"] * share
        lost = _step(encoder, steps, body, read.tensors(batch), _importance(batch))
        if number % 100 == 0:
            log.info("encoder: step %d of %d, loss %.3f", number, len(plan), lost)
    return encoder.eval()


def _epoch(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    by_source: dict[str, list[Example]] = {}
    for example in examples:
        by_source.setdefault(example.source, []).append(example)
    chosen: list[Example] = []
    for source, held in by_source.items():
        chosen += chance.sample(held, min(TAKEN[source], len(held))) if source in TAKEN else held
    chance.shuffle(chosen)
    return chosen


def _importance(batch: Sequence[Example]) -> Tensor:
    return torch.tensor([OWN_WEIGHT if example.source in OWN else min(example.weight, 1.0) for example in batch])


def _step(
    encoder: Encoder,
    steps: torch.optim.Optimizer,
    body: list[nn.Parameter],
    given: tuple[Tensor, Tensor, Tensor],
    importance: Tensor,
) -> float:
    pieces, real, answers = given
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = encoder(pieces, real)
    lost = loss(logits.float(), answers, importance)
    steps.zero_grad()
    lost.backward()
    nn.utils.clip_grad_norm_(body, 1.0)
    steps.step()
    return float(lost.detach())


def loss(logits: Tensor, answers: Tensor, importance: Tensor) -> Tensor:
    """Of every answer that is known; a family of which one is right counts as one question, twice."""
    together = [[OUTPUTS.index(name) for name in family] for family in exclusive(OUTPUTS)]
    either = [i for i in range(len(OUTPUTS)) if not any(i in family for family in together)]
    known = ~torch.isnan(answers[:, either])
    aim = torch.nan_to_num(answers[:, either]) * (1 - SOFTENED) + SOFTENED / 2
    lost = functional.binary_cross_entropy_with_logits(logits[:, either], aim, reduction="none")
    total = ((lost * known).sum(dim=1) * importance).sum()
    for family in together:
        asked = ~torch.isnan(answers[:, family]).any(dim=1)
        if bool(asked.any()):
            lost = functional.cross_entropy(
                logits[asked][:, family], answers[asked][:, family], reduction="none", label_smoothing=0.05
            )
            total = total + 2 * (lost * importance[asked]).sum()
    return total / len(answers)


class _Reading:
    """Examples as tensors."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._reader = WordPiece(vocabulary)
        self._known: dict[str, Sequence[int]] = {}

    def numbers(self, example: Example) -> Sequence[int]:
        if example.text not in self._known:
            text = clean(example.text)[:READ_POINTS]
            self._known[example.text] = self._reader.read(text, _LEARNT_PIECES).number
        return self._known[example.text]

    def size(self, example: Example) -> int:
        return len(self.numbers(example))

    def tensors(self, batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
        """Pieces, which of them are real, and the answers, not a number where nobody asked."""
        longest = max(len(self.numbers(example)) for example in batch)
        pieces = np.zeros((len(batch), longest), np.int64)
        real = np.zeros((len(batch), longest), np.bool_)
        answers = np.full((len(batch), len(OUTPUTS)), np.nan, np.float32)
        for row, example in enumerate(batch):
            numbers = self.numbers(example)
            pieces[row, : len(numbers)], real[row, : len(numbers)] = numbers, True
            for output, answer in example.labels.items():
                answers[row, OUTPUTS.index(output)] = answer
        return torch.from_numpy(pieces), torch.from_numpy(real), torch.from_numpy(answers)


class _Trunk(nn.Module):
    """The lower half of what the kernel runs: one text, nothing padded."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> Tensor:
        return self.encoder.below(pieces)


class _Top(nn.Module):
    """The upper half; what each piece says, before the mean and without the bias."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.layers = encoder.layers[TRUNK:]
        self.head = encoder.head

    def forward(self, states: Tensor) -> Tensor:
        for layer in self.layers:
            states = layer(states, None)
        return functional.linear(states, self.head.weight)


def export(encoder: Encoder) -> tuple[bytes, bytes]:
    """Trunk and top as ONNX with weights of one byte, scaled per channel; what they multiply is scaled at each run."""
    trunk = in_whole_numbers(_Trunk(encoder), torch.randint(0, 1000, (1, _EXAMPLE)), {_PIECES: {1: "n"}}, (STATES,))
    return trunk, top_in_whole_numbers(_Top(encoder), (PARTS,))


def bias(encoder: Encoder) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """What each answer is shifted by (outputs), which `export` leaves out."""
    return encoder.head.bias.detach().numpy()


def top_in_whole_numbers(top: nn.Module, outputs: Sequence[str]) -> bytes:
    """A network over the states of the trunk as ONNX."""
    return in_whole_numbers(top, torch.randn(_EXAMPLE, WIDTH), {STATES: {0: "n"}}, outputs)


def in_whole_numbers(
    network: nn.Module, example: Tensor, given: Mapping[str, Mapping[int, str]], outputs: Sequence[str]
) -> bytes:
    """As ONNX: one input (name → its open axes) like the example in, `outputs` (n, …) out, weights of one byte."""
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network.eval(),
                (example,),
                str(whole),
                input_names=list(given),
                output_names=list(outputs),
                dynamic_axes={**given} | {name: {0: "n"} for name in outputs},
                opset_version=17,
                dynamo=False,
            )
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        written = onnx.load(small)
        # The names of the tools that wrote it say nothing about what it does.
        written.producer_name = written.producer_version = ""
        return bytes(written.SerializeToString())

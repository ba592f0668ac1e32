"""Training of the guard's network: what tells a fact in other words, and how replies sound.

It reads with the trunk of triage, goes on from the network that ships, and learns from written replies alone. Needs
what the group `train` installs.
"""

import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from parlour.core.guard.meaning import OUTPUTS, PIECES_OF_A_FACT, PIECES_OF_A_REPLY, sentences_of
from parlour.core.text.fold import fold
from parlour.core.text.network import Numbers, Trunk
from parlour.learning.batches import Room, batches
from parlour.learning.encoder import top_in_whole_numbers
from parlour.learning.network import SEEKING, WIDTH, Telling
from parlour.learning.onnx_weights import floats, held_in
from parlour.learning.written_replies import RELATIONSHIP, TONES, Reply, side_by_side

log = logging.getLogger(__name__)

LAYERS, EPOCHS = 3, 3
ROOM = Room(things=40, pieces=40 * PIECES_OF_A_REPLY, sorted_at_once=640)
BODY_RATE, HEAD_RATE, DECAY, WARM_STEPS, LEAST_RATE = 1e-4, 1e-3, 0.01, 40, 0.02
SOFTENED = 0.02
RATHER_WEIGHT = 0.5
"""What it counts that a reply tells its own fact rather than one of the others at hand."""
TONE_WEIGHT, TONE_RARE = 0.2, 5.0
"""What all tones of a reply count beside its facts, and how much more it counts that it has a tone."""
NAMED_BY_US = 0.6
"""Share of relationships that are learnt in the words in which the guard will name them."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A reply, and the fact it is about.

    `fact`: its sentences, none where the reply is about none; `also`: a relationship that it does not tell either.
    `tones`: of each whether the reply has it; not a number where nobody asked.
    """

    reply: Reply
    fact: tuple[str, ...]
    also: tuple[str, ...]
    tones: np.ndarray[tuple[int], np.dtype[np.float32]]


def fit(replies: Sequence[Reply], trunk: Trunk, known: bytes, relationships: Mapping[str, str], seed: int) -> Telling:
    """Learn from all replies, beginning with what is known (ONNX). relationships: sector → what is never told there."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - the same run for the same seed
    reader = _Reader(trunk)
    network = begun_from(known)
    body = [*network.layers.parameters()]
    heads = [*network.say.parameters(), *network.seek.parameters(), *network.hold.parameters()]
    groups = [{"params": body, "rate": BODY_RATE}, {"params": heads, "rate": HEAD_RATE}]
    steps = torch.optim.AdamW(groups, lr=BODY_RATE, weight_decay=DECAY)
    taught = [*replies, *side_by_side(replies, chance)]
    plan = [batch for _ in range(EPOCHS) for batch in _batches(taught, reader, chance)]
    network.train()
    for number, batch in enumerate(plan):
        share = min(1.0, number / WARM_STEPS) * max(1 - number / len(plan), LEAST_RATE)
        for group in steps.param_groups:
            group["lr"] = group["rate"] * share
        lost = _loss(network, reader, lessons(batch, relationships, chance))
        steps.zero_grad()
        lost.backward()
        nn.utils.clip_grad_norm_(body, 1.0)
        steps.step()
        if number % 50 == 0:
            log.info("telling: step %d of %d, loss %.3f", number, len(plan), float(lost.detach()))
    return network.eval()


def begun_from(known: bytes) -> Telling:
    """A network that knows what the given one does (ONNX, whole numbers, as `export` writes it)."""
    held, network = held_in(known), Telling(LAYERS, len(TONES))
    network.load_state_dict({name: torch.from_numpy(floats(held, f"network.{name}")) for name in network.state_dict()})
    return network


def _batches(replies: Sequence[Reply], reader: "_Reader", chance: random.Random) -> list[list[Reply]]:
    order = list(replies)
    chance.shuffle(order)
    return batches(order, lambda each: len(reader.reply(each.text)), ROOM, chance)


def lessons(batch: Sequence[Reply], relationships: Mapping[str, str], chance: random.Random) -> list[Lesson]:
    """What to learn from each reply of a batch."""
    return [_lesson(reply, relationships.get(reply.sector, ""), chance) for reply in batch]


def _lesson(reply: Reply, relationship: str, chance: random.Random) -> Lesson:
    tones = np.full(len(TONES), np.nan if reply.does else 0.0, np.float32)
    if not reply.is_fact and reply.does:
        tones[TONES.index(reply.kind)] = 1
    fact: tuple[str, ...] = ()
    if reply.is_fact:
        renamed = reply.kind == RELATIONSHIP and relationship and chance.random() < NAMED_BY_US
        fact = tuple(sentences_of(reply.kind, relationship if renamed else reply.value))
    untold = relationship and not reply.does and reply.kind != RELATIONSHIP
    return Lesson(reply, fact, tuple(sentences_of(RELATIONSHIP, relationship)) if untold else (), tones)


def _loss(network: Telling, reader: "_Reader", batch: Sequence[Lesson]) -> Tensor:
    facts = list(dict.fromkeys(each for lesson in batch for each in (lesson.fact, lesson.also) if each))
    sentences = list(dict.fromkeys(each for fact in facts for each in fact))
    states, real = _above(network, [reader.reply(lesson.reply.text) for lesson in batch])
    say, seek = network.say(states), network.seek(states)
    inner = real.clone()
    inner[:, 0] = False
    inner[torch.arange(len(batch)), real.sum(dim=1) - 1] = False
    held = _held(network, [reader.fact(each) for each in sentences])
    by_sentence = _pooled(say[:, :, :1] + seek @ held.T / SEEKING**0.5, inner)
    owner = [[sentences.index(each) for each in fact] for fact in facts]
    told = torch.stack([by_sentence[:, places].max(dim=1).values for places in owner], dim=1)
    tones = _pooled(say[:, :, 1:], inner)
    lost = [_told_loss(told[row], facts, lesson) + _tone_loss(tones[row], lesson) for row, lesson in enumerate(batch)]
    return torch.stack(lost).mean()


def _told_loss(told: Tensor, facts: Sequence[tuple[str, ...]], lesson: Lesson) -> Tensor:
    """An innocent reply tells none of all facts at hand; another one its own, and that rather than the others."""
    total = torch.zeros(())
    if lesson.fact:
        own = facts.index(lesson.fact)
        total = total + _gap(told[own], float(lesson.reply.does))
        if lesson.reply.does:
            total = total + RATHER_WEIGHT * functional.cross_entropy(told[None], torch.tensor([own]))
    if lesson.also:
        total = total + _gap(told[facts.index(lesson.also)], 0.0)
    if not lesson.reply.does:
        total = total + _gap(told.max(), 0.0)
    return total


def _tone_loss(tones: Tensor, lesson: Lesson) -> Tensor:
    answers = torch.from_numpy(lesson.tones)
    asked = ~torch.isnan(answers)
    if not bool(asked.any()):
        return torch.zeros(())
    aim = answers[asked] * (1 - 2 * SOFTENED) + SOFTENED
    lost = functional.binary_cross_entropy_with_logits(tones[asked], aim, reduction="none")
    return TONE_WEIGHT * (lost * (1 + (TONE_RARE - 1) * answers[asked])).sum()


def _pooled(odds: Tensor, inner: Tensor) -> Tensor:
    """(texts, pieces, columns) → (texts, columns): the mean, each piece counting as it says, as in the guard."""
    share = torch.softmax(odds.masked_fill(~inner[:, :, None], -1e4), dim=1)
    return (share * odds).sum(dim=1)


def _gap(odds: Tensor, answer: float) -> Tensor:
    aim = torch.tensor(answer * (1 - 2 * SOFTENED) + SOFTENED)
    return functional.binary_cross_entropy_with_logits(odds, aim)


def _held(network: Telling, facts: Sequence[Numbers]) -> Tensor:
    """What each fact holds, (facts, SEEKING); of none, nothing."""
    if not facts:
        return torch.zeros(0, SEEKING)
    states, real = _above(network, facts)
    share = real.to(states.dtype)[:, :, None]
    held: Tensor = network.hold((states * share).sum(dim=1) / share.sum(dim=1))
    return held


def _above(network: Telling, texts: Sequence[Numbers]) -> tuple[Tensor, Tensor]:
    """States (texts, longest, WIDTH) in full precision, and where there are pieces."""
    states = torch.zeros(len(texts), max(map(len, texts)), WIDTH)
    real = torch.zeros(states.shape[:2], dtype=torch.bool)
    for row, below in enumerate(texts):
        states[row, : len(below)], real[row, : len(below)] = torch.from_numpy(below), True
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return network.above(states, real).float(), real


class _Reader:
    """What the trunk holds of texts, each read once."""

    def __init__(self, trunk: Trunk) -> None:
        self._trunk = trunk
        self._known: dict[tuple[str, int], Numbers] = {}

    def reply(self, text: str) -> Numbers:
        return self._read(text, PIECES_OF_A_REPLY)

    def fact(self, text: str) -> Numbers:
        return self._read(text, PIECES_OF_A_FACT)

    def _read(self, text: str, most: int) -> Numbers:
        if (text, most) not in self._known:
            _, (self._known[text, most],) = self._trunk.read(fold(text).text, most)
        return self._known[text, most]


class _Top(nn.Module):
    """What the guard runs over the states of the trunk: of each piece what it says, seeks and holds."""

    def __init__(self, network: Telling) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        network = self.network
        states = network.above(states, None)
        return network.say(states), network.seek(states), network.hold(states)


def export(network: Telling) -> bytes:
    """The top as ONNX with weights of one byte."""
    return top_in_whole_numbers(_Top(network), OUTPUTS)

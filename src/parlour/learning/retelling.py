"""Training of what hears whether a reply as a whole retells a fact. Needs what the group `train` installs (torch)."""

import random
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from parlour.core.guard.meaning import PIECES_OF_A_FACT
from parlour.core.guard.retold import Retold
from parlour.core.text.fold import fold
from parlour.core.text.inner_states import summary
from parlour.core.text.layers import Layer
from parlour.core.text.network import Trunk
from parlour.learning.asked_facts import Asked, Facts
from parlour.learning.tone_layers import states
from parlour.learning.two_layers import (
    DECAY,
    HIDDEN_LEFT_OUT,
    RATE,
    STATES_LEFT_OUT,
    Singles,
    layer_of,
    standardised,
)
from parlour.learning.written_replies import Reply, values_abroad

EPOCHS, TRAITS, HIDDEN, AT_ONCE = 6, 128, 256, 256
SOFTENED = 0.02


def fit(replies: Sequence[Reply], trunk: Trunk, relationships: Mapping[str, str], seed: int) -> Retold:
    """Learn from all replies, over a trunk whose outputs are all layers that are read. relationships: sector → what is
    never told there."""
    facts = Facts(replies, relationships, values_abroad())
    return fit_on(facts, states(replies, trunk), [_fact_states(each, trunk) for each in facts.known], seed)


def fit_on(facts: Facts, of_replies: Singles, of_facts: Sequence[Singles], seed: int) -> Retold:
    """Learn from the states of replies (replies, states), and of the sentences of each fact (sentences, states)."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - the same run for the same seed
    reply, reply_centre, reply_spread = standardised(of_replies)
    fact, fact_centre, fact_spread = standardised(np.concatenate(of_facts))
    first = np.cumsum([0, *map(len, of_facts)])
    network = _Network(reply.shape[1])
    steps = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    plan = [batch for _ in range(EPOCHS) for batch in _batches(facts.asked(chance), chance)]
    for number, batch in enumerate(plan):
        for group in steps.param_groups:
            group["lr"] = RATE * (1 - number / len(plan))
        said = torch.from_numpy(reply[[each.reply for each in batch]])
        held = [torch.from_numpy(fact[first[each.fact] : first[each.fact + 1]]) for each in batch]
        loss = _loss(network(said, held), batch)
        steps.zero_grad()
        loss.backward()
        steps.step()
    return Retold(reply_centre, reply_spread, fact_centre, fact_spread, *network.eval().kept())


def _batches(asked: Iterator[Asked], chance: random.Random) -> Iterator[list[Asked]]:
    order = list(asked)
    chance.shuffle(order)
    for at in range(0, len(order), AT_ONCE):
        yield order[at : at + AT_ONCE]


def _fact_states(sentences: Sequence[str], trunk: Trunk) -> Singles:
    rows = [trunk.read(fold(each).text, PIECES_OF_A_FACT) for each in sentences]
    return np.stack([summary(layers, len(pieces.number)) for pieces, layers in rows])


def _loss(odds: Tensor, batch: Sequence[Asked]) -> Tensor:
    aim = torch.tensor([SOFTENED + (1 - 2 * SOFTENED) * each.answer for each in batch])
    counts = torch.tensor([each.counts for each in batch])
    return (functional.binary_cross_entropy_with_logits(odds, aim, reduction="none") * counts).mean()


class _Network(nn.Module):
    """What `Retold` computes, and how it is learnt."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.reply = nn.Linear(width, TRAITS + HIDDEN)
        self.fact = nn.Linear(width, TRAITS + HIDDEN)
        self.alike = nn.Linear(TRAITS, HIDDEN)
        self.answer = nn.Linear(HIDDEN, 1)
        self.given = nn.Dropout(STATES_LEFT_OUT)
        self.held = nn.Dropout(HIDDEN_LEFT_OUT)

    def forward(self, replies: Tensor, facts: Sequence[Tensor]) -> Tensor:
        """Of each reply (replies, states) how surely it tells its fact (sentences, states): as its sentence that is
        told most surely."""
        owner = torch.repeat_interleave(torch.arange(len(facts)), torch.tensor([len(each) for each in facts]))
        reply = self.reply(self.given(replies))[owner]
        fact = self.fact(self.given(torch.cat([*facts])))
        alike = self.alike(torch.tanh(reply[:, :TRAITS]) * torch.tanh(fact[:, :TRAITS]))
        odds = self.answer(self.held(torch.relu(reply[:, TRAITS:] + fact[:, TRAITS:] + alike)))[:, 0]
        least = torch.full((len(facts),), -torch.inf)
        return least.scatter_reduce(0, owner, odds, "amax")

    def kept(self) -> Iterator[Layer]:
        """Its layers as `Retold` has them, in weights of one byte."""
        for each in (self.reply, self.fact, self.alike, self.answer):
            yield layer_of(each.weight.detach().numpy().T, each.bias.detach().numpy())

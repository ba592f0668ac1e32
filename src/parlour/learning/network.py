"""The encoder as a network that can be trained: layers as in BERT (Devlin et al. 2019) under one linear head."""

import re
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, INNER, ATTENTIONS, PLACES, PIECES = 384, 1536, 12, 512, 30522
_SHARE = WIDTH // ATTENTIONS
EPSILON = 1e-12
DROPOUT = 0.1
TRUNK = 3
"""Layers that triage and the guard share."""
MANNER_LAYERS = 6
SEEKING = 128
_NEVER = -1e9
_RARE = -3.0
"""Log-odds that anything is told, before anything is learnt."""


class Layer(nn.Module):
    """Attention of every piece to every other, then two dense steps; each added to what came in."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.joined_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.wider, self.narrower = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, hidden: Tensor | None) -> Tensor:
        """states (texts, pieces, WIDTH); hidden (texts, 1, 1, pieces), False where there is no piece.

        Or states (pieces, WIDTH) of one text, of which nothing is hidden.
        """
        seen = self._alone(states) if states.dim() == 2 else self._together(states, hidden)
        states = self.joined_norm(states + self.dropout(self.joined(seen)))
        changed: Tensor = self.norm(states + self.dropout(self.narrower(functional.gelu(self.wider(states)))))
        return changed

    def _together(self, states: Tensor, hidden: Tensor | None) -> Tensor:
        # Step by step: of short texts on a processor this is learnt in half the time of the fused function.
        query, key, value = (self._split(part(states)) for part in (self.query, self.key, self.value))
        alike = (query @ key.transpose(2, 3)).float() * _SHARE**-0.5
        if hidden is not None:
            alike = alike.masked_fill(~hidden, _NEVER)
        seen = torch.softmax(alike, dim=-1).to(value.dtype) @ value
        return seen.transpose(1, 2).reshape(states.shape)

    def _alone(self, states: Tensor) -> Tensor:
        split = (part(states).reshape(-1, ATTENTIONS, _SHARE) for part in (self.query, self.key, self.value))
        query, key, value = split
        shares = torch.softmax(query.transpose(0, 1) @ key.permute(1, 2, 0) * _SHARE**-0.5, dim=-1)
        return (shares @ value.transpose(0, 1)).transpose(0, 1).reshape(-1, WIDTH)

    def _split(self, states: Tensor) -> Tensor:
        texts, pieces, _ = states.shape
        return states.reshape(texts, pieces, ATTENTIONS, _SHARE).transpose(1, 2)


class Encoder(nn.Module):
    """Numbers of pieces in, the log-odds of every output out: the mean over the pieces of a linear head."""

    def __init__(self, layers: int, outputs: int) -> None:
        super().__init__()
        self.piece, self.place = nn.Embedding(PIECES, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.Linear(WIDTH, outputs)

    def forward(self, pieces: Tensor, real: Tensor) -> Tensor:
        """pieces (texts, longest) of numbers; real, of the same shape, False behind the end of a text."""
        states = self.states(pieces, real)
        weight = real.to(states.dtype)[:, :, None]
        mean = (states * weight).sum(dim=1) / weight.sum(dim=1)
        logits: Tensor = self.head(self.dropout(mean))
        return logits

    def states(self, pieces: Tensor, real: Tensor) -> Tensor:
        """What is held of each piece (texts, longest, WIDTH), of pieces and `real` as above."""
        states: Tensor = self.piece(pieces) + self.place.weight[: pieces.shape[1]] + self.kind.weight[0]
        states = self.dropout(self.norm(states))
        for layer in self.layers:
            states = layer(states, real[:, None, None, :])
        return states

    def below(self, pieces: Tensor) -> Tensor:
        """What is held of each piece of one text (1, pieces), nothing hidden, after the TRUNK layers: (pieces, WIDTH).

        Written without an axis for texts and in few steps, it takes a seventh less time once it is written out.
        """
        states: Tensor = self.piece(pieces) + self.place.weight[: pieces.shape[1]] + self.kind.weight[0]
        states = self.norm(states)[0]
        for layer in self.layers[:TRUNK]:
            states = layer(states, None)
        return states


class Telling(nn.Module):
    """Two readings by the same layers over the states of the trunk: of a reply, what each piece says and what it seeks;
    of a fact, what it holds.

    The log-odds that a piece tells a fact are its first `say` plus seek · held / √SEEKING; the other columns of `say`
    are tones.
    """

    def __init__(self, layers: int, tones: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.say = nn.Linear(WIDTH, 1 + tones)
        self.seek, self.hold = nn.Linear(WIDTH, SEEKING), nn.Linear(WIDTH, SEEKING)
        nn.init.zeros_(self.say.weight)
        nn.init.constant_(self.say.bias, _RARE)
        # What is alike is near from the beginning.
        self.hold.load_state_dict(self.seek.state_dict())

    def above(self, states: Tensor, real: Tensor | None) -> Tensor:
        """States (texts, longest, WIDTH) of the trunk, real where there are pieces; or of one text, nothing hidden."""
        hidden = None if real is None else real[:, None, None, :]
        for layer in self.layers:
            states = layer(states, hidden)
        return states


class Manner(nn.Module):
    """What each piece of a reply says of every tone: layers of its own over the states that the trunk begins with.

    scale, shift (WIDTH): what those states are first multiplied by and moved, as the trunk's own layers read them
    otherwise.
    """

    def __init__(self, tones: int) -> None:
        super().__init__()
        self.scale, self.shift = nn.Parameter(torch.ones(WIDTH)), nn.Parameter(torch.zeros(WIDTH))
        self.layers = nn.ModuleList(Layer() for _ in range(MANNER_LAYERS))
        self.say = nn.Linear(WIDTH, tones)

    def forward(self, states: Tensor, real: Tensor | None) -> Tensor:
        """Log-odds (texts, longest, tones) of states (texts, longest, WIDTH), real where there are pieces; or of one
        text (pieces, WIDTH), nothing hidden."""
        hidden = None if real is None else real[:, None, None, :]
        states = states * self.scale + self.shift
        for layer in self.layers:
            states = layer(states, hidden)
        says: Tensor = self.say(states)
        return says


def from_base(base: Mapping[str, Tensor], layers: int, outputs: int) -> Encoder:
    """An encoder with the weights of the base (names as BERT's) in its first layers, and a head of zeros."""
    encoder = Encoder(layers, outputs)
    own = encoder.state_dict()
    for name in own:
        if not name.startswith("head."):
            own[name] = base[_name_in_base(name)]
    encoder.load_state_dict(own)
    nn.init.zeros_(encoder.head.weight)
    nn.init.zeros_(encoder.head.bias)
    return encoder


_NAMES = {
    "piece": "embeddings.word_embeddings",
    "place": "embeddings.position_embeddings",
    "kind": "embeddings.token_type_embeddings",
    "norm": "embeddings.LayerNorm",
}
_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "joined": "attention.output.dense",
    "joined_norm": "attention.output.LayerNorm",
    "wider": "intermediate.dense",
    "narrower": "output.dense",
    "norm": "output.LayerNorm",
}


def _name_in_base(name: str) -> str:
    if layer := re.fullmatch(r"layers\.(\d+)\.(\w+)\.(\w+)", name):
        return f"encoder.layer.{layer[1]}.{_LAYER_NAMES[layer[2]]}.{layer[3]}"
    part, _, kind = name.partition(".")
    return f"{_NAMES[part]}.{kind}"

"""Reads what the guard's network was taught, and what follows from it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.guard.meaning import MANNER, OUTPUTS, Meaning, MeaningKnowledge
from parlour.core.guard.retold import Retold
from parlour.core.text.inner_states import IN_TRUNK, exposing
from parlour.core.text.layers import TwoLayers
from parlour.core.text.network import STATES, Top, Trunk
from parlour.knowledge.guard.entries import check_keys, table
from parlour.knowledge.triage.load import TRUNK, load_vocabulary, network

NETWORK = "meaning.onnx"
MANNERS = "manner.onnx"
WHOLE = "whole.npz"
RETOLD = "retold.npz"
TABLE = "meaning.toml"
_TABLES = frozenset(("kinds", "relationships", "bars", "messages", "tones"))


@cache
def load_meaning() -> MeaningKnowledge:
    """The network and the bars that ship; opened once per process.

    Raises KeyError naming a missing field, ValueError naming one that nobody reads.
    """
    told = table(TABLE)
    check_keys(told, _TABLES, TABLE, needed=_TABLES)
    top, manner = Top(load_network(), OUTPUTS), Top(load_manner(), (MANNER,))
    tones = told["tones"]
    for name, each in tones.items():
        check_keys(each, ("bar", "message"), f"{TABLE}: {name}", needed=("message",))
    return MeaningKnowledge(
        meaning=Meaning(load_open_trunk(), top, tuple(tones), manner, load_whole(), load_retold()),
        kinds=frozenset(told["kinds"]),
        relationships=told["relationships"],
        bars=told["bars"] | {name: each["bar"] for name, each in tones.items() if "bar" in each},
        messages={name: each["message"] for name, each in tones.items()} | told["messages"],
    )


def load_network() -> bytes:
    """The network (ONNX) that ships, over the states of the trunk."""
    return (files(__package__) / NETWORK).read_bytes()


def load_manner() -> bytes:
    """The network (ONNX) that ships to hear how a reply sounds, over what the trunk begins with."""
    return (files(__package__) / MANNERS).read_bytes()


def load_whole() -> TwoLayers:
    """What ships to hear the tones of a reply as a whole, over the layers of `load_open_trunk`."""
    return TwoLayers.kept_in(_arrays(WHOLE))


def load_retold() -> Retold:
    """What ships to hear whether a reply as a whole retells a fact, over the layers of `load_open_trunk`."""
    return Retold.kept_in(_arrays(RETOLD))


@cache
def load_open_trunk() -> Trunk:
    """The trunk that triage reads with, with its inner layers among what it gives out; opened once per process."""
    return Trunk(exposing(network(TRUNK), IN_TRUNK), load_vocabulary(), (STATES, *IN_TRUNK))


def load_relationships() -> Mapping[str, str]:
    """Regulated sector → what is neither confirmed nor denied there, said of the person."""
    relationships: Mapping[str, str] = table(TABLE)["relationships"]
    return relationships


def _arrays(name: str) -> dict[str, NDArray[Any]]:
    with (files(__package__) / name).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return dict(held)

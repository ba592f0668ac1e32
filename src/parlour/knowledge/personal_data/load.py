"""From the files beside this one to a NameTagger, and to what hears people."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import re2
from numpy.typing import NDArray

from parlour.core.personal_data.namesakes import Namesakes, Thing
from parlour.core.personal_data.people import People
from parlour.core.personal_data.tagger import NameTagger, tagger_from
from parlour.core.text.layers import TwoLayers

WEIGHTS, PEOPLE = "weights.npz", "people.npz"
NAMESAKES, BARS = "namesakes.toml", "people.toml"


@cache
def load_tagger() -> NameTagger:
    """The tagger that ships with Parlour; read once per process."""
    with resources.files(__package__).joinpath(WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        tagger = tagger_from({name: arrays[name] for name in arrays.files})
    return replace(tagger, namesakes=load_namesakes())


@cache
def load_people() -> People:
    """What hears people in the states of the encoder that ships; read once per process."""
    with resources.files(__package__).joinpath(PEOPLE).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return people_from({name: arrays[name] for name in arrays.files})


def people_from(arrays: Mapping[str, NDArray[Any]]) -> People:
    """What hears people, by the arrays that training writes and the bars beside this file."""
    bars = tomllib.loads(resources.files(__package__).joinpath(BARS).read_text(encoding="utf-8"))
    return People(TwoLayers.kept_in(arrays), **bars, namesakes=load_namesakes())


@cache
def load_namesakes() -> Namesakes:
    """The things that are called as people are."""
    entries = namesake_entries()
    named: defaultdict[str, list[Thing]] = defaultdict(list)
    for entry in entries["things"]:
        for name in entry.get("names", ()):
            named[name].append(_thing(entry))
    unnamed = [_thing(entry) for entry in entries["things"] if "names" not in entry]
    return Namesakes(named, unnamed, _thing(entries["person"]), entries["unsure"])


def namesake_entries() -> dict[str, Any]:
    """The file of namesakes as it is written, with its examples."""
    return tomllib.loads(resources.files(__package__).joinpath(NAMESAKES).read_text(encoding="utf-8"))


def _thing(entry: Mapping[str, Any]) -> Thing:
    return Thing(*(re2.compile(entry[side]) if side in entry else None for side in ("before", "behind", "near")))

"""From the file beside this one to a NameTagger."""

from functools import cache
from importlib import resources

import numpy as np

from parlour.core.personal_data.tagger import NameTagger, tagger_from

WEIGHTS = "weights.npz"


@cache
def load_tagger() -> NameTagger:
    """The tagger that ships with Parlour; read once per process."""
    with resources.files(__package__).joinpath(WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return tagger_from({name: arrays[name] for name in arrays.files})

"""From DATA_DIR to the weights and the model card: the same bytes for the same data, code and seed."""

import logging
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.grams import Lexicon
from parlour.knowledge.triage.load import load_lexicon
from parlour.learning import meaning, tongues

log = logging.getLogger(__name__)

VERSION = "triage-1"


def train(data: Path, seed: int) -> dict[str, NDArray[Any]]:
    """The arrays `knowledge.triage.load.knowledge_from` reads, learnt from the data sets under `data`."""
    lexicon = load_lexicon()
    arrays = _meaning(data, lexicon) | _tongues(data, lexicon, seed)
    digest = blake2b(digest_size=4)
    for name in sorted(arrays):
        digest.update(arrays[name].tobytes())
    return arrays | {"model": np.array(f"{VERSION}+{digest.hexdigest()}")}


def _meaning(data: Path, lexicon: Lexicon) -> dict[str, NDArray[Any]]:
    examples = meaning.gather(data, lexicon)
    log.info("%d examples", len(examples))
    columns = meaning.train(examples, lexicon)
    return {
        "outputs": np.array(meaning.OUTPUTS),
        "run_lengths": np.array(meaning.RUN_LENGTHS),
        "weights": np.stack([column.weights for column in columns], axis=1),
        "group_weights": np.stack([column.group_weights for column in columns], axis=1),
        "gain": np.array([column.gain for column in columns]),
        "languages": np.array(meaning.LANGUAGES),
        "language_shift": np.stack([column.shift for column in columns], axis=1),
    }


def _tongues(data: Path, lexicon: Lexicon, seed: int) -> dict[str, NDArray[Any]]:
    trained = tongues.train(tongues.gather(data, seed), lexicon)
    return {
        "tongue_codes": np.array(trained.codes),
        "tongue_script": trained.script,
        "tongue_weights": trained.weights,
        "tongue_gain": trained.gain,
        "tongue_bias": trained.bias,
    }


def save(arrays: dict[str, NDArray[Any]], path: Path) -> None:
    """Write the arrays, compressed."""
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)

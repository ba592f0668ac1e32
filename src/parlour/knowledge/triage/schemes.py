"""From a file that `parlour train --intents` wrote to a Scheme."""

import zipfile
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.layers import TwoLayers
from parlour.core.triage.schemes import Closer, Linear, OverStates, Scheme
from parlour.core.triage.states import StateReader
from parlour.knowledge.triage.load import TOP, TRUNK, load_vocabulary, network


class UnusableScheme(Exception):
    """A file holds no scheme that can be used here; says why and what to do."""


def load_scheme(path: Path, *, fast: bool = False) -> Scheme:
    """The scheme; with `fast` its linear reading alone. Raises UnusableScheme, OSError."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        return _scheme(path, arrays, fast=fast)
    except (KeyError, ValueError, AttributeError, EOFError, zipfile.BadZipFile) as problem:
        raise UnusableScheme(f"{path}: not a scheme that parlour train --intents wrote ({problem}).") from problem


def state_reader() -> StateReader:
    """The states of the encoder that ships."""
    return StateReader(network(TRUNK), network(TOP), load_vocabulary())


def _scheme(path: Path, arrays: dict[str, NDArray[Any]], *, fast: bool) -> Scheme:
    linear = Linear(
        run_lengths=tuple(int(length) for length in arrays["run_lengths"]),
        buckets=arrays["buckets"].astype(np.int64),
        weights=arrays["weights"],
        gain=arrays["gain"],
        bias=arrays["bias"],
    )
    return Scheme(
        name=str(arrays["scheme"]),
        model=str(arrays["model"]),
        labels=tuple(str(label) for label in arrays["labels"]),
        linear=linear,
        alone=float(arrays["alone"]),
        closer=None if fast else _closer(path, arrays),
    )


def _closer(path: Path, arrays: dict[str, NDArray[Any]]) -> Closer:
    reader = state_reader()
    if blake2b(reader.network, digest_size=16).hexdigest() != str(arrays["encoder"]):
        raise UnusableScheme(
            f"{path}: learnt over another encoder than the one that ships now. "
            "Learn it again with parlour train --intents, or use it with --fast."
        )
    return Closer(OverStates(reader, TwoLayers.kept_in(arrays)), *arrays["joined"].tolist())

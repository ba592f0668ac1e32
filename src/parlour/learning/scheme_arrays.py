"""What a scheme has learnt as named arrays, the way its file keeps them."""

from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.schemes import Closer, Linear, Scheme

Arrays = dict[str, NDArray[Any]]


def model(name: str, linear: Linear, closer: Closer) -> str:
    """The name of the weights: that of the scheme and a digest."""
    digest = blake2b(digest_size=4)
    for array in _arrays(linear, closer).values():
        digest.update(array.tobytes())
    return f"{name}+{digest.hexdigest()}"


def _arrays(linear: Linear, closer: Closer) -> Arrays:
    """What both readings have learnt, by the names they are kept under."""
    return {
        "run_lengths": np.array(linear.run_lengths),
        "buckets": linear.buckets.astype(np.uint16),
        "weights": linear.weights,
        "gain": linear.gain,
        "bias": linear.bias,
        **closer.reading.scores.arrays(),
        "joined": np.array([closer.linear, closer.encoded]),
    }


def written(scheme: Scheme, encoder: bytes) -> Arrays:
    """The arrays of the file that `knowledge.triage.schemes` reads. `encoder`: the network whose states were read."""
    assert scheme.closer
    return _arrays(scheme.linear, scheme.closer) | {
        "scheme": np.array(scheme.name),
        "model": np.array(scheme.model),
        "labels": np.array(scheme.labels),
        "alone": np.array(scheme.alone),
        "encoder": np.array(blake2b(encoder, digest_size=16).hexdigest()),
    }

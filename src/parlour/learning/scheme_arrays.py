"""What a scheme has learnt as named arrays, the way its file keeps them."""

from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.schemes import Closer, Layer, Linear, Scheme

Arrays = dict[str, NDArray[Any]]


def model(name: str, linear: Linear, closer: Closer) -> str:
    """The name of the weights: that of the scheme and a digest."""
    digest = blake2b(digest_size=4)
    for array in _arrays(linear, closer).values():
        digest.update(array.tobytes())
    return f"{name}+{digest.hexdigest()}"


def _arrays(linear: Linear, closer: Closer) -> Arrays:
    """What both readings have learnt, by the names they are kept under."""
    encoded = closer.reading
    return {
        "run_lengths": np.array(linear.run_lengths),
        "buckets": linear.buckets.astype(np.uint16),
        "weights": linear.weights,
        "gain": linear.gain,
        "bias": linear.bias,
        "state_centre": encoded.centre,
        "state_spread": encoded.spread,
        **_layer("hidden", encoded.hidden),
        **_layer("answer", encoded.answer),
        "joined": np.array([closer.linear, closer.encoded]),
    }


def _layer(name: str, layer: Layer) -> Arrays:
    return {f"{name}_weights": layer.weights, f"{name}_gain": layer.gain, f"{name}_bias": layer.bias}


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

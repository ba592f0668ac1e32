"""From DATA_DIR to the weights and the model card: the same bytes for the same data, code and seed."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parlour.core.text.clean import clean
from parlour.core.text.network import Top, Trunk
from parlour.core.triage.encoder import PARTS, Encoder
from parlour.core.triage.escalation import FEATURES
from parlour.core.triage.grams import Lexicon
from parlour.core.triage.knowledge import Floats
from parlour.core.triage.tokens import READ_POINTS
from parlour.knowledge.triage.load import (
    TOP,
    TRUNK,
    VOCABULARY,
    WEIGHTS,
    knowledge_from,
    load_lexicon,
    load_policy,
    load_vocabulary,
    network,
)
from parlour.learning import insistence, meaning, second, tongues
from parlour.learning.examples import OWN, Example, kept_back
from parlour.learning.representative import OWN_COUNTS, representative

log = logging.getLogger(__name__)

VERSION = "triage-2"
JOINED_MOST, JOINED_LIKE = 1500, 900
"""Posts of another set's dev part that both readings are joined on, and as how many they count."""

Arrays = dict[str, NDArray[Any]]
Examples = Sequence[Example]


class Reading(NamedTuple):
    """An encoder, and the networks (ONNX) it was opened from."""

    encoder: Encoder
    trunk: bytes
    top: bytes


def opened(trunk: bytes, top: bytes, vocabulary: Sequence[str]) -> Reading:
    """The encoder of these networks."""
    return Reading(Encoder(Trunk(trunk, vocabulary), Top(top, (PARTS,)), OUTPUTS), trunk, top)


Reader = Callable[[Examples], Reading]
OUTPUTS = meaning.OUTPUTS


def shipped(_: Examples) -> Reading:
    """The encoder that ships, as it is."""
    return opened(network(TRUNK), network(TOP), load_vocabulary())


def train(data: Path, seed: int, reader: Reader, yours: Examples = ()) -> tuple[Arrays, Reading]:
    """The arrays `knowledge.triage.load` reads, learnt from the data sets under `data`, and the encoder.

    `reader` makes or brings the encoder; it is handed all examples. `yours`: examples of an operator.
    """
    lexicon = load_lexicon()
    examples = meaning.gather(data, lexicon, yours)
    log.info("%d examples", len(examples))
    columns, unseen = meaning.train(examples, lexicon)
    arrays = _meaning(columns) | _tongues(data, seed)
    arrays |= _escalation(data, arrays, lexicon)
    reading = reader(examples)
    arrays |= _second(examples, unseen, reading.encoder)
    digest = blake2b(reading.trunk + reading.top, digest_size=4)
    for name in sorted(arrays):
        digest.update(arrays[name].tobytes())
    return arrays | {"model": np.array(f"{VERSION}+{digest.hexdigest()}")}, reading


def _second(examples: Sequence[Example], unseen: Floats, encoder: Encoder) -> Arrays:
    """How both readings are joined, learnt from posts that neither had seen: our own kept back and the dev parts."""
    rows = joined_on(examples)
    log.info("joined on %d posts", len(rows))
    encoded = np.stack([encoder.read(clean(examples[row].text)[:READ_POINTS]).parts.mean(axis=0) for row in rows])
    answers = np.array([[examples[row].labels.get(name, np.nan) for name in meaning.OUTPUTS] for row in rows])
    spoken = meaning.spoken(examples, rows)
    importance = _importance(examples, rows)[:, None] * representative(examples, rows, meaning.OUTPUTS)
    readings = second.Readings(unseen[rows], encoded.astype(np.float64), answers, spoken, importance)
    return second.join(readings, meaning.OUTPUTS)


def joined_on(examples: Examples) -> list[int]:
    """Examples that both readings are joined on: our own kept back, and of each other dev part JOINED_MOST."""
    count: Counter[str] = Counter()
    rows = []
    for row, example in enumerate(examples):
        if kept_back(example):
            rows.append(row)
        elif example.part == "dev" and example.source not in OWN and count[example.source] < JOINED_MOST:
            count[example.source] += 1
            rows.append(row)
    return rows


def _importance(examples: Examples, rows: Sequence[int]) -> Floats:
    """Every set but our own counts together as JOINED_LIKE posts at most."""
    count = Counter(examples[row].source for row in rows)
    sources = [examples[row].source for row in rows]
    return np.array([OWN_COUNTS.get(source) or min(1.0, JOINED_LIKE / count[source]) for source in sources])


def _escalation(data: Path, arrays: Arrays, lexicon: Lexicon) -> Arrays:
    none_yet = {"model": np.array(""), "escalation": np.zeros(len(FEATURES) + 1)}
    knowledge = knowledge_from(arrays | none_yet, lexicon, load_policy())
    return {"escalation": insistence.train(insistence.gather(data), knowledge)}


def _meaning(columns: Sequence[meaning.Column]) -> Arrays:
    return {
        "outputs": np.array(meaning.OUTPUTS),
        "run_lengths": np.array(meaning.RUN_LENGTHS),
        "weights": np.stack([column.weights for column in columns], axis=1),
        "group_weights": np.stack([column.group_weights for column in columns], axis=1),
        "gain": np.array([column.gain for column in columns]),
        "languages": np.array(meaning.LANGUAGES),
        "language_shift": np.stack([column.shift for column in columns], axis=1),
    }


def _tongues(data: Path, seed: int) -> Arrays:
    trained = tongues.train(tongues.gather(data, seed))
    return {
        "tongue_codes": np.array(trained.codes),
        "tongue_script": trained.script,
        "tongue_weights": trained.weights,
        "tongue_gain": trained.gain,
        "tongue_bias": trained.bias,
    }


def save(arrays: Arrays, reading: Reading, folder: Path) -> None:
    """Write what `knowledge.triage.load` reads: the arrays, compressed, the networks and their vocabulary."""
    with (folder / WEIGHTS).open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    (folder / TRUNK).write_bytes(reading.trunk)
    (folder / TOP).write_bytes(reading.top)
    pieces = "".join(f"{piece}\n" for piece in reading.encoder.trunk.vocabulary)
    (folder / VOCABULARY).write_text(pieces, encoding="utf-8")

"""An operator's own list of intents: learnt from labelled texts, measured on texts held back, and written as arrays."""

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from parlour.core.text.clean import clean
from parlour.core.text.layers import TwoLayers
from parlour.core.triage.knowledge import Floats
from parlour.core.triage.schemes import Closer, Linear, OverStates, Scheme, shares
from parlour.core.triage.states import StateReader
from parlour.core.triage.tokens import READ_POINTS
from parlour.learning.examples import sameness
from parlour.learning.logistic import minimise
from parlour.learning.scheme_arrays import model
from parlour.learning.scheme_fit import Calls, calls, fit_linear, fit_states
from parlour.learning.scheme_rows import Labelled
from parlour.learning.two_layers import Singles, Whole, standardised

log = logging.getLogger(__name__)

PARTS = 5
ALL_PARTS_UP_TO = 3000
"""Rows of which every part is held back once, in turn; of more, one part says enough."""


@dataclass(frozen=True, slots=True)
class Held:
    """Texts that did not teach what read them: both readings (texts, labels), and the right labels as numbers."""

    row: Whole
    linear: Floats
    encoded: Floats
    answers: Whole


@dataclass(frozen=True, slots=True)
class Joint:
    """What each reading counts when both are there, and what the linear one counts alone."""

    linear: float
    encoded: float
    alone: float


@dataclass(frozen=True, slots=True)
class Taught:
    """A scheme, and the texts held back with the probabilities it gave them: by both readings, and by the fast one."""

    scheme: Scheme
    held: Held
    both: Floats
    fast: Floats


@dataclass(frozen=True, slots=True)
class _Given:
    """All texts, as the two readings see them."""

    calls: Calls
    texts: Sequence[str]
    states: Singles
    answers: Whole
    labels: int


def teach(rows: Sequence[Labelled], name: str, seed: int, reader: StateReader) -> Taught:
    """The same scheme for the same rows, seed and encoder, on one kind of processor."""
    labels = tuple(sorted({row.label for row in rows}))
    given = _given(rows, labels, reader)
    log.info("%s: %d texts, %d labels", name, len(rows), len(labels))
    part = np.array(parts(rows))
    held = _held_back(given, part, reader, seed)
    joint = join(held.linear, held.encoded, held.answers)
    linear, encoded = _fitted(given, np.arange(len(rows)), reader, seed)
    closer = Closer(encoded, joint.linear, joint.encoded)
    scheme = Scheme(name, model(name, linear, closer), labels, linear, joint.alone, closer)
    return Taught(scheme, held, *_unseen_chances(held))


def _given(rows: Sequence[Labelled], labels: Sequence[str], reader: StateReader) -> _Given:
    texts = [clean(row.text)[:READ_POINTS] for row in rows]
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        states = np.stack([*hands.map(reader.read, texts)])
    number = {label: place for place, label in enumerate(labels)}
    return _Given(calls(texts), texts, states, np.array([number[row.label] for row in rows]), len(labels))


def parts(rows: Sequence[Labelled]) -> list[int]:
    """A part below PARTS for each row: near-duplicates fall together, the texts of a label are spread evenly."""
    groups = {(row.label, _group(row)) for row in rows}
    ordered = sorted(groups, key=lambda group: (group[0], blake2b(group[1].encode(), digest_size=8).digest()))
    place = {group: number % PARTS for number, group in enumerate(ordered)}
    return [place[row.label, _group(row)] for row in rows]


def _group(row: Labelled) -> str:
    return sameness(row.text) or row.text


def _held_back(given: _Given, part: Whole, reader: StateReader, seed: int) -> Held:
    asked = range(PARTS if len(part) <= ALL_PARTS_UP_TO else 1)
    found: list[Held] = []
    for number in asked:
        aside = np.flatnonzero(part == number)
        if not len(aside) or len(aside) == len(part):
            continue
        log.info("held back: part %d of %d, %d texts", number + 1, len(asked), len(aside))
        linear, encoded = _fitted(given, np.flatnonzero(part != number), reader, seed)
        read = linear.read([given.texts[row] for row in aside.tolist()])
        found.append(Held(aside, read, encoded.scores.over(given.states[aside]), given.answers[aside]))
    return Held(*(np.concatenate([getattr(held, name) for held in found]) for name in Held.__slots__))


def _fitted(given: _Given, rows: Whole, reader: StateReader, seed: int) -> tuple[Linear, OverStates]:
    states = given.states[rows]
    alike, centre, spread = standardised(states)
    layers = fit_states(alike, given.answers[rows], given.labels, seed)
    linear = fit_linear(given.calls, given.answers, rows, given.labels, seed)
    return linear, OverStates(reader, TwoLayers(centre, spread, *layers))


def join(linear: Floats, encoded: Floats, answers: Whole) -> Joint:
    """What makes the right labels likeliest; a reading that would count against itself is left out."""
    both = _counts(np.stack([linear, encoded]), answers)
    return Joint(float(both[0]), float(both[1]), float(_counts(linear[None], answers)[0]))


def _counts(readings: Floats, answers: Whole) -> Floats:
    """What each reading counts (readings, texts, labels); of few texts, nobody is believed to be always right."""
    texts, labels = readings.shape[1:]
    unsure = 1 / (texts + 2)
    aim = np.full((texts, labels), unsure / max(labels - 1, 1))
    aim[np.arange(texts), answers] = 1 - unsure
    rest = np.full(len(readings), 1 / len(readings))

    def objective(point: Floats) -> tuple[float, Floats]:
        logits = np.tensordot(point, readings, 1)
        chances = shares(logits)
        pull = point - rest
        loss = -(aim * np.log(np.maximum(chances, 1e-300))).sum() + 0.5 * pull @ pull
        return float(loss), (readings * (chances - aim)).sum(axis=(1, 2)) + pull

    return np.maximum(minimise(objective, rest, 100, 1e-9), 0.0)


def _unseen_chances(held: Held) -> tuple[Floats, Floats]:
    """Probabilities by both readings and by the linear one, each half of the texts calibrated on the other half."""
    both, fast = np.zeros_like(held.linear), np.zeros_like(held.linear)
    halves = np.arange(len(held.answers)) % 2
    for half in (0, 1):
        mine, others = halves == half, halves != half
        joint = join(held.linear[others], held.encoded[others], held.answers[others])
        both[mine] = shares(joint.linear * held.linear[mine] + joint.encoded * held.encoded[mine])
        fast[mine] = shares(joint.alone * held.linear[mine])
    return both, fast

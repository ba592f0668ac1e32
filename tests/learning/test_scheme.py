"""A scheme learnt from a handful of texts: both readings learn, the same way each time, and are measured on others."""

from collections.abc import Callable

import numpy as np
import pytest

from parlour.core.text.layers import Layer
from parlour.core.triage.schemes import shares
from parlour.core.triage.states import StateReader
from parlour.knowledge.triage.schemes import state_reader
from parlour.learning.scheme import PARTS, Taught, join, parts, teach
from parlour.learning.scheme_fit import calls, fit_linear, fit_states
from parlour.learning.scheme_rows import Labelled
from parlour.learning.two_layers import whole_numbers

WISHES = {
    "card": ["where is my card", "card not here", "my new card is late", "did you post the card", "still no card"],
    "transfer": ["transfer failed", "my transfer is stuck", "the transfer is late", "no transfer yet", "transfer lost"],
    "thanks": ["thank you so much", "thanks for the help", "many thanks", "thanks a lot", "that was kind, thank you"],
}
ROWS = [
    Labelled(line, text, label)
    for line, (label, text) in enumerate(((label, text) for label, texts in WISHES.items() for text in texts), 1)
]


@pytest.fixture(scope="module")
def reader() -> StateReader:
    return state_reader()


@pytest.fixture(scope="module")
def taught(reader: StateReader) -> Taught:
    return teach(ROWS, "bank", 7, reader)


def test_what_was_taught_is_told(taught: Taught) -> None:
    told = taught.scheme.tell(["is my card on its way", "why is the transfer late", "thanks!"], [True] * 3)
    assert [found.label for found in told] == ["card", "transfer", "thanks"]


def test_every_row_of_a_small_file_is_held_back_once(taught: Taught) -> None:
    assert sorted(taught.held.row.tolist()) == list(range(len(ROWS)))
    assert taught.both.sum(axis=1) == pytest.approx(1)
    assert taught.fast.sum(axis=1) == pytest.approx(1)


def test_held_back_texts_did_not_teach_what_measures_them(taught: Taught, reader: StateReader) -> None:
    swapped = [Labelled(row.line, row.text, "thanks" if row.line == 1 else row.label) for row in ROWS]
    again = teach(swapped, "bank", 7, reader)
    alone = taught.held.row.tolist().index(0)
    other = again.held.row.tolist().index(0)
    assert (taught.held.answers[alone], again.held.answers[other]) == (0, 1)
    assert again.both[other].argmax() == 0


def test_same_rows_and_seed_give_the_same_scheme(taught: Taught, reader: StateReader) -> None:
    assert teach(ROWS, "bank", 7, reader).scheme.model == taught.scheme.model
    assert teach(ROWS, "bank", 8, reader).scheme.model != taught.scheme.model


def test_parts_spread_labels_and_keep_near_duplicates_together() -> None:
    rows = [Labelled(i, f"parcel number {i} is late", "late") for i in range(9)]
    rows += [Labelled(i, f"{word} is broken", "broken") for i, word in enumerate(("cup", "lid", "box", "hat", "pen"))]
    found = parts(rows)
    assert len(set(found[:9])) == 1
    assert sorted(found[9:]) == list(range(PARTS))


def test_joint_reading_leaves_out_what_misleads() -> None:
    random = np.random.default_rng(2)
    answers = random.integers(0, 3, 900)
    helpful = np.eye(3)[answers] * 2 + random.normal(0, 1, (900, 3))
    joint = join(helpful, -helpful * 0.9 + random.normal(0, 0.1, (900, 3)), answers)
    assert joint.linear > 0.5
    assert joint.encoded == 0


def test_joined_probabilities_mean_what_they_say() -> None:
    random = np.random.default_rng(4)
    logits = random.normal(0, 2, (4000, 3))
    answers = np.array([random.choice(3, p=row) for row in shares(logits)])
    joint = join(logits * 0.5, logits * 1.5, answers)
    assert joint.linear * 0.5 + joint.encoded * 1.5 == pytest.approx(1, abs=0.1)
    assert joint.alone == pytest.approx(2, rel=0.1)


def test_linear_fit_learns_words_and_counts_a_label_that_is_common() -> None:
    texts = ["blue"] * 30 + ["red"] * 10
    answers = np.array([0] * 30 + [1] * 10)
    linear = fit_linear(calls(texts), answers, np.arange(40), 2, 7)
    assert linear.read(["blue", "red"]).argmax(axis=1).tolist() == [0, 1]
    assert linear.read([""])[0].argmax() == 0
    assert linear.weights.dtype == np.int8


def test_state_fit_finds_the_direction_that_tells_labels_apart() -> None:
    random = np.random.default_rng(3)
    states = random.normal(0, 1, (2000, 8)).astype(np.float32)
    answers = (states[:, 2] + 0.2 * random.normal(0, 1, 2000) > 0).astype(np.int64)
    read = over(*fit_states(states, answers, 2, 7))
    steps = np.eye(8, dtype=np.float32)
    moved = [np.abs(read(states + step) - read(states)).mean() for step in steps]
    assert np.argmax(moved) == 2
    assert (read(states + steps[2]) > read(states)).mean() > 0.95


def test_state_fit_learns_what_no_weighted_sum_can_tell() -> None:
    """Of two labels among many: few would get too narrow a hidden layer for this."""
    random = np.random.default_rng(3)
    states = random.normal(0, 1, (4000, 8)).astype(np.float32)
    answers = (states[:, 1] * states[:, 5] > 0).astype(np.int64)
    read = over(*fit_states(states[:3000], answers[:3000], 64, 7))
    assert ((read(states[3000:]) > 0) == answers[3000:]).mean() > 0.9


def over(hidden: Layer, answer: Layer) -> Callable[[np.ndarray], np.ndarray]:
    """How much more the second of two labels is said to be right than the first."""

    def read(states: np.ndarray) -> np.ndarray:
        scores = answer.over(np.maximum(hidden.over(states), 0))
        return np.asarray(scores[:, 1] - scores[:, 0])

    return read


def test_whole_numbers_are_within_half_a_step() -> None:
    weights = np.random.default_rng(1).normal(0, 1, (50, 3)).astype(np.float32)
    whole, gain = whole_numbers(weights)
    assert np.abs(whole * gain - weights).max() <= gain.max() / 2 + 1e-6
    assert whole_numbers(np.zeros((2, 2), np.float32))[0].tolist() == [[0, 0], [0, 0]]

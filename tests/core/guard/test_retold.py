"""Whether a reply as a whole retells a fact: what the layers of it compute, and that a file holds all of it."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from parlour.core.guard.retold import Retold
from parlour.core.text.layers import Layer

STATES, TRAITS = 3, 2


def layer(weights: list[list[float]]) -> Layer:
    table = np.array(weights)
    return Layer(table.astype(np.int8), np.ones(table.shape[1]), np.zeros(table.shape[1]))


def retold() -> Retold:
    """Traits are the first two states of a reply and the last two of a fact, what each says by itself the one left;
    alike traits count for it."""
    of_reply = layer([[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0]])
    of_fact = layer([[0, 0, 1, 0, 0], [1, 0, 0, 0, 0], [0, 1, 0, 0, 0]])
    alike, answer = layer([[4, 0, 0], [4, 0, 0]]), layer([[1], [0], [0]])
    assert len(alike.weights) == TRAITS
    nothing, one = np.zeros(STATES), np.ones(STATES)
    return Retold(nothing, one, nothing, one, of_reply, of_fact, alike, answer)


def numbers(*rows: list[float]) -> NDArray[np.float32]:
    return np.array(rows, np.float32)


@pytest.mark.parametrize(
    ("reply", "fact", "odds"),
    [
        ([9, 0, 0], [0, 9, 0], 4),
        ([9, 0, 0], [0, 0, 9], 0),
        ([9, 9, 0], [0, 9, 9], 8),
        ([9, 0, 0], [0, -9, 0], 0),
        ([0, 0, 2], [3, 0, 0], 5),
        ([0, 0, 2], [-3, 0, 0], 0),
    ],
    ids=["alike", "unlike", "alike in two ways", "opposed", "both by themselves", "the fact speaks against it"],
)
def test_replies_are_laid_beside_facts(reply: list[float], fact: list[float], odds: float) -> None:
    heard = retold()
    found = heard.odds(heard.of_reply(numbers(reply)[0]), heard.of_fact(numbers(fact)))
    assert found.tolist() == pytest.approx([odds], abs=1e-5)


def test_each_sentence_of_a_fact_is_answered_as_by_itself() -> None:
    heard = retold()
    reply, facts = heard.of_reply(numbers([1, 2, 0.5])[0]), numbers([1, 0, 0], [0, 1, 1], [-1, 0, 2])
    together = heard.odds(reply, heard.of_fact(facts))
    alone = [heard.odds(reply, heard.of_fact(row)[None])[0] for row in facts]
    assert together.tolist() == pytest.approx(alone)


def test_states_are_centred_and_scaled_each_on_its_own() -> None:
    plain = retold()
    moved = Retold(np.full(3, 5.0), np.full(3, 2.0), np.full(3, -1.0), np.full(3, 4.0), *layers(plain))
    reply, fact = numbers([1, 2, 3])[0], numbers([3, 2, 1])
    assert np.allclose(moved.of_reply(reply * 2 + 5), plain.of_reply(reply))
    assert np.allclose(moved.of_fact(fact * 4 - 1), plain.of_fact(fact))


def layers(heard: Retold) -> tuple[Layer, Layer, Layer, Layer]:
    return heard.reply, heard.fact, heard.alike, heard.answer


def test_a_file_holds_all_of_it(tmp_path: Path) -> None:
    plain = retold()
    other = Retold(np.full(3, 5.0), np.full(3, 2.0), np.full(3, -1.0), np.full(3, 4.0), *layers(plain))
    np.savez_compressed(tmp_path / "retold.npz", allow_pickle=False, **other.arrays())
    with np.load(tmp_path / "retold.npz", allow_pickle=False) as held:
        again = Retold.kept_in(held)
    reply, fact = numbers([1, 2, 3])[0], numbers([3, 2, 1])
    assert np.array_equal(again.of_reply(reply), other.of_reply(reply))
    assert np.array_equal(again.of_fact(fact), other.of_fact(fact))
    assert again.odds(again.of_reply(reply), again.of_fact(fact)) == other.odds(
        other.of_reply(reply), other.of_fact(fact)
    )


@pytest.mark.parametrize("missing", sorted(retold().arrays()))
def test_a_file_without_a_part_is_refused_by_name(missing: str) -> None:
    arrays = retold().arrays()
    del arrays[missing]
    with pytest.raises(KeyError, match=missing):
        Retold.kept_in(arrays)

"""Inner states of the encoder that ships: exposed without changing what it answers."""

import numpy as np
import onnxruntime
import pytest

from parlour.core.text.inner_states import IN_TRUNK, exposing
from parlour.core.text.network import STATES
from parlour.core.triage.states import IN_TOP, StateReader
from parlour.knowledge.triage.schemes import state_reader

WIDTH = 384
PIECES = {"pieces": np.array([[101, 2023, 2003, 102]], np.int64)}


@pytest.fixture(scope="module")
def reader() -> StateReader:
    return state_reader()


def test_exposed_layers_leave_the_answers_as_they_were(reader: StateReader) -> None:
    before = onnxruntime.InferenceSession(reader.trunk).run([STATES], PIECES)[0]
    after = onnxruntime.InferenceSession(exposing(reader.trunk, IN_TRUNK)).run([STATES, *IN_TRUNK], PIECES)
    assert np.array_equal(after[0], before)
    assert [state.size for state in after[1:]] == [4 * WIDTH] * len(IN_TRUNK)
    top = onnxruntime.InferenceSession(exposing(reader.top, IN_TOP))
    assert [state.shape for state in top.run(list(IN_TOP), {STATES: before})] == [(4, WIDTH)] * len(IN_TOP)


def test_tensor_with_a_long_name_is_exposed_under_it(reader: StateReader) -> None:
    long = "/layers.0/joined_norm/LayerNormalization_output_0_zero_point"
    names = [tensor.name for tensor in onnxruntime.InferenceSession(exposing(reader.trunk, [long])).get_outputs()]
    assert names == [STATES, long]


def test_tensor_that_is_not_there_is_refused(reader: StateReader) -> None:
    with pytest.raises(Exception, match="nowhere"):
        onnxruntime.InferenceSession(exposing(reader.trunk, ["nowhere"]))


def test_each_layer_is_told_by_its_mean_and_its_largest(reader: StateReader) -> None:
    row = reader.read("Where is my card?").reshape(len(IN_TRUNK + IN_TOP), 2, WIDTH)
    assert (row[:, 1] >= row[:, 0]).all()


@pytest.mark.parametrize("text", ["", "🙂", "a" * 5000, "\u200d\u0301", "the card " * 900])
def test_any_text_has_states(reader: StateReader, text: str) -> None:
    found = reader.read(text)
    assert found.shape == (2 * WIDTH * len(IN_TRUNK + IN_TOP),)
    assert np.isfinite(found).all()

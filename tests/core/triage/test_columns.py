"""What the Arrow edge of the kernel makes of columns of every make: read, or taken for absent, never an error."""

from typing import Any

import pyarrow as pa
import pytest

from parlour.core.nouns.post import Post
from parlour.core.triage.columns import answer_schema, read_posts
from parlour.core.triage.kernel import assess, assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.knowledge.triage.load import load_fast_triage

KNOWLEDGE = load_fast_triage()


def read(**columns: pa.Array) -> tuple[list[str | None], list[str], list[list[str]], list[bool]]:
    ids, batch = read_posts(pa.RecordBatch.from_pydict(columns))
    return ids, list(batch.texts), [list(thread) for thread in batch.threads], batch.addressed.tolist()


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["a", None, "ü"]),
        pa.array(["a", None, "ü"], pa.large_string()),
        pa.array(["a", None, "ü"], pa.string_view()),
        pa.array(["a", None, "ü"]).dictionary_encode(),
        pa.array(["a", None, "ü"], pa.large_string()).dictionary_encode(),
        pa.array([b"a", None, "ü".encode()]),
        pa.array([b"a", None, "ü".encode()], pa.large_binary()),
        pa.array(["x", "a", None, "ü"]).slice(1),
    ],
    ids=lambda column: str(column.type),
)
def test_texts_of_every_make_are_read(column: pa.Array) -> None:
    ids, texts, _, _ = read(id=column, text=column)
    assert (ids, texts) == (["a", None, "ü"], ["a", "", "ü"])


@pytest.mark.parametrize("column", [pa.array([1, 2]), pa.array([1.5, None]), pa.nulls(2), pa.array([["a"], ["b"]])])
def test_text_of_another_type_is_no_text(column: pa.Array) -> None:
    answers = assess(pa.RecordBatch.from_pydict({"text": column}), KNOWLEDGE).to_pylist()
    assert [(row["id"], row["language"], row["route"]) for row in answers] == [(None, "und", "human")] * 2


def test_without_a_text_column_nothing_could_be_read() -> None:
    answers = assess(pa.RecordBatch.from_pydict({"id": pa.array(["a"])}), KNOWLEDGE).to_pylist()
    assert [(row["id"], row["route"], row["unsure"]) for row in answers] == [("a", "human", True)]


@pytest.mark.parametrize("kind", [pa.int64(), pa.uint8(), pa.int16()])
def test_whole_numbers_name_posts(kind: pa.DataType) -> None:
    assert read(id=pa.array([7, None], kind), text=pa.array(["a", "b"]))[0] == ["7", None]


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        pa.large_list(pa.string()),
        pa.list_(pa.large_string()),
        pa.list_(pa.dictionary(pa.int8(), pa.string())),
        pa.list_(pa.binary()),
    ],
    ids=str,
)
def test_lists_of_every_make_are_read_without_their_holes(kind: pa.DataType) -> None:
    rows: list[Any] = [["x"], None, ["a", None, "b"], []]
    column = pa.array(rows, pa.list_(pa.string())).cast(kind).slice(1)
    assert read(text=pa.array(["t"] * 3), thread=column)[2] == [[], ["a", "b"], []]


@pytest.mark.parametrize(
    "column", [pa.array(["a", "b"]), pa.array([[1], [2]]), pa.nulls(2), pa.array([{"a": 1}, None])]
)
def test_lists_of_another_type_are_absent(column: pa.Array) -> None:
    assert read(text=pa.array(["t"] * 2), thread=column, sectors=column)[2] == [[], []]


@pytest.mark.parametrize(
    ("column", "addressed"),
    [
        (pa.array([True, False, None]), [True, False, True]),
        (pa.array([0, 1, None]), [True, True, True]),
        (pa.array(["no", "false", ""]), [True, True, True]),
    ],
)
def test_only_a_plain_no_means_not_addressed(column: pa.Array, addressed: list[bool]) -> None:
    assert read(text=pa.array(["t"] * 3), addressed=column)[3] == addressed


def test_broken_bytes_are_replaced_wherever_they_stand() -> None:
    broken = pa.array([b"a\xff", b"b"], pa.binary()).view(pa.string())
    lists = pa.ListArray.from_arrays(pa.array([0, 1, 2], pa.int32()), broken)
    ids, texts, threads, _ = read(id=broken, text=broken, thread=lists, sectors=lists)
    assert (ids, texts, threads) == (["a\ufffd", "b"], ["a\ufffd", "b"], [["a\ufffd"], ["b"]])
    both = broken.dictionary_encode()
    assert read(id=both, text=both)[1] == ["a\ufffd", "b"]


def test_of_two_columns_of_one_name_the_first_is_read() -> None:
    batch = pa.RecordBatch.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    assert list(read_posts(batch)[1].texts) == ["a"]


@pytest.mark.parametrize("knowledge", [KNOWLEDGE, KNOWLEDGE.brief()], ids=["fast", "in a flood"])
def test_intents_and_topics_are_told_where_they_were_asked_for(knowledge: TriageKnowledge) -> None:
    posts = pa.RecordBatch.from_pydict({"id": ["a", "b"], "text": ["Where is my refund?", None]})
    answers = assess(posts, knowledge)
    asked = any(name.startswith("intent.") for name in knowledge.meaning.outputs)
    assert [row["intent"] is not None for row in answers.to_pylist()] == [asked, asked]
    assert answers.schema == answer_schema(knowledge)
    (alone,) = assess_posts([Post(id="a", text="Where is my refund?")], knowledge)
    assert (answers["route"][0].as_py(), answers["model"][0].as_py()) == (alone.route, alone.model)

"""The Arrow edge of triage: columns of posts in, columns of assessments out."""

from collections.abc import Sequence
from itertools import chain, islice

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow.compute import list_value_length

from parlour.core.nouns.assessment import SCHEME
from parlour.core.text.clean import clean
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import TriageKnowledge

_DATUM = pa.struct([("kind", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("confidence", pa.float64())])
_INTENT = pa.struct([("scheme", pa.string()), ("label", pa.string()), ("p", pa.float64())])
_TOLD_APART = ("intent", "topics")
_REASON = pa.struct(
    [
        ("output", pa.string()),
        ("rule", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("weight", pa.float64()),
    ]
)


def read_posts(batch: pa.RecordBatch) -> tuple[list[str | None], Batch]:
    """The ids and the posts. A column that is missing or of another type tells nothing (addressed: True)."""
    texts = _strings(_column(batch, "text"))
    return _ids(_column(batch, "id")), Batch(
        texts=[clean(text or "") for text in texts],
        sectors=[tuple(names) for names in _lists_of_strings(_column(batch, "sectors"))],
        threads=[list(map(clean, earlier)) for earlier in _lists_of_strings(_column(batch, "thread"))],
        addressed=_flags(_column(batch, "addressed")),
        readable=np.fromiter((text is not None for text in texts), np.bool_, len(texts)),
    )


def holds_strings(kind: pa.DataType) -> bool:
    """Whether values of this type are read as strings: bytes are, as UTF-8."""
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(value) or pa.types.is_large_string(value) or pa.types.is_string_view(value)) or bool(
        pa.types.is_binary(value) or pa.types.is_large_binary(value) or pa.types.is_binary_view(value)
    )


def holds_lists_of_strings(kind: pa.DataType) -> bool:
    """Whether values of this type are read as lists of strings."""
    lists = pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind)
    return bool(lists) and holds_strings(kind.value_type)


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    """The first column of that name, nulls where there is none."""
    places = batch.schema.get_all_field_indices(name)
    return batch.column(places[0]) if places else pa.nulls(batch.num_rows)


def _ids(column: pa.Array) -> list[str | None]:
    return _strings(column.cast(pa.string()) if pa.types.is_integer(column.type) else column)


def _strings(column: pa.Array) -> list[str | None]:
    if not holds_strings(column.type):
        return [None] * len(column)
    values: list[str | bytes | None]
    try:
        values = column.to_pylist()
    except UnicodeDecodeError:
        # Arrow does not check what others wrote into a string column.
        plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        values = plain.cast(pa.large_binary()).to_pylist()
    return [value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in values]


def _lists_of_strings(column: pa.Array) -> list[list[str]]:
    """The strings of each list, nulls left out."""
    if not holds_lists_of_strings(column.type):
        return [[] for _ in range(len(column))]
    values = iter(_strings(column.flatten()))
    sizes = list_value_length(column).fill_null(0).to_pylist()
    return [[value for value in islice(values, size) if value is not None] for size in sizes]


def _flags(column: pa.Array) -> NDArray[np.bool_]:
    """The flag of each post; what is null or no boolean counts as true."""
    if not pa.types.is_boolean(column.type):
        return np.ones(len(column), np.bool_)
    return np.array([value is not False for value in column.to_pylist()], np.bool_)


def answer_schema(knowledge: TriageKnowledge) -> pa.Schema:
    """id, language, one column per output (`heat`) or family of outputs (`sentiment` a struct), intent and topics,
    escalation (null without earlier texts), personal_data, route, unsure, reasons, model."""
    scores = [pa.field(name, _score_type(members)) for name, members in _families(knowledge.meaning.outputs).items()]
    scores += [pa.field("intent", _INTENT), pa.field("topics", pa.list_(pa.string()))]
    scores.append(pa.field("escalation", pa.float64()))
    return pa.schema(
        [
            pa.field("id", pa.string()),
            pa.field("language", pa.string()),
            *scores,
            pa.field("personal_data", pa.list_(_DATUM)),
            pa.field("route", pa.string()),
            pa.field("unsure", pa.bool_()),
            pa.field("reasons", pa.list_(_REASON)),
            pa.field("model", pa.string()),
        ]
    )


def no_answers(knowledge: TriageKnowledge) -> pa.RecordBatch:
    """The answer to no posts."""
    schema = answer_schema(knowledge)
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema)


def write_answers(ids: Sequence[str | None], batch: Batch, knowledge: TriageKnowledge) -> pa.RecordBatch:
    """One row per post, as `answer_schema` says."""
    assert batch.scores is not None
    assert batch.escalation is not None
    outputs = knowledge.meaning.outputs
    columns = {name: pa.array(np.ascontiguousarray(batch.scores[:, i])) for i, name in enumerate(outputs)}
    scores = [_score_column(members, columns) for members in _families(outputs).values()]
    arrays = [
        pa.array(ids, pa.string()),
        pa.array(batch.language, pa.string()),
        *scores,
        _intents(batch.scores, outputs),
        pa.array([list(knowledge.topics(row)) for row in batch.scores.tolist()], pa.list_(pa.string())),
        pa.array(batch.escalation, pa.float64(), from_pandas=True),
        _lists(batch.personal_data, _DATUM),
        pa.array([str(route) for route in batch.route], pa.string()),
        pa.array(batch.unsure, pa.bool_()),
        _lists(batch.reasons, _REASON),
        pa.array([knowledge.model] * len(ids), pa.string()),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=answer_schema(knowledge))


def _families(outputs: tuple[str, ...]) -> dict[str, list[str]]:
    """Dotted names under their first part, in order: sentiment → [sentiment.negative …], heat → [heat]; but those that
    are told apart."""
    families: dict[str, list[str]] = {}
    for name in outputs:
        families.setdefault(name.partition(".")[0], []).append(name)
    return {name: members for name, members in families.items() if name not in _TOLD_APART}


def _intents(scores: NDArray[np.float64], outputs: tuple[str, ...]) -> pa.StructArray:
    """The likeliest intent of each post; null where intents were not asked for."""
    columns = [i for i, name in enumerate(outputs) if name.startswith("intent.")]
    if not columns:
        return pa.nulls(len(scores), _INTENT)
    likeliest = scores[:, columns].argmax(axis=1)
    labels = pa.array([outputs[columns[i]].partition(".")[2] for i in likeliest.tolist()], pa.string())
    chance = pa.array(scores[np.arange(len(scores)), np.array(columns)[likeliest]])
    return pa.StructArray.from_arrays([pa.array([SCHEME] * len(scores)), labels, chance], fields=list(_INTENT))


def _score_type(members: list[str]) -> pa.DataType:
    leaves = [name.partition(".")[2] for name in members]
    return pa.struct([(leaf, pa.float64()) for leaf in leaves]) if leaves[0] else pa.float64()


def _score_column(members: list[str], columns: dict[str, pa.Array]) -> pa.Array:
    if "." not in members[0]:
        return columns[members[0]]
    return pa.StructArray.from_arrays([columns[name] for name in members], fields=list(_score_type(members)))


def _lists(rows: Sequence[Sequence[object]], kind: pa.StructType) -> pa.Array:
    """Rows of equal values as one list<struct> column, field by field."""
    ends = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    flat = list(chain.from_iterable(rows))
    fields = [pa.array([getattr(item, field.name) for item in flat], field.type) for field in kind]
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.StructArray.from_arrays(fields, fields=list(kind)))

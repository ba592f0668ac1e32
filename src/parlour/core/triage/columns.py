"""The Arrow edge of triage: columns of posts in, columns of assessments out."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa

from parlour.core.text.clean import clean
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import TriageKnowledge

_DATUM = pa.struct([("kind", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("confidence", pa.float64())])
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
    """The ids and the posts; a missing column means nothing is known (addressed: True)."""
    rows = batch.num_rows
    texts = _texts(batch.column("text"))
    return _column(batch, "id", None), Batch(
        texts=[clean(text or "") for text in texts],
        sectors=[names or () for names in _column(batch, "sectors", ())],
        addressed=np.array([value is not False for value in _column(batch, "addressed", True)], np.bool_),
        readable=np.fromiter((text is not None for text in texts), np.bool_, rows),
    )


def _column(batch: pa.RecordBatch, name: str, absent: object) -> list[Any]:
    found: list[Any] = batch.column(name).to_pylist() if name in batch.schema.names else [absent] * batch.num_rows
    return found


def _texts(column: pa.Array) -> list[str | None]:
    try:
        texts: list[str | None] = column.to_pylist()
    except UnicodeDecodeError:
        # Arrow does not check what others wrote into a string column; bytes that are not UTF-8 become U+FFFD.
        return [None if raw is None else raw.decode("utf-8", "replace") for raw in column.cast(pa.binary()).to_pylist()]
    return texts


def answer_schema(knowledge: TriageKnowledge) -> pa.Schema:
    """id, language, one column per output (`heat`) or family of outputs (`sentiment` a struct), personal_data, route,
    unsure, reasons, model."""
    scores = [pa.field(name, _score_type(members)) for name, members in _families(knowledge.meaning.outputs).items()]
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
    outputs = knowledge.meaning.outputs
    columns = {name: pa.array(np.ascontiguousarray(batch.scores[:, i])) for i, name in enumerate(outputs)}
    scores = [_score_column(members, columns) for members in _families(outputs).values()]
    arrays = [
        pa.array(ids, pa.string()),
        pa.array(batch.language, pa.string()),
        *scores,
        _lists(batch.personal_data, _DATUM),
        pa.array([str(route) for route in batch.route], pa.string()),
        pa.array(batch.unsure, pa.bool_()),
        _lists(batch.reasons, _REASON),
        pa.array([knowledge.model] * len(ids), pa.string()),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=answer_schema(knowledge))


def _families(outputs: tuple[str, ...]) -> dict[str, list[str]]:
    """Dotted names under their first part, in order: sentiment → [sentiment.negative …], heat → [heat]."""
    families: dict[str, list[str]] = {}
    for name in outputs:
        families.setdefault(name.partition(".")[0], []).append(name)
    return families


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

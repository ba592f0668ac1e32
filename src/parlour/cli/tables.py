"""Posts as Parquet: rows in, assessments out, in order, a bad row answered in its place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from parlour.cli.lines import UnusableArguments
from parlour.cli.output import whole_file
from parlour.cli.progress import Progress
from parlour.core.triage.columns import answer_schema, holds_lists_of_strings, holds_strings
from parlour.core.triage.knowledge import TriageKnowledge

ROWS: Final = 4096
"""Rows held at a time."""
READ_AHEAD: Final = 2**20
"""Bytes of each column that are read from the file at a time."""
NEEDED: Final = ("id", "text")
USED: Final = (*NEEDED, "sectors", "thread", "addressed")
ERROR: Final = pa.field("error", pa.struct([("code", pa.string()), ("message", pa.string())]))

Judge = Callable[[pa.RecordBatch], pa.RecordBatch]
Fault = tuple[str, str]


def assess_table(
    source: Path, target: Path, judge: Judge, knowledge: TriageKnowledge, *, progress: Progress, strict: bool
) -> int:
    """Write one answer per row of the Parquet file `source`, with the column ERROR; returns how many rows were bad.

    `judge` answers any number of rows. With `strict` the first bad row is the last one answered. Raises
    UnusableArguments where a file cannot be read or written.
    """
    try:
        with ExitStack() as stack:
            rows = stack.enter_context(pq.ParquetFile(source, buffer_size=READ_AHEAD))
            stack.enter_context(progress)
            file = stack.enter_context(whole_file(target))
            sink = stack.enter_context(pq.ParquetWriter(file, answer_schema(knowledge).append(ERROR)))
            return _answer_all(rows, sink, judge, progress, strict=strict)
    except pa.ArrowException as error:
        raise UnusableArguments(f"{source}: {_first_line(error)}") from error
    except OSError as error:
        raise UnusableArguments(f"{error.filename or source}: {error.strerror or _first_line(error)}") from error


def rows_of(source: Path) -> int | None:
    """How many rows the file has; None where it cannot be read."""
    try:
        found: int = pq.read_metadata(source).num_rows
    except (OSError, pa.ArrowException):
        return None
    return found


def _answer_all(rows: pq.ParquetFile, sink: pq.ParquetWriter, judge: Judge, progress: Progress, *, strict: bool) -> int:
    bad = 0
    for batch in _batches(rows):
        faults = faults_of(batch)
        size = min(faults) + 1 if strict and faults else batch.num_rows
        told = [faults.get(row) for row in range(size)]
        errors = pa.array([fault and {"code": fault[0], "message": fault[1]} for fault in told], ERROR.type)
        sink.write_batch(judge(batch.slice(0, size)).append_column(ERROR, errors))
        bad += size - errors.null_count
        progress.advance(size, rows=size, bad=size - errors.null_count)
        if strict and bad:
            break
    return bad


def _batches(rows: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
    """The rows, with the columns that are used; of a file with none of them, rows without columns."""
    names = set(rows.schema_arrow.names)
    used = [name for name in USED if name in names]
    if used:
        yield from rows.iter_batches(ROWS, columns=used)
        return
    for at in range(0, rows.metadata.num_rows, ROWS):
        yield pa.RecordBatch.from_pydict({"": pa.nulls(min(ROWS, rows.metadata.num_rows - at))})


def faults_of(batch: pa.RecordBatch) -> dict[int, Fault]:
    """What is wrong with which row, the first fault of each, in the words of the JSON lines."""
    found: dict[int, Fault] = {}
    for name in USED:
        for row, fault in _faults_in(batch, name):
            found.setdefault(row, fault)
    return found


def _faults_in(batch: pa.RecordBatch, name: str) -> Iterator[tuple[int, Fault]]:
    places = batch.schema.get_all_field_indices(name)
    if not places:
        missing = ("missing_field", f"{name!r} is missing")
        yield from ((row, missing) for row in range(batch.num_rows) if name in NEEDED)
        return
    column, wanted = batch.column(places[0]), _WANTED[name]
    if name in NEEDED:
        yield from ((row, ("wrong_type", f"{name!r} must be {wanted}, not null")) for row in _places(column.is_null()))
    if not _fits(name, column.type):
        wrong = ("wrong_type", f"{name!r} must be {wanted}, not {column.type}")
        yield from ((row, wrong) for row in _places(column.is_valid()))
    elif holds_lists_of_strings(column.type):
        holes = pc.list_parent_indices(column).filter(pc.list_flatten(column).is_null())
        yield from ((row, ("wrong_type", f"{name!r} must be {wanted}, not null")) for row in holes.unique().to_pylist())


_WANTED: Final = {
    "id": "a string",
    "text": "a string",
    "sectors": "a list of strings",
    "thread": "a list of strings",
    "addressed": "true or false",
}


def _fits(name: str, kind: pa.DataType) -> bool:
    if name == "addressed":
        return bool(pa.types.is_boolean(kind))
    if name in NEEDED:
        return holds_strings(kind) or (name == "id" and bool(pa.types.is_integer(kind)))
    return holds_lists_of_strings(kind)


def _places(chosen: pa.BooleanArray) -> Sequence[int]:
    flags: NDArray[np.bool_] = chosen.to_numpy(zero_copy_only=False)
    places: list[int] = np.flatnonzero(flags).tolist()
    return places


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]

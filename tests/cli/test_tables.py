"""`parlour triage --format parquet`: every row is answered in its place, whatever the file holds."""

import argparse
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parlour.cli import tables, triage
from parlour.core.triage.kernel import assess

TEXT = "Hello, what are your opening hours on Sunday?"


def run(source: Path, sink: Path, *flags: str) -> int:
    parser = argparse.ArgumentParser()
    triage.add_arguments(parser)
    return triage.run(parser.parse_args([str(source), "--format", "parquet", "--fast", "-o", str(sink), *flags]))


def triaged(tmp_path: Path, table: pa.Table, *flags: str, **options: Any) -> tuple[int, list[dict[str, Any]]]:
    source, sink = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pq.write_table(table, source, **options)
    status = run(source, sink, *flags)
    return status, pq.read_table(sink).to_pylist()


def errors(rows: list[dict[str, Any]]) -> list[str | None]:
    return [row["error"] and row["error"]["message"] for row in rows]


ROWS = 5
MANY = {"id": pa.array([f"p{n}" for n in range(ROWS)]), "text": pa.array([TEXT] * ROWS)}


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("text", pa.array([TEXT] * ROWS, pa.large_string())),
        ("text", pa.array([TEXT] * ROWS).dictionary_encode()),
        ("text", pa.array([TEXT.encode()] * ROWS)),
        ("text", pa.array([TEXT.encode()] * ROWS, pa.large_binary())),
        ("text", pa.array([TEXT] * ROWS, pa.string_view())),
        ("thread", pa.array([["a", "b"], [], None, ["c"], None], pa.large_list(pa.string()))),
        ("thread", pa.array([["a"], ["b"], None, ["c"], ["d"]], pa.list_(pa.string(), 1))),
        ("sectors", pa.array([["health"]] * ROWS, pa.list_(pa.dictionary(pa.int32(), pa.string())))),
        ("sectors", pa.array([None] * ROWS)),
        ("addressed", pa.array([True, None, True, True, None])),
        ("followers", pa.array([{"deep": [1]}] * ROWS)),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else value,
)
def test_column_that_can_be_read_is_read(tmp_path: Path, name: str, column: pa.Array) -> None:
    status, rows = triaged(tmp_path, pa.table({**MANY, name: column}))
    assert (status, errors(rows)) == (0, [None] * ROWS)
    assert [(row["id"], row["language"], row["route"]) for row in rows] == [
        (f"p{n}", "en", "lobby") for n in range(ROWS)
    ]
    assert [row["escalation"] is None for row in rows] == [
        name != "thread" or not earlier for earlier in column.to_pylist()
    ]


def test_whole_numbers_name_posts(tmp_path: Path) -> None:
    _, rows = triaged(tmp_path, pa.table({"id": [7, 8], "text": [TEXT] * 2}))
    assert [(row["id"], row["error"]) for row in rows] == [("7", None), ("8", None)]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"id": ["a", "b"]}, ["'text' is missing"] * 2),
        ({"text": [TEXT] * 2}, ["'id' is missing"] * 2),
        ({"else": [1, 2]}, ["'id' is missing"] * 2),
        (
            {"id": ["a", None], "text": [None, TEXT]},
            ["'text' must be a string, not null", "'id' must be a string, not null"],
        ),
        (
            {"id": ["a", "b"], "text": [1, None]},
            ["'text' must be a string, not int64", "'text' must be a string, not null"],
        ),
        ({"id": [1.5, 2.5], "text": [TEXT] * 2}, ["'id' must be a string, not double"] * 2),
        (
            {"id": ["a", "b"], "text": [TEXT] * 2, "sectors": ["health", None]},
            ["'sectors' must be a list of strings, not string", None],
        ),
        (
            {"id": ["a", "b"], "text": [TEXT] * 2, "thread": [["x"], ["y", None]]},
            [None, "'thread' must be a list of strings, not null"],
        ),
        (
            {"id": ["a", "b"], "text": [TEXT] * 2, "addressed": ["no", None]},
            ["'addressed' must be true or false, not string", None],
        ),
    ],
)
def test_bad_row_is_answered_in_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], columns: dict[str, Any], expected: list[str | None]
) -> None:
    status, rows = triaged(tmp_path, pa.table(columns))
    assert (status, errors(rows)) == (0, expected)
    bad = sum(message is not None for message in expected)
    assert capsys.readouterr().err == f"parlour: {bad} bad row{'s' if bad > 1 else ''}\n"


def test_rows_beside_a_bad_one_are_answered_as_without_it(tmp_path: Path) -> None:
    _, rows = triaged(tmp_path, pa.table({"id": ["a", "b", "c"], "text": [TEXT, None, TEXT]}))
    assert [row["route"] for row in rows] == ["lobby", "human", "lobby"]
    assert {**rows[0], "id": "c"} == rows[2]


def test_strict_stops_at_the_first_bad_row(tmp_path: Path) -> None:
    status, rows = triaged(tmp_path, pa.table({"id": ["a", "b", "c"], "text": [TEXT, None, None]}), "--strict")
    assert (status, [row["id"] for row in rows]) == (1, ["a", "b"])
    assert errors(rows) == [None, "'text' must be a string, not null"]


def test_bytes_that_are_no_text_are_read_as_far_as_they_are(tmp_path: Path) -> None:
    broken = pa.array([b"\xff\xfe", TEXT.encode()], pa.binary())
    status, rows = triaged(tmp_path, pa.table({"id": ["a", "b"], "text": broken}))
    assert (status, [row["language"] for row in rows]) == (0, ["und", "en"])


@pytest.mark.parametrize(
    "table", [pa.table({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())}), pa.table({})]
)
def test_file_without_rows_gives_a_file_without_rows(tmp_path: Path, table: pa.Table) -> None:
    assert triaged(tmp_path, table) == (0, [])
    names = pq.read_schema(tmp_path / "out.parquet").names
    assert [names[0], names[-1]] == ["id", "error"]


def test_file_without_row_groups_gives_a_file_without_rows(tmp_path: Path) -> None:
    source, sink = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pq.ParquetWriter(source, pa.schema([("id", pa.string()), ("text", pa.string())])).close()
    assert pq.read_metadata(source).num_row_groups == 0
    assert run(source, sink) == 0
    assert pq.read_metadata(sink).num_rows == 0


def test_order_holds_across_row_groups_and_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS", 7)
    ids = [str(n) for n in range(100)]
    texts = [TEXT if n % 3 else None for n in range(100)]
    _, rows = triaged(tmp_path, pa.table({"id": ids, "text": texts}), row_group_size=11)
    assert [row["id"] for row in rows] == ids
    assert [row["error"] is None for row in rows] == [bool(n % 3) for n in range(100)]


def test_no_more_rows_are_held_than_agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS", 8)
    held: list[int] = []

    def counted(batch: pa.RecordBatch, knowledge: Any) -> pa.RecordBatch:
        held.append(batch.num_rows)
        return assess(batch, knowledge)

    monkeypatch.setattr(triage, "assess", counted)
    triaged(tmp_path, pa.table({"id": [str(n) for n in range(90)], "text": [TEXT] * 90}))
    assert (sum(held), max(held)) == (90, 8)


@pytest.mark.parametrize("cut", [0, 4, 100, -1, -20])
def test_truncated_file_is_refused_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cut: int
) -> None:
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"id": ["a"] * 50, "text": [TEXT] * 50}), source)
    source.write_bytes(source.read_bytes()[:cut])
    assert run(source, tmp_path / "out.parquet") == 2
    told = capsys.readouterr().err
    assert told.startswith(f"parlour: {source}: ")
    assert told.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


def test_damage_inside_leaves_no_half_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.parquet"
    texts = [f"{n} {TEXT}" for n in range(3000)]
    pq.write_table(pa.table({"id": ["a"] * 3000, "text": texts}), source, row_group_size=1000, compression="zstd")
    data = bytearray(source.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = bytes(3000)
    source.write_bytes(data)
    assert run(source, tmp_path / "out.parquet") == 2
    assert capsys.readouterr().err.startswith("parlour: ")
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


@pytest.mark.parametrize("target", ["absent/out.parquet", "folder"])
def test_output_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    (tmp_path / "folder").mkdir()
    pq.write_table(pa.table(MANY), tmp_path / "in.parquet")
    assert run(tmp_path / "in.parquet", tmp_path / target) == 2
    assert str(tmp_path / target) in capsys.readouterr().err

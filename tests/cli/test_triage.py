"""`parlour triage` as another program sees it."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parlour.cli import triage

LINES: list[dict[str, Any]] = [
    {"id": "1", "text": "Hello, what are your opening hours on Sunday?", "network": "mastodon", "thread": ["earlier"]},
    {"id": "2", "text": "call me on +44 20 7946 0018 please", "sectors": ["health"], "author": {"handle": "a"}},
    {"id": "3", "text": "nice weather", "addressed": False},
]


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    triage.add_arguments(parser)
    return triage.run(parser.parse_args(arguments))


def triaged(tmp_path: Path, lines: list[bytes], *flags: str) -> tuple[int, list[dict[str, Any]]]:
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    status = run(str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), *flags)
    return status, [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]


def test_each_line_is_answered_as_the_contract_says(tmp_path: Path) -> None:
    status, answers = triaged(tmp_path, [json.dumps(line).encode() for line in LINES], "--fast")
    assert status == 0
    assert [(a["id"], a["route"]) for a in answers] == [("1", "lobby"), ("2", "parlour"), ("3", "watch")]
    assert set(answers[0]) == {
        *("id", "language", "sentiment", "heat", "complaint", "attack", "sensitive"),
        *("personal_data", "route", "unsure", "reasons", "model"),
    }
    assert set(answers[0]["sentiment"]) == {"negative", "neutral", "positive"}
    assert answers[1]["personal_data"][0].items() >= {"kind": "phone", "start": 11, "end": 27}.items()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"id":"a"}', "missing_field"),
        (b'{"id":"a","text":7}', "wrong_type"),
        (b'{"id":"a","text":"t","sectors":"health"}', "wrong_type"),
        (b'{"id":"a","text":"t","thread":[1]}', "wrong_type"),
        (b'{"id":"a","text":"t","addressed":"no"}', "wrong_type"),
    ],
)
def test_bad_line_is_answered_in_its_place(tmp_path: Path, line: bytes, code: str) -> None:
    good = b'{"id":"g","text":"hello there"}'
    status, answers = triaged(tmp_path, [good, line, good])
    assert status == 0
    assert [answer.get("id") for answer in answers] == ["g", "a", "g"]
    assert answers[1]["error"]["code"] == code


def test_strict_stops(tmp_path: Path) -> None:
    status, answers = triaged(tmp_path, [b"{", b'{"id":"g","text":"hello"}'], "--strict")
    assert (status, len(answers)) == (1, 1)


def test_nulls_count_as_absent(tmp_path: Path) -> None:
    status, answers = triaged(tmp_path, [b'{"id":"a","text":"hello there my friend","sectors":null,"thread":null}'])
    assert (status, "error" in answers[0]) == (0, False)


def test_parquet_in_parquet_out(tmp_path: Path) -> None:
    source, sink = tmp_path / "in.parquet", tmp_path / "out.parquet"
    texts = [None, *(line["text"] for line in LINES)]
    pq.write_table(pa.table({"id": ["0", "1", "2", "3"], "text": texts}), source)
    assert run(str(source), "--format", "parquet", "-o", str(sink)) == 0
    rows = pq.read_table(sink).to_pylist()
    assert [(row["id"], row["route"]) for row in rows][:3] == [("0", "human"), ("1", "lobby"), ("2", "parlour")]


@pytest.mark.parametrize("case", ["no output", "absent", "no parquet", "same file", "no text"])
def test_unusable_parquet_arguments(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    good, bad, other = tmp_path / "good.parquet", tmp_path / "bad.parquet", tmp_path / "other.parquet"
    pq.write_table(pa.table({"id": ["a"], "text": ["b"]}), good)
    pq.write_table(pa.table({"id": ["a"]}), other)
    bad.write_bytes(b"no parquet")
    arguments = {
        "no output": [str(good)],
        "absent": [str(tmp_path / "absent"), "-o", str(tmp_path / "out")],
        "no parquet": [str(bad), "-o", str(tmp_path / "out")],
        "same file": [str(good), "-o", str(good)],
        "no text": [str(other), "-o", str(tmp_path / "out")],
    }[case]
    assert run(*arguments, "--format", "parquet") == 2
    assert capsys.readouterr().err.startswith("parlour: ")


def test_triage_starts_without_django() -> None:
    program = "import sys; import parlour.cli.triage; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": "src"}, check=False).returncode == 0

"""What every batch verb does with its lines, shown on a verb that shouts the text back."""

import argparse
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.cli import lines
from parlour.cli.lines import add_batch_arguments, read_batches, run_batch
from parlour.usecases.json_lines import Record, text_field


def parse(record: Record) -> tuple[str, str]:
    return text_field(record, "id"), text_field(record, "text")


def shout(batch: Sequence[tuple[str, str]]) -> Iterable[object]:
    return [{"id": key, "text": text.upper()} for key, text in batch]


def run(tmp_path: Path, data: bytes, *flags: str) -> tuple[int, list[Record]]:
    source, sink = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(data)
    parser = argparse.ArgumentParser()
    add_batch_arguments(parser)
    status = run_batch(parser.parse_args([str(source), "-o", str(sink), *flags]), parse, shout)
    return status, [json.loads(line) for line in sink.read_bytes().splitlines()]


def test_good_lines_are_answered_in_order(tmp_path: Path) -> None:
    data = b"".join(b'{"id":"%d","text":"hi"}\n' % n for n in range(3000))
    status, answers = run(tmp_path, data)
    assert status == 0
    assert answers == [{"id": str(n), "text": "HI"} for n in range(3000)]


@pytest.mark.parametrize(
    ("line", "key", "code"),
    [
        (b"{", None, "invalid_json"),
        (b"", None, "invalid_json"),
        (b'{"id":"a","text":NaN}', None, "invalid_json"),
        (b"[" * 5000 + b"]" * 5000, None, None),
        (b'{"id":"a","text":"\xff"}', None, "invalid_utf8"),
        (b'["a"]', None, "not_an_object"),
        (b'{"text":"t"}', None, "missing_field"),
        (b'{"id":"a"}', "a", "missing_field"),
        (b'{"id":7,"text":"t"}', 7, "wrong_type"),
        (b'{"id":1e400,"text":"t"}', None, None),
        (b'{"id":123456789012345678901234567890,"text":"t"}', None, "wrong_type"),
        (b'{"id":"a","text":null}', "a", "wrong_type"),
        (b'{"id":"a","text":["t"]}', "a", "wrong_type"),
    ],
)
def test_bad_line_is_answered_in_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, key: str | int | None, code: str | None
) -> None:
    good = b'{"id":"g","text":"t"}'
    status, answers = run(tmp_path, b"\n".join([good, line, good]))
    assert status == 0
    assert [answers[0], answers[2]] == [{"id": "g", "text": "T"}] * 2
    assert (answers[1]["line"], answers[1]["id"]) == (2, key)
    error = answers[1]["error"]
    assert isinstance(error, dict)
    assert set(error) == {"code", "message"}
    assert code in (None, error["code"])
    assert capsys.readouterr().err == "parlour: 1 bad line\n"


def test_strict_stops_at_the_first_bad_line(tmp_path: Path) -> None:
    status, answers = run(tmp_path, b'{"id":"g","text":"t"}\n{\n{"id":"h","text":"t"}\n', "--strict")
    assert status == 1
    assert [answer["id"] for answer in answers] == ["g", None]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'\xef\xbb\xbf{"id":"a","text":"bom"}', "BOM"),
        (b'{"id":"a","text":"crlf"}\r\n', "CRLF"),
        (b'{"id":"a","text":"x\\ud800y"}', "X\ufffdY"),
        (b'{"id":"a","text":"nul\\u0000"}', "NUL\x00"),
        ('{"id":"a","text":"…👩‍🔧"}'.encode(), "…👩‍🔧"),
    ],
)
def test_unusual_line_that_is_still_good(tmp_path: Path, data: bytes, text: str) -> None:
    assert run(tmp_path, data) == (0, [{"id": "a", "text": text}])


def test_empty_input_gives_empty_output(tmp_path: Path) -> None:
    assert run(tmp_path, b"") == (0, [])


@pytest.mark.parametrize(
    "arguments", [["absent.jsonl"], [".", "-o", "out"], ["in.jsonl", "-o", "in.jsonl"], ["in.jsonl", "-o", "no/out"]]
)
def test_unusable_arguments_exit_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_bytes(b'{"id":"a","text":"t"}\n')
    parser = argparse.ArgumentParser()
    add_batch_arguments(parser)
    assert run_batch(parser.parse_args(arguments), parse, shout) == 2
    assert capsys.readouterr().err.startswith("parlour: ")
    assert Path("in.jsonl").read_bytes() == b'{"id":"a","text":"t"}\n'


def test_line_over_the_limit_is_refused_and_the_next_one_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LINE_LIMIT", 100)
    monkeypatch.setattr(lines, "_READ", 32)
    long = b'{"id":"long","text":"%s"}\n' % (b"x" * 200)
    _, answers = run(tmp_path, b'{"id":"a","text":"t"}\n' + long + b'{"id":"b","text":"t"}\n' + long)
    assert [answer.get("id") for answer in answers] == ["a", None, "b", None]
    assert [answer["line"] for answer in answers if "error" in answer] == [2, 4]


@given(st.lists(st.binary(max_size=40).map(lambda b: b.replace(b"\n", b" ")), max_size=30), st.integers(1, 50))
def test_lines_survive_any_chunking(rows: list[bytes], size: int) -> None:
    data = b"".join(row + b"\n" for row in rows)
    source = io.BytesIO(data)
    chunks = SimpleNamespace(read1=lambda _limit: source.read(size))
    found = [line for batch in read_batches(chunks) for _, line in batch]  # type: ignore[arg-type]
    assert found == rows


def test_slow_pipe_is_answered_line_by_line() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as source, os.fdopen(writer, "wb", buffering=0) as pipe:
        batches = read_batches(source)
        for n in (1, 2, 3):
            pipe.write(b"row\n")
            assert next(batches) == [(n, b"row")]


def test_output_whose_reader_left_ends_quietly() -> None:
    program = (
        "import argparse, sys\n"
        "from parlour.cli.lines import *\n"
        "parser = argparse.ArgumentParser(); add_batch_arguments(parser)\n"
        "sys.exit(run_batch(parser.parse_args([]), lambda r: r, lambda rows: rows))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "src"},
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b'{"id":"a"}\n')
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 1

"""`parlour triage` as another program sees it."""

import argparse
import json
import os
import signal
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
        *("id", "language", "sentiment", "heat", "complaint", "urgency", "one_reply", "politeness", "escalation"),
        *("attack", "sensitive", "intent", "topics", "personal_data", "route", "unsure", "reasons", "model"),
    }
    assert "escalation" not in answers[1], "nothing was said before"
    assert answers[0]["intent"].items() >= {"scheme": "care", "label": "question"}.items()
    assert set(answers[0]["sensitive"]) == {
        *("health", "personal_care", "finance", "legal", "employment", "minors", "safety")
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


OPTIONAL = {
    "network": "a string",
    "author": "an object",
    "author.handle": "a string",
    "author.followers": "a whole number",
    "author.created_at": "a string",
    "created_at": "a string",
    "in_reply_to": "a string",
    "thread": "a list",
    "sectors": "a list",
    "addressed": "true or false",
}
OF_TYPE = {"a string": "x", "an object": {}, "a whole number": 3, "a list": ["x"], "true or false": True}


def post_with(name: str, value: object) -> dict[str, Any]:
    outer, _, inner = name.partition(".")
    return {"id": "a", "text": "hello there my friend", outer: {inner: value} if inner else value}


@pytest.mark.parametrize("name", OPTIONAL)
def test_optional_field_may_be_absent_null_or_of_its_type_and_nothing_else(tmp_path: Path, name: str) -> None:
    wanted = OPTIONAL[name]
    values = [None, *OF_TYPE.values(), 1.5]
    _, answers = triaged(tmp_path, [json.dumps(post_with(name, value)).encode() for value in values], "--fast")
    for value, answer in zip(values, answers, strict=True):
        good = value is None or (value == OF_TYPE[wanted] and type(value) is type(OF_TYPE[wanted]))
        assert ("error" not in answer) is good, (name, value)
        if not good:
            assert answer["error"]["code"] == "wrong_type"
            assert f"'{name}' must be {wanted}" in answer["error"]["message"]


def test_whole_of_the_contract_is_accepted(tmp_path: Path) -> None:
    post = {
        **LINES[0],
        "in_reply_to": "b",
        "author": {"handle": "ann", "followers": 12, "created_at": "2020-01-01T00:00:00Z"},
        "created_at": "2026-01-01T00:00:00Z",
        "sectors": ["health"],
    }
    status, (found,) = triaged(tmp_path, [json.dumps(post).encode()], "--fast")
    assert (status, found["id"], found["language"]) == (0, "1", "en")


HARD = [
    "", " ", "😡😡", "https://a.example/b", "@a @b", "\x00", "a\x00b\x07", "\ud800", "\u200b" * 50, "👩‍🔧" * 20,
    "@anna " * 3000, "hello привет 你好 سلام", "a" * 300_000,
]  # fmt: skip


def test_every_text_is_answered_in_its_place(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": text}).encode() for n, text in enumerate(HARD)]
    status, answers = triaged(tmp_path, lines)
    assert (status, [answer["id"] for answer in answers]) == (0, [str(n) for n in range(len(HARD))])
    assert [answer for answer in answers if "error" in answer] == []


def test_without_lines_there_are_no_answers(tmp_path: Path) -> None:
    assert triaged(tmp_path, [], "--fast") == (0, [])


def parlour(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "parlour", "triage", *arguments],
        env={**os.environ, "PYTHONPATH": "src"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_interrupted_run_ends_quietly_and_leaves_no_half_file(tmp_path: Path) -> None:
    with parlour("--fast", "-o", str(tmp_path / "out")) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(b'{"id":"a","text":"hello"}\n')
        process.stdin.flush()
        while not any(path.stat().st_size for path in tmp_path.iterdir()):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == b""
    assert list(tmp_path.iterdir()) == []


def test_reader_who_leaves_ends_the_run_quietly() -> None:
    with parlour("--fast") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b'{"id":"a","text":"hello"}\n')
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b'{"id":"b","text":"hello"}\n')
        process.stdin.close()
        assert process.wait(30) == 1
        assert process.stderr.read() == b""


def test_strict_stops(tmp_path: Path) -> None:
    status, answers = triaged(tmp_path, [b"{", b'{"id":"g","text":"hello"}'], "--strict")
    assert (status, len(answers)) == (1, 1)


def test_nulls_count_as_absent(tmp_path: Path) -> None:
    status, answers = triaged(tmp_path, [b'{"id":"a","text":"hello there my friend","sectors":null,"thread":null}'])
    assert (status, "error" in answers[0]) == (0, False)


def test_parquet_and_lines_give_the_same_answers(tmp_path: Path) -> None:
    source, sink = tmp_path / "in.parquet", tmp_path / "out.parquet"
    names = ("id", "text", "network", "thread", "sectors", "addressed")
    pq.write_table(pa.table({name: [line.get(name) for line in LINES] for name in names}), source)
    assert run(str(source), "--format", "parquet", "-o", str(sink)) == 0
    _, answers = triaged(tmp_path, [json.dumps(line).encode() for line in LINES])
    for row, answer in zip(pq.read_table(sink).to_pylist(), answers, strict=True):
        assert row["error"] is None
        assert [row[name] for name in ("id", "route", "language", "topics")] == [
            answer[name] for name in ("id", "route", "language", "topics")
        ]
        assert row["heat"] == pytest.approx(answer["heat"], abs=1e-4)
        assert row["sensitive"] == pytest.approx(answer["sensitive"], abs=1e-4)


@pytest.mark.parametrize("case", ["no output", "standard input", "absent", "no parquet", "same file"])
def test_unusable_parquet_arguments(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    good, bad = tmp_path / "good.parquet", tmp_path / "bad.parquet"
    pq.write_table(pa.table({"id": ["a"], "text": ["b"]}), good)
    bad.write_bytes(b"no parquet")
    arguments = {
        "no output": [str(good)],
        "standard input": ["-o", str(tmp_path / "out")],
        "absent": [str(tmp_path / "absent"), "-o", str(tmp_path / "out")],
        "no parquet": [str(bad), "-o", str(tmp_path / "out")],
        "same file": [str(good), "-o", str(good)],
    }[case]
    before = good.read_bytes()
    assert run(*arguments, "--format", "parquet") == 2
    assert capsys.readouterr().err.startswith("parlour: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.parquet", "good.parquet"]
    assert good.read_bytes() == before


def test_triage_starts_without_django() -> None:
    program = "import sys; import parlour.cli.triage; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": "src"}, check=False).returncode == 0

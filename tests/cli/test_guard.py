"""`parlour guard`: one line in, one verdict out, in order, bad lines answered in their place."""

import argparse
import json
from pathlib import Path

import pytest

from parlour.cli.guard import add_arguments, run

CASE = {
    "id": "1",
    "surface": "public",
    "sectors": ["health"],
    "network": "mastodon",
    "now": "2026-03-18T12:00:00+00:00",
    "agent": {"name": "Jonas Berg", "initials": "JB", "company": "Marlow Care"},
    "customer": {
        "handle": "mara@lobby.example",
        "display_name": "Mara",
        "public_posts": ["My jaw still hurts!"],
        "private_facts": [{"kind": "appointment", "value": "2026-03-24 10:30", "source": "crm"}],
    },
    "draft": "🦷 See you on 24 March.",
}


def _run(lines: list[str], tmp_path: Path, *flags: str) -> tuple[int, list[dict[str, object]]]:
    source, sink = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    status = run(parser.parse_args([str(source), "-o", str(sink), *flags]))
    return status, [json.loads(line) for line in sink.read_text(encoding="utf-8").splitlines()]


def _judge(tmp_path: Path, **change: object) -> dict[str, object]:
    status, answers = _run([json.dumps(CASE | change)], tmp_path)
    assert status == 0
    return answers[0]


def test_offsets_are_code_points_of_the_draft(tmp_path: Path) -> None:
    found = _judge(tmp_path)
    assert (found["id"], found["decision"]) == ("1", "block")
    reasons = found["reasons"]
    assert isinstance(reasons, list)
    dated = next(one for one in reasons if (one["start"], one["end"]) == (13, 21))
    assert dated == {
        "rule": "fact.appointment",
        "severity": "block",
        "start": 13,
        "end": 21,
        "message": "This names Mara's appointment. It is private.",
        "source": "crm",
    }
    assert str(found["rewrite"]).startswith("Thank you for telling us.")


def test_a_kind_reply_is_allowed_without_reasons(tmp_path: Path) -> None:
    found = _judge(tmp_path, draft="We are sorry. Please send us a private message.")
    assert found == {"id": "1", "decision": "allow", "reasons": [], "tone": {}}


def test_relative_dates_follow_now_and_timezone(tmp_path: Path) -> None:
    draft = "Your visit tomorrow is fine."
    late = "2026-03-22T23:30:00+00:00"
    london = _judge(tmp_path, draft=draft, now=late)
    assert not any(r["rule"] == "fact.appointment" and r["start"] == 11 for r in _reasons(london))
    berlin = _judge(tmp_path, draft=draft, now=late, timezone="Europe/Berlin")
    assert any(r["rule"] == "fact.appointment" and r["start"] == 11 for r in _reasons(berlin))


def _reasons(found: dict[str, object]) -> list[dict[str, object]]:
    reasons = found["reasons"]
    assert isinstance(reasons, list)
    return reasons


@pytest.mark.parametrize(
    ("change", "decision", "rule"),
    [
        ({"recipient": "dan@lobby.example", "draft": "Mara Lindqvist wrote."}, "block", "other.name"),
        ({"surface": "private", "draft": "Hello @dan"}, "block", "form.mentions"),
        ({"attachments": [{"alt_text": "our door"}], "draft": "Here."}, "review", "form.media"),
        ({"viewed_facts": [{"kind": "order", "value": "ZZ-9"}], "draft": "Hi."}, "review", "form.second_pair"),
        ({"others": [{"handle": "d", "name": "Dan Vandersteen"}], "draft": "Hi Mr Vandersteen"}, "block", "other.name"),
        ({"draft": "See www.marlow.example/?d=24%20March"}, "block", "fact.appointment"),
    ],
)
def test_everything_in_the_line_counts(tmp_path: Path, change: dict[str, object], decision: str, rule: str) -> None:
    found = _judge(tmp_path, **change)
    assert found["decision"] == decision
    assert rule in [reason["rule"] for reason in _reasons(found)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"surface": "lobby"}, "invalid_surface"),
        ({"now": "yesterday"}, "invalid_time"),
        ({"timezone": "Mars/Base"}, "invalid_timezone"),
        ({"draft": 5}, "wrong_type"),
        ({"customer": []}, "wrong_type"),
        ({"customer": None}, "missing_field"),
        ({"others": ["x"]}, "wrong_type"),
    ],
)
def test_bad_lines_are_answered_in_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object], code: str
) -> None:
    status, answers = _run([json.dumps(CASE), json.dumps(CASE | change), json.dumps(CASE | {"id": "3"})], tmp_path)
    assert status == 0
    assert [answer["id"] for answer in answers] == ["1", "1", "3"]
    error = answers[1]["error"]
    assert isinstance(error, dict)
    assert (answers[1]["line"], error["code"]) == (2, code)
    assert capsys.readouterr().err == "parlour: 1 bad line\n"


def test_strict_stops_at_the_first_bad_line(tmp_path: Path) -> None:
    status, answers = _run(["{", json.dumps(CASE)], tmp_path, "--strict")
    assert (status, len(answers)) == (1, 1)


def test_lone_surrogates_keep_offsets(tmp_path: Path) -> None:
    line = json.dumps(CASE | {"draft": "X See you on 24 March."}).replace("X See", "\\ud800 See")
    _, answers = _run([line], tmp_path)
    assert (13, 21) in [(one["start"], one["end"]) for one in _reasons(answers[0])]

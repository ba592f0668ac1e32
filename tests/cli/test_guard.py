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
    found = _judge(tmp_path, draft="We are sorry. Please send us a private message. ^JB")
    assert (found["id"], found["decision"], found["reasons"]) == ("1", "allow", [])


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
        ({"draft": "See www.marlow.example/?d=24%20March"}, "review", "fact.appointment"),
        ({"draft": "See www.marlow.example/?d=24%20March%202026"}, "block", "fact.appointment"),
        ({"sectors": ["law firm"], "draft": "You are not our client."}, "block", "legal.representation"),
        ({"jurisdictions": ["us"], "draft": "Our terms prohibit reviews."}, "block", "kindness.gag_clause"),
        ({"jurisdictions": ["eu"], "draft": "Our terms prohibit reviews."}, "review", "kindness.gag"),
        (
            {"jurisdictions": ["us"], "sectors": ["finance"], "draft": "As u/goldgoose said: our funds are right."},
            "review",
            "finance.adoption",
        ),
    ],
)
def test_everything_in_the_line_counts(tmp_path: Path, change: dict[str, object], decision: str, rule: str) -> None:
    found = _judge(tmp_path, **change)
    assert found["decision"] == decision
    assert rule in [reason["rule"] for reason in _reasons(found)]


@pytest.mark.parametrize(
    "change",
    [
        {"jurisdictions": ["eu"], "sectors": ["finance"], "draft": "As u/goldgoose said: our funds are right. ^JB"},
        {"surface": "private", "draft": "See you on 24 March."},
        {"surface": "private", "recipient": "@Mara@lobby.example", "draft": "See you on 24 March."},
        {
            "surface": "private",
            "recipient": "dan@lobby.example",
            "draft": "Hello, we can speak with the patient alone.",
        },
    ],
)
def test_what_is_fine_is_allowed(tmp_path: Path, change: dict[str, object]) -> None:
    assert _judge(tmp_path, **change)["decision"] == "allow"


def test_what_the_playbook_promises_breaks_no_rule(tmp_path: Path) -> None:
    draft = "We promise your money back within 14 days. ^JB"
    assert "kindness.promise" in [one["rule"] for one in _reasons(_judge(tmp_path, draft=draft))]
    found = _judge(tmp_path, draft=draft, promises=["money back within 14 days"])
    assert "kindness.promise" not in [one["rule"] for one in _reasons(found)]


def _customer(kind: str, value: str, owner: str = "") -> dict[str, object]:
    facts = [{"kind": kind, "value": value, "owner": owner}, {"kind": "email", "value": "mara@post.example"}]
    return {"handle": "mara@lobby.example", "display_name": "Mara L.", "private_facts": facts}


@pytest.mark.parametrize(
    ("owner", "recipient", "decision"),
    [
        ("", "", "allow"),
        ("mara@lobby.example", "", "allow"),
        ("Mara L.", "", "allow"),
        ("C-4711", "", "allow"),
        ("dan@lobby.example", "", "block"),
        ("", "mara@post.example", "allow"),
        ("", "dan@lobby.example", "block"),
        ("C-4711", "dan@lobby.example", "block"),
        ("dan@lobby.example", "dan@lobby.example", "allow"),
    ],
)
def test_in_private_facts_are_for_their_owner(tmp_path: Path, owner: str, recipient: str, decision: str) -> None:
    change = {"customer": _customer("order", "BK-48211-Q", owner), "recipient": recipient, "sectors": ["retail"]}
    found = _judge(tmp_path, surface="private", draft="Your order BK-48211-Q left today.", **change)
    assert found["decision"] == decision


def test_an_unknown_kind_of_fact_is_private_text(tmp_path: Path) -> None:
    found = _judge(tmp_path, customer=_customer("shoe_size", "forty-one and a half"), draft="A forty-one and a half?")
    assert found["decision"] != "allow"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"sectors": ["helth"]}, "unknown_sector", "sectors"),
        ({"network": "facepage"}, "unknown_network", "network"),
        ({"draft": "  "}, "empty_draft", "draft"),
        ({"draft": "x" * 501}, "too_long", "draft"),
        ({"network": "x", "draft": "x" * 281}, "too_long", "draft"),
        ({"customer": None}, "missing_field", "customer"),
        ({"jurisdictions": "us"}, "wrong_type", "jurisdictions"),
    ],
)
def test_a_bad_line_names_its_field(tmp_path: Path, change: dict[str, object], code: str, field: str) -> None:
    error = _judge(tmp_path, **change)["error"]
    assert isinstance(error, dict)
    assert error["code"] == code
    assert f"'{field}'" in str(error["message"])


@pytest.mark.parametrize("change", [{"draft": "x" * 500}, {"draft": "", "attachments": [{"alt_text": "a door"}]}])
def test_what_just_fits_is_judged(tmp_path: Path, change: dict[str, object]) -> None:
    assert "decision" in _judge(tmp_path, **change)


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

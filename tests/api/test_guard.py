"""`POST /api/guard`: the same reading and the same answers as `parlour guard`, and a status for whatever is amiss."""

import argparse
import json
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parlour.api import guard as endpoint
from parlour.api.body import MOST_BYTES, MOST_LINES, UNIT_BYTES
from parlour.api.guard import LIGHT
from parlour.cli.guard import add_arguments, run
from parlour.core.guard import judge
from parlour.store.models import Agent, ApiUse
from parlour.usecases import guard_case
from parlour.usecases.api_keys import UNITS_A_MINUTE, MadeKey, make_api_key, revoke_api_key, spend
from parlour.usecases.turnstile import Turnstile
from tests.api.conftest import CASE, JSON, LINES, Program, told
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db

VARIED: list[dict[str, Any]] = [
    {},
    {"draft": "We are sorry. Please send us a private message."},
    {"draft": "Your visit next Tuesday is fine.", "timezone": "Europe/Berlin"},
    {"surface": "private", "draft": "Hello @dan"},
    {"attachments": [{"alt_text": "our door"}], "draft": "Here."},
    {"viewed_facts": [{"kind": "order", "value": "ZZ-9"}], "draft": "Hi."},
    {"others": [{"handle": "d", "name": "Dan Vandersteen"}], "draft": "Hi Mr Vandersteen"},
    {"sectors": ["finance"], "draft": "Ihre Rechnung über 120,50 € ist bezahlt. Rufen Sie +49 30 901820 an."},
]
BAD = [b"{", b"[1]", b'{"id": "x"}', b'{"id": "\xff"}', b"", orjson.dumps({**CASE, "surface": "lobby"})]


def by_command(body: bytes, folder: Path) -> bytes:
    """What `parlour guard` writes for these lines."""
    source, sink = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes(body)
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run(parser.parse_args([str(source), "-o", str(sink)])) == 0
    return sink.read_bytes()


def lines(*changes: dict[str, Any]) -> bytes:
    return b"".join(orjson.dumps({**CASE, "id": str(n), **change}) + b"\n" for n, change in enumerate(changes))


def test_lines_are_answered_as_the_command_answers_them(program: Program, tmp_path: Path) -> None:
    body = lines(*VARIED)
    answer = program.ask(body, LINES)
    assert (answer.status_code, answer["Content-Type"]) == (200, LINES)
    assert answer.content == by_command(body, tmp_path)
    assert len(answer.content.splitlines()) == len(VARIED)


@pytest.mark.parametrize("change", VARIED)
def test_one_object_is_answered_as_the_command_answers_it(
    program: Program, tmp_path: Path, change: dict[str, Any]
) -> None:
    body = lines(change)
    answer = program.ask(body)
    assert (answer.status_code, answer["Content-Type"]) == (200, JSON)
    assert answer.content == by_command(body, tmp_path).removesuffix(b"\n")


def test_source_of_a_fact_is_told_to_whoever_gave_it(program: Program) -> None:
    found = program.ask(lines({})).json()
    assert {
        "rule": "fact.appointment",
        "severity": "block",
        "start": 13,
        "end": 21,
        "message": "This names Mara's appointment. It is private.",
        "source": "crm",
    } in found["reasons"]


@pytest.mark.parametrize("end", [b"\n", b""], ids=["with its last newline", "without"])
@pytest.mark.parametrize("between", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_bad_line_is_answered_in_its_place(program: Program, tmp_path: Path, between: bytes, end: bytes) -> None:
    good = orjson.dumps(CASE)
    body = between.join([b"\xef\xbb\xbf" + good, *BAD, good]) + end
    answer = program.ask(body, LINES)
    assert answer.status_code == 200
    assert answer.content == by_command(body, tmp_path)
    said = [json.loads(line) for line in answer.content.splitlines()]
    assert [one["line"] for one in said if "error" in one] == list(range(2, len(BAD) + 2))


@pytest.mark.parametrize("body", [b"", b"\n", b"\n\n"])
def test_lines_of_nothing_are_counted_as_the_command_counts_them(program: Program, tmp_path: Path, body: bytes) -> None:
    answer = program.ask(body, LINES)
    assert (answer.status_code, answer.content) == (200, by_command(body, tmp_path))


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"surface": "lobby"}, "invalid_surface", "surface"),
        ({"now": "yesterday"}, "invalid_time", "now"),
        ({"timezone": "Mars/Base"}, "invalid_timezone", "timezone"),
        ({"draft": 5}, "wrong_type", "draft"),
        ({"customer": []}, "wrong_type", "customer"),
        ({"customer": None}, "missing_field", "customer"),
        ({"others": ["x"]}, "wrong_type", "others"),
    ],
)
def test_bad_object_is_told_its_field(program: Program, change: dict[str, Any], code: str, field: str) -> None:
    answer = program.ask(lines(change))
    assert told(answer) == (422, code)
    assert f"'{field}'" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("body", "code"), [(b"", "invalid_json"), (b"[]", "not_an_object"), (b'"\xff"', "invalid_utf8")]
)
def test_what_is_no_object_is_told_so(program: Program, body: bytes, code: str) -> None:
    assert told(program.ask(body)) == (422, code)


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_drafts_are_judged_by_post_alone(program: Program, method: str) -> None:
    answer = getattr(program.client, method)("/api/guard")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("kind", "headers", "status"),
    [
        (JSON, {}, 200),
        (f"{JSON}; charset=UTF-8", {}, 200),
        ("Application/JSON", {}, 200),
        (LINES, {}, 200),
        (JSON, {"Content-Encoding": "identity"}, 200),
        (JSON, {"Content-Encoding": "gzip"}, 415),
        (f"{JSON}; charset=latin-1", {}, 415),
        ("application/jsonl", {}, 415),
        ("application/json-seq", {}, 415),
        ("text/plain", {}, 415),
        ("application/x-www-form-urlencoded", {}, 415),
        ("", {}, 415),
    ],
)
def test_kinds_of_body(program: Program, kind: str, headers: dict[str, str], status: int) -> None:
    answer = program.ask(lines({}), kind, headers=headers)
    assert answer.status_code == status
    if status == 415:
        assert told(answer) == (415, "unsupported_media_type")
        assert answer["Accept"] == f"{JSON}, {LINES}"


def padded(size: int) -> bytes:
    body = orjson.dumps(CASE)
    return body + b" " * (size - len(body))


def test_body_of_the_largest_size_is_read_and_one_byte_more_is_not(program: Program) -> None:
    assert program.ask(padded(MOST_BYTES)).status_code == 200
    assert told(program.ask(padded(MOST_BYTES + 1))) == (413, "too_large")


@pytest.mark.parametrize("said", [str(MOST_BYTES + 1), "9" * 30, "9" * 5000])
def test_body_that_says_it_is_too_large_is_not_read(program: Program, said: str) -> None:
    assert told(program.ask(b"{}", CONTENT_LENGTH=said)) == (413, "too_large")


def test_most_lines_are_judged_and_one_more_is_not(program: Program) -> None:
    answer = program.ask(b"{}\n" * MOST_LINES, LINES)
    assert (answer.status_code, answer.content.count(b"\n")) == (200, MOST_LINES)
    assert told(program.ask(b"{}\n" * (MOST_LINES + 1), LINES)) == (413, "too_many_lines")
    assert told(program.ask(b"\n" * MOST_BYTES, LINES)) == (413, "too_many_lines")


def test_key_has_its_units_each_minute_and_no_more(program: Program, clock_at: Callable[[Any], None]) -> None:
    whole, rest = divmod(UNITS_A_MINUTE, MOST_LINES)
    clock_at(AT + timedelta(seconds=18))
    assert [program.ask(b"{}\n" * MOST_LINES, LINES).status_code for _ in range(whole)] == [200] * whole
    refused = program.ask(b"{}\n" * (rest + 1), LINES)
    assert (told(refused), refused["Retry-After"]) == ((429, "too_many"), "42")
    assert program.ask(b"{}\n" * rest, LINES).status_code == 200  # what was refused took nothing
    assert told(program.ask(lines({}))) == (429, "too_many")
    clock_at(AT + timedelta(seconds=60))
    assert program.ask(lines({})).status_code == 200


def test_keys_have_their_units_apart(program: Program, made: MadeKey, marlow: Any, ines: Agent) -> None:
    spend(made.key, UNITS_A_MINUTE, at=AT)
    other = make_api_key(marlow.brand, agent=ines, name="Another", at=AT).shown
    assert told(program.ask(lines({}))) == (429, "too_many")
    assert Program(program.client, other).ask(lines({})).status_code == 200


@pytest.mark.parametrize(
    ("size", "units"), [(UNIT_BYTES, 1), (UNIT_BYTES + 1, 2), (MOST_BYTES, MOST_LINES)], ids=["small", "over", "most"]
)
def test_long_body_counts_for_its_size(program: Program, size: int, units: int) -> None:
    assert program.ask(padded(size)).status_code == 200
    assert ApiUse.objects.get().units == units


def test_much_for_which_there_is_no_room_is_asked_to_come_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow = Turnstile(1, 0, 0.0)
    monkeypatch.setattr(endpoint, "heavy", narrow)
    many, long = lines(*[{}] * (LIGHT + 1)), padded(LIGHT * UNIT_BYTES + 1)
    with narrow.entered():
        busy = [program.ask(many, LINES), program.ask(long)]
        light = [program.ask(lines(*[{}] * LIGHT), LINES), program.ask(padded(LIGHT * UNIT_BYTES))]
    assert [(told(answer), answer["Retry-After"]) for answer in busy] == [((429, "busy"), "5")] * 2
    assert [answer.status_code for answer in light] == [200, 200]  # little waits for nobody
    assert [program.ask(many, LINES).status_code, program.ask(long).status_code] == [200, 200]


@pytest.mark.django_db(transaction=True)
def test_judging_holds_no_connection(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[object] = []

    def watched(*given: Any) -> Any:
        held.append(connection.connection)
        return judge(*given)

    monkeypatch.setattr(guard_case, "judge", watched)
    assert program.ask(lines({}, {}), LINES).status_code == 200
    assert held == [None, None]


def test_guard_that_breaks_holds_the_draft_back(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("24 March")

    monkeypatch.setattr(guard_case, "judge", break_down)
    single = program.ask(lines({})).json()
    assert (single["decision"], [(one["rule"], one["severity"]) for one in single["reasons"]]) == (
        "block",
        [("guard.failed.judging", "never")],
    )
    assert "rewrite" not in single
    assert "24 March" not in single["reasons"][0]["message"]
    many = [json.loads(line) for line in program.ask(lines({}, {}), LINES).content.splitlines()]
    assert [(one["id"], one["decision"]) for one in many] == [("0", "block"), ("1", "block")]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [(OperationalError("24 March"), 503, "unavailable"), (KeyError("24 March"), 500, "internal")],
)
def test_error_of_ours_is_told_in_the_same_shape(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    status: int,
    code: str,
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(endpoint, "take_units", break_down)
    with caplog.at_level(logging.DEBUG):
        answer = program.ask(lines({}))
    assert told(answer) == (status, code)
    assert type(error).__name__ in caplog.text
    assert "24 March" not in caplog.text + answer.content.decode()


@pytest.mark.parametrize("body", [lines({}), b"{", orjson.dumps({**CASE, "surface": "Wisteria"})])
@pytest.mark.parametrize("kind", [JSON, LINES, "text/plain"])
def test_nothing_of_a_body_is_kept_or_logged(
    program: Program, caplog: pytest.LogCaptureFixture, body: bytes, kind: str
) -> None:
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        program.ask(body.replace(b"See you", b"Wisteria"), kind)
    sent = " ".join([caplog.text, *(query["sql"] for query in asked.captured_queries)])
    assert [word for word in ("Wisteria", "24 March", "Mara", "lobby.example", "appointment") if word in sent] == []
    assert {query["sql"].split('"')[1] for query in asked.captured_queries if query["sql"].startswith("UPDATE")} <= {
        "store_apikey"
    }


def test_answer_is_kept_by_nobody_and_sets_no_cookie(program: Program) -> None:
    for answer in (program.ask(lines({})), program.ask(b"{"), Client().post("/api/guard", {})):
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()


def test_session_of_the_desk_opens_nothing_here(client: Client, ines: Agent) -> None:
    client.force_login(ines)
    assert told(client.post("/api/guard", CASE, content_type=JSON)) == (401, "unauthorized")


def test_asking_costs_few_questions_to_the_database(program: Program) -> None:
    program.ask(lines({}))
    with CaptureQueriesContext(connection) as asked:
        program.ask(lines({}, {}, {}), LINES)
    assert len(asked.captured_queries) == 2  # the key, its units


def test_key_that_was_revoked_or_whose_agent_left_is_refused(program: Program, made: MadeKey, ines: Agent) -> None:
    Agent.objects.filter(pk=ines.pk).update(is_active=False)
    assert told(program.ask(lines({}))) == (403, "agent_left")
    Agent.objects.filter(pk=ines.pk).update(is_active=True)
    assert program.ask(lines({})).status_code == 200
    ines.memberships.all().delete()
    assert told(program.ask(lines({}))) == (403, "agent_left")
    revoke_api_key(made.key.pk, at=AT)
    assert told(program.ask(lines({}))) == (403, "key_revoked")


def test_header_without_a_valid_key_is_always_told_the_same(client: Client, made: MadeKey) -> None:
    number, secret = made.key.pk, made.shown.rpartition("_")[2]
    closed = made.shown[:-1] + ("0" if made.shown[-1] != "0" else "1")
    wrong = [
        "", "Bearer", "Bearer ", made.shown, f"Basic {made.shown}", f"Bearer {made.shown} {made.shown}",
        f"Bearer {made.shown}x", f"Bearer {closed}", f"Bearer {made.shown.upper()}", f"Bearer {number}_{secret}",
        f"Bearer parlour_{number}_", f"Bearer parlour_{'0' * 12}_{secret}", f"Bearer parlour_{number}_{'ü' * 64}",
        f"Bearer parlour_{number}_{bytes(made.key.digest).hex()}",
    ]  # fmt: skip
    answers = [client.post("/api/guard", CASE, content_type=JSON, headers={"Authorization": each}) for each in wrong]
    answers.append(client.post(f"/api/guard?key={made.shown}", CASE, content_type=JSON))
    assert {told(answer) for answer in answers} == {(401, "unauthorized")}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["WWW-Authenticate"] for answer in answers} == {"Bearer"}
    revoke_api_key(number, at=AT)
    again = client.post("/api/guard", CASE, content_type=JSON, headers={"Authorization": f"Bearer {closed}"})
    assert (again.status_code, again.content) == (401, answers[0].content)  # nobody learns that it was one


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_valid_key_is_taken_however_its_scheme_is_written(client: Client, made: MadeKey, scheme: str) -> None:
    header = {"Authorization": f"{scheme} {made.shown}"}
    assert client.post("/api/guard", CASE, content_type=JSON, headers=header).status_code == 200

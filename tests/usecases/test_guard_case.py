"""Reading what is to be guarded: whatever comes is read or refused. A guard that breaks holds the draft back."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.knowledge import Knowledge, load
from parlour.usecases import guard_case
from parlour.usecases.guard_case import judged, parse_case, sendable
from parlour.usecases.json_lines import BadLine
from tests.api.conftest import CASE

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "id", "surface", "sectors", "network", "now", "timezone", "agent", "customer", "recipient", "thread", "others",
    "viewed_facts", "attachments", "jurisdictions", "draft",
)  # fmt: skip


@pytest.fixture(scope="module")
def guards() -> Knowledge:
    return load()


@given(field=st.sampled_from(FIELDS), value=ANYTHING)
def test_any_value_is_read_or_refused(field: str, value: Any) -> None:
    with suppress(BadLine):
        name, payload, context = parse_case({**CASE, field: value})
        assert isinstance(name, str)
        assert payload.draft_end == len(payload.text)
        assert context.now.tzinfo is not None


@pytest.mark.parametrize(
    ("now", "zone", "moment"),
    [
        ("2026-03-18T12:00:00Z", "", datetime(2026, 3, 18, 12, tzinfo=UTC)),
        ("2026-03-18T12:00:00", "Europe/Berlin", datetime(2026, 3, 18, 11, tzinfo=UTC)),
        ("2026-03-18T12:00:00+02:00", "Asia/Tokyo", datetime(2026, 3, 18, 10, tzinfo=UTC)),
        ("2026-03-18", "", datetime(2026, 3, 18, tzinfo=UTC)),
        ("1900-01-01T00:00:00", "", datetime(1900, 1, 1, tzinfo=UTC)),
        ("2199-12-31T23:59:59", "", datetime(2199, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_moment_of_judging(now: str, zone: str, moment: datetime) -> None:
    assert parse_case({**CASE, "now": now, "timezone": zone})[2].now == moment


@pytest.mark.parametrize(
    ("now", "zone", "code"),
    [
        ("0001-01-01T00:00:00+14:00", "Europe/Berlin", "invalid_time"),
        ("9999-12-31T23:59:59-14:00", "Asia/Tokyo", "invalid_time"),
        ("0001-01-01T00:00:00", "", "invalid_time"),
        ("9999-12-31T00:00:00", "", "invalid_time"),
        ("1899-12-31T23:59:59", "", "invalid_time"),
        ("2200-01-01", "", "invalid_time"),
        ("noon", "", "invalid_time"),
        ("2026-13-01", "", "invalid_time"),
        ("2026-03-18", "Mars/Base", "invalid_timezone"),
        ("2026-03-18", "/etc/passwd", "invalid_timezone"),
        ("2026-03-18", "..", "invalid_timezone"),
        ("2026-03-18", "a\0b", "invalid_timezone"),
    ],
)
def test_moment_that_cannot_be_used_is_refused(now: str, zone: str, code: str) -> None:
    with pytest.raises(BadLine) as caught:
        parse_case({**CASE, "now": now, "timezone": zone})
    assert caught.value.code == code


def refusal(change: dict[str, Any]) -> tuple[str, str]:
    """The code and the words with which a line is refused that differs in this from a good one."""
    with pytest.raises(BadLine) as caught:
        parse_case({**CASE, **change})
    return caught.value.code, caught.value.message


def test_the_years_that_are_taken_are_told() -> None:
    assert refusal({"now": "9999-12-31"})[1] == "'now' must be in one of the years from 1900 to 2199"


@pytest.mark.parametrize("year", ["1900-01-01", "2199-12-31"])
def test_relative_days_are_counted_from_every_year_that_is_taken(guards: Knowledge, year: str) -> None:
    values = ("next Tuesday 10:30", "in 3 months", "90 years ago", "yesterday", "last year")
    facts = [{"kind": kind, "value": value} for kind in ("appointment", "text", "birth_date") for value in values]
    change = {"now": year, "customer": {**CASE["customer"], "private_facts": facts}}
    answer = judged(parse_case({**CASE, **change, "draft": "See you next Tuesday at 10:30, in 3 months."}), guards)
    assert not [rule for rule in rules(answer) if rule.startswith("guard.failed")]


def rules(answer: dict[str, Any]) -> list[str]:
    return [reason["rule"] for reason in answer["reasons"]]


FACT = {"kind": "order", "value": "ZZ-9"}


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"customer": {"handle": "a", "private_facts": [FACT, FACT, {"kind": "order"}]}}, "missing_field",
         "customer.private_facts[2].value"),
        ({"customer": {"handle": "a", "private_facts": [{**FACT, "owner": 4}]}}, "wrong_type",
         "customer.private_facts[0].owner"),
        ({"customer": {"handle": "a", "public_posts": "Hi"}}, "wrong_type", "customer.public_posts"),
        ({"customer": {"display_name": "a"}}, "missing_field", "customer.handle"),
        ({"customer": {"handle": "a", "private_facts": ["x"]}}, "wrong_type", "customer.private_facts"),
        ({"viewed_facts": [FACT, {"value": "x"}]}, "missing_field", "viewed_facts[1].kind"),
        ({"others": [{"name": "Dan"}, {"facts": [{**FACT, "value": None}]}]}, "wrong_type", "others[1].facts[0].value"),
        ({"thread": [{"author": "dan"}]}, "missing_field", "thread[0].text"),
        ({"agent": {"name": ["Jonas"]}}, "wrong_type", "agent.name"),
        ({"surface": None}, "wrong_type", "surface"),
        ({"jurisdictions": ["us", "UAS"]}, "unknown_jurisdiction", "jurisdictions"),
        ({"attachments": {}}, "wrong_type", "attachments"),
        ({"attachments": 0}, "wrong_type", "attachments"),
        ({"attachments": "invoice.pdf"}, "wrong_type", "attachments"),
        ({"attachments": [{"alt_text": "a door"}, 5]}, "wrong_type", "attachments[1]"),
        ({"attachments": [None]}, "wrong_type", "attachments[0]"),
        ({"attachments": [{"alt_text": ["a door"]}]}, "wrong_type", "attachments[0].alt_text"),
        ({"attachments": ["a.pdf", {"filename": 7}]}, "wrong_type", "attachments[1].filename"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_the_path_to_it(change: dict[str, Any], code: str, path: str) -> None:
    told, message = refusal(change)
    assert told == code
    assert message.startswith(f"'{path}'")


@pytest.mark.parametrize(
    ("attached", "words"),
    [
        (None, []),
        ([], []),
        (["invoice Kowalczyk 998877665.pdf"], ["invoice Kowalczyk 998877665.pdf"]),
        (["card_4242424242424242.pdf"], ["card 4242424242424242.pdf"]),
        ([{"name": "a.pdf"}, {"filename": "b.pdf"}, {"file_name": "c.pdf"}], ["a.pdf", "b.pdf", "c.pdf"]),
        ([{"alt_text": "our door"}, {"alt_text": None}, {}], ["our door", "", ""]),
        ([{"name": "door.png", "alt_text": "our door", "url": "https://a.example/7"}], ["door.png\nour door"]),
        ([{"alt": "snake_case", "title": "snake_case", "id": 5}], ["snake_case"]),
    ],
)
def test_names_and_descriptions_of_files_are_read(attached: Any, words: list[str]) -> None:
    assert [file.alt_text for file in parse_case({**CASE, "attachments": attached})[1].media] == words


@pytest.mark.parametrize(
    ("attached", "rule"),
    [
        (["invoice_Kowalczyk_998877665.pdf"], "other.name"),
        ([{"filename": "998877665.pdf", "alt_text": "your invoice"}], "other.order"),
        ([{"name": "card_4242424242424242.png"}], "personal_data.card"),
        (["price-list-2026.pdf"], None),
        ([{"name": "IMG_20260318_101500.jpg", "alt_text": "our door"}], None),
    ],
)
def test_files_tell_nothing_of_others(guards: Knowledge, attached: Any, rule: str | None) -> None:
    other = {"handle": "@ak", "name": "Anna Kowalczyk", "facts": [{"kind": "order", "value": "998877665"}]}
    change = {"surface": "private", "others": [other], "attachments": attached, "draft": "Here you are."}
    found = rules(judged(parse_case({**CASE, **change}), guards))
    assert rule in found if rule else found == []


@pytest.mark.parametrize(
    ("kind", "rule"), [("Card", "fact.card"), ("Credit-card", "fact.card"), ("pan", "fact.card"), ("pass", "fact.pass")]
)
def test_rules_are_called_by_the_kind_that_is_known(guards: Knowledge, kind: str, rule: str) -> None:
    customer = {**CASE["customer"], "private_facts": [{"kind": kind, "value": "4111 1111 1111 1111"}]}
    change = {"customer": customer, "draft": "It is 4111 1111 1111 1111."}
    assert rule in rules(judged(parse_case({**CASE, **change}), guards))


LONG_LINK = f"https://www.acme.example/{'a' * 150}"


@pytest.mark.parametrize("network", ["x", "mastodon", "google", "sms"])
@pytest.mark.parametrize(
    "draft",
    [
        f"We are sorry {'a' * 212}. Your order 4711-8812-X: {LONG_LINK}",
        f"We are sorry 申し訳ありません. Your order 4711-8812-X is late: {LONG_LINK}",
        f"We are sorry {'申' * 100}. Your order 4711-8812-X is late.",
        "Your order 4711-8812-X is late. We are sorry.",
    ],
)
def test_a_rewrite_is_taken_by_its_network(guards: Knowledge, network: str, draft: str) -> None:
    order = {"kind": "order", "value": "4711-8812-X"}
    customer = {**CASE["customer"], "private_facts": [order]}
    change = {**CASE, "network": network, "sectors": ["retail"], "customer": customer}
    first = judged(sendable(parse_case({**change, "draft": draft})), guards)
    assert first["decision"] == "block"
    assert first["rewrite"]
    again = judged(sendable(parse_case({**change, "draft": first["rewrite"]})), guards)
    assert again["decision"] == "allow"


def test_guard_that_breaks_holds_the_draft_back(guards: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RecursionError("24 March")

    monkeypatch.setattr(guard_case, "judge", break_down)
    assert judged(parse_case(CASE), guards) == {
        "id": "1",
        "decision": "block",
        "reasons": [
            {
                "rule": "guard.failed.judging",
                "severity": "never",
                "start": 0,
                "end": 0,
                "message": "The guard could not finish (RecursionError), so nothing can be sent. "
                "Please tell whoever runs this desk.",
            }
        ],
        "tone": {},
    }

"""Whose the facts of a line are, and to whom a message may therefore tell them."""

from typing import Any

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.verdict import Severity
from parlour.usecases.guard_case import parse_case
from tests.core.guard.desk import KNOWLEDGE

ORDER = {"kind": "order", "value": "4711-8812-X"}
BOB = {"kind": "email", "value": "bob@x.example", "owner": "@bob"}
DRAFT = "Your order is 4711-8812-X."
UUID = "3f2b8c1e-aa11-4bcd-9e00-0123456789ab"


def told(*facts: dict[str, str], **change: Any) -> dict[str, Severity]:
    """The rules that hold a message of the order's number, for these facts on Anna's file, and how strongly."""
    customer = {"handle": "@anna", "display_name": "Anna K.", "private_facts": list(facts)}
    line: dict[str, Any] = {
        "id": "1", "surface": "private", "now": "2026-03-18T12:00:00Z", "agent": {"name": "Jonas Berg"},
        "customer": customer, "draft": DRAFT,
    }  # fmt: skip
    _, payload, context = parse_case(line | change)
    return {one.rule: one.severity for one in judge(payload, context, KNOWLEDGE).held}


NEVER = {"other.order": Severity.NEVER}


@pytest.mark.parametrize(
    ("way", "recipient"),
    [
        (BOB, "bob@x.example"),
        (BOB, "BOB@X.example "),
        ({"kind": "phone", "value": "+49 170 1234567", "owner": "@bob"}, "+491701234567"),
        ({"kind": "handle", "value": "@bobby", "owner": "Bob Miller"}, "bobby"),
        ({"kind": "email", "value": "bob@x.example", "owner": "bob-miller"}, "bob@x.example"),
        ({"kind": "email", "value": "bob@x.example", "owner": "bob99"}, "bob@x.example"),
        ({"kind": "email", "value": "bob@x.example"}, "rob@x.example"),
        ({"kind": "order", "value": "bob@x.example"}, "bob@x.example"),
        ({"kind": "E-Mail", "value": "bob@x.example", "owner": "@bob"}, "bob@x.example"),
    ],
)
def test_ways_to_reach_somebody_else_do_not_reach_the_customer(way: dict[str, str], recipient: str) -> None:
    assert told(ORDER, way, recipient=recipient) == NEVER


@pytest.mark.parametrize(
    ("way", "recipient"),
    [
        ({"kind": "email", "value": "anna@x.example"}, "anna@x.example"),
        ({"kind": "email", "value": "anna@x.example", "owner": "@anna"}, "Anna@X.example"),
        ({"kind": "email", "value": "anna@x.example", "owner": "anna k."}, "anna@x.example"),
        ({"kind": "phone", "value": "+49 170 1234567", "owner": "C-4711"}, "+491701234567"),
        ({"kind": "phone", "value": "+49 170 1234567", "owner": UUID}, "+491701234567"),
        ({"kind": "E-Mail", "value": "anna@x.example"}, "anna@x.example"),
        ({"kind": "Mobile phone", "value": "+49 170 1234567"}, "+491701234567"),
        (BOB, "@anna"),
        (BOB, "Anna K."),
    ],
)
def test_ways_of_their_own_do(way: dict[str, str], recipient: str) -> None:
    assert told(ORDER, way, recipient=recipient) == {}


@pytest.mark.parametrize("owner", ["", "@anna", "Anna K.", "C-4711"])
def test_what_was_looked_at_is_the_customers_unless_it_says_whose(owner: str) -> None:
    seen = [{**ORDER, "owner": owner}]
    assert told(recipient="@bob", viewed_facts=seen) == NEVER


def test_what_was_looked_at_may_be_told_to_whom_it_belongs() -> None:
    assert told(recipient="@bob", viewed_facts=[{**ORDER, "owner": "@Bob"}]) == {}
    assert told(viewed_facts=[ORDER]) == {}
    assert told(recipient="@anna", viewed_facts=[ORDER]) == {}


def test_a_customer_without_any_name_is_somebody() -> None:
    nobody = {"handle": "", "private_facts": []}
    assert told(customer=nobody, recipient="@bob", viewed_facts=[ORDER]) == NEVER


@pytest.mark.parametrize(
    "owner", ["C-4711", "4711", UUID, UUID.upper(), "ab3f-4c7", "anna-kowalczyk", "cus_NffrFeUfNV2Hib", "crm:anna"]
)
def test_the_one_reference_of_a_file_is_the_customers(owner: str) -> None:
    assert told({**ORDER, "owner": owner}) == {}
    assert told({**ORDER, "owner": owner}, viewed_facts=[{**ORDER, "owner": owner}]) == {}


@pytest.mark.parametrize("owner", ["C-4711", UUID, "ab3f-4c7", "01ARZ3NDEKTSV4RRFFQ69G5FAV"])
def test_a_code_is_so_beside_facts_without_an_owner(owner: str) -> None:
    assert told({**ORDER, "owner": owner}, {"kind": "note", "value": "Rings on Mondays."}) == {}


@pytest.mark.parametrize(
    "facts",
    [
        [{**ORDER, "owner": "@bob"}],
        [{**ORDER, "owner": "bob@x.example"}],
        [{**ORDER, "owner": "bob.social.example"}],
        [{**ORDER, "owner": "Bob Miller"}],
        [{**ORDER, "owner": "Jean-Pierre"}],
        [{**ORDER, "owner": "jane-doe"}],
        [{**ORDER, "owner": "ex-husband"}],
        [{**ORDER, "owner": "mother-in-law"}],
        [{**ORDER, "owner": "bea-ada1"}],
        [{**ORDER, "owner": "marieschmidt1987"}],
        [{**ORDER, "owner": "bob"}],
        [{**ORDER, "owner": "bob-miller"}, {"kind": "note", "value": "Rings on Mondays."}],
        [{**ORDER, "owner": "bob-miller"}, {"kind": "note", "value": "Rings on Mondays.", "owner": "@anna"}],
        [{**ORDER, "owner": "C-1"}, {"kind": "note", "value": "Rings on Mondays.", "owner": "C-2"}],
        [{**ORDER, "owner": UUID}, {"kind": "note", "value": "Rings on Mondays.", "owner": "C-2"}],
    ],
)
def test_any_other_owner_is_another_person(facts: list[dict[str, str]]) -> None:
    assert told(*facts) == NEVER


@pytest.mark.parametrize(
    "change",
    [
        {"others": [{"handle": "@anna-b"}]},
        {"others": [{"handle": "@dan", "name": "anna-b"}]},
        {"others": [{"handle": "@dan", "facts": [{"kind": "handle", "value": "anna-b"}]}]},
        {"others": [{"handle": "@dan", "facts": [{"kind": "note", "value": "Rings.", "owner": "anna-b"}]}]},
        {"thread": [{"author": "@Anna-B", "text": "Me too!"}]},
        {"viewed_facts": [{"kind": "handle", "value": "@anna-b", "owner": "C-9"}]},
    ],
)
def test_a_reference_by_which_somebody_else_goes_is_theirs(change: dict[str, Any]) -> None:
    assert told({**ORDER, "owner": "anna-b"}) == {}
    assert told({**ORDER, "owner": "anna-b"}, **change)["other.order"] is Severity.NEVER


@pytest.mark.parametrize(
    ("owners", "seen", "asked"),
    [
        (("",), "", True),
        ((UUID,), UUID, True),
        (("anna-kowalczyk",), "anna-kowalczyk", True),
        (("C-1", "C-2"), "C-1", True),
        (("C-1", "C-2"), "C-2", True),
        (("Bob Miller",), "bob miller", True),
        (("C-1", "C-2"), "C-3", False),
        (("C-1",), "C-2", False),
        (("",), "C-1", False),
    ],
)
def test_whoever_has_read_the_file_does_not_answer_alone(owners: tuple[str, ...], seen: str, asked: bool) -> None:
    facts = [{"kind": "note", "value": "Rings on Mondays.", "owner": owner} for owner in owners]
    change = {"surface": "public", "sectors": ["health"], "draft": "Thank you for writing. ^JB"}
    assert ("form.second_pair" in told(*facts, viewed_facts=[{**ORDER, "owner": seen}], **change)) is asked

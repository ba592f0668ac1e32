"""What the database itself holds about a move, tried with raw SQL past everything the product checks."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import psycopg.errors
import pytest
from django.db import IntegrityError, connection, transaction

from parlour.core.lifecycle import MOVE_STEPS
from parlour.core.moves.ways import Way
from parlour.knowledge import Knowledge
from parlour.knowledge.guard.load import load_guard
from parlour.store.models import Agent, Case, Move, MoveState, Outbox
from parlour.store.models import Way as StoredWay
from tests.usecases.lobby import Lobby

STATES = sorted(MOVE_STEPS)
BEGINNINGS = {"offered", "cannot"}
LEGAL = {(before, after) for before, steps in MOVE_STEPS.items() for after in steps.values()}
# A person who writes in private agrees and opens by the same act.
AT_ONCE = {(before, "open") for before in ("offered", "declined", "lapsed", "cannot")}

CONSENT = ("consent_id", "consented_at", "consent_kind")
# What each step writes; what a state needs it keeps from the steps before.
WRITES = {
    "consented": CONSENT,
    "open": (*CONSENT, "opened_at"),
    "settled": ("settled_at",),
    "closed": ("closure_id", "closed_at"),
    "returned": ("returned_at",),
    "cannot": ("reason",),
    "lapsed": ("lapsed_at",),
}
REOPENED = ("settled", "closed", "returned")
EVIDENCE = {
    "consented": CONSENT,
    "open": (*CONSENT, "opened_at"),
    "settled": (*CONSENT, "opened_at", "settled_at"),
    "closed": (*CONSENT, "opened_at", "settled_at", "closure_id", "closed_at"),
    "returned": (*CONSENT, "opened_at", "settled_at", "closure_id", "closed_at", "returned_at"),
    "cannot": ("reason",),
}
NOTHING = {"consent_kind": "", "reason": ""}
TO_DROP = [(state, column) for state, columns in EVIDENCE.items() for column in columns]
# How to come to each state by steps there are, from an offer.
PATHS = {
    "offered": (),
    "consented": ("consented",),
    "open": ("open",),
    "settled": ("open", "settled"),
    "closed": ("open", "settled", "closed"),
    "returned": ("open", "settled", "closed", "returned"),
    "declined": ("declined",),
    "lapsed": ("lapsed",),
    "cannot": ("cannot",),
}


@pytest.fixture(scope="module")
def guarding() -> Knowledge:
    return Knowledge(guard=load_guard())


@pytest.fixture
def lobby(db: None, guarding: Knowledge) -> Lobby:
    return Lobby(guarding)


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case()


def execute(statement: str, values: list[Any]) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        changed: int = cursor.rowcount
    return changed


def insert(case: Case, state: str, code: str = "lusab-gitof", **columns: Any) -> int:
    """A move written past the product; its number. An offer comes with its invitation."""
    if state == "offered":
        columns = {"invitation_id": invitation(case), "deadline": case.opened_at + timedelta(hours=72), **columns}
    row = {
        "brand_id": case.brand_id, "case_id": case.pk, "state": state, "way": "message", "code": code,
        "offered_at": case.opened_at, "consent_kind": "", "mood": "", "reason": "", **columns,
    }  # fmt: skip
    places = ", ".join(["%s"] * len(row))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"insert into store_move ({', '.join(row)}) values ({places}) returning id", list(row.values()))
        number: int = cursor.fetchone()[0]
    return number


def invitation(case: Case, **more: Any) -> int:
    number = Outbox.objects.count()
    columns: dict[str, Any] = {
        "surface": "public", "recipient": "mara", "purpose": "invitation", "text": "x", "payload": {},
        "payload_digest": f"d{number}", "binding": "x", "verdict": {}, "key": f"k{number}", "state": "proposed",
        "author": Agent.objects.earliest("pk"), "drafted_at": case.opened_at, **more,
    }  # fmt: skip
    row: Outbox = Outbox.objects.create(brand_id=case.brand_id, account=case.account, case=case, **columns)
    return row.pk


def closure(case: Case, **more: Any) -> int:
    """Words that stand in public and close this case, with `more` that may be wrong about them."""
    at = case.opened_at
    sent = {
        "state": "confirmed", "purpose": "closure", "approved_by": Agent.objects.earliest("pk"), "approved_at": at,
        "not_before": at, "first_sent_at": at, "confirmed_at": at, "external_id": f"x{Outbox.objects.count()}",
        "settlement": at,
    }  # fmt: skip
    return invitation(case, **{**sent, **more})


def change(number: int, **columns: Any) -> int:
    sets = ", ".join(f"{name} = %s" for name in columns)
    return execute(f"update store_move set {sets} where id = %s", [*columns.values(), number])


def all_evidence(lobby: Lobby, case: Case) -> dict[str, Any]:
    """Everything any state asks for."""
    post = lobby.post(case, "Yes please")
    now = lobby.clock()
    return {
        "consent_id": post.pk, "consented_at": now, "consent_kind": "words", "opened_at": now, "settled_at": now,
        "closure_id": closure(case), "closed_at": now, "returned_at": now,
        "lapsed_at": case.opened_at + timedelta(hours=72), "reason": "They take no messages.",
    }  # fmt: skip


def brought_to(case: Case, state: str, evidence: dict[str, Any]) -> int:
    number = insert(case, "offered")
    for step in PATHS[state]:
        change(number, state=step, **written(step, evidence))
    return number


def written(step: str, evidence: dict[str, Any], before: str = "") -> dict[str, Any]:
    """What the step writes of the evidence; a talk that is opened again is settled no more."""
    if step == "open" and before == "consented":
        return {"opened_at": evidence["opened_at"]}
    if step == "open" and before in REOPENED:
        return {"reopened_at": evidence["settled_at"], "settled_at": None, "closure_id": None, "closed_at": None}
    return {column: evidence[column] for column in WRITES.get(step, ()) if column in evidence}


def tried(number: int, state: str, **evidence: Any) -> str:
    """What the trigger says of this step, "" where it lets it pass; nothing is changed either way."""
    try:
        with transaction.atomic():
            change(number, state=state, **evidence)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return str(error).partition("\n")[0]
    return ""


def refusal(error: pytest.ExceptionInfo[IntegrityError]) -> str:
    """The constraint, or the trigger's sentence, that refused it."""
    cause = error.value.__cause__
    assert isinstance(cause, psycopg.errors.CheckViolation | psycopg.errors.UniqueViolation)
    return cause.diag.constraint_name or cause.diag.message_primary or ""


def test_the_database_knows_the_steps_of_the_core_and_no_others() -> None:
    migration = import_module("parlour.store.migrations.0008_refusals_and_edits")
    assert set(migration.PAIRS) == LEGAL | AT_ONCE
    beginnings = import_module("parlour.store.migrations.0006_rooms").BEGINNINGS
    assert set(beginnings) == BEGINNINGS
    assert set(STATES) == set(MoveState.values)
    assert list(StoredWay.values) == [way.value for way in Way]


def test_steps_at_once_are_steps_there_are() -> None:
    assert {(before, "consented") for before, _ in AT_ONCE} | {("consented", "open")} <= LEGAL


@pytest.mark.parametrize("before", STATES)
def test_every_pair_of_states_is_tried(lobby: Lobby, case: Case, before: str) -> None:
    """With all the evidence there could be, only the steps there are can be taken."""
    evidence = all_evidence(lobby, case)
    number = brought_to(case, before, evidence)
    # Whoever declined after they had agreed agrees anew.
    evidence["consent_id"] = lobby.post(case, "Yes, after all").pk
    for after in {*STATES, "elsewhere", ""} - {before}:
        legal = (before, after) in LEGAL | AT_ONCE
        assert tried(number, after, **written(after, evidence, before)) == (
            "" if legal else f"a move does not go from {before} to {after}"
        )
    assert Move.objects.get(pk=number).state == before


@pytest.mark.parametrize("state", [*STATES, "elsewhere"])
def test_a_move_begins_as_an_offer_or_as_one_that_could_not_be(lobby: Lobby, case: Case, state: str) -> None:
    if state in BEGINNINGS:
        assert insert(case, state, reason="They take no messages.")
        return
    with pytest.raises(IntegrityError) as error:
        insert(case, state, **written(state, all_evidence(lobby, case)))
    assert refusal(error) == f"a move does not begin as {state}"


@pytest.mark.parametrize(("state", "column"), TO_DROP)
def test_no_state_is_entered_without_its_evidence(lobby: Lobby, case: Case, state: str, column: str) -> None:
    evidence = all_evidence(lobby, case)
    *earlier, last = PATHS[state]
    number = brought_to(case, earlier[-1] if earlier else "offered", evidence)
    with pytest.raises(IntegrityError) as error:
        change(number, state=last, **written(last, evidence) | {column: NOTHING.get(column)})
    assert refusal(error).startswith("move_")


@pytest.mark.parametrize(("state", "column"), TO_DROP)
def test_no_state_loses_its_evidence_afterwards(lobby: Lobby, case: Case, state: str, column: str) -> None:
    number = brought_to(case, state, all_evidence(lobby, case))
    with pytest.raises(IntegrityError) as error:
        change(number, **{column: NOTHING.get(column)})
    assert refusal(error).startswith("move_")


def test_what_could_not_be_begins_with_its_reason(lobby: Lobby, case: Case) -> None:
    with pytest.raises(IntegrityError) as error:
        insert(case, "cannot")
    assert refusal(error) == "move_cannot_says_why"


@pytest.mark.parametrize("state", ["offered", "consented", "open", "settled"])
def test_a_case_has_one_move_under_way(lobby: Lobby, case: Case, state: str) -> None:
    evidence = all_evidence(lobby, case)
    brought_to(case, state, evidence)
    with pytest.raises(IntegrityError) as error:
        insert(case, "offered", "babad-zupak")
    assert refusal(error) == "move_one_under_way"


@pytest.mark.parametrize("state", ["closed", "returned", "declined", "lapsed", "cannot"])
def test_a_move_that_rests_comes_back_only_where_no_other_is_under_way(lobby: Lobby, case: Case, state: str) -> None:
    evidence = all_evidence(lobby, case)
    first = brought_to(case, state, evidence)
    insert(case, "offered", "babad-zupak")
    with pytest.raises(IntegrityError) as error:
        change(first, state="open", **written("open", evidence, state))
    assert refusal(error) == "move_one_under_way"


def test_two_moves_never_share_a_code(lobby: Lobby, case: Case) -> None:
    insert(case, "offered")
    with pytest.raises(IntegrityError) as error:
        insert(lobby.case(lobby.person("olga")), "offered")
    assert "code" in refusal(error)


def test_every_state_has_a_path_that_is_legal() -> None:
    for state, path in PATHS.items():
        steps = ("offered", *path)
        assert steps[-1] == state
        assert all(pair in LEGAL | AT_ONCE for pair in zip(steps, path, strict=False))

"""What a move and a room rest on, tried with raw SQL: each lie is refused by the name of the promise it breaks.

Beside most stands the statement that differs in the lie alone, and is taken.
"""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import psycopg.errors
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from parlour.store.models import Case, Doorbell, Move, Outbox, Proof, RoomKey, RoomVisit
from parlour.usecases import enter, prove
from parlour.usecases.erase_room import erase_room
from tests.store.put_up import steps_of, take_down_and_put_up, triggers
from tests.store.test_moves_by_sql import (
    all_evidence,
    brought_to,
    change,
    closure,
    execute,
    guarding,
    insert,
    invitation,
    lobby,
    written,
)
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import MARA, newest_letter, ring
from tests.usecases.rooms import invite as invite_to_room

__all__ = ("guarding", "lobby")

MIGRATION = import_module("parlour.store.migrations.0011_evidence")
NAMES = "_its_evidence$|_at_one_door$|_given_once$|_opens_once$|_of_one_move$|_in_its_room$|_kept$"
Evidence = dict[str, Any]
KEPT = ("move", "doorbell", "proof", "roomkey", "room", "roomvisit")
HOUR = timedelta(hours=1)


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case()


@pytest.fixture
def evidence(lobby: Lobby, case: Case) -> Evidence:
    return all_evidence(lobby, case)


def refused(statement: str, *values: Any) -> str:
    """The name of the promise a statement breaks, "" where it is taken; nothing is changed either way."""
    try:
        with transaction.atomic():
            execute(statement, list(values))
            transaction.set_rollback(True)
    except IntegrityError as error:
        return told(error)
    return ""


def told(error: IntegrityError) -> str:
    cause = error.__cause__
    assert isinstance(cause, psycopg.errors.IntegrityError)
    return cause.diag.constraint_name or cause.diag.message_primary or ""


def refused_change(number: int, /, table: str = "move", **columns: Any) -> str:
    sets = ", ".join(f"{name} = %s" for name in columns)
    return refused(f"update store_{table} set {sets} where id = %s", *columns.values(), number)


class TestAMoveOfItsCase:
    @pytest.mark.parametrize("column", ["brand_id", "case_id", "code", "offered_at"])
    def test_stays_what_it_was_made_for(self, lobby: Lobby, case: Case, evidence: Evidence, column: str) -> None:
        number = brought_to(case, "open", evidence)
        other: dict[str, Any] = {
            "brand_id": 999_999, "case_id": lobby.case(lobby.person("olga")).pk, "code": "babad-zupak",
            "offered_at": case.opened_at - HOUR,
        }  # fmt: skip
        assert refused_change(number, **{column: other[column]}) == "move_stays_with_its_case"

    def test_is_of_a_case_of_its_brand(self, case: Case) -> None:
        with pytest.raises(DatabaseError, match="move_stays_with_its_case"):
            insert(case, "offered", brand_id=999_999)

    @pytest.mark.parametrize("column", ["invitation_id", "deadline"])
    def test_is_an_offer_only_with_invitation_and_deadline(self, case: Case, column: str) -> None:
        nothing: dict[str, Any] = {column: None}
        with pytest.raises(DatabaseError, match="move_offer_is_kept"):
            insert(case, "offered", **nothing)

    def test_is_offered_by_an_invitation_of_its_case(self, lobby: Lobby, case: Case) -> None:
        number = insert(case, "offered")
        assert not refused_change(number, invitation_id=invitation(case))
        assert refused_change(number, invitation_id=invitation(case, purpose="reply")) == "move_invitation_of_its_case"
        other = invitation(lobby.case(lobby.person("olga")))
        assert refused_change(number, invitation_id=other) == "move_invitation_of_its_case"
        change(number, state="declined")
        assert refused_change(number, invitation_id=invitation(case)) == "move_invitation_of_its_case"

    @pytest.mark.parametrize(("column", "word"), [("way", "pigeon"), ("consent_kind", "guess"), ("mood", "angry")])
    def test_knows_its_words(self, case: Case, evidence: Evidence, column: str, word: str) -> None:
        step = {"state": "consented", **written("consented", evidence)} if column == "consent_kind" else {}
        begun = brought_to(case, "closed" if column == "mood" else "offered", evidence)
        step = {"state": "returned", "returned_at": evidence["closed_at"]} if column == "mood" else step
        assert refused_change(begun, **{**step, column: word}) == "move_known_words"
        known = {"way": "room", "consent_kind": "act", "mood": "thanks"}
        assert not refused_change(begun, **{**step, column: known[column]})

    @pytest.mark.parametrize("column", ["consent_id", "consented_at", "opened_at", "settled_at", "closed_at"])
    def test_begins_without_evidence(self, case: Case, evidence: Evidence, column: str) -> None:
        with pytest.raises(DatabaseError, match="is_written_once"):
            insert(case, "offered", **{column: evidence[column]})


class TestConsent:
    def test_is_the_persons_own(self, lobby: Lobby, case: Case, evidence: Evidence) -> None:
        number, step = brought_to(case, "offered", {}), {"state": "consented", **written("consented", evidence)}
        assert not refused_change(number, **step)
        for post in (
            lobby.post(case, "Yes please", by=lobby.person("olga")),
            lobby.post(case, "Yes please", own=True),
        ):
            assert refused_change(number, **{**step, "consent_id": post.pk}) == "move_consent_of_its_person"

    @pytest.mark.parametrize("state", ["consented", "open", "settled", "closed"])
    def test_is_not_swapped_afterwards(self, lobby: Lobby, case: Case, evidence: Evidence, state: str) -> None:
        number, later = brought_to(case, state, evidence), lobby.post(case, "Yes, yes")
        assert refused_change(number, consent_id=later.pk) == "move_consent_is_written_once"
        assert refused_change(number, consent_kind="act") == "move_consent_is_written_once"
        assert refused_change(number, consented_at=lobby.clock() + HOUR) == "move_consent_is_written_once"

    def test_that_was_withdrawn_does_not_count_again(self, lobby: Lobby, case: Case, evidence: Evidence) -> None:
        number = brought_to(case, "consented", evidence)
        change(number, state="declined")
        assert refused_change(number, state="consented") == "move_consent_is_given_anew"
        assert not refused_change(number, state="consented", consent_id=lobby.post(case, "Yes, after all").pk)


class TestSettlingAndClosing:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"state": "proposed"},
            {"surface": "private"},
            {"purpose": "reply"},
            {"confirmed_at": -2 * HOUR},
        ],
    )
    def test_only_a_close_that_stands_in_public_closes(
        self, case: Case, evidence: Evidence, wrong: dict[str, Any]
    ) -> None:
        number, at = brought_to(case, "settled", evidence), evidence["closed_at"]
        assert not refused_change(number, state="closed", closed_at=at, closure_id=closure(case))
        if "confirmed_at" in wrong:
            wrong = {"confirmed_at": case.opened_at + wrong["confirmed_at"]}
        words = closure(case, **wrong)
        found = refused_change(number, state="closed", closed_at=at, closure_id=words)
        assert found == "move_closure_stands_in_public"

    def test_a_close_of_another_case_does_not(self, lobby: Lobby, case: Case, evidence: Evidence) -> None:
        number, other = brought_to(case, "settled", evidence), lobby.case(lobby.person("olga"))
        step = {"state": "closed", "closed_at": evidence["closed_at"], "closure_id": closure(other)}
        assert refused_change(number, **step) == "move_closure_stands_in_public"

    def test_what_was_closed_keeps_its_words(self, case: Case, evidence: Evidence) -> None:
        number = brought_to(case, "closed", evidence)
        assert refused_change(number, closure_id=closure(case)) == "move_closure_is_written_once"
        assert refused_change(number, settled_at=evidence["settled_at"] + HOUR) == "move_settled_is_written_once"
        assert refused_change(number, mood="thanks") == "move_returned_is_written_by_returning"

    def test_opened_again_it_says_when_and_is_settled_no_more(self, case: Case, evidence: Evidence) -> None:
        number = brought_to(case, "closed", evidence)
        cleared: dict[str, Any] = {"settled_at": None, "closed_at": None, "closure_id": None}
        assert not refused_change(number, state="open", **cleared, reopened_at=evidence["closed_at"])
        assert refused_change(number, state="open", **cleared) == "move_reopened_when"
        for column in cleared:
            kept = {**cleared, column: evidence[column]}
            found = refused_change(number, state="open", **kept, reopened_at=evidence["closed_at"])
            assert found == "move_reopened_is_unsettled"

    def test_settled_before_is_not_settled_again(self, case: Case, evidence: Evidence) -> None:
        number = brought_to(case, "settled", evidence)
        again = evidence["settled_at"] + HOUR
        change(number, state="declined")
        change(number, state="open", consented_at=again, opened_at=again)
        assert refused_change(number, state="settled") == "move_settled_anew"
        assert not refused_change(number, state="settled", settled_at=again)

    def test_times_come_in_order(self, case: Case, evidence: Evidence) -> None:
        """A clock of ours that is set back a little is forgiven."""
        number, begun = brought_to(case, "open", evidence), evidence["opened_at"]
        assert refused_change(number, state="settled", settled_at=begun - 25 * HOUR) == "move_times_in_order"
        assert not refused_change(number, state="settled", settled_at=begun - HOUR)


class TestLapsing:
    def test_waits_for_its_deadline(self, case: Case) -> None:
        number, due = insert(case, "offered"), case.opened_at + 72 * HOUR
        assert not refused_change(number, state="lapsed", lapsed_at=due)
        early = (due - timedelta(seconds=1), None)
        assert {refused_change(number, state="lapsed", lapsed_at=at) for at in early} == {"move_lapses_at_its_deadline"}

    @pytest.mark.parametrize(("became", "held"), [("recalled", False), ("failed", False), ("proposed", True)])
    def test_but_not_where_the_invitation_never_left(self, case: Case, became: str, held: bool) -> None:
        sent = {"approved_at": case.opened_at, "not_before": case.opened_at}
        number = insert(case, "offered")
        words = Move.objects.get(pk=number).invitation
        assert words is not None
        Outbox.objects.filter(pk=words.pk).update(state=became, approved_by=words.author, **sent)
        assert bool(refused_change(number, state="lapsed")) is held

    def test_nor_where_the_same_person_is_asked_beside(self, lobby: Lobby, case: Case) -> None:
        """Two threads turned out to be one."""
        number = insert(case, "offered")
        insert(lobby.case(lobby.person("olga")), "offered", "babad-zupak")
        assert refused_change(number, state="lapsed") == "move_lapses_at_its_deadline"
        insert(lobby.case(case.person), "offered", "lusab-zupak")
        assert not refused_change(number, state="lapsed")


@pytest.fixture
def two(lobby: Lobby) -> tuple[RoomVisit, RoomVisit]:
    """Two people, each in a room of their own."""
    lobby.rooms()
    return entered(lobby, "mara", MARA), entered(lobby, "olga", "olga@reeds.example")


def bell_of(lobby: Lobby, name: str, address: str) -> Doorbell:
    case = lobby.case(lobby.person(name))
    lobby.customer(case.person, ref=name, email=address)
    return ring(lobby, invite_to_room(lobby, case))


def entered(lobby: Lobby, name: str, address: str) -> RoomVisit:
    prove.by_email(bell_of(lobby, name, address), address, browser=b"p" * 32, house=lobby.house)
    came = enter.enter(newest_letter(lobby)[1], language="en", house=lobby.house)
    assert came is not None
    return came.visit


LINKS = [
    ("roomvisit", "room_id", "room_visit_stays_in_its_room"),
    ("roomvisit", "key_id", "room_visit_stays_in_its_room"),
    ("roomvisit", "digest", "room_visit_stays_in_its_room"),
    ("room", "move_id", "room_is_of_one_move"),
    ("doorbell", "move_id", "doorbell_hangs_at_one_door"),
    ("doorbell", "digest", "doorbell_hangs_at_one_door"),
    ("proof", "doorbell_id", "proof_is_of_one_door"),
    ("proof", "browser", "proof_is_of_one_door"),
    ("proof", "code_digest", "proof_code_is_written_once"),
    ("proof", "address_digest", "proof_address_is_written_once"),
    ("roomkey", "proof_id", "room_key_is_of_one_proof"),
    ("roomkey", "digest", "room_key_is_of_one_proof"),
]
WAY_UP: dict[str, Callable[[RoomVisit], Any]] = {
    "roomvisit": lambda visit: visit,
    "room": lambda visit: visit.room,
    "roomkey": lambda visit: visit.key,
    "proof": lambda visit: visit.key.proof,
    "doorbell": lambda visit: visit.key.proof.doorbell,
}


class TestRooms:
    @pytest.mark.parametrize(("table", "column", "promise"), LINKS)
    def test_what_leads_where_stays(
        self, two: tuple[RoomVisit, RoomVisit], table: str, column: str, promise: str
    ) -> None:
        ours, theirs = (WAY_UP[table](visit) for visit in two)
        other = (
            b"x" * 32 if column in {"browser", "digest", "code_digest", "address_digest"} else getattr(theirs, column)
        )
        assert refused_change(ours.pk, table, **{column: other}) == promise

    @pytest.mark.parametrize("table", [*WAY_UP])
    def test_all_of_it_is_of_one_brand(self, two: tuple[RoomVisit, RoomVisit], table: str) -> None:
        assert refused_change(WAY_UP[table](two[0]).pk, table, brand_id=4711)

    def test_a_key_opens_once_and_no_longer_than_it_was_made_for(self, two: tuple[RoomVisit, RoomVisit]) -> None:
        key = two[0].key
        assert refused_change(key.pk, "roomkey", used_at=None) == "room_key_opens_once"
        assert refused_change(key.pk, "roomkey", expires_at=key.expires_at + HOUR) == "room_key_ends_no_later"
        assert not refused_change(key.pk, "roomkey", expires_at=key.expires_at - HOUR)

    def test_a_visit_ends_once_and_no_later(self, lobby: Lobby, two: tuple[RoomVisit, RoomVisit]) -> None:
        enter.leave(two[0], house=lobby.house)
        assert refused_change(two[0].pk, "roomvisit", ended_at=None) == "room_visit_ends_once"
        later = two[1].expires_at + HOUR
        assert refused_change(two[1].pk, "roomvisit", expires_at=later) == "room_visit_ends_no_later"

    def test_tries_are_not_forgotten(self, two: tuple[RoomVisit, RoomVisit]) -> None:
        proof = two[0].key.proof
        Proof.objects.filter(pk=proof.pk).update(tries=5)
        assert refused_change(proof.pk, "proof", tries=4) == "proof_tries_only_grow"
        assert refused_change(proof.pk, "proof", expires_at=proof.expires_at + HOUR) == "proof_ends_no_later"
        assert refused_change(proof.pk, "proof", proven_at=None) == "proof_is_given_once"
        assert refused_change(proof.pk, "proof", typed=b"mara@reeds.example") == "proof_typed_is_only_let_go"

    def test_erased_is_erased(self, lobby: Lobby, two: tuple[RoomVisit, RoomVisit]) -> None:
        room = two[0].room
        erase_room(room, agent=lobby.sue, house=lobby.house)
        assert refused_change(room.pk, "room", erased_at=None) == "room_stays_erased"
        assert not refused_change(room.pk, "room", keep_until=room.keep_until + HOUR)

    def test_consent_is_given_by_the_key_that_opened_the_door(
        self, lobby: Lobby, two: tuple[RoomVisit, RoomVisit]
    ) -> None:
        prove.by_email(bell_of(lobby, "zoe", "zoe@reeds.example"), "zoe@reeds.example", browser=b"p" * 32,
                       house=lobby.house)  # fmt: skip
        newest_letter(lobby)
        move, unused = Move.objects.latest("pk"), RoomKey.objects.latest("pk")
        step: dict[str, Any] = {"state": "consented", "consent_kind": "act", "consented_at": lobby.clock()}
        for key in (unused, two[0].key):
            found = refused_change(move.pk, **step, consent_key_id=key.pk)
            assert found == "move_consent_key_opened_its_door"
        RoomKey.objects.filter(pk=unused.pk).update(used_at=lobby.clock())
        assert not refused_change(move.pk, **step, consent_key_id=unused.pk)

    def test_nobody_is_in_without_a_used_key_to_this_room(self, lobby: Lobby, two: tuple[RoomVisit, RoomVisit]) -> None:
        prove.by_email(two[0].key.proof.doorbell, MARA, browser=b"q" * 32, house=lobby.house)
        newest_letter(lobby)
        key, at = RoomKey.objects.latest("pk"), lobby.clock()
        into = (
            "insert into store_roomvisit (brand_id, key_id, room_id, digest, begun_at, expires_at, seen_at) "
            "values (%s, %s, %s, %s, %s, %s, %s)"
        )
        mine, theirs = ((lobby.brand.pk, key.pk, visit.room_id, b"z" * 32, at, at + HOUR, at) for visit in two)
        assert refused(into, *mine) == "room_visit_came_by_its_key"
        RoomKey.objects.filter(pk=key.pk).update(used_at=at)
        assert (refused(into, *mine), refused(into, *theirs)) == ("", "room_visit_came_by_its_key")

    def test_a_proof_is_given_by_the_person_of_the_door(self, lobby: Lobby) -> None:
        lobby.rooms()
        bell = bell_of(lobby, "mara", MARA)
        proof = prove.by_account(bell, browser=b"p" * 32, house=lobby.house)
        case, at = bell.move.case, lobby.clock()
        found = [
            refused_change(proof.pk, "proof", proven_at=at, post_id=post.pk)
            for post in (
                lobby.post(case, proof.words),
                lobby.post(case, proof.words, by=lobby.person("olga")),
                lobby.post(case, proof.words, own=True),
            )
        ]
        assert found == ["", "proof_is_of_its_person", "proof_is_of_its_person"]


class TestWhatIsKept:
    @pytest.mark.parametrize("table", KEPT)
    @pytest.mark.usefixtures("two")
    def test_no_row_is_deleted(self, table: str) -> None:
        assert refused(f"delete from store_{table}") == f"rows of store_{table} are kept"

    @pytest.mark.parametrize("table", KEPT)
    @pytest.mark.usefixtures("db")
    def test_no_table_is_emptied(self, table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        assert refused(f"truncate store_{table} cascade").endswith("are kept")

    @pytest.mark.usefixtures("db")
    def test_unless_it_is_said_before_in_the_same_transaction(self) -> None:
        with transaction.atomic():
            execute("set local parlour.may_truncate = 'on'", [])
            execute("truncate store_move cascade", [])
            transaction.set_rollback(True)
        assert refused("truncate store_move cascade").endswith("are kept")

    @pytest.mark.usefixtures("db")
    def test_all_of_it_can_be_taken_back_and_put_up_again(self) -> None:
        assert len(triggers(NAMES)) == len(steps_of(MIGRATION.Migration)) - 1 + 2 * len(KEPT)
        take_down_and_put_up(MIGRATION.Migration, NAMES)

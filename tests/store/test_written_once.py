"""Written once, for one thing alone, tried with raw SQL: the settlement of a close, the address of a proof."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from parlour.store.models import Case, Outbox, Proof, RoomVisit
from parlour.usecases import prove
from tests.store.put_up import steps_of, take_down_and_put_up, triggers
from tests.store.test_evidence_by_sql import HOUR, Evidence, case, evidence, refused_change, two
from tests.store.test_moves_by_sql import brought_to, change, closure, execute, guarding, lobby
from tests.usecases.lobby import Lobby
from tests.usecases.rooms import MARA

__all__ = ("case", "evidence", "guarding", "lobby", "two")

MIGRATION = import_module("parlour.store.migrations.0016_written_once")
NAMES = "_its_settlement$|_of_one_settlement$|_its_address$"


def settled_for(words: int) -> Any:
    return Outbox.objects.get(pk=words).settlement


class TestClosing:
    @pytest.mark.parametrize("written_for", [None, -HOUR, timedelta(microseconds=-1), timedelta(microseconds=1)])
    def test_a_close_closes_the_settlement_it_was_written_for(
        self, case: Case, evidence: Evidence, written_for: timedelta | None
    ) -> None:
        """However little lies between the two: a clock that was set back excuses nothing."""
        number, settled = brought_to(case, "settled", evidence), evidence["settled_at"]
        older = closure(case, settlement=None if written_for is None else settled + written_for)
        step = {"state": "closed", "closed_at": evidence["closed_at"]}
        assert refused_change(number, **step, closure_id=older) == "move_closure_of_its_settlement"
        assert not refused_change(number, **step, closure_id=closure(case))

    @pytest.mark.parametrize("written_for", [None, -HOUR])
    def test_older_words_do_not_become_the_close_of_today(
        self, case: Case, evidence: Evidence, written_for: timedelta | None
    ) -> None:
        settled = evidence["settled_at"]
        words = closure(case, settlement=None if written_for is None else settled + written_for)
        for other in (settled, None if written_for else settled + HOUR):
            assert refused_change(words, "outbox", settlement=other) == "outbox_settlement_is_written_once"
        assert not refused_change(words, "outbox", problem="It took a while.", settlement=settled_for(words))

    def test_what_was_closed_before_the_database_asked_goes_on(self, case: Case, evidence: Evidence) -> None:
        number = brought_to(case, "settled", evidence)
        old = {"closed_at": evidence["closed_at"], "closure_id": closure(case, settlement=None)}
        execute("set constraints all immediate", [])
        execute("alter table store_move disable trigger move_closes_its_settlement", [])
        change(number, state="closed", **old)
        execute("alter table store_move enable trigger move_closes_its_settlement", [])
        assert not refused_change(number, deadline=None)
        assert not refused_change(number, state="returned", returned_at=evidence["returned_at"])


class TestProofs:
    def test_the_address_of_a_proof_is_written_with_its_code_and_never_again(
        self, lobby: Lobby, two: tuple[RoomVisit, RoomVisit]
    ) -> None:
        """Whoever came in stays in only while that address is on file: another one would let them stay."""
        proof, other = two[0].key.proof, two[1].key.proof
        for address in (other.address_digest, b""):
            assert refused_change(proof.pk, "proof", address_digest=address) == "proof_address_is_written_once"
        assert not refused_change(proof.pk, "proof", address_digest=proof.address_digest)
        waiting = prove.by_email(proof.doorbell, MARA, browser=b"q" * 32, house=lobby.house)
        step: dict[str, Any] = {"typed": b"", "address_digest": proof.address_digest}
        assert refused_change(waiting.pk, "proof", **step) == "proof_address_is_written_once"
        assert not refused_change(waiting.pk, "proof", **step, code_digest=b"c" * 32)
        # Its letter was written before addresses were kept: it gets none later.
        Proof.objects.filter(pk=waiting.pk).update(typed=b"", code_digest=b"c" * 32)
        assert refused_change(waiting.pk, "proof", **step) == "proof_address_is_written_once"
        assert not refused_change(waiting.pk, "proof", tries=1)


@pytest.mark.usefixtures("db")
def test_all_of_it_can_be_taken_back_and_put_up_again() -> None:
    assert len(triggers(NAMES)) == len(steps_of(MIGRATION.Migration)) == 3
    take_down_and_put_up(MIGRATION.Migration, NAMES)

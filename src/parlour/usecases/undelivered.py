"""What becomes of a claimed reply that was not confirmed: back in line, failed, stopped, or left open.

Each changes a row only while it is still the SENT_UNKNOWN one that was claimed.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from parlour.store.live import announce
from parlour.store.models import Case, Outbox, OutboxState
from parlour.store.notices import raise_notice
from parlour.store.record import Happening, append
from parlour.usecases.cannot import refused
from parlour.usecases.house import House
from parlour.usecases.invite import take_back_offer
from parlour.usecases.private_way import way_through
from parlour.usecases.private_window import possible_beside
from parlour.usecases.release import give_words_back

LONGEST_WAIT: Final = 300.0
TRIED_FOR: Final = timedelta(hours=24)


def put_back(row: Outbox, *, until: datetime, problem: str, house: House) -> None:
    """Nothing was sent: the reply waits in line until then."""
    changes = {"state": OutboxState.APPROVED, "not_before": until, "lease_until": None, "not_found_at": None}
    _change(row, "put_back", {**changes, "problem": problem}, house=house)


def try_later(row: Outbox, *, after: float, problem: str, house: House) -> None:
    """Nothing was sent: try again after `after` seconds, then after longer and longer; give up after a day."""
    now = house.clock()
    if row.approved_at is not None and now - row.approved_at > TRIED_FOR:
        fail(row, f"The network could not be reached for a day: {problem}", house=house)
        return
    wait = max(after, min(2.0 ** min(row.attempts, 16), LONGEST_WAIT))
    put_back(row, until=now + timedelta(seconds=wait), problem=problem, house=house)


def fail(row: Outbox, problem: str, *, house: House, unreachable: bool = False) -> None:
    """The network refuses these words for good: their author learns why and has them in the composer again.

    Where it takes no words to this person that way (`unreachable`), the move ends there, and the author learns which
    other ways there are.
    """
    changes = {"state": OutboxState.FAILED, "lease_until": None, "problem": problem}
    with transaction.atomic():
        # A case is locked before what belongs to it, here as everywhere.
        Case.objects.select_for_update(of=("self",)).get(pk=row.case_id)
        if _change(row, "failed", changes, house=house, unreachable=unreachable):
            words = f"Your reply to {row.recipient} did not go out: {problem}"
            _hand_back(row, f"{words}{_beside(row, house) if unreachable else ''}", house=house)


def _beside(row: Outbox, house: House) -> str:
    """The other private ways to this person, in words."""
    others = possible_beside(row.case, way_through(row.account, row.case), house=house)
    return " ".join((" Still possible:", *others)) if others else ""


def ask(row: Outbox, problem: str, *, house: House) -> None:
    """Nobody can find out whether these words are out: their author is asked to look."""
    changes = {"state": OutboxState.QUESTION, "lease_until": None, "problem": problem}
    words = f"Is your reply to {row.recipient} on {row.account.network}? {problem} Please look, and answer here."
    with transaction.atomic():
        if _change(row, "questioned", changes, house=house):
            _notice(row, "sent_question", words, house=house)


def leave_open(row: Outbox, problem: str) -> None:
    """It may be out. The lease runs on; when it is over, the network is asked."""
    Outbox.objects.filter(pk=row.pk, state=OutboxState.SENT_UNKNOWN).update(problem=problem)


def stop(row: Outbox, reason: str, *, house: House) -> None:
    """A reply that was about to leave is not to leave; its author has the words again. Its row is locked."""
    row.state, row.problem = OutboxState.RECALLED, reason
    row.save(update_fields=["state", "problem"])
    _record(row, "stopped", {"reason": reason}, house=house, more=take_back_offer(row))
    _hand_back(row, f"Your reply to {row.recipient} did not go out. {reason}", house=house)


def _change(row: Outbox, verb: str, changes: Mapping[str, Any], *, house: House, unreachable: bool = False) -> bool:
    with transaction.atomic():
        mine = Outbox.objects.filter(pk=row.pk, state=OutboxState.SENT_UNKNOWN, attempts=row.attempts)
        if not mine.update(**changes):
            return False
        row.state = changes["state"]
        more = refused(row, changes["problem"], at=house.clock()) if unreachable else []
        if row.state == OutboxState.FAILED:
            more += take_back_offer(row)
        _record(row, verb, {"problem": changes["problem"]}, house=house, more=more)
    return True


def _record(row: Outbox, verb: str, told: Mapping[str, Any], *, house: House, more: list[Happening]) -> None:
    happenings = [
        Happening(f"outbox:{row.pk}", verb, "system", payload=told),
        Happening(f"case:{row.case_id}", f"reply_{verb}", "system", f"outbox:{row.pk}", told),
        *more,
    ]
    append(row.brand_id, happenings, at=house.clock())
    announce(row.brand_id, [row.case_id])


def _hand_back(row: Outbox, words: str, *, house: House) -> None:
    give_words_back(row, house=house)
    _notice(row, "not_sent", f"{words} Your words are in the composer again.", house=house)


def _notice(row: Outbox, kind: str, words: str, *, house: House) -> None:
    about, at = f"outbox:{row.pk}", house.clock()
    raise_notice(row.brand_id, kind, about, words, at=at, case=row.case_id, agent=row.author_id)

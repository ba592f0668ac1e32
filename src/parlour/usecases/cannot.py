"""Writing down that a private way is closed to a case, and why: the network, or the person, does not take it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from parlour.core.lifecycle import IllegalStepError, MoveStep, after_move_step
from parlour.core.moves.ways import Way
from parlour.store.live import announce
from parlour.store.models import Agent, Case, Move, MoveState, Outbox
from parlour.store.models.scope import BrandQuerySet
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.invitation_code import code_for
from parlour.usecases.private_way import way_through

_BEGINS_AFTER: Final = (MoveState.LAPSED, MoveState.CANNOT)
_UNDER_WAY: Final = (MoveState.OFFERED, MoveState.CONSENTED, MoveState.OPEN)
_INVITING: Final = ("invitation", "followup")


class NoReasonError(Exception):
    """What somebody decided needs a few words on why."""


def cannot(case: Case, *, reason: str, house: House, way: Way = Way.MESSAGE, agent: Agent | None = None) -> Move:
    """Mark this way as closed for the case; the move under way ends there, or one is kept that never began.

    `agent` is who says so, None for the network itself. Said twice of one way it is the same move, and nothing
    changes. Raises NoReasonError without words, IllegalStepError where a talk was settled, ended or declined.
    """
    words = reason.strip()
    if not words:
        raise NoReasonError("Write down why it cannot be: the next colleague will ask.")
    now = house.clock()
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        move = _said_before(held, way)
        if move is None:
            move = _bar(held, way, words, None, at=now)
            actor = "system" if agent is None else f"agent:{agent.pk}"
            append(held.brand_id, [_told(move, actor)], at=now)
            announce(held.brand_id, [held.pk])
    return move


def refused(row: Outbox, problem: str, *, at: datetime) -> list[Happening]:
    """The network takes no words to this person the way of this row: the move ends there, with the refused words as
    evidence; what must be recorded.

    Nothing where the talk was settled, ended or declined before, and for words that belong to no move. In the
    transaction that failed the row, with the case locked.
    """
    case, way = row.case, _way_of(row)
    if way is None:
        return []
    said = _said_before(case, way)
    if said is not None:
        # They had come back since, or nothing would have been sent: from now on it is closed again.
        said.barred_at, said.refusal, said.reason = at, row, problem
        said.save(update_fields=["barred_at", "refusal", "reason"])
        return []
    try:
        move = _bar(case, way, problem, row, at=at)
    except IllegalStepError:
        return []
    return [_told(move, "system", row)]


def _way_of(row: Outbox) -> Way | None:
    """The way these words would have gone, or invited to; None for others."""
    if row.surface == "private":
        return Way(way_through(row.account, row.case))
    offered = _moves(row.case).filter(state=MoveState.OFFERED).first() if row.purpose in _INVITING else None
    return Way(offered.way) if offered is not None else None


def _moves(case: Case) -> BrandQuerySet[Move]:
    """The case's moves, the newest first, to be changed."""
    return Move.objects.of(case.brand_id).filter(case=case.pk).order_by("-pk").select_for_update(of=("self",))


def _said_before(case: Case, way: Way) -> Move | None:
    """The move that says of this way that it is closed, unless another is under way since."""
    if _moves(case).filter(state__in=_UNDER_WAY).exists():
        return None
    return _moves(case).filter(state=MoveState.CANNOT, way=way.value).first()


def _bar(case: Case, way: Way, words: str, refusal: Outbox | None, *, at: datetime) -> Move:
    move = _moves(case).first()
    if move is None or move.state in _BEGINS_AFTER:
        return _never_begun(case, way, words, refusal, at=at)
    if move.way != way:
        raise IllegalStepError(f"This matter goes by {move.way}, not by {way}: nothing was changed.")
    move.state, move.deadline, move.reason = after_move_step(move.state, MoveStep.BARRED), None, words
    move.barred_at, move.refusal = at, refusal
    move.save(update_fields=["state", "deadline", "reason", "barred_at", "refusal"])
    return move


def _told(move: Move, actor: str, row: Outbox | None = None) -> Happening:
    told = {"move": move.pk, "way": str(move.way), "reason": move.reason}
    return Happening(f"case:{move.case_id}", "move_barred", actor, f"outbox:{row.pk}" if row else "", told)


def _never_begun(case: Case, way: Way, words: str, refusal: Outbox | None, *, at: datetime) -> Move:
    """A move that was never offered, kept because it says why not."""
    return Move.objects.create(
        brand_id=case.brand_id,
        case=case,
        state=MoveState.CANNOT,
        way=way.value,
        code=code_for(case),
        offered_at=at,
        reason=words,
        barred_at=at,
        refusal=refusal,
    )

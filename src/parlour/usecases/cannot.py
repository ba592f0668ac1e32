"""Writing down that a private way is closed to a case, and why: the network, or the person, does not take it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from parlour.core.lifecycle import IllegalStepError, MoveStep, after_move_step
from parlour.core.moves.ways import Way
from parlour.store.live import announce
from parlour.store.models import Agent, Case, Move, MoveState
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.invitation_code import code_for

_BEGINS_AFTER: Final = (MoveState.LAPSED, MoveState.CANNOT)


class NoReasonError(Exception):
    """What somebody decided needs a few words on why."""


def cannot(case: Case, *, reason: str, house: House, way: Way = Way.MESSAGE, agent: Agent | None = None) -> Move:
    """Mark this way as closed for the case; the move under way ends there, or one is kept that never began.

    `agent` is who says so, None for the network itself. Said twice of one way it is the same move, and nothing
    changes. Raises NoReasonError without words, IllegalStepError where a talk was opened, ended or declined.
    """
    words = reason.strip()
    if not words:
        raise NoReasonError("Write down why it cannot be: the next colleague will ask.")
    now = house.clock()
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        known = Move.objects.of(held.brand_id).filter(case=held).order_by("-pk").select_for_update(of=("self",))
        said = known.filter(state=MoveState.CANNOT, way=way.value).first()
        if said is not None:
            return said
        move = known.first()
        move = _never_begun(held, way, words, at=now) if move is None or move.state in _BEGINS_AFTER else move
        _bar(move, way, words)
        told = {"move": move.pk, "way": str(way), "reason": words}
        actor = "system" if agent is None else f"agent:{agent.pk}"
        append(held.brand_id, [Happening(f"case:{held.pk}", "move_barred", actor, payload=told)], at=now)
        announce(held.brand_id, [held.pk])
    return move


def _bar(move: Move, way: Way, words: str) -> None:
    if move.state == MoveState.CANNOT:
        return
    if move.way != way:
        raise IllegalStepError(f"This matter goes by {move.way}, not by {way}: nothing was changed.")
    move.state, move.deadline, move.reason = after_move_step(move.state, MoveStep.BARRED), None, words
    move.save(update_fields=["state", "deadline", "reason"])


def _never_begun(case: Case, way: Way, words: str, *, at: datetime) -> Move:
    """A move that was never offered, kept because it says why not."""
    return Move.objects.create(
        brand_id=case.brand_id,
        case=case,
        state=MoveState.CANNOT,
        way=way.value,
        code=code_for(case),
        offered_at=at,
        reason=words,
    )

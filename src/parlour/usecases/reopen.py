"""Opening a private talk again that had ended: the person came back, or an agent says what is not settled after all."""

from datetime import datetime

from django.db import transaction

from parlour.core.lifecycle import CaseStep, IllegalStepError, MoveStep, after_case_step, after_move_step
from parlour.store.live import announce
from parlour.store.models import Agent, Case, CaseState, Move, Post
from parlour.store.record import Happening, append
from parlour.usecases.cannot import NoReasonError
from parlour.usecases.house import House


def reopen_move(
    case: Case, *, house: House, post: Post | None = None, agent: Agent | None = None, reason: str = ""
) -> Move:
    """Take the newest move of this case from settled, closed or returned back to its talk, which goes on as agreed.

    Either the person's own `post`, written after it was settled, says so, or `agent` with a `reason`. What was settled
    and closed before stays in the record; the public close is owed again once it is settled again. Raises
    IllegalStepError, and NoReasonError where neither says why; then nothing is changed.
    """
    words = reason.strip()
    if post is None and (agent is None or not words):
        raise NoReasonError("Write down what is not settled after all.")
    now = house.clock()
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        move = _ended(held)
        if post is not None:
            _check(post, held, move)
        _open_again(move, held, at=now)
        told = Happening(
            f"case:{held.pk}",
            "move_reopened",
            f"person:{held.person_id}" if agent is None else f"agent:{agent.pk}",
            cause=f"post:{post.pk}" if post is not None else "",
            payload={"move": move.pk, "reason": words},
        )
        append(held.brand_id, [told], at=now)
        announce(held.brand_id, [held.pk])
    return move


def _ended(case: Case) -> Move:
    """The newest move of the case, locked."""
    moves = Move.objects.of(case.brand_id).filter(case=case).order_by("-pk").select_for_update(of=("self",))
    newest = moves.first()
    if newest is None:
        raise IllegalStepError("This case was never talked about in private, so there is nothing to open again.")
    return newest


def _check(post: Post, case: Case, move: Move) -> None:
    """Only the person's own words, in a room of this case, after it was settled, bring it back."""
    if post.author_id != case.person_id or post.own:
        raise IllegalStepError("Somebody else wrote this: it says nothing about this person's matter.")
    here = post.thread_id is not None and post.thread_id == case.thread_id
    there = post.conversation_id is not None and post.conversation_id == case.conversation_id
    if not here and not there:
        raise IllegalStepError("This was written elsewhere: it is another matter.")
    if move.settled_at is None or post.created_at < move.settled_at:
        raise IllegalStepError("This was written before it was settled.")


def _open_again(move: Move, case: Case, *, at: datetime) -> None:
    move.state = after_move_step(move.state, MoveStep.REOPENED)
    move.reopened_at = at
    move.settled_at = move.closed_at = move.closure = move.deadline = None
    move.reason = ""
    move.save()
    if case.state != CaseState.OPEN:
        case.state = after_case_step(case.state, CaseStep.WOKEN)
        case.snoozed_until = case.resolved_at = case.resting_at = None
        case.save(update_fields=["state", "snoozed_until", "resolved_at", "resting_at"])

"""Opening a private talk again that had ended: the person came back, or an agent says what is not settled after all."""

from datetime import datetime
from typing import Final

from django.db import transaction

from parlour.core.lifecycle import IllegalStepError, MoveStep, after_move_step
from parlour.store.live import announce
from parlour.store.models import Agent, Case, Move, Outbox, OutboxState, Post
from parlour.store.notices import raise_notice
from parlour.store.record import Happening, append
from parlour.usecases import deadlines
from parlour.usecases.cannot import NoReasonError
from parlour.usecases.house import House
from parlour.usecases.wake import wake_unless_open

_NOT_OUT: Final = (OutboxState.PROPOSED, OutboxState.APPROVED)
_NOT_OVER: Final = "The matter was opened again before that."


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
        open_again(move, at=now)
        wake_unless_open(held)
        told = Happening(
            f"case:{held.pk}",
            "move_reopened",
            f"person:{held.person_id}" if agent is None else f"agent:{agent.pk}",
            cause=f"post:{post.pk}" if post is not None else "",
            payload={"move": move.pk, "reason": words},
        )
        append(held.brand_id, [told, *stop_closures(held, at=now)], at=now)
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


def open_again(move: Move, *, at: datetime) -> None:
    """The ended talk of this locked move goes on. Raises IllegalStepError."""
    move.state = after_move_step(move.state, MoveStep.REOPENED)
    move.reopened_at = at
    move.settled_at = move.closed_at = move.closure = None
    move.deadline = deadlines.ours(move.case.brand, at)
    move.reason = ""
    move.save()


def stop_closures(case: Case, *, at: datetime) -> list[Happening]:
    """Words that would close the matter in public do not leave any more; what must be recorded of it."""
    rows = Outbox.objects.of(case.brand_id).filter(case=case.pk, purpose="closure", state__in=_NOT_OUT)
    stopped = list(rows.order_by("pk").select_for_update(of=("self",)))
    told: list[Happening] = []
    for row in stopped:
        row.state, row.problem = OutboxState.RECALLED, _NOT_OVER
        row.save(update_fields=["state", "problem"])
        said = {"reason": _NOT_OVER}
        told.append(Happening(f"outbox:{row.pk}", "stopped", "system", payload=said))
        told.append(Happening(f"case:{case.pk}", "reply_stopped", "system", f"outbox:{row.pk}", said))
        words = f"Your public close for {row.recipient} did not go out. {_NOT_OVER}"
        about = f"outbox:{row.pk}"
        raise_notice(case.brand_id, "not_sent", about, words, at=at, case=case.pk, agent=row.author_id)
    return told

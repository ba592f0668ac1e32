"""Settling: the private talk has ended, solved or for a reason, and the thread is owed a word about it."""

from typing import Final

from django.db import transaction

from parlour.core.lifecycle import IllegalStepError, MoveStep, after_move_step
from parlour.core.moves.listen import UNDER_WAY
from parlour.core.moves.policy import seconds_in
from parlour.store.live import announce
from parlour.store.models import Agent, Case, Move
from parlour.store.record import Happening, append
from parlour.usecases.business_hours import due_in_business
from parlour.usecases.house import House

CLOSURE_SECONDS: Final = 2 * 3600
"""Business seconds the thread may wait for its word, unless the brand's settings say otherwise (`closure_seconds`)."""


def settle(case: Case, *, agent: Agent, house: House, reason: str = "") -> Move:
    """Say that the private talk of this case has settled the matter.

    `reason` is why it ends unsolved (they stopped answering …), in the agent's words; empty when it is solved. The
    public close is owed either way, within the brand's business hours. Raises IllegalStepError when no talk is open.
    """
    now = house.clock()
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        under_way = Move.objects.of(held.brand_id).filter(case=held, state__in=UNDER_WAY)
        move = under_way.select_for_update(of=("self",)).first()
        if move is None:
            raise IllegalStepError("No private talk of this case is under way, so there is nothing to settle.")
        move.state = after_move_step(move.state, MoveStep.SETTLED)
        seconds = seconds_in(held.brand.settings, "closure_seconds", CLOSURE_SECONDS)
        move.settled_at, move.reason = now, reason.strip()
        move.deadline = due_in_business(held.brand, now, seconds)
        move.save(update_fields=["state", "settled_at", "deadline", "reason"])
        told = {"move": move.pk, "reason": move.reason}
        append(held.brand_id, [Happening(f"case:{held.pk}", "move_settled", f"agent:{agent.pk}", payload=told)], at=now)
        announce(held.brand_id, [held.pk])
    return move

"""Invitations nobody answered: they stop waiting; a late answer still counts."""

from typing import Final

from django.db import transaction

from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.store.live import announce
from parlour.store.models import Move, MoveState
from parlour.store.record import Happening, append
from parlour.usecases.house import House

AT_ONCE: Final = 500


def lapse_due(house: House) -> int:
    """Let every invitation past its deadline lapse, AT_ONCE at most; how many there were."""
    now = house.clock()
    with transaction.atomic():
        due = list(
            Move.objects.filter(state=MoveState.OFFERED, deadline__lte=now)
            .order_by("case", "pk")
            .select_for_update(of=("self",), skip_locked=True)[:AT_ONCE]
        )
        for move in due:
            move.state, move.deadline = after_move_step(move.state, MoveStep.LAPSED), None
            move.save(update_fields=["state", "deadline"])
        for brand in sorted({move.brand_id for move in due}):
            lapsed = [move for move in due if move.brand_id == brand]
            told = [
                Happening(f"case:{move.case_id}", "move_lapsed", "system", payload={"move": move.pk}) for move in lapsed
            ]
            append(brand, told, at=now)
            announce(brand, [move.case_id for move in lapsed])
    return len(due)

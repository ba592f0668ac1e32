"""Invitations nobody answered, and consents nobody acted on in time: they stop waiting; a late answer still counts."""

from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.store.live import announce
from parlour.store.models import AgreedTime, Move, MoveState
from parlour.store.record import Happening, append
from parlour.usecases.house import House

AT_ONCE: Final = 500
WAITING: Final = (MoveState.OFFERED, MoveState.CONSENTED)


def lapse_due(house: House) -> int:
    """Let every move that waited past its deadline for the person lapse, AT_ONCE at most; how many there were.

    Whoever agreed to a time is not waited for: what became of it an agent says.
    """
    now = house.clock()
    agreed = AgreedTime.objects.filter(move=OuterRef("pk"), state=AgreedTime.State.AGREED)
    with transaction.atomic():
        due = list(
            Move.objects.filter(~Exists(agreed), state__in=WAITING, deadline__lte=now)
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

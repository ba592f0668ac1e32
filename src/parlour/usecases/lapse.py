"""Invitations nobody answered, and consents nobody acted on in time: they stop waiting; a late answer still counts."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.store.live import announce
from parlour.store.models import AgreedTime, Case, Event, Move, MoveState, Way
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.wake import wake_unless_open

AT_ONCE: Final = 500
LATE: Final = "move_late"
_TALKS: Final = (MoveState.CONSENTED, MoveState.OPEN)


def lapse_due(house: House) -> int:
    """Let every move that waited past its deadline for the person lapse, AT_ONCE at most; how many there were.

    Whoever agreed to a time is not waited for: what became of it an agent says. What waits for us never lapses, nor
    does a talk that began: the case comes back to its agent once for each such deadline.
    """
    now = house.clock()
    _remind(now)
    with transaction.atomic():
        due = list(
            Move.objects.filter(_theirs_to_take(), deadline__lte=now)
            .order_by("case", "pk")
            .select_for_update(of=("self",), skip_locked=True)[:AT_ONCE]
        )
        for move in due:
            move.state, move.deadline = after_move_step(move.state, MoveStep.LAPSED), None
            move.lapsed_at = now
            move.save(update_fields=["state", "deadline", "lapsed_at"])
        for brand in sorted({move.brand_id for move in due}):
            lapsed = [move for move in due if move.brand_id == brand]
            told = [
                Happening(f"case:{move.case_id}", "move_lapsed", "system", payload={"move": move.pk}) for move in lapsed
            ]
            append(brand, told, at=now)
            announce(brand, [move.case_id for move in lapsed])
    return len(due)


def _theirs_to_take() -> Q:
    """Of a move: that the next step is the person's own. They answer, come into the room, or take a proposed time."""
    times = AgreedTime.objects.filter(move=OuterRef("pk"))
    agreed = Exists(times.filter(state=AgreedTime.State.AGREED))
    proposed = Exists(times.filter(state=AgreedTime.State.PROPOSED))
    consented = Q(state=MoveState.CONSENTED) & (Q(way=Way.ROOM) | proposed)
    return ~agreed & (Q(state=MoveState.OFFERED) | consented)


def _remind(now: datetime) -> None:
    """Bring talks whose deadline is over back to their agents: to write, or to say how it ended."""
    told = Event.objects.filter(
        brand=OuterRef("brand"), stream=Concat(Value("case:"), Cast(OuterRef("case"), CharField())), verb=LATE
    )
    agreed = AgreedTime.objects.filter(move=OuterRef("pk"), state=AgreedTime.State.AGREED)
    late = Move.objects.filter(~Exists(agreed), ~_theirs_to_take(), state__in=_TALKS, deadline__lte=now)
    late = late.exclude(Exists(told.filter(at__gte=OuterRef("deadline"))))
    with transaction.atomic():
        numbers = list(late.order_by("case").values_list("case", flat=True)[:AT_ONCE])
        held = Case.objects.filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",), skip_locked=True)
        cases = {case.pk: case for case in held}
        # Asked again now that their cases are held: somebody may have written meanwhile.
        for move in late.filter(case__in=cases).order_by("case").select_for_update(of=("self",)):
            case = cases[move.case_id]
            wake_unless_open(case)
            append(move.brand_id, [Happening(f"case:{case.pk}", LATE, "system", payload={"move": move.pk})], at=now)
            announce(move.brand_id, [case.pk])

"""Asking once more, gently: a day after an invitation that was not answered, and never a second time.

Nothing is sent by itself. The case comes back to its agent with the words ready; if nobody sends them, the invitation
rests at its deadline like any other.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from parlour.core.moves.policy import seconds_in
from parlour.core.moves.words import follow_up
from parlour.store.live import announce
from parlour.store.models import Brand, Case, Event, Move, MoveState, Outbox, OutboxState
from parlour.store.models.outbox import LIVE
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.wake import wake_unless_open

logger = logging.getLogger(__name__)

FOLLOW_UP_SECONDS: Final = 24 * 3600
"""How long an invitation stands before they may be asked once more, unless the settings say (`follow_up_seconds`)."""
PURPOSE: Final = "followup"
DUE: Final = "move_follow_up_due"
AT_ONCE: Final = 500


def suggest_follow_up(case: Case, *, house: House) -> str:
    """Words that ask once more, in the person's language and without a fact; the way stands in the invitation."""
    del house  # the words depend on the case alone
    return follow_up(case.language)


def may_follow_up(case: Case, *, house: House) -> bool:
    """Whether this case's invitation has stood long enough unanswered, and nobody has asked once more yet."""
    return _unanswered(case.brand, now=house.clock()).filter(case=case.pk).exists()


def followed_up(row: Outbox, *, at: datetime) -> list[Happening]:
    """The words that asked once more are out; what must be recorded. In the transaction that confirms them."""
    moves = Move.objects.of(row.brand_id).filter(case=row.case_id, followed_up_at=None).select_for_update(of=("self",))
    move = moves.order_by("-pk").first()
    if move is None:
        return []
    move.followed_up_at = at
    move.save(update_fields=["followed_up_at"])
    told = {"move": move.pk}
    return [Happening(f"case:{row.case_id}", "move_followed_up", f"agent:{row.author_id}", f"outbox:{row.pk}", told)]


def follow_up_due(house: House) -> int:
    """Put every case whose invitation is due to be followed up back to its agent, once each; how many there were.

    A brand whose setting is none is passed over and named in the log.
    """
    now, count = house.clock(), 0
    waiting = Move.objects.filter(state=MoveState.OFFERED, followed_up_at=None)
    for brand in Brand.objects.filter(pk__in=waiting.values("brand")).order_by("pk"):
        try:
            count += _put_back(brand, now=now)
        except ValueError as error:
            logger.error("Nothing of %s is followed up: %s", brand, error)
    return count


def _put_back(brand: Brand, *, now: datetime) -> int:
    told = Event.objects.of(brand).filter(stream=Concat(Value("case:"), Cast(OuterRef("case"), CharField())), verb=DUE)
    since = Q(at__gte=OuterRef("offered_at"))
    due = _unanswered(brand, now=now).exclude(Exists(told.filter(since))).order_by("case")
    with transaction.atomic():
        numbers = [case for case, _ in due.values_list("case", "pk")[:AT_ONCE]]
        held = Case.objects.of(brand).filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",))
        cases = {case.pk: case for case in held}
        # Asked again now that their cases are held: somebody may have answered meanwhile.
        moves = list(due.filter(case__in=cases).select_for_update(of=("self",)))
        for move in moves:
            wake_unless_open(cases[move.case_id])
        happenings = [Happening(f"case:{move.case_id}", DUE, "system", payload={"move": move.pk}) for move in moves]
        append(brand.pk, happenings, at=now)
        if moves:
            announce(brand.pk, [move.case_id for move in moves])
    return len(moves)


def _unanswered(brand: Brand, *, now: datetime) -> "QuerySet[Move]":
    """Offers that stand in the thread long enough, of whose person nothing was heard since; asked once as yet."""
    since = now - timedelta(seconds=seconds_in(brand.settings, "follow_up_seconds", FOLLOW_UP_SECONDS))
    again = Outbox.objects.of(brand).filter(
        case=OuterRef("case"), purpose=PURPOSE, state__in=LIVE, drafted_at__gte=OuterRef("offered_at")
    )
    return (
        Move.objects.of(brand)
        .filter(
            Q(deadline=None) | Q(deadline__gt=now),
            state=MoveState.OFFERED,
            followed_up_at=None,
            invitation__state=OutboxState.CONFIRMED,
            invitation__confirmed_at__lte=since,
            case__last_post_at__lte=F("invitation__confirmed_at"),
        )
        .exclude(Exists(again))
    )

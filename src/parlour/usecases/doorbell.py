"""The doorbell: a link that may stand in public. Whoever has it can only ask to prove who they are."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from parlour.core.moves.listen import UNDER_WAY
from parlour.core.moves.policy import seconds_in
from parlour.store.models import Case, Doorbell, Move, Room
from parlour.usecases import tokens
from parlour.usecases.house import House
from parlour.usecases.invitation_code import code_for
from parlour.usecases.private_way import room_account

BELL_SECONDS: Final = 7 * 86_400
"""How long a doorbell rings, unless the brand's settings say otherwise (`doorbell_seconds`)."""
_SALT: Final = "parlour.doorbell"
ERASED: Final = Exists(Room.objects.filter(move=OuterRef("leads_to"), erased_at__isnull=False))
"""Whether what was said in the talk that a bell or a key `leads_to` was erased."""


class NoRoomsError(Exception):
    """The brand has no address at which rooms are open."""


def doorbell_link(case: Case, *, house: House) -> str:
    """The link for an invitation; the same until it is used. Raises NoRoomsError."""
    del house  # the link depends on the case alone
    account = room_account(case.brand_id)
    if account is None:
        raise NoRoomsError(
            "This brand has no rooms yet. An operator opens them: parlour channels add room … --set base_url=…"
        )
    return f"{account.settings['base_url'].rstrip('/')}/room/{_token(code_for(case))}/"


def hang(move: Move, *, at: datetime) -> Doorbell:
    """Hang the bell of a move whose invitation names it, or let it ring for longer. In the approval's transaction."""
    seconds = seconds_in(move.case.brand.settings, "doorbell_seconds", BELL_SECONDS)
    bell, _ = Doorbell.objects.update_or_create(
        digest=tokens.digest(_token(move.code)),
        defaults={
            "brand_id": move.brand_id,
            "move": move,
            "made_at": at,
            "expires_at": at + timedelta(seconds=seconds),
        },
    )
    return bell


def is_named(code: str, text: str) -> bool:
    """Whether a text names the doorbell of the move with this code."""
    return _token(code) in text


def ring(token: str, *, house: House) -> Doorbell | None:
    """The doorbell of this link; None for one that never was, was cut short, or rings no more: all by one look.

    It rings no more either where what was said behind the door was erased.
    """
    bells = Doorbell.objects.select_related("move__case__person__customer", "move__case__brand", "move__case__account")
    standing = bells.annotate(leads_to=leads_to("move")).exclude(ERASED)
    return standing.filter(digest=tokens.digest(token), expires_at__gt=house.clock()).first()


def leads_to(move: str) -> Coalesce:
    """Of a bell or a key, the number of the move it leads to: its own, or a later one of its case that is under way.

    `move` is the path from there to its own.
    """
    later = Move.objects.filter(case=OuterRef(f"{move}__case"), state__in=UNDER_WAY).values("pk")[:1]
    return Coalesce(Subquery(later), F(move))


def _token(code: str) -> str:
    return tokens.derived(_SALT, code)

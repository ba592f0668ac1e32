"""Inviting somebody to talk in private: the words, and the offer that stands once they are approved."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.crypto import salted_hmac

from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.core.moves.codes import CODE_BYTES, code_from
from parlour.core.moves.listen import UNDER_WAY
from parlour.core.moves.words import invitation
from parlour.store.models import Case, Move, MoveState, Outbox
from parlour.store.record import Happening
from parlour.usecases.house import House

ANSWER_SECONDS: Final = 72 * 3600
"""How long an invitation waits for an answer, unless the brand's settings say otherwise (`invitation_seconds`)."""
MOST_CODES: Final = 16


def suggest_invitation(case: Case, *, house: House) -> str:
    """Kind words in the person's language with the code that will find this case again; the same until it is used."""
    del house  # the words depend on the case alone
    return invitation(case.language, _code_for(case))


def offer(row: Outbox, *, at: datetime) -> list[Happening]:
    """An approved invitation makes an offer, or renews the one that stands; what must be recorded.

    In the transaction of the approval, with the case locked. Where the person agreed already, nothing changes.
    """
    seconds = int(row.case.brand.settings.get("invitation_seconds", ANSWER_SECONDS))
    deadline = at + timedelta(seconds=seconds)
    standing = Move.objects.of(row.brand_id).filter(case=row.case_id, state__in=UNDER_WAY).select_for_update().first()
    if standing is not None:
        if standing.state != MoveState.OFFERED:
            return []
        standing.invitation, standing.deadline = row, deadline
        standing.save(update_fields=["invitation", "deadline"])
        return [_told("move_offered_again", standing, row)]
    move = Move.objects.create(
        brand_id=row.brand_id,
        case_id=row.case_id,
        state=MoveState.OFFERED,
        code=_code_for(row.case),
        offered_at=at,
        invitation=row,
        deadline=deadline,
    )
    return [_told("move_offered", move, row)]


def take_back_offer(row: Outbox) -> list[Happening]:
    """An invitation that never left offers nothing; what must be recorded. In the transaction that stopped it."""
    move = Move.objects.of(row.brand_id).filter(invitation=row, state=MoveState.OFFERED).select_for_update().first()
    if move is None:
        return []
    move.state, move.deadline = after_move_step(move.state, MoveStep.LAPSED), None
    move.save(update_fields=["state", "deadline"])
    return [_told("move_taken_back", move, row)]


def _told(verb: str, move: Move, row: Outbox) -> Happening:
    return Happening(
        f"case:{row.case_id}", verb, f"agent:{row.author_id}", cause=f"outbox:{row.pk}", payload={"move": move.pk}
    )


def _code_for(case: Case) -> str:
    """The code of the standing offer, else the next one: nobody outside can guess it, and nobody else has it."""
    moves = list(Move.objects.of(case.brand_id).filter(case=case.pk).order_by("pk"))
    if moves and moves[-1].state == MoveState.OFFERED:
        code: str = moves[-1].code
        return code
    for number in range(len(moves), len(moves) + MOST_CODES):
        secret = salted_hmac("parlour.move", f"{case.pk}:{number}", algorithm="sha256").digest()
        code = code_from(secret[:CODE_BYTES])
        if not Move.objects.filter(code=code).exists():
            return code
    raise RuntimeError(f"No free code was found for case {case.pk}: {MOST_CODES} in a row are taken.")

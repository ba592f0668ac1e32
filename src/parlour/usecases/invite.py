"""Inviting somebody to talk in private: the words, and the offer that stands once they are approved."""

from datetime import datetime, timedelta
from typing import Final

from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.core.moves.listen import UNDER_WAY
from parlour.core.moves.words import invitation, room_invitation
from parlour.store.models import Case, Move, MoveState, Outbox, Room, Way
from parlour.store.record import Happening
from parlour.usecases import doorbell
from parlour.usecases.house import House
from parlour.usecases.invitation_code import code_for
from parlour.usecases.reply_alias import mail_account, names_alias

ANSWER_SECONDS: Final = 72 * 3600
"""How long an invitation waits for an answer, unless the brand's settings say otherwise (`invitation_seconds`)."""


def suggest_invitation(case: Case, *, house: House) -> str:
    """Kind words in the person's language with the code that will find this case again; the same until it is used."""
    del house  # the words depend on the case alone
    return invitation(case.language, code_for(case))


def suggest_room_invitation(case: Case, *, house: House) -> str:
    """Kind words with the link of this case's doorbell, in place of a private message. Raises NoRoomsError."""
    return room_invitation(case.language, doorbell.doorbell_link(case, house=house))


def offer(row: Outbox, *, at: datetime) -> list[Happening]:
    """An approved invitation makes an offer, or renews the one that stands; what must be recorded.

    In the transaction of the approval, with the case locked. Where the person agreed already, nothing changes.
    """
    seconds = int(row.case.brand.settings.get("invitation_seconds", ANSWER_SECONDS))
    deadline = at + timedelta(seconds=seconds)
    standing = Move.objects.of(row.brand_id).filter(case=row.case_id, state__in=UNDER_WAY).select_for_update().first()
    told = []
    if standing is not None and standing.state != MoveState.OFFERED and _is_erased(standing):
        told, standing = [_ended(standing, row)], None
    if standing is not None:
        if standing.state != MoveState.OFFERED:
            return []
        standing.invitation, standing.deadline = row, deadline
        standing.save(update_fields=["invitation", "deadline"])
        _note_way(standing, row, at=at)
        return [_told("move_offered_again", standing, row)]
    move = Move.objects.create(
        brand_id=row.brand_id,
        case_id=row.case_id,
        state=MoveState.OFFERED,
        code=code_for(row.case),
        offered_at=at,
        invitation=row,
        deadline=deadline,
    )
    _note_way(move, row, at=at)
    return [*told, _told("move_offered", move, row)]


def _is_erased(move: Move) -> bool:
    return Room.objects.filter(move=move, erased_at__isnull=False).exists()


def _ended(move: Move, row: Outbox) -> Happening:
    """The talk that was erased is over: nobody comes into its room any more, so a new one is offered in its place."""
    move.state, move.deadline = after_move_step(move.state, MoveStep.WITHDRAWN), None
    move.save(update_fields=["state", "deadline"])
    return _told("move_withdrawn", move, row)


def _note_way(move: Move, row: Outbox, *, at: datetime) -> None:
    """Words that name the doorbell offer the room, and those that name the case's address mail, in place of a message.

    The room counts where both are named: it asks who they are.
    """
    if doorbell.is_named(move.code, row.payload["text"]):
        doorbell.hang(move, at=at)
        way = Way.ROOM
    elif names_alias(row.case, row.payload["text"], mail_account(row.brand_id)):
        way = Way.EMAIL
    else:
        return
    if move.way != way:
        move.way = way
        move.save(update_fields=["way"])


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

"""Confirming: the network has it. The reply becomes a post of ours, and the case and its move go on."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from parlour.channels.port import Sent
from parlour.core.lifecycle import CaseStep, MoveStep, after_case_step, after_move_step
from parlour.store.live import SEND_CHANNEL, announce, wake
from parlour.store.models import Case, CaseState, Move, MoveState, Outbox, OutboxState, Post, Way
from parlour.store.models.scope import BrandQuerySet
from parlour.store.notices import close_notice
from parlour.store.record import Happening, append
from parlour.usecases import deadlines
from parlour.usecases.consent import open_room
from parlour.usecases.follow_up import followed_up
from parlour.usecases.house import House
from parlour.usecases.own_post import attach

_BY_OUR_WORDS = ~Q(way=Way.ROOM)
UNSURE = (OutboxState.SENT_UNKNOWN, OutboxState.QUESTION)


def confirm(outbox_id: int, sent: Sent, *, house: House, actor: str = "system") -> bool:
    """Write down that this reply is on the network as `sent`; False when that was already known.

    Its post is attached whether its echo was heard before or comes later. The case waits for the person from now on,
    unless they wrote again after these words were approved.
    """
    now = house.clock()
    with transaction.atomic():
        number = Outbox.objects.values_list("case", flat=True).get(pk=outbox_id)
        case = Case.objects.select_for_update(of=("self",)).get(pk=number)
        rows = Outbox.objects.select_related("account", "case__person", "case__brand")
        row = rows.select_for_update(of=("self",)).get(pk=outbox_id)
        if row.state not in UNSURE:
            return False
        row.state, row.confirmed_at, row.lease_until, row.problem = OutboxState.CONFIRMED, now, None, ""
        row.external_id, row.origin_uri = sent.external_id, sent.origin_uri
        row.save(update_fields=["state", "confirmed_at", "lease_until", "problem", "external_id", "origin_uri"])
        post = attach(row, case, sent, now=now)
        moved = _move_on(row, case, post, now=now)
        _answered(row, case, closes=bool(moved), now=now)
        _record(row, post, moved, actor=actor, at=now)
    return True


def belongs_to_another(row: Outbox, sent: Sent) -> bool:
    """Whether this post of ours is already known as another reply, with the same words.

    A post that was to be overwritten, and has the new words, is this one: the same words are not approved twice there.
    """
    if row.payload.get("edits"):
        return False
    others = Outbox.objects.filter(account=row.account_id, external_id=sent.external_id).exclude(pk=row.pk)
    return others.exists()


def _move_on(row: Outbox, case: Case, post: Post, *, now: datetime) -> list[Happening]:
    """Our first private words open the talk; a closure that stands in public closes the settlement it was written for.

    A room of ours is opened by whoever comes in, never by words that wait in it.
    """
    if row.purpose == "followup":
        return followed_up(row, at=now)
    moves = Move.objects.filter(case=case.pk).select_for_update(of=("self",)).select_related("case")
    if row.purpose == "closure" and (move := _settled_so(row, moves)):
        move.state = after_move_step(move.state, MoveStep.CLOSED)
        move.closure, move.closed_at, move.deadline = row, now, None
        verb = "move_closed"
    elif row.surface == "private" and (move := moves.filter(_BY_OUR_WORDS, state=MoveState.CONSENTED).first()):
        move.state = after_move_step(move.state, MoveStep.OPENED)
        open_room(move, post.conversation_id, at=now)
        case.conversation_id = move.case.conversation_id
        move.deadline = deadlines.theirs(row.case.brand, now)
        verb = "move_opened"
    else:
        _wait_for_them(row, case, moves, now=now)
        return []
    move.save()
    told = {"move": move.pk}
    return [Happening(f"case:{case.pk}", verb, f"agent:{row.author_id}", f"outbox:{row.pk}", told)]


def _wait_for_them(row: Outbox, case: Case, moves: BrandQuerySet[Move], *, now: datetime) -> None:
    """Our private words are out, and it is their turn, unless they wrote since these were approved."""
    if row.surface != "private" or row.approved_at is None or case.last_post_at > row.approved_at:
        return
    if move := moves.filter(state=MoveState.OPEN).first():
        move.deadline = deadlines.theirs(row.case.brand, now)
        move.save(update_fields=["deadline"])


def _settled_so(row: Outbox, moves: BrandQuerySet[Move]) -> Move | None:
    """The move of this settlement, while it is settled so."""
    return moves.filter(state=MoveState.SETTLED, settled_at=row.settlement).first()


def _answered(row: Outbox, case: Case, *, closes: bool, now: datetime) -> None:
    """Answered, unless the person has written again since; a closure that nothing followed resolves the case.

    One that closed nothing, because the matter was opened again, leaves it where it stands.
    """
    case.answered_at = now
    changed = ["answered_at"]
    if row.purpose == "closure" and not closes:
        case.save(update_fields=changed)
        return
    if row.approved_at is not None and case.last_post_at <= row.approved_at:
        step = CaseStep.RESOLVED if row.purpose == "closure" and case.state != CaseState.RESOLVED else CaseStep.ANSWERED
        case.state = after_case_step(case.state, step)
        case.snoozed_until = None
        case.resolved_at = now if step is CaseStep.RESOLVED else case.resolved_at
        changed += ["state", "snoozed_until", "resolved_at"]
    case.save(update_fields=changed)


def _record(row: Outbox, post: Post, moved: list[Happening], *, actor: str, at: datetime) -> None:
    receipt = {"external_id": row.external_id, "origin_uri": row.origin_uri, "post": post.pk}
    happenings = [
        Happening(f"outbox:{row.pk}", "confirmed", actor, payload=receipt),
        Happening(
            f"case:{row.case_id}", "reply_confirmed", actor, f"outbox:{row.pk}", {**receipt, "surface": row.surface}
        ),
        *moved,
    ]
    append(row.brand_id, happenings, at=at)
    close_notice(row.brand_id, "sent_question", f"outbox:{row.pk}", at=at)
    announce(row.brand_id, [row.case_id])
    wake(SEND_CHANNEL)

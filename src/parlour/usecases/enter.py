"""Going in: a key opens the room once, and pressing its button is the person's own consent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.core.moves.listen import UNDER_WAY
from parlour.core.moves.policy import seconds_in
from parlour.store import rooms
from parlour.store.live import announce
from parlour.store.models import Case, Doorbell, Move, MoveState, Proof, Room, RoomKey, RoomVisit
from parlour.store.record import Happening, append
from parlour.usecases import deadlines, tokens
from parlour.usecases.doorbell import ERASED, leads_to
from parlour.usecases.house import House
from parlour.usecases.private_way import room_account
from parlour.usecases.proven import PROVEN_BY, counts, still_proves
from parlour.usecases.wake import return_to_us

VISIT_SECONDS: Final = 14 * 86_400
"""How long a browser that is in stays in; a new proof gives a new key at any time."""
KEEP_SECONDS: Final = 90 * 86_400
_ASKED: Final = (MoveState.OFFERED, MoveState.DECLINED, MoveState.LAPSED, MoveState.CANNOT)


@dataclass(frozen=True, slots=True)
class Entered:
    """The secret of the visit's cookie, and the visit."""

    secret: str
    visit: RoomVisit


def look(token: str, *, house: House) -> RoomKey | None:
    """The key of this link while it opens something; looking changes nothing, whoever or whatever looks how often.

    What was erased is opened by no key, nor is anything by one that went to an address taken off file since.
    """
    case = "proof__doorbell__move__case"
    keys = RoomKey.objects.select_related(f"{case}__brand", f"{case}__person__customer")
    open_ones = keys.annotate(leads_to=leads_to("proof__doorbell__move")).exclude(ERASED)
    key = open_ones.filter(digest=tokens.digest(token), used_at=None, expires_at__gt=house.clock()).first()
    return key if key is not None and counts(key.proof) else None


def enter(token: str, *, language: str, house: House) -> Entered | None:
    """Use the key up: the person is in, and has agreed by this act where they had not before. None as `look` says."""
    now = house.clock()
    with transaction.atomic():
        found = look(token, house=house)
        if found is None:
            return None
        move = _locked(found)
        key = RoomKey.objects.select_for_update().get(pk=found.pk)
        if key.used_at is not None or Room.objects.filter(move=move, erased_at__isnull=False).exists():
            return None
        key.used_at = now
        key.save(update_fields=["used_at"])
        # Whoever holds the key was sent it: that proves a letter was read even where its code was never typed.
        Proof.objects.filter(pk=found.proof_id, proven_at=None).update(proven_at=now)
        _open(move, key, at=now)
        room = _room(move, language, at=now)
        return _visit(room, key, at=now)


def visit_of(secret: str, *, house: House) -> RoomVisit | None:
    """The visit of this cookie while it lasts."""
    visits = RoomVisit.objects.select_related(
        "room__move__case__person", "room__move__case__brand", "room__move__case__assignee", *PROVEN_BY
    )
    lasting = visits.filter(ended_at=None, expires_at__gt=house.clock(), room__erased_at=None)
    visit = lasting.filter(digest=tokens.digest(secret)).first() if secret else None
    return visit if visit is not None and still_proves(visit) else None


def another_came(room: Room) -> datetime | None:
    """When a browser came in last while another was inside: one person's second, or somebody else's."""
    visits = RoomVisit.objects.of(room.brand_id).filter(room=room)
    inside = visits.filter(
        Q(ended_at=None) | Q(ended_at__gt=OuterRef("begun_at")),
        pk__lt=OuterRef("pk"),
        expires_at__gt=OuterRef("begun_at"),
    )
    return visits.filter(Exists(inside)).order_by("-pk").values_list("begun_at", flat=True).first()


def leave(visit: RoomVisit, *, house: House) -> None:
    """This browser is out; the talk goes on for those who come again."""
    RoomVisit.objects.filter(pk=visit.pk, ended_at=None).update(ended_at=house.clock())


def _locked(key: RoomKey) -> Move:
    """The move the key leads to, its case locked before it: that of the bell, or a later one that is under way.

    A bell of an earlier invitation goes on ringing while a later one stands; there is one talk about a matter.
    """
    bell: Doorbell = key.proof.doorbell
    case = Case.objects.select_for_update(of=("self",)).get(pk=bell.move.case_id)
    moves = Move.objects.filter(case=case).select_for_update(of=("self",))
    move = moves.filter(state__in=UNDER_WAY).first() or moves.get(pk=bell.move_id)
    move.case = case
    return move


def _open(move: Move, key: RoomKey, *, at: datetime) -> None:
    """Consent by act where it was asked for, then the open room; a settled or closed matter stays what it is."""
    told: list[Happening] = []
    if move.state in _ASKED:
        move.state = after_move_step(move.state, MoveStep.CONSENTED)
        move.consent_key, move.consented_at, move.consent_kind = key, at, "act"
        told.append(_told(move, "move_consented", key))
    if move.state == MoveState.CONSENTED:
        move.state, move.opened_at = after_move_step(move.state, MoveStep.OPENED), at
        move.deadline = deadlines.ours(move.case.brand, at)
        told.append(_told(move, "move_opened", key))
    if told:
        move.save()
        return_to_us(move.case)
    append(move.brand_id, [*told, _told(move, "room_entered", key)], at=at)
    announce(move.brand_id, [move.case_id])


def _told(move: Move, verb: str, key: RoomKey) -> Happening:
    said = {"move": move.pk, "key": key.pk, "by": "the button of the room's door"}
    return Happening(f"case:{move.case_id}", verb, f"person:{move.case.person_id}", payload=said)


def _room(move: Move, language: str, *, at: datetime) -> Room:
    """The room of the move, made when its door opens first; its conversation is the case's from now on."""
    seconds = seconds_in(move.case.brand.settings, "keep_seconds", KEEP_SECONDS)
    known = {"brand_id": move.brand_id, "language": language, "keep_until": at + timedelta(seconds=seconds)}
    room, _ = Room.objects.update_or_create(move=move, defaults=known, create_defaults={**known, "opened_at": at})
    account = room_account(move.brand_id)
    assert account is not None, "where a doorbell hangs there are rooms"
    talks = rooms.conversations(brand=move.brand_id, account=account.pk, people=[move.case.person_id])
    Case.objects.filter(pk=move.case_id).update(conversation=talks[move.case.person_id])
    return room


def _visit(room: Room, key: RoomKey, *, at: datetime) -> Entered:
    secret = tokens.fresh()
    visit = RoomVisit.objects.create(
        brand_id=room.brand_id,
        key=key,
        room=room,
        digest=tokens.digest(secret),
        begun_at=at,
        expires_at=min(room.keep_until, at + timedelta(seconds=VISIT_SECONDS)),
        seen_at=at,
    )
    return Entered(secret, visit)

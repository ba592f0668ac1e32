"""Erasing a room: what was said in its talk leaves the house.

At the guest's wish, by whoever answers for privacy; and by itself when the time is over for which it is kept.

The mails of the same matter and time belong to the talk: one conversation, whichever way a word took.

What stays says that there was a talk, when, and who ended it: tombstones, the move with its times, and the record's
chain, whose erased contents are each accounted for by an event of their own.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from parlour.channels.mail.reading import NETWORK as MAIL
from parlour.channels.room.reading import NETWORK, SCHEME
from parlour.store.live import announce
from parlour.store.models import (
    Agent,
    Case,
    Event,
    EventPayload,
    Move,
    Outbox,
    OutboxState,
    Post,
    Room,
    RoomFile,
    SavedDraft,
)
from parlour.store.models.outbox import PENDING
from parlour.store.models.scope import BrandQuerySet
from parlour.store.notices import close_notice
from parlour.store.posts import bury
from parlour.store.record import Happening, append
from parlour.usecases.erase_mails import blank_address, during, empty_arrived, empty_letters, posts_by_mail, told_of
from parlour.usecases.house import House

_LEAVING: Final = (OutboxState.APPROVED, OutboxState.SENT_UNKNOWN)


class StillLeavingError(Exception):
    """Words of ours are on their way into this room; erase it when they have arrived or were taken back."""


def erase_room(room: Room, *, agent: Agent | None, house: House) -> bool:
    """Erase the words and files of this room and shut its door; False, and nothing changed, when that was done before.

    `agent` is None where the time is over for which the room was kept; then False too where somebody came in again
    meanwhile. Words that wait for a colleague or an answer of an agent do not keep a room beyond that time.

    Words are redacted in posts, replies, drafts and the record; files lose their bodies and names; mails of the matter
    lose words and addresses. Other rooms of the same person, and what was said elsewhere, are not touched. Raises
    StillLeavingError.
    """
    now, by = house.clock(), agent.pk if agent else None
    with transaction.atomic():
        case = Case.objects.of(room.brand_id).select_for_update(of=("self",)).get(moves__room=room.pk)
        held = Room.objects.of(room.brand_id).select_for_update(of=("self",)).select_related("move").get(pk=room.pk)
        if held.erased_at is not None or (agent is None and held.keep_until > now):
            return False
        replies = _replies(held.move)
        if replies.filter(state__in=PENDING if agent else _LEAVING).exists():
            raise StillLeavingError("Words of ours are still on their way into this room.")
        replies.filter(state=OutboxState.PROPOSED).update(state=OutboxState.RECALLED)
        posts, rows = list(_posts(held.move, replies).values_list("pk", flat=True)), list(replies)
        bury(posts, at=now)
        _blank(rows)
        SavedDraft.objects.of(case.brand_id).filter(case=case, surface="private").delete()
        files, letters = _empty_files(held, at=now), empty_letters(held.move, at=now)
        mails = empty_arrived(held.move, at=now)
        held.erased_at = now
        held.save(update_fields=["erased_at"])
        held.visits.filter(ended_at=None).update(ended_at=now)
        told = {"posts": len(posts), "files": files, "mails": len(mails), "letters": letters}
        _record(held, agent, _about(posts, rows) | told_of(held.move, mails), told, at=now)
        close_notice(case.brand_id, "erasure_asked", f"room:{held.pk}", at=now, by=by)
        close_notice(case.brand_id, "strange_mail", f"case:{case.pk}", at=now, by=by)
        announce(case.brand_id, [case.pk])
    return True


def is_shut(case: Case) -> bool:
    """Whether what was said in the newest room of the case was erased: nobody would read what is written there."""
    newest = (
        Room.objects.of(case.brand_id).filter(move__case=case.pk).order_by("-pk").values_list("erased_at", flat=True)
    )
    return newest.first() is not None


def _replies(move: Move) -> BrandQuerySet[Outbox]:
    """What we said in this talk: private words of its case in the room and by mail, until another was offered."""
    ours: BrandQuerySet[Outbox] = Outbox.objects.of(move.brand_id).filter(
        during(move, "drafted_at"), case=move.case_id, surface="private", account__network__in=(NETWORK, MAIL)
    )
    return ours.select_related("account")


def _posts(move: Move, replies: BrandQuerySet[Outbox]) -> BrandQuerySet[Post]:
    """Both sides' posts in this talk: the guest's name it as the place they answer, ours came of our replies."""
    theirs = Q(own=False, in_reply_to_uri=SCHEME + move.code, network=NETWORK)
    posts: BrandQuerySet[Post] = Post.objects.of(move.brand_id).filter(
        theirs | Q(outbox__in=replies), conversation__person=move.case.person_id
    )
    return posts | posts_by_mail(move)


def _blank(rows: Sequence[Outbox]) -> None:
    """Take the words out of our replies; digest and receipt stay, so that nothing is ever sent twice."""
    for row in rows:
        row.text, row.override_reason, row.problem = "", "", ""
        row.payload = {**row.payload, "text": "", "draft_start": 0, "draft_end": 0, "media": []}
        row.verdict = {"decision": row.verdict["decision"], "findings": [], "rewrite": "", "tone": {}}
        blank_address(row)
        row.save(update_fields=["text", "recipient", "override_reason", "problem", "payload", "verdict"])


def _empty_files(room: Room, *, at: datetime) -> int:
    files = RoomFile.objects.of(room.brand_id).filter(room=room, erased_at=None)
    return files.update(body=b"", sha256=b"", name="", description="", erased_at=at)


def _about(posts: Sequence[int], rows: Sequence[Outbox]) -> Q:
    """What the record holds of these words."""
    named = [*(f"post:{number}" for number in posts), *(f"outbox:{row.pk}" for row in rows)]
    return Q(stream__in=named) | Q(cause__in=named)


def _record(room: Room, agent: Agent | None, about: Q, counts: Mapping[str, int], *, at: datetime) -> None:
    """Erase what the record holds of these words, one event for each content that went, and one for the room."""
    actor = f"agent:{agent.pk}" if agent else "system"
    told = Event.objects.of(room.brand_id).filter(about, payload__isnull=False).order_by("pk")
    gone = list(told.values_list("pk", "stream"))
    EventPayload.objects.filter(event__in=[number for number, _ in gone]).delete()
    happenings = [Happening(stream, "payload_erased", actor, cause=f"event:{number}") for number, stream in gone]
    said = {"room": room.pk, "move": room.move_id, **counts}
    case = f"case:{room.move.case_id}"
    append(room.brand_id, [*happenings, Happening(case, "room_erased", actor, payload=said)], at=at)

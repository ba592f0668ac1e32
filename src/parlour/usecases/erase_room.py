"""Erasing a room: what was said in it leaves the house, at the guest's wish, by whoever answers for privacy.

What stays says that there was a talk, when, and who ended it: tombstones, the move with its times, and the record's
chain, whose erased contents are each accounted for by an event of their own.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from parlour.channels.room.reading import NETWORK, SCHEME
from parlour.store.live import announce
from parlour.store.models import Agent, Case, Event, EventPayload, Move, Outbox, Post, Room, RoomFile, SavedDraft
from parlour.store.models.scope import BrandQuerySet
from parlour.store.notices import close_notice
from parlour.store.posts import bury
from parlour.store.record import Happening, append
from parlour.usecases.house import House

_WAITING: Final = ("proposed", "approved", "sent_unknown", "question")


class StillLeavingError(Exception):
    """Words of ours are on their way into this room; erase it when they have arrived or were taken back."""


def erase_room(room: Room, *, agent: Agent, house: House) -> bool:
    """Erase the words and files of this room and shut its door; False, and nothing changed, when that was done before.

    Words are redacted in posts, replies, drafts and the record; files lose their bodies and names. Other rooms of the
    same person, and what was said elsewhere, are not touched. Raises StillLeavingError.
    """
    now = house.clock()
    with transaction.atomic():
        case = Case.objects.of(room.brand_id).select_for_update(of=("self",)).get(moves__room=room.pk)
        held = Room.objects.of(room.brand_id).select_for_update(of=("self",)).select_related("move").get(pk=room.pk)
        if held.erased_at is not None:
            return False
        replies = _replies(held.move)
        if replies.filter(state__in=_WAITING).exists():
            raise StillLeavingError("Words of ours are still on their way into this room.")
        posts, rows = list(_posts(held.move, replies).values_list("pk", flat=True)), list(replies)
        bury(posts, at=now)
        _blank(rows)
        SavedDraft.objects.of(case.brand_id).filter(case=case, surface="private").delete()
        files = _empty_files(held, at=now)
        held.erased_at = now
        held.save(update_fields=["erased_at"])
        held.visits.filter(ended_at=None).update(ended_at=now)
        _record(held, case, agent, posts=posts, rows=rows, files=files, at=now)
        close_notice(case.brand_id, "erasure_asked", f"room:{held.pk}", at=now, by=agent.pk)
        announce(case.brand_id, [case.pk])
    return True


def _replies(move: Move) -> BrandQuerySet[Outbox]:
    """What we said in this room: private words of its case by the room's account, until another room was offered."""
    ours = Outbox.objects.of(move.brand_id).filter(
        case=move.case_id, surface="private", account__network=NETWORK, drafted_at__gte=move.offered_at
    )
    later = Move.objects.of(move.brand_id).filter(case=move.case_id, pk__gt=move.pk).order_by("pk")
    until = later.values_list("offered_at", flat=True).first()
    return ours if until is None else ours.filter(drafted_at__lt=until)


def _posts(move: Move, replies: BrandQuerySet[Outbox]) -> BrandQuerySet[Post]:
    """Both sides' posts in this room: the guest's name it as the place they answer, ours came of our replies."""
    theirs = Q(own=False, in_reply_to_uri=SCHEME + move.code)
    posts: BrandQuerySet[Post] = Post.objects.of(move.brand_id).filter(
        theirs | Q(outbox__in=replies), network=NETWORK, conversation__person=move.case.person_id
    )
    return posts


def _blank(rows: Sequence[Outbox]) -> None:
    """Take the words out of our replies; digest and receipt stay, so that nothing is ever sent twice."""
    for row in rows:
        row.text, row.override_reason, row.problem = "", "", ""
        row.payload = {**row.payload, "text": "", "draft_start": 0, "draft_end": 0, "media": []}
        row.verdict = {"decision": row.verdict["decision"], "findings": [], "rewrite": "", "tone": {}}
        row.save(update_fields=["text", "override_reason", "problem", "payload", "verdict"])


def _empty_files(room: Room, *, at: datetime) -> int:
    files = RoomFile.objects.of(room.brand_id).filter(room=room, erased_at=None)
    return files.update(body=b"", sha256=b"", name="", erased_at=at)


def _record(room: Room, case: Case, agent: Agent, **erased: Any) -> None:
    """Erase what the record holds of these words, one event for each content that went, and one for the room."""
    at, actor = erased["at"], f"agent:{agent.pk}"
    posts, replies = ([f"{kind}:{row}" for row in rows] for kind, rows in _named(**erased))
    about = Q(stream__in=[*posts, *replies]) | Q(cause__in=[*posts, *replies])
    told = Event.objects.of(room.brand_id).filter(about, payload__isnull=False).order_by("pk")
    gone = list(told.values_list("pk", "stream"))
    EventPayload.objects.filter(event__in=[number for number, _ in gone]).delete()
    happenings = [Happening(stream, "payload_erased", actor, cause=f"event:{number}") for number, stream in gone]
    said = {"room": room.pk, "move": room.move_id, "posts": len(posts), "files": erased["files"]}
    append(room.brand_id, [*happenings, Happening(f"case:{case.pk}", "room_erased", actor, payload=said)], at=at)


def _named(posts: Sequence[int], rows: Sequence[Outbox], **_: Any) -> tuple[tuple[str, Sequence[int]], ...]:
    return ("post", posts), ("outbox", [row.pk for row in rows])

"""A thread as anybody can read it, signed in or not: read from public posts alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from parlour.core.moves.onlooker import Impression, Seen, impression
from parlour.core.moves.returning import Mood, mood_of
from parlour.core.nouns.assessment import Route
from parlour.store.models import Assessment, Case, PostText

MOST: Final = 300


@dataclass(frozen=True, slots=True)
class PublicView:
    """What stands there, oldest first, and what a stranger would think of it."""

    texts: tuple[PostText, ...]
    impression: Impression


def public_thread(case: Case, *, now: datetime) -> PublicView:
    """The public posts of the case's thread that still stand. Two queries; private posts are in neither."""
    texts = tuple(
        PostText.objects.of(case.brand_id)
        .filter(post__thread=case.thread_id, post__thread__isnull=False, post__conversation__isnull=True)
        .filter(version=F("post__version"), redacted_at__isnull=True, post__deleted_at__isnull=True)
        .exclude(post__crowded=True)
        .select_related("post__author", "post__outbox")
        .order_by("post__created_at", "post_id")[:MOST]
    )
    routes = dict(
        Assessment.objects.of(case.brand_id)
        .filter(case=case, version=F("post__version"))
        .values_list("post_id", "route")
    )
    theirs_or_ours = [text for text in texts if text.post.own or text.post.author_id == case.person_id]
    closed_at = max((text.post.created_at for text in theirs_or_ours if _closes(text)), default=None)
    seen = [_seen(text, routes.get(text.post_id, ""), closed_at) for text in theirs_or_ours]
    patience = max(case.promise_at - case.opened_at, timedelta())
    attack = case.route == Route.KINDNESS
    return PublicView(texts, impression(seen, attack=attack, now=now, patience=patience))


def _seen(text: PostText, route: str, closed_at: datetime | None) -> Seen:
    return Seen(
        at=text.post.created_at,
        ours=text.post.own,
        asks=route != Route.WATCH and not _thanks(text, closed_at),
        closes=_closes(text),
    )


def _closes(text: PostText) -> bool:
    reply = text.post.outbox
    return reply is not None and reply.purpose == "closure"


def _thanks(text: PostText, closed_at: datetime | None) -> bool:
    """Whether somebody came back after the closing word only to say that all is well."""
    return closed_at is not None and text.post.created_at > closed_at and mood_of(text.text) is Mood.THANKS

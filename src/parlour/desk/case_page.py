"""Everything a case's page shows, read in a number of queries that does not grow with what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Q

from parlour.channels.port import Capabilities
from parlour.channels.room.reading import NETWORK
from parlour.core.moves.ways import Ways
from parlour.desk.move_next import Around, Evidence
from parlour.desk.move_steps import MoveLine, move_line
from parlour.desk.move_story import story_of
from parlour.desk.reasons import Why, why
from parlour.desk.room_pane import RoomPane, room_pane
from parlour.desk.said import Said, said_in
from parlour.store.models import (
    Case,
    ChannelAccount,
    Move,
    Note,
    Outbox,
    OutboxState,
    PostText,
    Presence,
    Room,
)
from parlour.store.secrets import UnreadableSecretError
from parlour.usecases.correct import Spoken, joined, judged_for
from parlour.usecases.draft import renderer
from parlour.usecases.follow_up import may_follow_up
from parlour.usecases.house import House
from parlour.usecases.presence import who_is_there
from parlour.usecases.private_way import Surroundings, private_account, surroundings
from parlour.usecases.suggest_move import Considered, consider

MOST_SAID: Final = 200
MOST_NOTES: Final = 100
MOST_JUDGED: Final = 50
MOST_TELLING: Final = 20


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as the desk shows it, for everybody of the brand alike: nothing in it depends on who looks.

    `spoken` is what was judged of its newest posts, newest first.
    """

    case: Case
    now: datetime
    lobby: tuple[Said, ...]
    parlour: tuple[Said, ...]
    people: int
    spoken: tuple[Spoken, ...]
    why: Why | None
    move: MoveLine
    notes: tuple[Note, ...]
    present: tuple[Presence, ...]
    can: Capabilities
    in_private: ChannelAccount
    can_in_private: Capabilities
    room: RoomPane | None

    @property
    def may_write_privately(self) -> bool:
        """Whether there is a room and a person in it, or one who agreed to come."""
        agreed = self.move.move is not None and self.move.move.state in ("consented", "open", "settled")
        return self.can_in_private.private_message and (self.case.conversation_id is not None or agreed)

    @property
    def speaks_in_room(self) -> bool:
        """Whether private words go to a room of our own, not over the person's network."""
        return self.in_private.network == NETWORK

    @property
    def open_room(self) -> Room | None:
        """The room that private words go to; None where they go elsewhere, or where it was deleted."""
        room = self.room.room if self.room is not None and self.speaks_in_room else None
        return room if room is not None and room.erased_at is None else None

    @property
    def name(self) -> str:
        """What to call the person."""
        return str(self.case.person)

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


def read_case(case: Case, *, house: House) -> CasePage:
    """`case` comes with person, account, assignee and brand."""
    now = house.clock()
    texts = _texts(case)
    replies = _replies(case)
    sent = {text.post.outbox_id for text in texts}
    uris = {text.post.origin_uri for text in texts}
    waiting = [reply for reply in replies if reply.pk not in sent and reply.origin_uri not in uris]
    lobby = [text for text in texts if text.post.thread_id]
    private = [text for text in texts if text.post.conversation_id]
    ours = [text.post.created_at for text in private if text.post.own and text.post.network == NETWORK]
    room = room_pane(case, wrote_at=max(ours, default=None), house=house)
    around, spoken = surroundings(case), _spoken(case, texts)
    account, can = private_account(case, around), capabilities(case.account, house=house)
    return CasePage(
        case=case,
        now=now,
        lobby=said_in(case, lobby, [reply for reply in waiting if reply.surface == "public"], None),
        parlour=said_in(case, private, [reply for reply in waiting if reply.surface == "private"], room),
        people=len({text.post.author_id for text in lobby if not text.post.own}),
        spoken=spoken,
        why=why(found) if (found := telling(case, spoken[:MOST_TELLING])) else None,
        move=_move(case, texts, around, can_answer=can.public_reply, house=house),
        notes=tuple(
            Note.objects.of(case.brand_id)
            .filter(case=case)
            .select_related("author")
            .order_by("-at", "-id")[:MOST_NOTES]
        ),
        present=tuple(who_is_there(case, now=now)),
        can=can,
        in_private=account,
        can_in_private=capabilities(account, house=house),
        room=room,
    )


def _move(case: Case, texts: Sequence[PostText], around: Surroundings, *, can_answer: bool, house: House) -> MoveLine:
    move = around.newest
    told = Around(
        story=story_of(case, move) if move is not None else (),
        considered=_considered(case, around, house=house),
        evidence=_evidence(move, texts),
        may_follow_up=move is not None and move.state == "offered" and may_follow_up(case, house=house),
        can_answer=can_answer,
    )
    return move_line(case, move, told)


def _considered(case: Case, around: Surroundings, *, house: House) -> Considered:
    """What the policy says; a setting nobody can read is told in place of the ways."""
    try:
        return consider(case, around, house=house)
    except ValueError as problem:
        return Considered(None, Ways(cannot=str(problem)))


def _evidence(move: Move | None, texts: Sequence[PostText]) -> Evidence | None:
    """The person's own act or post by which they agreed; without its words where these were taken away since."""
    if move is None:
        return None
    if move.consent_id is None:
        return Evidence("key", "", move.consent_key.used_at) if move.consent_key else None
    kept = (text for text in texts if text.post_id == move.consent_id)
    text = next((text for text in kept if not text.redacted_at and not text.post.deleted_at), None)
    return Evidence(move.consent_kind, text.text if text else "", move.consented_at)


def capabilities(account: ChannelAccount, *, house: House) -> Capabilities:
    """What the network of this account lets us do; nothing while its channel lacks a setting."""
    try:
        return renderer(account, house).capabilities
    except (ValueError, UnreadableSecretError):
        return Capabilities(public_reply=False, private_message=False)


def _texts(case: Case) -> list[PostText]:
    rooms = Q(pk__in=())
    if case.thread_id:
        rooms |= Q(post__thread=case.thread_id)
    if case.conversation_id:
        rooms |= Q(post__conversation=case.conversation_id)
    found = (
        PostText.objects.of(case.brand_id)
        .filter(rooms, version=F("post__version"))
        .select_related("post__author", "post__outbox__author")
        .order_by("-post__created_at", "-post_id")[:MOST_SAID]
    )
    return list(found)[::-1]


def _replies(case: Case) -> list[Outbox]:
    found = Outbox.objects.of(case.brand_id).filter(case=case).exclude(state=OutboxState.RECALLED)
    return list(found.select_related("author", "approved_by").order_by("-id")[:MOST_SAID])


def _spoken(case: Case, texts: Sequence[PostText]) -> tuple[Spoken, ...]:
    """What was judged of the case's newest posts: in the words the page shows, and in older ones where it is of those.

    Two queries, three where a judged post is older than all that is shown.
    """
    judged = judged_for(case, most=MOST_JUDGED)
    shown = {text.post_id for text in texts}
    older = [one.post_id for one in judged if one.post_id not in shown]
    more = PostText.objects.of(case.brand_id).filter(post__in=older) if older else ()
    return tuple(joined(judged, [*texts, *more]))


def telling(case: Case, spoken: Sequence[Spoken]) -> Spoken | None:
    """Of the posts judged for a case the one its page explains.

    Posts that made the case what it is come before small talk, and posts with a reason before those without.
    """
    return max(
        spoken,
        key=lambda one: (
            bool(one.assessment.result.get("reasons")),
            one.route == case.route,
            one.assessment.post.created_at,
        ),
        default=None,
    )

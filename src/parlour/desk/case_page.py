"""Everything a case's page shows, read in a number of queries that does not grow with what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Q

from parlour.channels.port import Capabilities
from parlour.desk.move_steps import Evidence, MoveLine, move_line
from parlour.desk.reasons import Why, why
from parlour.store.models import (
    Agent,
    Case,
    Membership,
    Move,
    Note,
    Outbox,
    OutboxState,
    Post,
    PostText,
    Presence,
)
from parlour.store.secrets import UnreadableSecretError
from parlour.usecases.correct import Spoken, joined, judged_for
from parlour.usecases.draft import renderer
from parlour.usecases.house import House
from parlour.usecases.presence import who_is_there

MOST_SAID: Final = 200
MOST_NOTES: Final = 100
MOST_TELLING: Final = 20


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in a thread or a conversation: a post that was heard, or a reply of ours on its way.

    Exactly one of `post` and `reply` is the source of the words; `name` is who speaks, `address` where, "" for us.
    `agent` is the named human of ours who speaks, None for anybody else.
    """

    at: datetime
    name: str
    address: str
    text: str
    own: bool
    post: Post | None = None
    reply: Outbox | None = None
    addressed: bool = False
    agent: Agent | None = None

    @property
    def key(self) -> str:
        """Whose drawn avatar stands beside it."""
        return self.name if self.own else self.address


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as the desk shows it, for everybody of the brand alike: nothing in it depends on who looks."""

    case: Case
    now: datetime
    lobby: tuple[Said, ...]
    parlour: tuple[Said, ...]
    people: int
    why: Why | None
    move: MoveLine
    notes: tuple[Note, ...]
    present: tuple[Presence, ...]
    colleagues: tuple[str, ...]
    can: Capabilities

    @property
    def may_write_privately(self) -> bool:
        """Whether there is a room and a person in it, or one who agreed to come."""
        agreed = self.move.move is not None and self.move.move.state in ("consented", "open", "settled")
        return self.can.private_message and (self.case.conversation_id is not None or agreed)

    @property
    def name(self) -> str:
        """What to call the person."""
        return str(self.case.person)

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


def read_case(case: Case, *, house: House) -> CasePage:
    """`case` comes with person, account and assignee."""
    now = house.clock()
    texts = _texts(case)
    replies = _replies(case)
    sent = {text.post.outbox_id for text in texts}
    uris = {text.post.origin_uri for text in texts}
    waiting = [reply for reply in replies if reply.pk not in sent and reply.origin_uri not in uris]
    lobby = [text for text in texts if text.post.thread_id]
    can = capabilities(case, house=house)
    move = Move.objects.of(case.brand_id).filter(case=case).order_by("-id").first()
    return CasePage(
        case=case,
        now=now,
        lobby=_said(case, lobby, [reply for reply in waiting if reply.surface == "public"]),
        parlour=_said(
            case, [text for text in texts if text.post.conversation_id], [r for r in waiting if r.surface == "private"]
        ),
        people=len({text.post.author_id for text in lobby if not text.post.own}),
        why=_why(case, texts),
        move=move_line(case, move, can=can, evidence=_evidence(move, texts)),
        notes=tuple(
            Note.objects.of(case.brand_id)
            .filter(case=case)
            .select_related("author")
            .order_by("-at", "-id")[:MOST_NOTES]
        ),
        present=tuple(who_is_there(case, now=now)),
        colleagues=_colleagues(case),
        can=can,
    )


def _evidence(move: Move | None, texts: Sequence[PostText]) -> Evidence | None:
    """The person's own post by which they agreed; without its words where these were taken away since."""
    if move is None or move.consent_id is None:
        return None
    kept = (text for text in texts if text.post_id == move.consent_id)
    text = next((text for text in kept if not text.redacted_at and not text.post.deleted_at), None)
    return Evidence(move.consent_kind, text.text if text else "")


def capabilities(case: Case, *, house: House) -> Capabilities:
    """What the case's network lets us do; nothing while its channel lacks a setting."""
    try:
        return renderer(case.account, house).capabilities
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


def _said(case: Case, texts: Sequence[PostText], replies: Sequence[Outbox]) -> tuple[Said, ...]:
    heard = [_heard(case, text) for text in texts]
    ours = [
        Said(
            at=reply.confirmed_at or reply.approved_at or reply.drafted_at,
            name=reply.author.name,
            address="",
            text=reply.payload["text"],
            own=True,
            reply=reply,
            agent=reply.author,
        )
        for reply in replies
    ]
    return tuple(sorted([*heard, *ours], key=lambda one: one.at))


def _heard(case: Case, text: PostText) -> Said:
    post = text.post
    gone = post.deleted_at is not None or text.redacted_at is not None
    by = post.outbox.author if post.outbox else None
    return Said(
        at=post.created_at,
        name=by.name if by else str(post.author),
        address=post.author.address,
        text="" if gone else text.text,
        own=post.own or post.outbox_id is not None,
        post=post,
        addressed=post.author_id == case.person_id,
        agent=by,
    )


def _why(case: Case, texts: Sequence[PostText]) -> Why | None:
    """The reasons of the post that tells most, with what people said of them since."""
    standing = [text for text in texts if not text.post.deleted_at]
    found = telling(case, joined(judged_for(case, most=MOST_TELLING), standing))
    return why(found) if found else None


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


def _colleagues(case: Case) -> tuple[str, ...]:
    members = Membership.objects.filter(brand=case.brand_id, agent__is_active=True).values_list(
        "agent__name", flat=True
    )
    return tuple(members.distinct().order_by("agent__name"))

"""What is said in a thread or a private conversation, as the desk shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from parlour.channels.room.reading import NETWORK
from parlour.desk.room_pane import GivenFile, RoomPane, files_in, files_with, number_of
from parlour.store.models import Agent, Case, Outbox, Post, PostText


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in a thread or a conversation: a post that was heard, or a reply of ours on its way.

    Exactly one of `post` and `reply` is the source of the words; `name` is who speaks, `address` where, "" for us.
    `agent` is the named human of ours who speaks, None for anybody else. `files` were given with it in a room; `read`
    is whether the guest there has seen our words, None where nobody can know.
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
    files: tuple[GivenFile, ...] = ()
    read: bool | None = None

    @property
    def key(self) -> str:
        """Whose drawn avatar stands beside it."""
        return self.name if self.own else self.address


def said_in(
    case: Case, texts: Sequence[PostText], replies: Sequence[Outbox], room: RoomPane | None
) -> tuple[Said, ...]:
    """What was heard and what is on its way, by time; `room` is that of the case where these are private words."""
    files = files_in(case, [one for text in texts for one in text.post.attachments]) if room else {}
    going = files_with([reply for reply in replies if reply.payload.get("media")]) if room else {}
    heard = [_heard(case, text, files, room) for text in texts]
    ours = [
        Said(
            at=reply.confirmed_at or reply.approved_at or reply.drafted_at,
            name=reply.author.name,
            address="",
            text=reply.payload["text"],
            own=True,
            reply=reply,
            agent=reply.author,
            files=going.get(reply.pk, ()),
        )
        for reply in replies
    ]
    return tuple(sorted([*heard, *ours], key=lambda one: one.at))


def _heard(case: Case, text: PostText, files: Mapping[int, GivenFile], room: RoomPane | None) -> Said:
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
        files=() if gone else tuple(files[number] for one in post.attachments if (number := number_of(one)) in files),
        read=_read(post, room),
    )


def _read(post: Post, room: RoomPane | None) -> bool | None:
    if room is None or not post.own or post.network != NETWORK:
        return None
    return room.seen_at is not None and room.seen_at >= post.created_at

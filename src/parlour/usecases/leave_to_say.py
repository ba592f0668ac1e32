"""Whether words may be said here and now: asked when they are approved, when they are released, and when they leave.

The guard judges words; this judges the moment. What was allowed at approval may not be ten seconds later: the person
withdrew, the matter was opened again, the network's time is over, the claim they answer was taken off the sheet. One
rule answers each time, so that no door is watched less than another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Exists, OuterRef, Q

from parlour.channels.port import Capabilities
from parlour.channels.room.reading import NETWORK as ROOM
from parlour.core.moves.consent import withdraws
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.store.models import (
    Assessment,
    Case,
    ChannelAccount,
    Move,
    MoveState,
    Outbox,
    OutboxState,
    Post,
    PostText,
)
from parlour.store.models.scope import BrandQuerySet
from parlour.store.secrets import UnreadableSecretError
from parlour.usecases.draft import renderer
from parlour.usecases.erase_room import is_shut
from parlour.usecases.follow_up import may_follow_up
from parlour.usecases.frozen import thaw_payload
from parlour.usecases.house import House
from parlour.usecases.one_reply import overtaken, why_not_there
from parlour.usecases.past_claims import why_not_any_more
from parlour.usecases.private_window import closed


class Leave(StrEnum):
    """What a state of the newest move says about writing in private: yes, no, or only to who wrote there."""

    GIVEN = "given"
    TO_WHO_WROTE = "to who wrote"
    NONE = "none"


NEVER_INVITED: Final = ""
LEAVE: Final[Mapping[str, Leave]] = {
    # They wrote to us in this matter by themselves: an answer there is no surprise.
    NEVER_INVITED: Leave.TO_WHO_WROTE,
    "offered": Leave.NONE,
    "consented": Leave.GIVEN,
    "open": Leave.GIVEN,
    "settled": Leave.GIVEN,
    # What they agreed to has ended. Who wrote since, in thanks or of another matter, is answered.
    "closed": Leave.TO_WHO_WROTE,
    "returned": Leave.TO_WHO_WROTE,
    "declined": Leave.NONE,
    # A private word after an invitation they let rest is consent by itself, unless it sounded unwilling.
    "lapsed": Leave.NONE,
    # Whoever writes there since shows that the way is open after all.
    "cannot": Leave.TO_WHO_WROTE,
}
"""State of the case's newest move → leave. What they wrote counts from the case's beginning or, once a talk was
settled or a way closed, from then on; withdrawing words give none."""
_TAKEN_BACK: Final = (OutboxState.RECALLED, OutboxState.FAILED)


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be said: the payload, the account it leaves by, what for, and the number of the post it answers.

    `instead_of` are words it would overwrite. `row` is what was kept at approval, None while nothing is yet.
    """

    account: ChannelAccount
    payload: Payload
    purpose: str
    reply_to: int | None
    instead_of: str = ""
    row: Outbox | None = None


def kept_words(row: Outbox) -> Words:
    """The words of a reply that was approved or proposed."""
    return Words(row.account, thaw_payload(row.payload), row.purpose, row.in_reply_to_id, row=row)


def why_not(case: Case, words: Words, *, house: House) -> str:
    """Why these words may not be said here and now, for their author, with what to do; "" where they may.

    The case is locked by the caller where words are approved or released. What the guard and the house rules find is
    asked beside it (a second grown-up for a minor, too: `house_rules.with_company` is part of the verdict).
    """
    private = words.payload.surface is Surface.PRIVATE
    reason = (_not_in_private if private else _not_in_public)(case, words, house)
    return reason or why_not_any_more(case.brand_id, _typed(words.payload), now=house.clock())


def _typed(payload: Payload) -> str:
    return payload.text[payload.draft_start : payload.draft_end]


def settled_now(case: Case) -> Move | None:
    """The move whose public close is owed, None where none is."""
    return _moves(case).filter(state=MoveState.SETTLED).order_by("-pk").first()


def _not_in_public(case: Case, words: Words, house: House) -> str:
    can, row = _capabilities(words.account, house), words.row
    if words.reply_to is None or (can is not None and not can.public_reply):
        return "There is no public post of this person left to answer."
    if row is not None and Post.objects.filter(pk=words.reply_to, deleted_at__isnull=False).exists():
        return f"{row.recipient} has deleted the post this answers."
    if can is not None and can.one_reply and (taken := _taken(words)):
        return taken
    if words.purpose == "closure":
        return _not_closed(case, row)
    if words.purpose == "followup":
        return _not_asked_again(case, row, house)
    if words.purpose == "invitation" and row is not None and _declined(row):
        return f"{case.person} would rather not talk in private. Stay with them in public."
    return ""


def _taken(words: Words) -> str:
    if words.row is not None:
        return overtaken(words.row, one_reply=True)
    assert words.reply_to is not None, "asked only of words that answer a post"
    return why_not_there(words.account, words.reply_to, words.payload, instead_of=words.instead_of)


def _not_closed(case: Case, row: Outbox | None) -> str:
    """Only what is settled is closed, and by words that were meant for this very settlement."""
    settled = settled_now(case)
    if settled is None and row is None:
        return "Nothing was settled in private, so there is nothing to close. Send it as a reply."
    if settled is None:
        return "The matter is no longer settled, so there is nothing to close."
    if row is not None and row.settlement != settled.settled_at:
        return "The matter was opened again and settled anew since these words were written. Read how it ended."
    return ""


def _not_asked_again(case: Case, row: Outbox | None, house: House) -> str:
    if row is None:
        asked = may_follow_up(case, house=house)
        return (
            ""
            if asked
            else ("No invitation waits to be followed up: it is answered, or they were asked once more already.")
        )
    newest = newest_move(case)
    if newest is None or newest.state != MoveState.OFFERED or _said_since(case, row.drafted_at):
        return f"{row.recipient} has answered the invitation meanwhile."
    return "They were asked once more already." if newest.followed_up_at is not None else ""


def _declined(row: Outbox) -> bool:
    return Move.objects.of(row.brand_id).filter(invitation=row, state=MoveState.DECLINED).exists()


def _not_in_private(case: Case, words: Words, house: House) -> str:
    can = _capabilities(words.account, house)
    if can is not None and not can.private_message:
        return "This network has no private messages."
    newest = newest_move(case)
    if newest is not None and newest.state == MoveState.DECLINED:
        return f"{case.person} would rather not talk in private. Stay with them in public."
    shut = closed(case, words.account, house=house, leaving=words.row is not None)
    barred = shut and newest is not None and newest.state == MoveState.CANNOT
    if not barred and not _may_write(case, newest, words.account):
        return _ask_first(case, newest)
    if shut:
        return shut
    if words.payload.network == ROOM and is_shut(case):
        return "What was said in this room was deleted, and nobody can come in. Answer in public instead."
    return ""


def _ask_first(case: Case, newest: Move | None) -> str:
    if newest is not None and newest.state == MoveState.OFFERED:
        return f"{case.person} was invited and has not agreed yet. Wait for their answer, or stay with them in public."
    if newest is not None and newest.state in (MoveState.CLOSED, MoveState.RETURNED):
        return f"The talk with {case.person} has ended. Open it again with a reason, or answer in public."
    return f"{case.person} has neither written in private nor agreed to it. Invite them first."


def _may_write(case: Case, newest: Move | None, account: ChannelAccount) -> bool:
    leave = LEAVE[newest.state if newest is not None else NEVER_INVITED]
    if leave is not Leave.TO_WHO_WROTE:
        return leave is Leave.GIVEN
    return _wrote(case, account, since=_ended(newest) if newest is not None else None)


def _ended(move: Move) -> datetime:
    """When what they had agreed to ended, or the way turned out to be closed."""
    barred = move.barred_at if move.state == MoveState.CANNOT else move.settled_at
    return barred or move.offered_at


def _wrote(case: Case, account: ChannelAccount, *, since: datetime | None) -> bool:
    """Whether they wrote to this account in private in this matter, `since` its talk was settled, and not to end it."""
    said = Post.objects.of(case.brand_id).filter(
        conversation__account=account,
        conversation__person=case.person_id,
        author=case.person_id,
        own=False,
        deleted_at=None,
    )
    if since is not None:
        said = said.filter(received_at__gte=since)  # our clock tells both times; theirs may say anything
    else:
        heard_here = Assessment.objects.filter(post=OuterRef("pk"), case=case.pk)
        said = said.filter(Q(created_at__gte=case.opened_at) | Exists(heard_here))
    newest = said.order_by("-created_at", "-pk").first()
    if newest is None:
        return False
    texts = PostText.objects.of(case.brand_id).filter(post=newest, version=newest.version)
    return not any(withdraws(text) for text in texts.values_list("text", flat=True))


def newest_move(case: Case) -> Move | None:
    """The move that counts: an invitation that never left, and so was taken back, offered nothing."""
    taken_back = Q(state=MoveState.LAPSED, invitation__state__in=_TAKEN_BACK)
    return _moves(case).exclude(taken_back).order_by("-pk").first()


def _said_since(case: Case, moment: datetime) -> bool:
    """Whether we heard anything of them since, in the thread or in private."""
    here = Q(conversation__person=case.person_id)
    if case.thread_id is not None:
        here |= Q(thread=case.thread_id)
    said = Post.objects.of(case.brand_id).filter(here, author=case.person_id, own=False, received_at__gt=moment)
    return case.last_post_at > moment or said.exists()


def _capabilities(account: ChannelAccount, house: House) -> Capabilities | None:
    """What the network can; None where its channel lacks a setting to be asked: sending will say so."""
    try:
        return renderer(account, house).capabilities
    except (ValueError, UnreadableSecretError):
        return None


def _moves(case: Case) -> BrandQuerySet[Move]:
    return Move.objects.of(case.brand_id).filter(case=case.pk)

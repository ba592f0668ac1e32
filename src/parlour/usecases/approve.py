"""Approving: the author says "these exact words"; the guard says who else must."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision
from parlour.core.rights import may
from parlour.store.live import SEND_CHANNEL, announce, wake
from parlour.store.models import (
    Agent,
    Brand,
    Case,
    Membership,
    Outbox,
    OutboxState,
    Post,
    RoomFile,
    SavedDraft,
)
from parlour.store.models.outbox import LIVE
from parlour.store.record import Happening, append
from parlour.usecases import draft, our_files
from parlour.usecases.assign import assign
from parlour.usecases.attack_path import FINAL_WORD, last_word
from parlour.usecases.draft import Judged
from parlour.usecases.frozen import freeze_payload, freeze_verdict
from parlour.usecases.house import House
from parlour.usecases.invite import offer
from parlour.usecases.leave_to_say import Words, settled_now, why_not

UNDO_SECONDS: Final = 10


class CannotSend(Exception):
    """These words cannot be approved here and now; the message is for the agent: what is so, what to do."""


class NotAllowed(CannotSend):
    """This person has not the right to do this at this brand."""


class NoWayThere(CannotSend):
    """There is nobody in that room to answer, or the network or the person does not allow it."""


class AlreadySaid(CannotSend):
    """These exact words already went to this very post."""


class NeverAllowed(CannotSend):
    """The guard found something nobody may release."""

    def __init__(self, judged: Judged) -> None:
        super().__init__("Nobody may send these words. Change what is marked.")
        self.judged = judged


class VerdictChanged(CannotSend):
    """The author saw another payload, decision or finding; `judged` is what there is to see now."""

    def __init__(self, judged: Judged) -> None:
        super().__init__("Something changed since you read this. Please read it once more.")
        self.judged = judged


def undo_seconds(brand: Brand) -> int:
    """How long an approved reply of this brand can be taken back."""
    return int(brand.settings.get("undo_seconds", UNDO_SECONDS))


def roles_of(agent: Agent, brand: int) -> Collection[str]:
    """The agent's roles at the brand; none for somebody who has left."""
    if not agent.is_active:
        return frozenset()
    return frozenset(Membership.objects.filter(brand=brand, agent=agent).values_list("role", flat=True))


def submit(  # noqa: PLR0913 - who, where, which words, what for, and what the author saw
    case: Case,
    *,
    agent: Agent,
    surface: Surface,
    text: str,
    purpose: str,
    expected: str,
    house: House,
    files: Sequence[int] = (),
) -> Outbox:
    """Freeze these words and approve them, or propose them to a second person, as the guard decides.

    Whoever speaks looks after the case from then on, unless somebody does already: one person, one named human.
    `expected` is `Judged.shown` of what the author saw; `files` are theirs that go with it in a room. Submitting the
    same words twice (a double click) gives the same row. Raises VerdictChanged, NeverAllowed, AlreadySaid,
    NoWayThere or NotAllowed, and then changes nothing.
    """
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        if not may(roles_of(agent, held.brand_id), "send"):
            raise NotAllowed("Your role at this brand does not answer customers. Ask a supervisor.")
        given = _files(held, files, agent=agent, surface=surface)
        judged = draft.judge(
            held,
            agent=agent,
            surface=surface,
            text=text,
            purpose=purpose,
            house=house,
            media=our_files.as_media(given),
        )
        said = _said_before(held, judged)
        if said is not None:
            return said
        _check(held, judged, purpose, house)
        if judged.shown != expected:
            raise VerdictChanged(judged)
        if not judged.verdict.overridable:
            raise NeverAllowed(judged)
        row = _freeze(held, agent, purpose, judged, at=house.clock())
        _send_with(row, given)
        if held.assignee_id is None:
            assign(held, to=agent, agent=agent, house=house)
        _settle_in(row, at=house.clock())
    return row


def _files(case: Case, numbers: Sequence[int], *, agent: Agent, surface: Surface) -> list[RoomFile]:
    if numbers and surface is not Surface.PRIVATE:
        raise NoWayThere("Files go over only in the private room, never in public.")
    try:
        return our_files.chosen(case, numbers, agent=agent)
    except our_files.CannotGiveError as problem:
        raise NoWayThere(str(problem)) from problem


def _send_with(row: Outbox, files: Sequence[RoomFile]) -> None:
    try:
        our_files.send_with(row, files)
    except our_files.CannotGiveError as problem:
        raise NoWayThere(str(problem)) from problem


def _said_before(case: Case, judged: Judged) -> Outbox | None:
    """The row that already holds these exact words in answer to the same post."""
    live = Outbox.objects.of(case.brand_id).filter(account=judged.account, state__in=LIVE)
    row = live.filter(payload_digest=judged.payload.digest()).first()
    if row is not None and row.case_id != case.pk:
        raise AlreadySaid("These exact words already went to this person. Change them, or wait for an answer.")
    return row


def _check(case: Case, judged: Judged, purpose: str, house: House) -> None:
    """Whether there is a way, as `leave_to_say` knows it, and whether these words take it."""
    payload = judged.payload
    if not payload.text[payload.draft_start : payload.draft_end].strip() and not payload.media:
        raise NoWayThere("There is nothing written yet.")
    if payload.limit and payload.length > payload.limit:
        raise NoWayThere(f"This is {payload.length - payload.limit} too long for {payload.network}. Please shorten it.")
    words = Words(judged.account, payload, purpose, judged.reply_to, instead_of=judged.instead_of)
    if reason := why_not(case, words, house=house):
        raise NoWayThere(reason)
    if purpose == FINAL_WORD and (missing := last_word(payload, case, house=house).missing):
        raise NoWayThere(" ".join(("A final word leaves the door open and names a contact.", *missing)))


def _freeze(case: Case, agent: Agent, purpose: str, judged: Judged, *, at: datetime) -> Outbox:
    allowed = judged.verdict.decision is Decision.ALLOW
    payload = judged.payload
    settled = settled_now(case) if purpose == "closure" else None
    return Outbox.objects.create(
        brand_id=case.brand_id,
        account=judged.account,
        case=case,
        in_reply_to=Post.objects.get(pk=judged.reply_to) if judged.reply_to is not None else None,
        edits_id=judged.standing.reply if judged.standing is not None else None,
        surface=payload.surface.value,
        recipient=payload.recipient,
        purpose=purpose,
        settlement=settled.settled_at if settled is not None else None,
        text=payload.text[payload.draft_start : payload.draft_end],
        payload=freeze_payload(payload),
        payload_digest=payload.digest(),
        binding=judged.verdict.binding,
        verdict=freeze_verdict(judged.verdict),
        key=secrets.token_hex(16),
        state=OutboxState.APPROVED if allowed else OutboxState.PROPOSED,
        author=agent,
        approved_by=agent if allowed else None,
        drafted_at=at,
        approved_at=at if allowed else None,
        not_before=at + timedelta(seconds=undo_seconds(case.brand)) if allowed else None,
    )


def _settle_in(row: Outbox, *, at: datetime) -> None:
    """What follows from a new row: the typed draft is done with, an invitation makes its offer, everyone is told."""
    SavedDraft.objects.of(row.brand_id).filter(case=row.case_id, agent=row.author_id, surface=row.surface).delete()
    record_approval(
        row, [Happening(f"outbox:{row.pk}", "drafted", f"agent:{row.author_id}", payload=_words(row))], at=at
    )


def record_approval(row: Outbox, before: Collection[Happening] = (), *, at: datetime) -> None:
    """Put an approval or a proposal on record, and wake whoever acts on it. In the transaction that made it."""
    approved = row.state == OutboxState.APPROVED
    actor = f"agent:{row.approved_by_id if approved else row.author_id}"
    verb = "reply_approved" if approved else "reply_proposed"
    offered = offer(row, at=at) if approved and row.purpose == "invitation" else []
    happenings = [
        *before,
        Happening(
            f"outbox:{row.pk}", verb.removeprefix("reply_"), actor, cause=f"case:{row.case_id}", payload=_words(row)
        ),
        Happening(f"case:{row.case_id}", verb, actor, cause=f"outbox:{row.pk}", payload=_words(row)),
        *offered,
    ]
    append(row.brand_id, happenings, at=at)
    announce(row.brand_id, [row.case_id])
    if approved:
        wake(SEND_CHANNEL)


def _words(row: Outbox) -> dict[str, object]:
    return {
        "surface": row.surface,
        "recipient": row.recipient,
        "purpose": row.purpose,
        "text": row.payload["text"],
        "files": [one["alt_text"] for one in row.payload.get("media", ())],
        "digest": row.payload_digest,
        **({"edits": row.edits_id} if row.edits_id is not None else {}),
        "decision": row.verdict["decision"],
        "reason": row.override_reason,
    }

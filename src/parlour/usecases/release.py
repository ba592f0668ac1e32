"""A second pair of eyes: letting go of words the guard held back, or sending them back to their author."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from parlour.core.nouns.verdict import Decision, Verdict
from parlour.core.rights import may
from parlour.store.live import announce
from parlour.store.models import Agent, Case, Outbox, OutboxState, SavedDraft
from parlour.store.notices import raise_notice
from parlour.store.record import Happening, append
from parlour.usecases.approve import CannotSend, NotAllowed, record_approval, roles_of, undo_seconds
from parlour.usecases.draft import judge_payload
from parlour.usecases.frozen import freeze_verdict, thaw_payload
from parlour.usecases.house import House
from parlour.usecases.house_rules import with_house_rules
from parlour.usecases.leave_to_say import kept_words, why_not

FOUND_MORE: Final = "Something changed since it was proposed, and the guard found more."


class NotWaiting(CannotSend):
    """This reply no longer waits for a second person; nothing was changed."""


class Voided(CannotSend):
    """The guard finds more than the second person was shown: the words went back to their author."""


class ReasonNeeded(CannotSend):
    """Words the guard blocks, and words sent back, need a written reason."""


def release(outbox_id: int, *, agent: Agent, reason: str, house: House) -> Outbox:
    """Approve somebody else's proposed words, knowing what the guard found.

    The words are judged again with what their author knew when writing them. Where the guard now finds something the
    second person was not shown, or they may not be said any more (`leave_to_say`), the proposal is void: its author
    gets the words back with a notice that says why, and Voided is raised. Raises NotAllowed, NotWaiting or
    ReasonNeeded, and then changes nothing.
    """
    with transaction.atomic():
        row = _waiting(outbox_id)
        _check_right(row, agent, reason)
        verdict = judge_again(row, house=house)
        problem = why_not(row.case, kept_words(row), house=house) or (FOUND_MORE if says_more(verdict, row) else "")
        if problem:
            _void(row, agent, problem, house=house)
        else:
            _approve(row, agent, verdict, reason.strip(), at=house.clock())
    if problem:
        raise Voided(f"{problem} It went back to {row.author}.")
    return row


def _approve(row: Outbox, agent: Agent, verdict: Verdict, reason: str, *, at: datetime) -> None:
    row.state, row.approved_by, row.approved_at = OutboxState.APPROVED, agent, at
    row.not_before = at + timedelta(seconds=undo_seconds(row.case.brand))
    row.binding, row.verdict, row.override_reason = verdict.binding, freeze_verdict(verdict), reason
    row.save()
    record_approval(row, at=at)


def refuse(outbox_id: int, *, agent: Agent, reason: str, house: House) -> Outbox:
    """Send proposed words back to their author with a reason. Raises NotAllowed, NotWaiting or ReasonNeeded."""
    with transaction.atomic():
        row = _waiting(outbox_id)
        if row.author_id == agent.pk or not may(roles_of(agent, row.brand_id), "refuse"):
            raise NotAllowed("A second person decides about these words.")
        if not reason.strip():
            raise ReasonNeeded("Write a word to the author about what should change.")
        _void(row, agent, reason.strip(), house=house)
    return row


def judge_again(row: Outbox, *, house: House) -> Verdict:
    """The verdict on a kept reply with all that is known now and what its author had read when writing it."""
    payload = thaw_payload(row.payload)
    verdict = judge_payload(payload, case=row.case, agent=row.author, house=house, written_at=row.drafted_at)
    return with_house_rules(verdict, row.case, purpose=row.purpose, agent=row.author, house=house)


def says_more(verdict: Verdict, row: Outbox) -> bool:
    """Whether the guard holds against these words something that the verdict they were approved on did not say."""
    if not verdict.overridable:
        return True
    known = {(each["rule"], each["severity"], each["start"], each["end"]) for each in row.verdict["findings"]}
    return any((each.rule, each.severity.word, each.start, each.end) not in known for each in verdict.held)


def give_words_back(row: Outbox, *, house: House) -> None:
    """Put the words into their author's composer again, unless they have begun to write others."""
    SavedDraft.objects.get_or_create(
        case_id=row.case_id,
        agent_id=row.author_id,
        surface=row.surface,
        defaults={
            "brand_id": row.brand_id,
            "purpose": row.purpose,
            "text": row.text,
            "saved_at": house.clock(),
        },
    )


def _waiting(outbox_id: int) -> Outbox:
    case = Outbox.objects.values_list("case", flat=True).get(pk=outbox_id)
    Case.objects.select_for_update(of=("self",)).get(pk=case)
    rows = Outbox.objects.select_related("case__brand", "case__account", "case__person__customer", "author")
    row = rows.select_for_update(of=("self",)).get(pk=outbox_id)
    if row.state != OutboxState.PROPOSED:
        raise NotWaiting("Somebody else has decided about this reply already.")
    return row


def _check_right(row: Outbox, agent: Agent, reason: str) -> None:
    if row.author_id == agent.pk:
        raise NotAllowed("A second person decides about these words, never their author.")
    blocked = row.verdict["decision"] == Decision.BLOCK
    if not may(roles_of(agent, row.brand_id), "override" if blocked else "release"):
        raise NotAllowed("Releasing this needs a supervisor." if blocked else "Your role does not release replies.")
    if blocked and not reason.strip():
        raise ReasonNeeded("Write down why these words may go although the guard holds them back.")


def _void(row: Outbox, agent: Agent, reason: str, *, house: House) -> None:
    now = house.clock()
    row.state, row.problem = OutboxState.RECALLED, reason
    row.save(update_fields=["state", "problem"])
    give_words_back(row, house=house)
    told = {"reason": reason}
    happenings = [
        Happening(f"outbox:{row.pk}", "sent_back", f"agent:{agent.pk}", payload=told),
        Happening(f"case:{row.case_id}", "reply_sent_back", f"agent:{agent.pk}", f"outbox:{row.pk}", told),
    ]
    append(row.brand_id, happenings, at=now)
    raise_notice(
        row.brand_id,
        "sent_back",
        f"outbox:{row.pk}",
        f"{agent} sent your reply to {row.recipient} back: {reason} Your words are in the composer again.",
        at=now,
        case=row.case_id,
        agent=row.author_id,
    )
    announce(row.brand_id, [row.case_id])

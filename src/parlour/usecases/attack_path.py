"""Kindness under attack: how a case stands with somebody who attacks, the words that are ready, and who is unknown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from parlour.core.guard import FinalWord, final_word
from parlour.core.moves import words
from parlour.core.moves.attack import Next, Ours, Standing, Theirs, Tone, Turn, next_step, standing
from parlour.core.nouns.context import Author, GuardContext
from parlour.core.nouns.payload import Payload
from parlour.store import told
from parlour.store.live import announce
from parlour.store.models import Agent, Case, ChannelAccount, Outbox, OutboxState
from parlour.store.models.outbox import LIVE
from parlour.store.record import Happening, append
from parlour.usecases.correct import Spoken, spoken_of
from parlour.usecases.frozen import thaw_payload
from parlour.usecases.house import House
from parlour.usecases.reply_alias import NoMailError, mail_account, names_alias, reply_alias
from parlour.usecases.rest import tone

FINAL_WORD = "final_word"
MOST_POSTS = 50


class NoContactError(Exception):
    """No contact of the brand is published, so a final word could name no way to reach a person."""


class KnownCustomerError(Exception):
    """A customer is linked to this person: who they are is known."""


@dataclass(frozen=True, slots=True)
class AttackPath:
    """Where a case stands. `next` is None where nobody attacks; `missing` is what our newest reply lacks to be last."""

    next: Next | None
    standing: Standing
    missing: tuple[str, ...] = ()


def attack_path(case: Case, spoken: Sequence[Spoken] | None = None, *, house: House) -> AttackPath:
    """How the case stands by what is in its thread, and what comes next with what is on its way there.

    `spoken` are its judged posts, newest first, where the caller has them already: the newest MOST_POSTS at least.
    Three queries to read them; where they ever attacked one more, and two once we have answered.
    """
    theirs = _theirs(case, spoken_of(case, most=MOST_POSTS) if spoken is None else spoken[:MOST_POSTS])
    if not any(turn == Theirs(Tone.ATTACK) for _, turn in theirs):
        return AttackPath(None, Standing())
    ours = list(_ours(case, house))
    stands = [(at, turn) for at, turn, row, _ in ours if row.state == OutboxState.CONFIRMED]
    everything = _in_order(theirs, [(at, turn) for at, turn, _, _ in ours])
    newest = next((found for _, _, row, found in reversed(ours) if row.state == OutboxState.CONFIRMED), None)
    return AttackPath(
        next=next_step(everything),
        standing=standing(_in_order(theirs, stands)),
        missing=newest.missing if newest is not None else (),
    )


def last_word(payload: Payload, case: Case, *, house: House) -> FinalWord:
    """Which parts of a final word this payload has, said in this case."""
    return _reader(case, house).read(payload)


def suggest_offer(case: Case, *, house: House) -> str:
    """Words that offer help to somebody who attacks, in other words where it was offered before."""
    again = attack_path(case, house=house).standing.offers > 0
    return words.offer_again(case.language) if again else words.offer(case.language)


def suggest_final_word(case: Case, *, house: House) -> str:
    """Words that leave the door open and name a way to the person's named human. Raises NoContactError."""
    del house  # the words depend on the case and its brand alone
    who = case.assignee.name if case.assignee is not None else ""
    return words.final_word(case.language, contact_of(case), who)


def contact_of(case: Case) -> str:
    """The contact to name: the case's own address, else a published one, e-mail before any other.

    Raises NoContactError.
    """
    try:
        return reply_alias(case)
    except NoMailError:
        contacts = [str(one) for one in case.brand.contacts]
    written = (one for one in contacts if "@" in one and not one.startswith("@"))
    contact = next(written, contacts[0] if contacts else "")
    if not contact:
        raise NoContactError("Your brand has no published contact yet. A final word needs one: ask your operator.")
    return contact


def suggest_unverified(case: Case, *, house: House) -> str:
    """Words for somebody nobody could link to a customer: they ask nothing about them and confirm nothing."""
    del house  # the words depend on the case alone
    return words.unverified(case.language)


def is_unverified(case: Case) -> bool:
    """Whether somebody looked, and no customer is linked as yet."""
    return case.unverified_at is not None and case.person.customer_id is None


def cannot_verify(case: Case, *, agent: Agent, house: House) -> Case:
    """Note that somebody looked and could not link a customer; said twice it stays as it is.

    Raises KnownCustomerError.
    """
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).select_related("person").get(pk=case.pk)
        if held.person.customer_id is not None:
            raise KnownCustomerError(f"{held.person} is linked to a customer, so there is nothing to verify.")
        if held.unverified_at is None:
            held.unverified_at = house.clock()
            held.save(update_fields=["unverified_at"])
            told_now = Happening(f"case:{held.pk}", "unverified", f"agent:{agent.pk}")
            append(held.brand_id, [told_now], at=held.unverified_at)
            announce(held.brand_id, [held.pk])
    return held


def _theirs(case: Case, spoken: Sequence[Spoken]) -> list[tuple[datetime, Turn]]:
    """What the person said in public, oldest first, as it counts."""
    heard: list[tuple[datetime, Turn]] = []
    for one in reversed(spoken):
        post = one.assessment.post
        if post.thread_id is not None and post.author_id == case.person_id:
            values = {name: said.value for name, said in one.said.items()}
            heard.append((post.created_at, Theirs(tone(values, one.values))))
    return heard


@dataclass(frozen=True, slots=True)
class _Reader:
    """What our replies in a case are read with, gathered once for all of them."""

    case: Case
    context: GuardContext
    mail: ChannelAccount | None
    house: House

    def read(self, payload: Payload) -> FinalWord:
        """The parts of a final word; the case's own address is a contact whoever it names."""
        found = final_word(payload, self.context, self.house.knowledge.guard)
        if found.contact is None and names_alias(self.case, payload.text, self.mail):
            return replace(found, contact=(payload.draft_start, payload.draft_end))
        return found


def _reader(case: Case, house: House) -> _Reader:
    return _Reader(case, _context(case, house), mail_account(case.brand_id), house)


def _ours(case: Case, house: House) -> Iterator[tuple[datetime, Turn, Outbox, FinalWord]]:
    """Our public replies, oldest first: those that stand in the thread, and those on their way there."""
    rows = list(_replies(case))
    if not rows:
        return
    reader = _reader(case, house)
    for row in rows:
        found = reader.read(thaw_payload(row.payload))
        turn = Ours(complete=found.complete, meant_last=row.purpose == FINAL_WORD)
        yield row.confirmed_at or row.drafted_at, turn, row, found


def _replies(case: Case) -> "QuerySet[Outbox]":
    rows = Outbox.objects.of(case.brand_id).filter(case=case.pk, surface="public", state__in=LIVE)
    return rows.order_by("drafted_at", "pk")


def _in_order(theirs: list[tuple[datetime, Turn]], ours: list[tuple[datetime, Turn]]) -> list[Turn]:
    """By time; at the same moment what they said comes before what we answered."""
    return [turn for _, turn in sorted([*theirs, *ours], key=lambda pair: pair[0])]


def _context(case: Case, house: House) -> GuardContext:
    brand = case.brand
    return GuardContext(
        recipient=case.person.address,
        author=Author("", "", brand.name, tuple(brand.contacts)),
        now=house.clock(),
        own_addresses=tuple(told.own_places(case.brand_id)[0]),
    )

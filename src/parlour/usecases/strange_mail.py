"""Mail that nobody can vouch for: what waits at a case, and how the person says themselves that it is theirs."""

from typing import Final

from django.db import transaction

from parlour.channels.mail.message import open_message
from parlour.channels.mail.reading import Slip, event_of, mail_in
from parlour.channels.mail.words import words_of
from parlour.core.nouns.person import Person
from parlour.core.text import clean
from parlour.store.live import announce
from parlour.store.models import Agent, ArrivedMail, Case, ChannelAccount, MailLook, Move, MoveState, Post
from parlour.store.notices import close_notice
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.mail_in import point_to_talk, receive_mail
from parlour.usecases.reply_alias import is_theirs

_AGREED: Final = (MoveState.CONSENTED, MoveState.OPEN, MoveState.SETTLED, MoveState.CLOSED, MoveState.RETURNED)


class CannotVouchError(Exception):
    """This post does not show that the mail is the person's; the message is for an agent."""


def strangers_mails(case: Case) -> list[ArrivedMail]:
    """Mails to this case from addresses not known to be the person's, newest first, each with who read it."""
    mails = ArrivedMail.objects.of(case.brand_id).filter(case=case.pk, kind=ArrivedMail.Kind.STRANGER, erased_at=None)
    return list(mails.prefetch_related("looks__agent").order_by("-arrived_at", "-pk")[:20])


def says_it_is_theirs(mail: ArrivedMail, case: Case) -> bool:
    """Whether a stranger's mail names an address of the person's as its sender, which no server of ours vouched for."""
    return is_theirs(case, mail.sender)


class NothingToReadError(Exception):
    """This mail is in the talk already, or its words were erased; the message is for an agent."""


def read_strange(mail: ArrivedMail, *, agent: Agent, house: House) -> str:
    """What a stranger's mail says, to one agent, on record; the guard assumes from then on that they know it.

    It stays what it is: nobody's consent, and no part of the talk. Raises NothingToReadError.
    """
    now = house.clock()
    with transaction.atomic():
        held = ArrivedMail.objects.select_for_update(of=("self",)).select_related("raw_event").get(pk=mail.pk)
        if held.kind != ArrivedMail.Kind.STRANGER or held.erased_at is not None:
            raise NothingToReadError("This mail does not lie behind a veil any more.")
        words = clean(words_of(open_message(mail_in(bytes(held.raw_event.body)))))
        MailLook.objects.create(brand_id=held.brand_id, agent=agent, mail=held, words=words, at=now)
        told = Happening(f"case:{held.case_id}", "mail_read", f"agent:{agent.pk}", payload={"mail": held.pk})
        append(held.brand_id, [told], at=now)
    return words


def vouch(mail: ArrivedMail, post: Post, *, agent: Agent, house: House) -> None:
    """The person said themselves, in this post, that the mail is theirs: its words join the talk, its address counts.

    It is no consent: where they were invited and have not agreed yet, their own words must do that first. Raises
    CannotVouchError, and then changes nothing.
    """
    now = house.clock()
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=mail.case_id)
        held = ArrivedMail.objects.select_for_update(of=("self",)).select_related("raw_event").get(pk=mail.pk)
        _check(held, post, case)
        account = ChannelAccount.objects.get(pk=held.raw_event.account_id)
        held.kind, held.vouched_by, held.vouched_at = ArrivedMail.Kind.PERSON, post, now
        held.save(update_fields=["kind", "vouched_by", "vouched_at"])
        slip = Slip(case.pk, Person(case.person.network, case.person.address))
        point_to_talk(case, account)
        event = event_of(mail_in(bytes(held.raw_event.body)), slip, at=held.arrived_at)
        receive_mail(account, event, house)
        told = {"mail": held.pk, "sender": held.sender}
        happening = Happening(f"case:{case.pk}", "mail_vouched", f"agent:{agent.pk}", f"post:{post.pk}", told)
        append(case.brand_id, [happening], at=now)
        if not strangers_mails(case):
            close_notice(case.brand_id, "strange_mail", f"case:{case.pk}", at=now, by=agent.pk)
        announce(case.brand_id, [case.pk])


def _check(mail: ArrivedMail, post: Post, case: Case) -> None:
    if mail.kind != ArrivedMail.Kind.STRANGER or mail.erased_at is not None:
        raise CannotVouchError("This mail does not wait for anybody's word.")
    if post.author_id != case.person_id or post.own or post.deleted_at is not None:
        raise CannotVouchError(f"Only words of {case.person} themselves show that it is theirs.")
    if post.created_at < mail.arrived_at:
        raise CannotVouchError("They wrote this before the mail came, so it says nothing about it.")
    newest = Move.objects.of(case.brand_id).filter(case=case.pk).order_by("-pk").first()
    if newest is not None and newest.state not in _AGREED:
        raise CannotVouchError("They have not agreed to a private talk yet. Their own words must say so first.")

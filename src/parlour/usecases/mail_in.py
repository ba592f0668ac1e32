"""Mail that comes to a case's address: whose words it is taken to be, and what is kept of the rest.

The long word in the address finds the case; it proves nothing about who wrote, because it may stand in public and in
forwarded mails. Words count as the person's when they come from an address known to be theirs. Whether that address is
forged only the operator's own mail server can tell: where `checked_by` names it, its findings are asked for too.
"""

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from parlour.channels.mail.authentic import is_vouched_for
from parlour.channels.mail.automatic import why_automatic
from parlour.channels.mail.message import headers, open_message, sender_of
from parlour.channels.mail.reading import Slip, event_of, mail_in
from parlour.channels.port import Batch, RawEvent
from parlour.core.nouns.person import Person
from parlour.store import rooms
from parlour.store.live import announce
from parlour.store.models import Agent, ArrivedMail, Case, ChannelAccount, Move, MoveState, Post
from parlour.store.models import RawEvent as StoredEvent
from parlour.store.notices import close_notice, raise_notice
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.knocks import may_knock
from parlour.usecases.receive import receive
from parlour.usecases.reply_alias import case_at, is_theirs

MOST_BYTES: Final = 10_000_000
MAILS_A_DAY: Final = 200
"""To one case, whoever sends them."""
_RECIPIENTS: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
_STRANGER: Final = "It came from an address that is not known to be the person's."
_AGREED: Final = (MoveState.CONSENTED, MoveState.OPEN, MoveState.SETTLED, MoveState.CLOSED, MoveState.RETURNED)

Kind = ArrivedMail.Kind


class NoSuchAddressError(Exception):
    """This mail is for none of our cases."""


class UnusableMailError(Exception):
    """This is no mail, or one too large; nothing was kept."""


class TooManyMailsError(Exception):
    """This case got so many mails today that no more are taken before tomorrow."""


class CannotVouchError(Exception):
    """This post does not show that the mail is the person's; the message is for an agent."""


def take_in(raw: bytes, *, recipients: Sequence[str] = (), house: House) -> ArrivedMail:
    """Keep a mail as it came, and hear it where it is the words of its case's person.

    Delivered again it changes nothing. `recipients` are addresses the mail server says it is for. Raises
    NoSuchAddressError, UnusableMailError or TooManyMailsError.
    """
    if not raw.strip():
        raise UnusableMailError("There is no mail on standard input.")
    if len(raw) > MOST_BYTES:
        raise UnusableMailError(f"This mail is larger than {MOST_BYTES // 1_000_000} MB.")
    message = open_message(raw)
    found = case_at([*recipients, *headers(message, *_RECIPIENTS)])
    if found is None:
        raise NoSuchAddressError("This mail is for none of our cases.")
    case, account = found
    kind, slip = _judged(raw, case, account)
    if not may_knock(f"mail:{case.pk}", most=MAILS_A_DAY, seconds=86_400, house=house):
        raise TooManyMailsError("This case got very many mails today. Try again tomorrow.")
    event = event_of(raw, slip, at=house.clock())
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if kind == Kind.PERSON:
            _point_to_talk(case, account)
        stored = _receive(account, event, house)
        mail, new = ArrivedMail.objects.get_or_create(
            raw_event=stored,
            defaults={
                "brand_id": case.brand_id,
                "case": case,
                "kind": kind,
                "sender": sender_of(message)[:320],
                "arrived_at": event.seen_at,
            },
        )
        if new:
            _tell(mail, case, slip)
    return mail


def strangers_mails(case: Case) -> list[ArrivedMail]:
    """Mails to this case from addresses not known to be the person's, which nobody has read, newest first."""
    mails = ArrivedMail.objects.of(case.brand_id).filter(case=case.pk, kind=Kind.STRANGER)
    return list(mails.order_by("-arrived_at", "-pk")[:20])


def shown_sender(mail: ArrivedMail) -> str:
    """So much of an address that its owner knows it again, and nobody else learns it: `m…@home.example`."""
    name, _, host = mail.sender.partition("@")
    return f"{name[:1]}…@{host}" if host else "?"


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
        held.kind, held.vouched_by, held.vouched_at = Kind.PERSON, post, now
        held.save(update_fields=["kind", "vouched_by", "vouched_at"])
        slip = Slip(case.pk, Person(case.person.network, case.person.address))
        _point_to_talk(case, account)
        event = event_of(mail_in(bytes(held.raw_event.body)), slip, at=held.arrived_at, again=True)
        _receive(account, event, house)
        told = {"mail": held.pk, "sender": held.sender}
        happening = Happening(f"case:{case.pk}", "mail_vouched", f"agent:{agent.pk}", f"post:{post.pk}", told)
        append(case.brand_id, [happening], at=now)
        if not strangers_mails(case):
            close_notice(case.brand_id, "strange_mail", f"case:{case.pk}", at=now, by=agent.pk)
        announce(case.brand_id, [case.pk])


def _judged(raw: bytes, case: Case, account: ChannelAccount) -> tuple[Kind, Slip]:
    message, settings = open_message(raw), account.settings
    automatic = why_automatic(message, domain=settings["domain"])
    if automatic:
        return Kind.AUTOMATIC, Slip(case.pk, why=f"A machine sent it: {automatic}.")
    sender = sender_of(message)
    host = settings.get("checked_by", "")
    if not is_theirs(case, sender) or (host and not is_vouched_for(message, sender=sender, host=host)):
        return Kind.STRANGER, Slip(case.pk, why=_STRANGER)
    return Kind.PERSON, Slip(case.pk, Person(case.person.network, case.person.address))


def _receive(account: ChannelAccount, event: RawEvent, house: House) -> StoredEvent:
    receive(account, Batch(source="mail", events=(event,)), channel=house.connect(account), house=house)
    return StoredEvent.objects.get(account=account, delivery_key=event.key)


def _point_to_talk(case: Case, account: ChannelAccount) -> None:
    """The case shows the talk by mail from now on, unless another one without a thread stands for it already."""
    talk = rooms.conversations(brand=case.brand_id, account=account.pk, people=[case.person_id])[case.person_id]
    others = Case.objects.of(case.brand_id).filter(conversation=talk, thread=None).exclude(pk=case.pk)
    if case.thread_id is not None or not others.exclude(state="resolved").exists():
        Case.objects.filter(pk=case.pk).update(conversation=talk)


def _tell(mail: ArrivedMail, case: Case, slip: Slip) -> None:
    told = {"mail": mail.pk, "kind": str(mail.kind), "sender": mail.sender, "why": slip.why}
    happening = Happening(f"case:{case.pk}", "mail_arrived", "system", f"raw:{mail.raw_event_id}", told)
    append(case.brand_id, [happening], at=mail.arrived_at)
    if mail.kind == Kind.STRANGER:
        words = (
            f"Somebody wrote to the address of case {case.pk} from {shown_sender(mail)}, which is not known to be "
            f"an address of {case.person}. Nobody has read it. Ask them in your talk whether it is theirs."
        )
        about = f"case:{case.pk}"
        raise_notice(
            case.brand_id, "strange_mail", about, words, at=mail.arrived_at, case=case.pk, agent=case.assignee_id
        )
    announce(case.brand_id, [case.pk])


def _check(mail: ArrivedMail, post: Post, case: Case) -> None:
    if mail.kind != Kind.STRANGER:
        raise CannotVouchError("This mail does not wait for anybody's word.")
    if post.author_id != case.person_id or post.own or post.deleted_at is not None:
        raise CannotVouchError(f"Only words of {case.person} themselves show that it is theirs.")
    if post.created_at < mail.arrived_at:
        raise CannotVouchError("They wrote this before the mail came, so it says nothing about it.")
    newest = Move.objects.of(case.brand_id).filter(case=case.pk).order_by("-pk").first()
    if newest is not None and newest.state not in _AGREED:
        raise CannotVouchError("They have not agreed to a private talk yet. Their own words must say so first.")

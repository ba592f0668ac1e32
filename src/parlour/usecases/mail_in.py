"""Mail that comes to a case's address: whose words it is taken to be, and what is kept of the rest.

The long word in the address finds the case; it proves nothing about who wrote, because it may stand in public and in
forwarded mails. Words count as the person's when they come from an address known to be theirs, and the operator's own
mail server, which `checked_by` names, found that it is not forged. Whatever else comes is kept with the case, as from
an address nobody can vouch for: it is no consent and proves nothing.
"""

from collections.abc import Sequence
from email.message import EmailMessage
from typing import Final

from django.db import transaction

from parlour.channels.mail.authentic import is_vouched_for
from parlour.channels.mail.automatic import why_automatic
from parlour.channels.mail.message import headers, open_message, sender_of
from parlour.channels.mail.reading import NETWORK, Slip, event_of, heard_uri, mail_in, mail_name
from parlour.channels.port import Batch, RawEvent
from parlour.core.nouns.person import Person
from parlour.store import rooms
from parlour.store.live import announce
from parlour.store.models import ArrivedMail, Case, ChannelAccount, Post
from parlour.store.models import RawEvent as StoredEvent
from parlour.store.notices import raise_notice
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.knocks import may_knock
from parlour.usecases.receive import receive
from parlour.usecases.reply_alias import case_at, is_theirs

MOST_BYTES: Final = 10_000_000
MAILS_A_DAY: Final = 200
"""To one case, of each kind: no stranger takes the place of the person."""
_RECIPIENTS: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
_STRANGER: Final = "It came from an address that is not known to be the person's."
_UNPROVEN: Final = "It says it is from an address of the person's, and no mail server of ours vouches for that."

Kind = ArrivedMail.Kind


class NoSuchAddressError(Exception):
    """This mail is for none of our cases."""


class UnusableMailError(Exception):
    """This is no mail, or one too large or too deep; nothing was kept, nor would be if it came again."""


class TooManyMailsError(Exception):
    """This case got so many mails of this kind today that no more are taken before tomorrow."""


def take_in(raw: bytes, *, recipients: Sequence[str] = (), house: House) -> ArrivedMail:
    """Keep a mail as it came, and hear it where it is the words of its case's person.

    Delivered again it changes nothing. `recipients` are addresses the mail server says it is for. Raises
    NoSuchAddressError, UnusableMailError or TooManyMailsError.
    """
    if not raw.strip():
        raise UnusableMailError("There is no mail on standard input.")
    if len(raw) > MOST_BYTES:
        raise UnusableMailError(f"This mail is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        return _keep(raw, recipients, house)
    except RecursionError as problem:
        raise UnusableMailError("The parts of this mail lie too deep in each other to be read.") from problem


def shown_sender(mail: ArrivedMail) -> str:
    """So much of an address that its owner knows it again, and nobody else learns it: `m…@home.example`."""
    name, _, host = mail.sender.partition("@")
    return f"{name[:1]}…@{host}" if host else "?"


def _keep(raw: bytes, recipients: Sequence[str], house: House) -> ArrivedMail:
    message = open_message(raw)
    found = case_at([*recipients, *headers(message, *_RECIPIENTS)])
    if found is None:
        raise NoSuchAddressError("This mail is for none of our cases.")
    case, account = found
    kind, slip = _judged(message, case, account)
    event = event_of(raw, slip, at=house.clock())
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        known = ArrivedMail.objects.filter(raw_event__account=account, raw_event__delivery_key=event.key).first()
        if known is not None:
            return known
        _count(case, kind, slip, house)
        if kind == Kind.PERSON:
            point_to_talk(case, account)
        mail = ArrivedMail.objects.create(
            brand_id=case.brand_id,
            case=case,
            raw_event=receive_mail(account, event, house),
            kind=kind,
            sender=sender_of(message)[:320],
            arrived_at=event.seen_at,
        )
        _tell(mail, case, slip)
        if kind == Kind.PERSON:
            _ask_where_unheard(mail, case)
    return mail


def _count(case: Case, kind: Kind, slip: Slip, house: House) -> None:
    """Mail in the person's name that nobody vouches for is counted apart: strangers do not know that name."""
    of = "unproven" if slip.why == _UNPROVEN else str(kind)
    if not may_knock(f"mail:{case.pk}:{of}", most=MAILS_A_DAY, seconds=86_400, house=house):
        raise TooManyMailsError("This case got very many mails today. Try again tomorrow.")


def _judged(message: EmailMessage, case: Case, account: ChannelAccount) -> tuple[Kind, Slip]:
    settings = account.settings
    automatic = why_automatic(message, domain=settings["domain"])
    if automatic:
        return Kind.AUTOMATIC, Slip(case.pk, why=f"A machine sent it: {automatic}.")
    sender = sender_of(message)
    if not is_theirs(case, sender):
        return Kind.STRANGER, Slip(case.pk, why=_STRANGER)
    host = settings.get("checked_by", "")
    if not host or not is_vouched_for(message, sender=sender, host=host):
        return Kind.STRANGER, Slip(case.pk, why=_UNPROVEN)
    return Kind.PERSON, Slip(case.pk, Person(case.person.network, case.person.address))


def receive_mail(account: ChannelAccount, event: RawEvent, house: House) -> StoredEvent:
    """Receive the event of one mail; the event as it is kept."""
    receive(account, Batch(source="mail", events=(event,)), channel=house.connect(account), house=house)
    return StoredEvent.objects.get(account=account, delivery_key=event.key)


def point_to_talk(case: Case, account: ChannelAccount) -> None:
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
        doubt = "may be forged" if slip.why == _UNPROVEN else f"is not known to be an address of {case.person}"
        words = (
            f"Somebody wrote to the address of case {case.pk} from {shown_sender(mail)}. We cannot vouch for it: it "
            f"{doubt}. Nobody has read it. Ask them in your talk whether it is theirs."
        )
        about = f"case:{case.pk}"
        raise_notice(
            case.brand_id, "strange_mail", about, words, at=mail.arrived_at, case=case.pk, agent=case.assignee_id
        )
    announce(case.brand_id, [case.pk])


def _ask_where_unheard(mail: ArrivedMail, case: Case) -> None:
    """Words of the person's that stand in no talk are brought to a human, whatever the reason."""
    name = heard_uri(mail_name(mail_in(bytes(mail.raw_event.body)), case.pk))
    posts = Post.objects.of(case.brand_id).filter(network=NETWORK, origin_uri=name, author=case.person_id)
    if not posts.exists():
        words = (
            f"A mail of {case.person} came to case {case.pk} and does not stand in their talk. Ask them what it said."
        )
        about = f"mail:{mail.pk}"
        raise_notice(
            case.brand_id, "mail_unheard", about, words, at=mail.arrived_at, case=case.pk, agent=case.assignee_id
        )

"""The part of erasing a room that takes the mails of its matter along: those that came, and the letters we wrote."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from parlour.channels.mail.reading import CASE, NETWORK
from parlour.store.models import ArrivedMail, Event, Mail, MailLook, Move, Notice, Outbox, Post, Proof, RawEvent
from parlour.store.models.scope import BrandQuerySet

_GONE: Final = "What was said in this matter was erased."


def during(move: Move, field: str) -> Q:
    """What happened, by this field, since the room was offered and before another one was."""
    later = Move.objects.of(move.brand_id).filter(case=move.case_id, pk__gt=move.pk).order_by("pk")
    end = later.values_list("offered_at", flat=True).first()
    return Q(**{f"{field}__gte": move.offered_at}) & (Q(**{f"{field}__lt": end}) if end is not None else Q())


def posts_by_mail(move: Move) -> BrandQuerySet[Post]:
    """The person's own words that came by mail."""
    posts: BrandQuerySet[Post] = Post.objects.of(move.brand_id).filter(
        during(move, "received_at"),
        network=NETWORK,
        own=False,
        in_reply_to_uri=f"{CASE}{move.case_id}",
        author=move.case.person_id,
    )
    return posts


def empty_letters(move: Move, *, at: datetime) -> int:
    """Let go of what our letters of codes and keys said, and to whom; those that wait are not sent any more.

    What was typed at the door and not looked at yet gets no letter either. How many letters there were.
    """
    proofs = Proof.objects.of(move.brand_id).filter(during(move, "made_at"), doorbell__move__case=move.case_id)
    proofs.exclude(typed=b"").update(typed=b"")
    letters = Mail.objects.of(move.brand_id).filter(during(move, "made_at"), case=move.case_id).exclude(recipient="")
    gone = {"recipient": "", "subject": "", "body": ""}
    waiting = letters.filter(state=Mail.State.WAITING)
    stopped = waiting.update(**gone, state=Mail.State.FAILED, ended_at=at, problem=_GONE)
    return stopped + letters.update(**gone)


def empty_arrived(move: Move, *, at: datetime) -> list[ArrivedMail]:
    """Let go of the mails that came to the matter's address, strangers' and machines' too; those that were emptied.

    An address stays where another matter of the same person goes on by it.
    """
    mails = ArrivedMail.objects.of(move.brand_id).filter(during(move, "arrived_at"), case=move.case_id, erased_at=None)
    found = list(mails.order_by("pk"))
    RawEvent.objects.filter(pk__in=[mail.raw_event_id for mail in found]).update(body=b"")
    MailLook.objects.of(move.brand_id).filter(mail__in=found).update(words="")
    elsewhere = ArrivedMail.objects.filter(
        ~Q(case=move.case_id), case__person=move.case.person_id, sender=OuterRef("sender"), kind=ArrivedMail.Kind.PERSON
    )
    mails.exclude(Exists(elsewhere)).update(sender="")
    mails.update(erased_at=at)
    notices = Notice.objects.filter(brand=move.brand_id, kind="strange_mail", about=f"case:{move.case_id}")
    notices.filter(during(move, "raised_at")).update(text=_GONE)
    return found


def blank_address(row: Outbox) -> None:
    """Take out of a mail of ours to whom and under which head it went. The caller saves the row."""
    if row.account.network == NETWORK:
        row.recipient = ""
        row.payload = {**row.payload, "recipient": "", "sender": "", "warning": ""}


def told_of(move: Move, mails: Collection[ArrivedMail]) -> Q:
    """What the record holds of these mails: that they arrived, and that somebody vouched for one."""
    arrived = Q(cause__in=[f"raw:{mail.raw_event_id}" for mail in mails])
    vouched = Q(pk__in=Event.objects.filter(during(move, "at"), stream=f"case:{move.case_id}", verb="mail_vouched"))
    return arrived | (vouched if mails else Q(pk__in=()))

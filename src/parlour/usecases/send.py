"""Sending: approved replies leave exactly once, where the network lets that be known.

A reply is claimed, which is committed, before its first byte leaves: whatever happens then, it is known that it may be
out. What the network answers decides the rest; no answer leaves it to `reconcile`.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from parlour.channels.port import Channel, NeedsReauth, PortError, RateLimited, Rejected, Retryable
from parlour.store.models import Case, ChannelAccount, ChannelState, Outbox, OutboxState
from parlour.store.models.outbox import ON_ITS_WAY
from parlour.store.models.scope import BrandQuerySet
from parlour.store.record import Happening, append
from parlour.store.secrets import UnreadableSecretError
from parlour.usecases import undelivered
from parlour.usecases.channel_health import turn_red
from parlour.usecases.confirm import confirm
from parlour.usecases.frozen import still_frozen, thaw_payload
from parlour.usecases.house import House
from parlour.usecases.leave_to_say import kept_words, why_not
from parlour.usecases.release import judge_again, says_more

LEASE: Final = timedelta(seconds=180)
"""Longer than any channel may take over one send; only then may somebody else ask what became of it."""


def send_due(house: House, *, limit: int = 20) -> int:
    """Send what is approved and due, one by one, at most `limit`; how many were tried."""
    channels: dict[int, Channel] = {}
    tried = 0
    try:
        while tried < limit:
            row = claim(house)
            if row is None:
                break
            tried += 1
            if row.state == OutboxState.SENT_UNKNOWN:
                _deliver(row, channels, house)
    finally:
        for channel in channels.values():
            channel.close()
    return tried


def claim(house: House) -> Outbox | None:
    """Take the next due reply and commit that it may leave; None when nothing is due.

    A reply never overtakes an earlier one of its case, nor leaves while its account is red, paused or held back by the
    network's limit. The row comes back SENT_UNKNOWN, or stopped when its words are not to leave after all.
    """
    now = house.clock()
    with transaction.atomic():
        row = _due(now).first()
        if row is None:
            return None
        # By itself: the database would plan one question with all of these for longer than it needs to answer both.
        row.case = Case.objects.select_related("brand", "account", "person__customer").get(pk=row.case_id)
        reason = _stopped(row, house)
        if reason:
            undelivered.stop(row, reason, house=house)
            return row
        row.state, row.lease_until, row.attempts = OutboxState.SENT_UNKNOWN, now + LEASE, row.attempts + 1
        row.first_sent_at = row.first_sent_at or now
        row.save(update_fields=["state", "lease_until", "attempts", "first_sent_at"])
        claimed = {"attempt": row.attempts}
        append(row.brand_id, [Happening(f"outbox:{row.pk}", "claimed", "system", payload=claimed)], at=now)
    return row


def _due(now: datetime) -> BrandQuerySet[Outbox]:
    earlier = Outbox.objects.filter(case=OuterRef("case"), state__in=ON_ITS_WAY).filter(
        Q(approved_at__lt=OuterRef("approved_at")) | Q(approved_at=OuterRef("approved_at"), pk__lt=OuterRef("pk"))
    )
    free = Q(account__held_until=None) | Q(account__held_until__lte=now)
    return (
        Outbox.objects.filter(free, state=OutboxState.APPROVED, not_before__lte=now, account__state=ChannelState.GREEN)
        .exclude(Exists(earlier))
        .select_related("account", "in_reply_to", "author")
        .order_by("not_before", "pk")
        .select_for_update(of=("self",), skip_locked=True)
    )


def _stopped(row: Outbox, house: House) -> str:
    """Why these words must not leave after all, in words for their author; "" when they may."""
    if not still_frozen(row):
        return "The words, the recipient or the room are not those that were approved."
    if reason := why_not(row.case, kept_words(row), house=house):
        return reason
    if says_more(judge_again(row, house=house), row):
        return "Something changed since it was approved, and the guard now finds more."
    return ""


def _deliver(row: Outbox, channels: dict[int, Channel], house: House) -> None:
    """Hand the words to the network and act on its answer."""
    try:
        if row.account_id not in channels:
            channels[row.account_id] = connect(row.account, house)
        sent = channels[row.account_id].send(thaw_payload(row.payload), key=row.key)
    except PortError as problem:
        _failed(row, problem, house)
    else:
        confirm(row.pk, sent, house=house)


def connect(account: ChannelAccount, house: House) -> Channel:
    """A channel for this account. Raises NeedsReauth where its settings or its secret cannot be used."""
    try:
        return house.connect(account)
    except (ValueError, UnreadableSecretError) as problem:
        raise NeedsReauth(str(problem)) from problem


def _failed(row: Outbox, problem: PortError, house: House) -> None:
    now, words = house.clock(), str(problem)
    if isinstance(problem, RateLimited):
        undelivered.put_back(row, until=problem.retry_at, problem=words, house=house)
        hold_back(row.account, until=problem.retry_at)
    elif isinstance(problem, NeedsReauth):
        undelivered.put_back(row, until=now, problem=words, house=house)
        turn_red(row.account, words, at=now)
    elif isinstance(problem, Rejected):
        undelivered.fail(row, words, house=house, unreachable=problem.unreachable)
    elif isinstance(problem, Retryable) and not problem.maybe_done:
        undelivered.try_later(row, after=problem.after, problem=words, house=house)
    else:
        undelivered.leave_open(row, words)


def hold_back(account: ChannelAccount, *, until: datetime) -> None:
    """The network's limit holds every send of this account back; never shortened."""
    longer = Q(held_until=None) | Q(held_until__lt=until)
    ChannelAccount.objects.filter(longer, pk=account.pk).update(held_until=until)

"""Receive: write down what a channel heard, each event exactly once, before it is acknowledged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parlour.channels.port import Batch, Channel, Heard, Kind, NotOurs, RawEvent
from parlour.store import deliveries
from parlour.store.assessing import queue_texts
from parlour.store.live import ASSESS_CHANNEL, announce, wake
from parlour.store.models import ChannelAccount
from parlour.store.record import Happening, append
from parlour.usecases.house import House
from parlour.usecases.receive_changes import Changes, apply_changes
from parlour.usecases.receive_posts import Incoming, write_posts


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a batch: events that were new, those refused among them, texts now waiting for assessment."""

    new: int
    refused: int
    texts: int


def receive(account: ChannelAccount, batch: Batch, *, channel: Channel, house: House) -> Receipt:
    """Write a batch down in one transaction; when this returns it may be acknowledged to the network.

    Delivered again, it changes nothing. An event that cannot be understood is kept with its reason; the others go
    through. The account's stream in the record is locked until the commit.
    """
    at = house.clock()
    events, understood, refusals = _understand(channel, batch.events)
    with transaction.atomic():
        numbers = deliveries.write_down(account.pk, batch.source, events, refusals)
        incoming = _incoming(events, understood, numbers)
        texts = write_posts(account, [one for one in incoming if one.heard.kind is Kind.POST], at=at)
        changes = apply_changes(account, [one for one in incoming if one.heard.kind is not Kind.POST], at=at)
        texts += changes.texts
        if batch.cursor is not None:
            deliveries.store_cursor(account.pk, batch.source, batch.cursor, at=at)
        if numbers:
            _tell(account, batch.source, deliveries.digests(events, numbers), changes, at=at)
        if texts:
            queue_texts(account.brand_id, texts)
            wake(ASSESS_CHANNEL)
    refused = sum(1 for event, reason in zip(events, refusals, strict=True) if reason and event.key in numbers)
    return Receipt(new=len(numbers), refused=refused, texts=len(texts))


def _understand(channel: Channel, events: Sequence[RawEvent]) -> tuple[list[RawEvent], list[Heard | None], list[str]]:
    """Each event once, with what it means or why it cannot be understood (an empty reason means it can)."""
    once = list({event.key: event for event in reversed(events)}.values())[::-1]
    understood: list[Heard | None] = []
    refusals: list[str] = []
    for event in once:
        try:
            understood.append(channel.parse(event))
            refusals.append("")
        except NotOurs as reason:
            understood.append(None)
            refusals.append(str(reason) or "The network gave no reason.")
    return once, understood, refusals


def _incoming(
    events: Sequence[RawEvent], understood: Sequence[Heard | None], numbers: Mapping[str, int]
) -> list[Incoming]:
    """What was understood and never delivered before."""
    return [
        Incoming(raw=numbers[event.key], heard=heard, seen_at=event.seen_at)
        for event, heard in zip(events, understood, strict=True)
        if heard is not None and event.key in numbers
    ]


def _tell(account: ChannelAccount, source: str, digests: Mapping[str, str], changes: Changes, *, at: datetime) -> None:
    """The record learns the digest of every raw body, open desks learn of edits and deletions."""
    heard = Happening(
        stream=f"account:{account.pk}",
        verb="heard",
        actor=f"channel:{account.pk}",
        cause=source,
        payload={"raw": digests},
    )
    append(account.brand_id, [heard, *changes.happenings], at=at)
    deliveries.note_heard(account.pk, at=at)
    if changes.cases:
        announce(account.brand_id, changes.cases)

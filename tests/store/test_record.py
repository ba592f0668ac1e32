"""The record: what is appended is chained, and only inside a transaction."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from parlour.core.record.chain import NOTHING, ChainedEvent, payload_digest
from parlour.store.models import Brand, Event
from parlour.store.record import EMPTY, Happening, append

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def brand(db: None) -> Brand:
    return Brand.objects.create(slug="marlow", name="Marlow")


def recomputed(event: Event) -> bytes:
    return ChainedEvent(
        event.brand_id,
        event.stream,
        event.seq,
        event.actor,
        event.verb,
        event.cause,
        event.at,
        bytes(event.payload_digest),
        bytes(event.prev),
    ).hash()


def test_append_chains_each_stream_by_itself(brand: Brand) -> None:
    with transaction.atomic():
        append(brand.pk, [Happening("case:1", "opened", "system"), Happening("case:2", "opened", "system")], at=AT)
    with transaction.atomic():
        append(brand.pk, [Happening("case:1", "assigned", "agent:7", payload={"to": 7})], at=AT)
    first, second = Event.objects.filter(stream="case:1").order_by("seq")
    assert (first.seq, bytes(first.prev), bytes(first.payload_digest)) == (1, NOTHING, EMPTY)
    assert (second.seq, bytes(second.prev)) == (2, bytes(first.hash))
    assert bytes(second.payload_digest) == payload_digest(bytes(second.payload.salt), bytes(second.payload.body))
    assert [bytes(event.hash) for event in (first, second)] == [recomputed(first), recomputed(second)]


@pytest.mark.django_db(transaction=True)
def test_append_outside_a_transaction_is_refused() -> None:
    brand = Brand.objects.create(slug="marlow", name="Marlow")
    with pytest.raises(RuntimeError, match="in the transaction of the change"):
        append(brand.pk, [Happening("case:1", "opened", "system")], at=AT)

"""The record proves itself: every kind of tampering is found, and what cannot be proved is said."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from parlour.knowledge import Knowledge
from parlour.store.models import Brand, Checkpoint, Event
from parlour.store.record import Happening, append
from parlour.usecases.checkpoint import checkpoint
from parlour.usecases.house import House
from parlour.usecases.verify import UnknownCheckpointError, verify

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def brand(db: None, settings: Any, tmp_path: Path) -> Brand:
    settings.CHECKPOINT_KEY_FILE = tmp_path / "checkpoint_key"
    return Brand.objects.create(slug="marlow", name="Marlow")


@pytest.fixture
def house(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: AT)


@pytest.fixture
def signed(brand: Brand, house: House) -> Brand:
    """Three streams under two checkpoints, and one event that is not signed yet."""
    tell(brand, "case:1", "opened", "assigned")
    tell(brand, "case:2", "opened", "noted", "resolved")
    assert checkpoint(house) is not None
    tell(brand, "case:1", "resolved")
    tell(brand, "case:3", "opened")
    assert checkpoint(house) is not None
    tell(brand, "case:3", "noted")
    return brand


def tell(brand: Brand, stream: str, *verbs: str) -> None:
    with transaction.atomic():
        append(brand.pk, [Happening(stream, verb, "agent:1", payload={"text": verb}) for verb in verbs], at=AT)


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_untouched_record_holds(signed: Brand) -> None:
    found = verify()
    assert (found.problems, found.events, found.checkpoints, found.unsigned) == ([], 8, 2, 1)


def test_what_cannot_be_proved_is_said(signed: Brand) -> None:
    assert any("1 are not signed yet" in words for words in verify().cannot_prove)


@pytest.mark.parametrize(
    ("tampering", "problem"),
    [
        ("update store_event set actor = 'agent:2' where stream = 'case:2' and seq = 2", "case:2: event 2 .* changed"),
        ("update store_event set at = at + interval '1 second' where stream = 'case:1' and seq = 1", "was changed"),
        ("update store_event set verb = 'opened' where stream = 'case:3' and seq = 2", "was changed"),
        ("update store_eventpayload set body = 'x' where event_id = (select min(id) from store_event)", "content of"),
        (
            "update store_checkpoint set events = events - 1 where id = (select min(id) from store_checkpoint)",
            "changed",
        ),
        ("update store_checkpoint set signature = '\\x00' where id = (select max(id) from store_checkpoint)", "signat"),
    ],
)
def test_a_changed_row_is_found(signed: Brand, tampering: str, problem: str) -> None:
    run_sql(tampering)
    assert [words for words in verify().problems if re.search(problem, words)]


def erase(where: str) -> Callable[[], None]:
    def erased() -> None:
        run_sql(f"delete from store_eventpayload where event_id in (select id from store_event where {where})")
        run_sql(f"delete from store_event where {where}")

    return erased


@pytest.mark.parametrize(
    ("tampering", "problem"),
    [
        (erase("stream = 'case:2' and seq = 2"), "case:2: event 2 is missing"),
        (erase("stream = 'case:2' and seq = 3"), "covers 5 events; 4 are there"),
        (erase("stream = 'case:2'"), "covers 5 events; 2 are there"),
        (lambda: run_sql("delete from store_checkpoint where id = (select min(id) from store_checkpoint)"), "follow"),
        (lambda: run_sql("delete from store_eventpayload"), "no erasure was recorded"),
    ],
)
def test_a_missing_row_is_found(signed: Brand, tampering: Callable[[], None], problem: str) -> None:
    tampering()
    assert [words for words in verify().problems if problem in words]


def test_an_event_rewritten_with_a_matching_chain_is_found_by_its_checkpoint(signed: Brand) -> None:
    """Somebody who can hash can rewrite the end of a chain, but not what was signed."""
    from parlour.core.record.chain import ChainedEvent

    last = Event.objects.get(stream="case:2", seq=3)
    forged = ChainedEvent(
        last.brand_id, last.stream, 3, "agent:9", last.verb, last.cause, last.at,
        bytes(last.payload_digest), bytes(last.prev),
    )  # fmt: skip
    Event.objects.filter(pk=last.pk).update(actor="agent:9", hash=forged.hash())
    assert [words for words in verify().problems if "was replaced" in words]


def test_a_checkpoint_signed_with_a_key_of_somebody_else_is_found(signed: Brand, settings: Any, tmp_path: Path) -> None:
    """Whoever can rewrite the database can sign it anew, but not with our key."""
    ours = Checkpoint.objects.order_by("id")[0].key_id
    settings.CHECKPOINT_KEY_FILE = tmp_path / "another_key"
    assert [words for words in verify().problems if "a key that is not ours" in words]
    (tmp_path / "another_key.before").write_text(ours + "\n")
    assert verify().holds


def test_the_newest_checkpoint_is_told_so_that_it_can_be_kept_elsewhere(signed: Brand) -> None:
    newest = Checkpoint.objects.order_by("-id")[0]
    assert verify().newest == f"{newest.pk}:{bytes(newest.hash).hex()}"


def test_a_checkpoint_kept_elsewhere_must_still_be_there(signed: Brand) -> None:
    kept = Checkpoint.objects.order_by("id")[0]
    assert verify(f"{kept.pk}:{bytes(kept.hash).hex()}").holds
    assert not verify(f"{kept.pk}:{'0' * 64}").holds
    with pytest.raises(UnknownCheckpointError, match="the newest is"):
        verify("999999")


def test_a_checkpoint_without_news_is_not_made(signed: Brand, house: House) -> None:
    assert checkpoint(house) is not None
    assert checkpoint(house) is None


def test_erased_content_with_a_recorded_erasure_holds(signed: Brand) -> None:
    event = Event.objects.get(stream="case:3", seq=1)
    run_sql(f"delete from store_eventpayload where event_id = {event.pk}")
    with transaction.atomic():
        append(signed.pk, [Happening("case:3", "payload_erased", "agent:1", cause=f"event:{event.pk}")], at=AT)
    found = verify()
    assert (found.problems, found.erased) == ([], 1)

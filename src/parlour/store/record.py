"""Appending to the record: in the transaction of the change it tells of, never by itself."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from django.db import connection

from parlour.core.record.chain import NOTHING, ChainedEvent, payload_digest
from parlour.store.bulk import copy_rows, fetch, next_ids

EMPTY: Final = payload_digest(b"", b"")
EVENT_COLUMNS: Final = (
    "id", "brand_id", "stream", "seq", "actor", "verb", "cause", "at", "payload_digest", "prev", "hash"
)  # fmt: skip
CHECKPOINT_LOCK: Final = 0x7061726C  # held shared by writers, exclusively by a checkpoint


@dataclass(frozen=True, slots=True)
class Happening:
    """Something to be recorded. `actor` is `agent:<id>`, `person:<handle id>`, `channel:<id>` or `system`.

    `cause` names what led to it (`post:<id>`, `outbox:<id>` …). `payload` is its erasable content, None for none.
    """

    stream: str
    verb: str
    actor: str
    cause: str = ""
    payload: Mapping[str, Any] | None = None


def append(brand: int, happenings: Sequence[Happening], *, at: datetime, fresh: bool = False) -> None:
    """Chain happenings to their streams, in order.

    Must run in a transaction. Each stream is locked until its end, in one order, so that concurrent writers queue;
    `fresh` says that no stream existed before (rows made in this transaction), which needs neither lock nor look-up.
    Lock the rows you change *before* calling this.
    """
    if not happenings:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("The record is written in the transaction of the change it tells of.")
    fetch("select pg_advisory_xact_lock_shared(%s)", [CHECKPOINT_LOCK])
    heads = {} if fresh else _lock_heads(sorted({happening.stream for happening in happenings}))
    ids = next_ids("store_event", len(happenings))
    events, payloads = _chain(brand, zip(ids, happenings, strict=True), heads=heads, at=at)
    copy_rows("store_event", EVENT_COLUMNS, events)
    if payloads:
        copy_rows("store_eventpayload", ("event_id", "salt", "body"), payloads)


def _lock_heads(streams: list[str]) -> dict[str, tuple[int, bytes]]:
    fetch("select pg_advisory_xact_lock(hashtextextended(s, 7)) from unnest(%s::text[]) s", [streams])
    found = fetch(
        "select s, head.seq, head.hash from unnest(%s::text[]) s cross join lateral "
        "(select seq, hash from store_event where stream = s order by seq desc limit 1) head",
        [streams],
    )
    return {stream: (seq, bytes(digest)) for stream, seq, digest in found}


def _chain(
    brand: int,
    numbered: Iterable[tuple[int, Happening]],
    *,
    heads: dict[str, tuple[int, bytes]],
    at: datetime,
) -> tuple[list[tuple[Any, ...]], list[tuple[int, bytes, bytes]]]:
    events: list[tuple[Any, ...]] = []
    payloads: list[tuple[int, bytes, bytes]] = []
    for number, happening in numbered:
        digest = EMPTY
        if happening.payload is not None:
            salt, body = os.urandom(16), orjson.dumps(happening.payload, option=orjson.OPT_SORT_KEYS)
            digest = payload_digest(salt, body)
            payloads.append((number, salt, body))
        seq, prev = heads.get(happening.stream, (0, NOTHING))
        event = ChainedEvent(
            brand, happening.stream, seq + 1, happening.actor, happening.verb, happening.cause, at, digest, prev
        )
        hashed = event.hash()
        heads[happening.stream] = (seq + 1, hashed)
        events.append((number, *event, hashed))
    return events, payloads

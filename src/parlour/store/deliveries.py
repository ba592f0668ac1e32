"""Raw events, cursors and the heartbeat of a channel account, written in the transaction of a receipt."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from parlour.channels.port import RawEvent
from parlour.store.bulk import execute, fetch, insert_new

REASON_LIMIT: Final = 500  # characters of a refusal that are kept; it is indexed
GAP_WEIGHT: Final = 0.1  # of a new gap in the moving average of gaps between deliveries

CURSOR = """
insert into store_cursor (account_id, source, value, read_at) values (%s, %s, %s, %s)
on conflict (account_id, source) do update set value = excluded.value, read_at = excluded.read_at
"""
HEARD = """
update store_channelaccount set last_heard_at = %s, last_contact_at = %s,
normal_gap = case when last_heard_at is null then normal_gap
  else coalesce(normal_gap, extract(epoch from %s - last_heard_at)) * (1 - %s)
     + extract(epoch from %s - last_heard_at) * %s end
where id = %s
"""


def write_down(account: int, source: str, events: Sequence[RawEvent], refusals: Sequence[str]) -> dict[str, int]:
    """Keep the events that were never delivered before; delivery key → number of those that are new."""
    unique = {event.key: (event, refusal) for event, refusal in reversed(list(zip(events, refusals, strict=True)))}
    kept = [unique[key] for key in sorted(unique)]
    rows = insert_new(
        "store_rawevent",
        {
            "delivery_key": ("text", [event.key for event, _ in kept]),
            "body": ("bytea", [event.body for event, _ in kept]),
            "seen_at": ("timestamptz", [event.seen_at for event, _ in kept]),
            "refused": ("text", [refusal[:REASON_LIMIT] for _, refusal in kept]),
        },
        same={"account_id": ("int8", account), "source": ("text", source)},
        returning=("delivery_key", "id"),
    )
    return dict(rows)


def digests(events: Sequence[RawEvent], numbers: dict[str, int]) -> dict[str, str]:
    """SHA-256 (hex) of the body of each new event, by its number, for the record."""
    return {str(numbers[event.key]): hashlib.sha256(event.body).hexdigest() for event in events if event.key in numbers}


def store_cursor(account: int, source: str, value: str, *, at: datetime) -> None:
    """Remember how far a listing was read and written down."""
    execute(CURSOR, [account, source, value, at])


def load_cursor(account: int, source: str) -> str:
    """Where to read on, "" for the beginning."""
    rows = fetch("select value from store_cursor where account_id = %s and source = %s", [account, source])
    return str(rows[0][0]) if rows else ""


def note_heard(account: int, *, at: datetime) -> None:
    """The account heard something new: its moment, and its moving average of gaps in seconds."""
    execute(HEARD, [at, at, at, GAP_WEIGHT, at, GAP_WEIGHT, account])


def note_contact(account: int, *, at: datetime) -> None:
    """The network answered, with news or without."""
    execute("update store_channelaccount set last_contact_at = %s where id = %s", [at, account])


def note_missed(account: int, events: int) -> None:
    """Count what only the sweep found."""
    execute("update store_channelaccount set swept_only = swept_only + %s where id = %s", [events, account])

"""Texts that wait to be assessed: queued in batches, claimed by lease, gone when done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from parlour.store.bulk import execute, fetch

BATCH_TEXTS: Final = 500
LEASE: Final = timedelta(seconds=60)
MAX_ATTEMPTS: Final = 5

CLAIM = """
with waiting as (
  select id, texts from store_assessbatch
  where (lease_until is null or lease_until < %s) and attempts < %s and not again
  order by id limit %s for update skip locked
), counted as (
  select id, cardinality(texts) as own, sum(cardinality(texts)) over (order by id) as total from waiting
)
update store_assessbatch batch set lease_until = %s, attempts = attempts + 1
from counted where batch.id = counted.id and (total <= %s or total = own)
returning batch.id, brand_id, texts, attempts
"""

GIVE_UP_AGAIN = "delete from store_assessbatch where again and attempts >= %s and lease_until < %s"
CLAIM_AGAIN = """
update store_assessbatch batch set lease_until = %s, attempts = attempts + 1
where id = (
  select id from store_assessbatch where (lease_until is null or lease_until < %s) and again
  order by id limit 1 for update skip locked
)
returning id, brand_id, texts[1:%s], lease_until
"""
GO_ON = """
update store_assessbatch set texts = texts[%s:], lease_until = null, attempts = 0
where id = %s and lease_until = %s returning texts = '{}'
"""


@dataclass(frozen=True, slots=True)
class Closer:
    """The first texts of a batch that waits for a closer look, ours until the lease ends."""

    batch: int
    brand: int
    texts: tuple[int, ...]
    lease: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A batch that is ours until its lease ends; `attempt` tells our claim from a later one."""

    batch: int
    brand: int
    texts: tuple[int, ...]
    attempt: int


def queue_texts(brand: int, texts: Sequence[int], *, attempts: int = 0) -> None:
    """Queue texts in batches of at most BATCH_TEXTS; `attempts` counts those that failed before."""
    for start in range(0, len(texts), BATCH_TEXTS):
        part = list(texts[start : start + BATCH_TEXTS])
        execute(
            "insert into store_assessbatch (brand_id, texts, attempts, problem) values (%s, %s::bigint[], %s, '')",
            [brand, part, attempts],
        )


def claim(*, now: datetime, limit: int = BATCH_TEXTS) -> list[Claim]:
    """Claim waiting batches of together at most `limit` texts (always one batch when any waits)."""
    rows = fetch(CLAIM, [now, MAX_ATTEMPTS, limit, now + LEASE, limit])
    return [Claim(batch, brand, tuple(texts), attempt) for batch, brand, texts, attempt in rows]


def queue_again(brand: int, texts: Sequence[int]) -> None:
    """Queue texts that were assessed in a flood for a closer look."""
    if texts:
        execute(
            "insert into store_assessbatch (brand_id, texts, attempts, problem, again) "
            "values (%s, %s::bigint[], 0, '', true)",
            [brand, list(texts)],
        )


def claim_again(*, now: datetime, limit: int) -> Closer | None:
    """Claim the first `limit` texts of the oldest batch that waits for a closer look.

    A batch whose claims ended MAX_ATTEMPTS times without an answer is given up: its texts keep what was said of them.
    """
    execute(GIVE_UP_AGAIN, [MAX_ATTEMPTS, now])
    rows = fetch(CLAIM_AGAIN, [now + LEASE, now, limit])
    return Closer(rows[0][0], rows[0][1], tuple(rows[0][2]), rows[0][3]) if rows else None


def go_on(claim: Closer) -> bool:
    """Go on behind the texts of the claim; whether it was still ours. A batch without further texts is forgotten."""
    rows = fetch(GO_ON, [len(claim.texts) + 1, claim.batch, claim.lease])
    if rows and rows[0][0]:
        execute("delete from store_assessbatch where id = %s", [claim.batch])
    return bool(rows)


def still_ours(claims: Sequence[Claim]) -> list[Claim]:
    """Of our claims those that nobody took over meanwhile; locked until the transaction ends."""
    rows = fetch(
        "select id, attempts from store_assessbatch where id = any(%s::bigint[]) order by id for update",
        [[claim.batch for claim in claims]],
    )
    held = set(rows)
    return [claim for claim in claims if (claim.batch, claim.attempt) in held]


def done(claims: Sequence[Claim]) -> None:
    """Forget batches whose texts are assessed."""
    execute("delete from store_assessbatch where id = any(%s::bigint[])", [[claim.batch for claim in claims]])


def give_back(claims: Sequence[Claim], problem: str) -> None:
    """A claim failed: say why and let it be tried again at once, each half by itself, so that one text stops no other.

    A single text that fails MAX_ATTEMPTS times stays with its problem, where operators see it.
    """
    for claim in claims:
        if len(claim.texts) == 1:
            execute(
                "update store_assessbatch set lease_until = null, problem = %s where id = %s", [problem, claim.batch]
            )
            continue
        middle = len(claim.texts) // 2
        queue_texts(claim.brand, claim.texts[:middle], attempts=1)
        queue_texts(claim.brand, claim.texts[middle:], attempts=1)
        done([claim])


def stuck(*, now: datetime) -> dict[int, tuple[int, str]]:
    """Brand → how many of its texts failed too often to be tried again, and what the newest problem was."""
    rows = fetch(
        "select brand_id, sum(cardinality(texts))::int, (array_agg(problem order by id desc))[1] "
        "from store_assessbatch where attempts >= %s and (lease_until is null or lease_until < %s) and not again "
        "group by brand_id",
        [MAX_ATTEMPTS, now],
    )
    return {brand: (count, problem) for brand, count, problem in rows}

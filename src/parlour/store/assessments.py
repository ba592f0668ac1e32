"""Reading texts with what stands around them, and writing what triage said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson

from parlour.core.nouns.assessment import Assessment
from parlour.core.nouns.post import Post
from parlour.store.bulk import copy_rows, fetch

LOAD = """
select text.id, post.id, text.version, post.version = text.version, text.text, post.network, post.author_id,
  author.address, author.followers, post.created_at, post.received_at, post.thread_id,
  post.conversation_id, post.crowded, heard.account_id, heard.sectors, heard.addressed, customer.value
from store_posttext text
join store_post post on post.id = text.post_id
join store_handle author on author.id = post.author_id
left join store_customer customer on customer.id = author.customer_id
cross join lateral (
  select hearing.account_id, account.sectors, hearing.addressed
  from store_hearing hearing join store_channelaccount account on account.id = hearing.account_id
  where hearing.post_id = post.id order by hearing.addressed desc, hearing.account_id limit 1
) heard
where text.id = any(%s::bigint[]) and post.deleted_at is null
order by post.created_at, post.id
"""


@dataclass(frozen=True, slots=True)
class WaitingText:
    """One version of a post's words with what is needed to judge it and to give it a case.

    `current` says whether these are the words that count now. `account` is the one the post speaks to.
    """

    number: int
    post_number: int
    version: int
    current: bool
    post: Post
    author: int
    account: int
    created_at: datetime
    received_at: datetime
    thread: int | None
    conversation: int | None
    crowded: bool
    value: Decimal | None


def load(numbers: Sequence[int]) -> list[WaitingText]:
    """The texts with these numbers whose posts still stand, oldest first."""
    return [_waiting(row) for row in fetch(LOAD, [list(numbers)])]


def _waiting(row: tuple[Any, ...]) -> WaitingText:
    (number, post, version, current, text, network, author, address, followers, created_at, received_at,
     thread, conversation, crowded, account, sectors, addressed, value) = row  # fmt: skip
    return WaitingText(
        number=number,
        post_number=post,
        version=version,
        current=current,
        post=Post(
            id=str(post),
            text=text,
            network=network,
            author=address,
            followers=followers,
            created_at=created_at,
            sectors=tuple(sectors),
            addressed=addressed,
        ),
        author=author,
        account=account,
        created_at=created_at,
        received_at=received_at,
        thread=thread,
        conversation=conversation,
        crowded=crowded,
        value=value,
    )


def write(brand: int, judged: Sequence[tuple[WaitingText, Assessment, int | None]], *, at: datetime) -> None:
    """Write assessments with the case each post belongs to; one that was written before stays as it is."""
    known = set(
        fetch(
            "select post_id, version from store_assessment where post_id = any(%s::bigint[])",
            [[text.post_number for text, _, _ in judged]],
        )
    )
    copy_rows(
        "store_assessment",
        ("brand_id", "post_id", "version", "case_id", "route", "heat", "model", "result", "assessed_at"),
        (
            (brand, text.post_number, text.version, case, judgement.route.value, judgement.scores.get("heat"),
             judgement.model, orjson.dumps(as_contract(judgement)).decode(), at)
            for text, judgement, case in judged
            if (text.post_number, text.version) not in known
        ),
    )  # fmt: skip


def as_contract(judgement: Assessment) -> dict[str, Any]:
    """The assessment in the words of the contract, dotted scores nested; without id and model, which have columns."""
    result: dict[str, Any] = {"language": judgement.language, "unsure": judgement.unsure}
    for name, score in judgement.scores.items():
        group, _, member = name.rpartition(".")
        (result.setdefault(group, {}) if group else result)[member] = round(score, 3)
    result["personal_data"] = [
        {"kind": datum.kind, "start": datum.start, "end": datum.end, "confidence": round(datum.confidence, 3)}
        for datum in judgement.personal_data
    ]
    result["reasons"] = [
        {
            "output": reason.output,
            "rule": reason.rule,
            "start": reason.start,
            "end": reason.end,
            "weight": round(reason.weight, 3),
        }
        for reason in judgement.reasons
    ]
    return result

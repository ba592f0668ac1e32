"""Reading texts with what stands around them, and writing what triage said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson

from parlour.core.nouns.assessment import Assessment, in_words
from parlour.core.nouns.post import Post
from parlour.core.triage.knowledge import BRIEF
from parlour.store.bulk import copy_rows, fetch

PLACES = 2
"""Decimal places of what is kept of a probability."""
LEAST = 0.05
"""Smaller probabilities are not kept: no bar and no figure asks how small they were."""

LOAD = """
select text.id, post.id, text.version, post.version = text.version, text.text, post.network, post.author_id,
  author.address, author.followers, post.created_at, post.received_at, post.thread_id,
  post.conversation_id, post.in_reply_to_uri <> '', post.crowded, heard.account_id, heard.sectors, heard.addressed,
  customer.value
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

READ_BACK = 32
"""Newest posts of a room that are looked through for earlier ones of the same author: a bound where a crowd talks."""
EARLIER = """
select wanted.post, earlier.text
from unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::timestamptz[]) wanted(post, room, author, at)
cross join lateral (
  select id, created_at, author_id, version, own from store_post
  where {room} = wanted.room and deleted_at is null and (created_at, id) < (wanted.at, wanted.post)
  order by created_at desc, id desc limit {most}
) post
join store_posttext earlier on earlier.post_id = post.id and earlier.version = post.version
where post.author_id = wanted.author and not post.own and earlier.redacted_at is null
order by wanted.post, post.created_at, post.id
"""
REWRITE = """
update store_assessment kept set route = new.route, heat = new.heat, model = new.model, result = new.result::jsonb,
  assessed_at = %s
from unnest(%s::bigint[], %s::int4[], %s::text[], %s::float8[], %s::text[], %s::text[])
  new(post_id, version, route, heat, model, result)
where kept.post_id = new.post_id and kept.version = new.version and right(kept.model, length(%s)) = %s
  and not exists (select from store_correction label
    where label.post_id = kept.post_id and label.version = kept.version and label.current)
returning kept.post_id, kept.case_id
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
    replying: bool
    crowded: bool
    value: Decimal | None


def load(numbers: Sequence[int]) -> list[WaitingText]:
    """The texts with these numbers whose posts still stand, oldest first, with what their authors said before there."""
    texts = [_waiting(row) for row in fetch(LOAD, [list(numbers)])]
    earlier = _earlier("thread_id", [(one, one.thread) for one in texts if one.thread is not None and one.replying])
    earlier |= _earlier("conversation_id", [(one, one.conversation) for one in texts if one.conversation is not None])
    return [
        replace(text, post=replace(text.post, thread=tuple(earlier[text.post_number])))
        if text.post_number in earlier
        else text
        for text in texts
    ]


def _earlier(room: str, wanted: Sequence[tuple[WaitingText, int]]) -> dict[int, list[str]]:
    """Post number → earlier texts of its author in its room, oldest first."""
    found: dict[int, list[str]] = {}
    if wanted:
        asked = [(text.post_number, number, text.author, text.created_at) for text, number in wanted]
        columns = [list(column) for column in zip(*asked, strict=True)]
        for post, said in fetch(EARLIER.format(room=room, most=READ_BACK), columns):
            found.setdefault(post, []).append(said)
    return found


def _waiting(row: tuple[Any, ...]) -> WaitingText:
    (number, post, version, current, text, network, author, address, followers, created_at, received_at,
     thread, conversation, replying, crowded, account, sectors, addressed, value) = row  # fmt: skip
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
        replying=replying,
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
            (brand, text.post_number, text.version, case, *_told(judgement), at)
            for text, judgement, case in judged
            if (text.post_number, text.version) not in known
        ),
    )


def rewrite(judged: Sequence[tuple[WaitingText, Assessment]], *, at: datetime) -> dict[int, int]:
    """Put a closer look in the place of what was said in a flood; post number → its case, where it has one.

    What a person has labelled stays as they saw it.
    """
    if not judged:
        return {}
    rows = [(text.post_number, text.version, *_told(judgement)) for text, judgement in judged]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return {post: case for post, case in fetch(REWRITE, [at, *columns, BRIEF, BRIEF]) if case is not None}


def _told(judgement: Assessment) -> tuple[str, float | None, str, str]:
    """Route, heat, model and result as they are kept."""
    result = orjson.dumps(in_words(judgement, PLACES, least=LEAST)).decode()
    return judgement.route.value, judgement.scores.get("heat"), judgement.model, result

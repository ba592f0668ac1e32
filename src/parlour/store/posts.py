"""Writing posts, their texts and their hearings, many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson
from django.db import transaction

from parlour.channels.port import Heard
from parlour.core.nouns.surface import Surface
from parlour.store.bulk import array, copy_rows, execute, fetch, insert_new, next_ids
from parlour.store.models import ChannelAccount
from parlour.store.pictures import picture_files

TEXT_COLUMNS: Final = (
    "id", "brand_id", "post_id", "version", "text", "language", "warning", "raw_event_id", "written_at"
)  # fmt: skip
DELETED_EARLY: Final = "It deletes a post that was not heard yet: "


@dataclass(frozen=True, slots=True)
class NewPost:
    """A heard post with everything decided about it. `attachments` is JSON."""

    heard: Heard
    raw: int
    author: int
    thread: int | None
    conversation: int | None
    own: bool
    addressed: bool
    created_at: datetime
    attachments: str


def own_addresses(account: ChannelAccount) -> list[str]:
    """The addresses of all accounts the brand has on this network."""
    rows = fetch(
        "select address from store_channelaccount where brand_id = %s and network = %s",
        [account.brand_id, account.network],
    )
    return [str(row[0]) for row in rows]


def write(account: ChannelAccount, rows: Sequence[NewPost], *, at: datetime) -> list[int]:
    """Write posts that are new, a hearing for each; the numbers of texts that await assessment."""
    rows = sorted({row.heard.origin_uri: row for row in reversed(rows)}.values(), key=lambda row: row.heard.origin_uri)
    new = _insert_posts(account, rows, at=at)
    known = _known(account, [row.heard.origin_uri for row in rows if row.heard.origin_uri not in new])
    texts = _insert_texts(account.brand_id, rows, new)
    gained = _insert_hearings(account.pk, rows, {**known, **new})
    tombstones = _bury_deleted_early(account, rows, new, at=at)
    fresh = [
        texts[row.heard.origin_uri]
        for row in rows
        if row.heard.origin_uri in new and not row.own and new[row.heard.origin_uri] not in tombstones
    ]
    return fresh + _newly_addressed([post for post in gained if post in set(known.values())])


def _insert_posts(account: ChannelAccount, rows: Sequence[NewPost], *, at: datetime) -> dict[str, int]:
    inserted = insert_new(
        "store_post",
        {
            "origin_uri": ("text", [row.heard.origin_uri for row in rows]),
            "author_id": ("int8", [row.author for row in rows]),
            "thread_id": ("int8", [row.thread for row in rows]),
            "conversation_id": ("int8", [row.conversation for row in rows]),
            "in_reply_to_uri": ("text", [row.heard.in_reply_to_uri for row in rows]),
            "url": ("text", [row.heard.url for row in rows]),
            "created_at": ("timestamptz", [row.created_at for row in rows]),
            "own": ("bool", [row.own for row in rows]),
            "crowded": ("bool", [_crowded(row) for row in rows]),
            "attachments": ("jsonb", [row.attachments for row in rows]),
        },
        same={
            "brand_id": ("int8", account.brand_id),
            "network": ("text", account.network),
            "received_at": ("timestamptz", at),
            "version": ("int4", 1),
        },
        returning=("origin_uri", "id"),
    )
    return dict(inserted)


def _crowded(row: NewPost) -> bool:
    return row.heard.surface is Surface.PRIVATE and row.conversation is None


def _known(account: ChannelAccount, uris: Sequence[str]) -> dict[str, int]:
    if not uris:
        return {}
    found = fetch(
        "select origin_uri, id from store_post where brand_id = %s and network = %s and origin_uri = any(%s::text[])",
        [account.brand_id, account.network, array(uris)],
    )
    return dict(found)


def _insert_texts(brand: int, rows: Sequence[NewPost], new: Mapping[str, int]) -> dict[str, int]:
    fresh = [row for row in rows if row.heard.origin_uri in new]
    numbers = next_ids("store_posttext", len(fresh))
    copy_rows(
        "store_posttext",
        TEXT_COLUMNS,
        (
            (number, brand, new[row.heard.origin_uri], 1, row.heard.text, row.heard.language[:12], row.heard.warning,
             row.raw, row.created_at)
            for number, row in zip(numbers, fresh, strict=True)
        ),
    )  # fmt: skip
    return {row.heard.origin_uri: number for number, row in zip(numbers, fresh, strict=True)}


def _insert_hearings(account: int, rows: Sequence[NewPost], numbers: Mapping[str, int]) -> list[int]:
    inserted = insert_new(
        "store_hearing",
        {
            "post_id": ("int8", [numbers[row.heard.origin_uri] for row in rows]),
            "raw_event_id": ("int8", [row.raw for row in rows]),
            "external_id": ("text", [row.heard.external_id for row in rows]),
            "addressed": ("bool", [row.addressed for row in rows]),
        },
        same={"account_id": ("int8", account)},
        returning=("post_id",),
    )
    return [post for (post,) in inserted]


def _newly_addressed(gained: Sequence[int]) -> list[int]:
    """Current texts of posts that a second account heard as spoken to it, when the first did not."""
    if not gained:
        return []
    found = fetch(
        "select texts.id from store_post post join store_posttext texts on post_id = post.id and "
        "texts.version = post.version where post.id = any(%s::bigint[]) and not post.own and post.deleted_at is null "
        "and not exists (select 1 from store_assessment done where done.post_id = post.id and case_id is not null)",
        [list(gained)],
    )
    return [number for (number,) in found]


def _bury_deleted_early(
    account: ChannelAccount, rows: Sequence[NewPost], new: Mapping[str, int], *, at: datetime
) -> set[int]:
    """Posts whose deletion came before they did: their words are not kept."""
    notes = {
        DELETED_EARLY + row.heard.external_id: (new[row.heard.origin_uri], row.raw)
        for row in rows
        if row.heard.origin_uri in new
    }
    found = fetch(
        "select refused from store_rawevent where account_id = %s and refused <> '' and refused = any(%s::text[])",
        [account.pk, array(list(notes))],
    )
    dead = [notes[str(refused)] for (refused,) in found]
    if dead:
        bury([post for post, _ in dead], at=at)
    return {post for post, _ in dead}


def bury(numbers: Sequence[int], *, at: datetime) -> None:
    """Mark posts as deleted by their author and redact every version of their words and the raw bodies they came in.

    Where their pictures lay is forgotten too.
    """
    mark_deleted(numbers, at=at)
    execute("update store_post set attachments = '[]' where id = any(%s::bigint[])", [list(numbers)])
    execute(
        "update store_rawevent set body = '' where id in (select raw_event_id from store_posttext where post_id = "
        "any(%s::bigint[]) union select raw_event_id from store_hearing where post_id = any(%s::bigint[]))",
        [list(numbers), list(numbers)],
    )
    execute(
        "update store_posttext set text = '', warning = '', redacted_at = %s where post_id = any(%s::bigint[])",
        [at, list(numbers)],
    )
    execute(
        "update store_case set summary = '' where id in "
        "(select case_id from store_assessment where post_id = any(%s::bigint[]))",
        [list(numbers)],
    )


def mark_deleted(numbers: Sequence[int], *, at: datetime) -> None:
    """Mark posts as deleted by their author, words untouched. Our copies of their pictures go with the commit."""
    _drop_pictures(numbers)
    execute(
        "update store_post set deleted_at = %s where id = any(%s::bigint[]) and deleted_at is null", [at, list(numbers)]
    )


def _drop_pictures(numbers: Sequence[int]) -> None:
    rows = fetch(
        "select brand_id, attachments::text from store_post where id = any(%s::bigint[]) and attachments <> '[]'",
        [list(numbers)],
    )
    for brand, attachments in rows:
        drop_pictures(brand, orjson.loads(attachments))


def drop_pictures(brand: int, attachments: Iterable[Mapping[str, str]]) -> None:
    """Remove our copies of these attachments once the transaction is over: nothing leads to them any more."""
    urls = [url for one in attachments for url in (one.get("url"), one.get("preview")) if url]
    if urls:
        transaction.on_commit(lambda: picture_files().forget(brand, urls), robust=True)

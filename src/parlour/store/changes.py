"""Finding and changing posts that were heard before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from parlour.channels.port import Heard
from parlour.store.bulk import copy_rows, execute, fetch, next_ids
from parlour.store.models import Brand, ChannelAccount
from parlour.store.posts import TEXT_COLUMNS, drop_pictures

# The row is locked: edits of one post are applied one after the other.
FIND = """
select post.id, post.author_id, post.own, post.deleted_at is not null, text.text, text.warning, text.written_at,
  post.attachments::text,
  (select max(version) from store_posttext every where every.post_id = post.id),
  array(select distinct case_id from store_assessment where post_id = post.id and case_id is not null)
from store_post post join store_posttext text on text.post_id = post.id and text.version = post.version
where {condition} for update of post
"""
BY_URI = FIND.format(condition="post.brand_id = %s and post.network = %s and post.origin_uri = %s")
BY_ID = FIND.format(
    condition="post.id = (select post_id from store_hearing where account_id = %s and external_id = %s)"
)


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post as it stands: its current words, when they were written, its attachments (JSON), and its cases."""

    post: int
    author: int
    own: bool
    deleted: bool
    text: str
    warning: str
    written_at: datetime
    attachments: str
    last_version: int
    cases: list[int]


def find(account: ChannelAccount, heard: Heard) -> KnownPost | None:
    """The post an edit or deletion is about, by its URI or by what this account calls it; locked."""
    if heard.origin_uri:
        found = fetch(BY_URI, [account.brand_id, account.network, heard.origin_uri])
        if found:
            return KnownPost(*found[0])
    found = fetch(BY_ID, [account.pk, heard.external_id])
    return KnownPost(*found[0]) if found else None


def add_version(
    brand: int, known: KnownPost, *, raw: int, words: tuple[str, str], language: str, written_at: datetime
) -> int:
    """Keep a new version of the words; it counts from now on unless a newer one came first. The text's number."""
    (number,) = next_ids("store_posttext", 1)
    text, warning = words
    version = known.last_version + 1
    copy_rows(
        "store_posttext",
        TEXT_COLUMNS,
        [(number, brand, known.post, version, text, language[:12], warning, raw, written_at)],
    )
    if written_at >= known.written_at:
        execute("update store_post set version = %s where id = %s", [version, known.post])
    return number


def change_attachments(brand: int, known: KnownPost, attachments: Sequence[Mapping[str, str]]) -> bool:
    """Let a post have these attachments; whether it had others. Our copies of pictures it lost go with the commit."""
    had = orjson.loads(known.attachments)
    has = [dict(one) for one in attachments]
    if had == has:
        return False
    execute("update store_post set attachments = %s where id = %s", [orjson.dumps(has).decode(), known.post])
    drop_pictures(brand, [one for one in had if one not in has])
    return True


def refuse(raw: int, reason: str) -> None:
    """Note on a raw event why nothing could be done with it yet."""
    execute("update store_rawevent set refused = %s where id = %s", [reason, raw])


def keeps_deleted_words(brand: int) -> bool:
    """Whether the brand's retention rule keeps the words of deleted posts for a while (seconds > 0)."""
    return bool(Brand.objects.values_list("settings__keep_deleted_seconds", flat=True).get(pk=brand))

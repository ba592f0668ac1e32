"""Export: what came in and what was said, line by line, so that others can prove nothing was lost or said twice."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from django.db import connection, transaction

ROWS_AT_ONCE: Final = 2000

POSTS: Final = """
select heard.external_id, post.network, account.address as account,
  case when post.conversation_id is null and not post.crowded then 'public' else 'private' end as surface,
  text.text, post.received_at,
  (select case_id from store_assessment done where done.post_id = post.id order by version desc limit 1) as case,
  post.origin_uri, author.address as author, post.created_at, post.deleted_at
from store_post post
join store_posttext text on text.post_id = post.id and text.version = post.version
join store_handle author on author.id = post.author_id
cross join lateral (
  select external_id, account_id from store_hearing h where h.post_id = post.id order by h.account_id limit 1
) heard
join store_channelaccount account on account.id = heard.account_id
where not post.own order by post.id
"""
OUTBOX: Final = """
select outbox.external_id, coalesce(heard.external_id, '') as in_reply_to, outbox.surface,
  outbox.payload ->> 'text' as text, outbox.key as outbox_id, outbox.state, account.network,
  account.address as account, outbox.case_id as case, outbox.approved_at, outbox.confirmed_at
from store_outbox outbox
join store_channelaccount account on account.id = outbox.account_id
left join store_hearing heard on heard.post_id = outbox.in_reply_to_id and heard.account_id = outbox.account_id
where {condition} order by outbox.id
"""
CASES: Final = """
select c.id as case, account.network, account.address as account, person.address as person, c.state, c.lane, c.route,
  c.language, c.act_by, c.promise_at, c.reasons, c.opened_at, c.last_post_at, c.answered_at, c.resolved_at,
  assignee.username as assignee
from store_case c
join store_channelaccount account on account.id = c.account_id
join store_handle person on person.id = c.person_id
left join store_agent assignee on assignee.id = c.assignee_id
order by c.id
"""
EVENTS: Final = """
select id as event, stream, seq, actor, verb, cause, at, encode(payload_digest, 'hex') as payload_digest,
  encode(prev, 'hex') as prev, encode(hash, 'hex') as hash
from store_event order by id
"""
REFUSED: Final = """
select raw.id as raw_event, account.network, account.address as account, raw.source, raw.delivery_key, raw.refused,
  raw.seen_at, encode(substring(raw.body for 2000), 'escape') as beginning
from store_rawevent raw join store_channelaccount account on account.id = raw.account_id
where raw.refused <> '' order by raw.id
"""

EXPORTS: Final[Mapping[str, str]] = {
    "posts": POSTS,
    "sent": OUTBOX.format(condition="outbox.first_sent_at is not null"),
    "approved": OUTBOX.format(condition="outbox.approved_at is not null and outbox.state <> 'recalled'"),
    "cases": CASES,
    "events": EVENTS,
    "refused": REFUSED,
}


def export(what: str) -> Iterator[dict[str, Any]]:
    """The rows of one export as JSON-ready objects, in order, in constant memory, from one moment of the database."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(EXPORTS[what])
        names: list[str] = []
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            names = names or [column[0] for column in cursor.description]
            yield from ({name: _plain(name, value) for name, value in zip(names, row, strict=True)} for row in rows)


def _plain(name: str, value: Any) -> Any:
    if name == "reasons":
        return orjson.loads(value)  # a bare cursor hands JSON over as text
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value

"""Export: what came in and what was said, line by line, so that others can prove nothing was lost or said twice."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from django.db import connection, transaction

ROWS_AT_ONCE: Final = 2000

POSTS: Final = """
select heard.external_id, brand.slug as brand, post.network, account.address as account,
  case when post.conversation_id is null and not post.crowded then 'public' else 'private' end as surface,
  text.text, text.warning, post.received_at,
  (select case_id from store_assessment done where done.post_id = post.id order by version desc limit 1) as case,
  post.origin_uri, author.address as author, post.created_at, post.deleted_at, text.redacted_at
from store_post post
join store_brand brand on brand.id = post.brand_id
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
  outbox.payload ->> 'text' as text, outbox.key as outbox_id, outbox.state, brand.slug as brand, account.network,
  account.address as account, outbox.case_id as case, outbox.purpose, outbox.recipient, author.username as author,
  outbox.drafted_at, approver.username as approved_by, outbox.approved_at, outbox.override_reason,
  outbox.first_sent_at, outbox.confirmed_at, outbox.origin_uri, outbox.problem, outbox.settlement,
  earlier.key as edits
from store_outbox outbox
join store_brand brand on brand.id = outbox.brand_id
join store_channelaccount account on account.id = outbox.account_id
join store_agent author on author.id = outbox.author_id
left join store_agent approver on approver.id = outbox.approved_by_id
left join store_outbox earlier on earlier.id = outbox.edits_id
left join store_hearing heard on heard.post_id = outbox.in_reply_to_id and heard.account_id = outbox.account_id
where {condition} order by outbox.id
"""
CASES: Final = """
select c.id as case, brand.slug as brand, account.network, account.address as account, person.address as person,
  thread.root_uri as thread, c.state, c.lane, c.route, c.language, c.act_by, c.promise_at, c.reasons, c.opened_at,
  c.last_post_at, c.answered_at, c.snoozed_until, c.resolved_at, c.resting_at, c.unverified_at,
  assignee.username as assignee
from store_case c
join store_brand brand on brand.id = c.brand_id
join store_channelaccount account on account.id = c.account_id
join store_handle person on person.id = c.person_id
left join store_thread thread on thread.id = c.thread_id
left join store_agent assignee on assignee.id = c.assignee_id
order by c.id
"""
MOVES: Final = """
select move.id as move, brand.slug as brand, move.case_id as case, account.network, account.address as account,
  person.address as person, move.state, move.way, move.deadline, move.offered_at, invitation.key as invitation,
  move.followed_up_at, move.consent_kind, consent.origin_uri as consent, proof.kind as consent_key,
  move.consented_at, move.opened_at, move.settled_at, closure.key as closure, move.closed_at, move.returned_at,
  move.mood, move.reopened_at, move.lapsed_at, move.reason, move.barred_at, refusal.key as refusal
from store_move move
join store_brand brand on brand.id = move.brand_id
join store_case matter on matter.id = move.case_id
join store_channelaccount account on account.id = matter.account_id
join store_handle person on person.id = matter.person_id
left join store_outbox invitation on invitation.id = move.invitation_id
left join store_outbox closure on closure.id = move.closure_id
left join store_outbox refusal on refusal.id = move.refusal_id
left join store_post consent on consent.id = move.consent_id
left join store_roomkey key on key.id = move.consent_key_id
left join store_proof proof on proof.id = key.proof_id
order by move.id
"""
ROOMS: Final = """
select room.id as room, brand.slug as brand, room.move_id as move, room.language, room.opened_at, room.keep_until,
  room.erase_asked_at, room.erased_at, room.agent_seen_at, visits.guest_seen_at, visits.visits
from store_room room
join store_brand brand on brand.id = room.brand_id
cross join lateral (
  select count(*) as visits, max(visit.seen_at) as guest_seen_at
  from store_roomvisit visit where visit.room_id = room.id
) visits
order by room.id
"""
FILES: Final = """
select file.id as file, brand.slug as brand, file.room_id as room, file.by_guest, agent.username as agent,
  outbox.key as outbox, file.name, file.description, file.media_type, file.size,
  encode(file.sha256, 'hex') as sha256, file.made_at, file.said_at, file.erased_at
from store_roomfile file
join store_brand brand on brand.id = file.brand_id
left join store_agent agent on agent.id = file.agent_id
left join store_outbox outbox on outbox.id = file.outbox_id
order by file.id
"""
# The address of a stranger is nobody's business until the person of the case says that it is theirs.
MAILS: Final = """
select mail.id as mail, brand.slug as brand, mail.case_id as case, mail.raw_event_id as raw_event, mail.kind,
  case when mail.kind = 'stranger' then left(mail.sender, 1) || '…@' || split_part(mail.sender, '@', 2)
    else mail.sender end as sender,
  mail.arrived_at, post.origin_uri as vouched_by, mail.vouched_at, mail.erased_at
from store_arrivedmail mail
join store_brand brand on brand.id = mail.brand_id
left join store_post post on post.id = mail.vouched_by_id
order by mail.id
"""
LETTERS: Final = """
select mail.id as letter, brand.slug as brand, mail.case_id as case, mail.purpose, mail.recipient, mail.state,
  mail.made_at, mail.worthless_from, mail.attempts, mail.ended_at, mail.problem
from store_mail mail join store_brand brand on brand.id = mail.brand_id order by mail.id
"""
CLAIMS: Final = """
select claim.id as number, brand.slug as brand, claim.claim, claim.wording, owner.username as owner, claim.proposed_at,
  approver.username as approved_by, claim.approved_at, claim.expires_at, withdrawer.username as withdrawn_by,
  claim.withdrawn_at
from store_claim claim
join store_brand brand on brand.id = claim.brand_id
join store_agent owner on owner.id = claim.owner_id
left join store_agent approver on approver.id = claim.approved_by_id
left join store_agent withdrawer on withdrawer.id = claim.withdrawn_by_id
order by claim.id
"""
TIMES: Final = """
select agreed.id as time, brand.slug as brand, agreed.case_id as case, agreed.move_id as move, agreed.kind,
  agreed.begins_at, agreed.ends_at, met.username as with_whom, proposer.username as proposed_by, agreed.proposed_at,
  agreed.state, post.origin_uri as agreed_post, proof.kind as agreed_key, agreed.agreed_at, agreed.ended_at,
  agreed.reason
from store_agreedtime agreed
join store_brand brand on brand.id = agreed.brand_id
join store_agent met on met.id = agreed.with_whom_id
join store_agent proposer on proposer.id = agreed.proposed_by_id
left join store_post post on post.id = agreed.agreed_post_id
left join store_roomkey key on key.id = agreed.agreed_key_id
left join store_proof proof on proof.id = key.proof_id
order by agreed.id
"""
EVENTS: Final = """
select event.id as event, brand.slug as brand, event.stream, event.seq, event.actor, event.verb, event.cause, event.at,
  encode(event.payload_digest, 'hex') as payload_digest, encode(event.prev, 'hex') as prev,
  encode(event.hash, 'hex') as hash
from store_event event join store_brand brand on brand.id = event.brand_id order by event.id
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
    "moves": MOVES,
    "rooms": ROOMS,
    "files": FILES,
    "mails": MAILS,
    "letters": LETTERS,
    "claims": CLAIMS,
    "times": TIMES,
    "events": EVENTS,
    "refused": REFUSED,
}
JSON: Final = {"reasons", "wording"}


def export(what: str) -> Iterator[dict[str, Any]]:
    """The rows of one export as JSON-ready objects, in order, in constant memory, from one moment of the database."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(EXPORTS[what])
        names: list[str] = []
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            names = names or [column[0] for column in cursor.description]
            yield from ({name: _plain(name, value) for name, value in zip(names, row, strict=True)} for row in rows)


def _plain(name: str, value: Any) -> Any:
    if name in JSON:
        return orjson.loads(value)  # a bare cursor hands JSON over as text
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value

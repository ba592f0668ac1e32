"""Whether a room would show its guests anything else than before, at the price of one query."""

from datetime import timedelta
from typing import Any, Final

from parlour.channels.room.reading import NETWORK, SCHEME
from parlour.store.bulk import fetch
from parlour.usecases.converse import TYPING_SECONDS
from parlour.usecases.house import House

STANDING: Final = """
select room.language, room.erased_at, room.agent_seen_at, coalesce(room.agent_typing_at > %s, false),
  array(select visit.id from store_roomvisit visit
    where visit.room_id = room.id and visit.ended_at is null and visit.expires_at > %s order by visit.id),
  (select count(*) from store_roomvisit visit where visit.room_id = room.id),
  (select count(file.erased_at) from store_roomfile file where file.room_id = room.id),
  (select customer.email from store_handle person join store_customer customer on customer.id = person.customer_id
    where person.id = matter.person_id),
  said.*
from store_room room
join store_move move on move.id = room.move_id
join store_case matter on matter.id = move.case_id
cross join lateral (
  select count(*), max(text.id), count(post.deleted_at), count(text.redacted_at)
  from store_conversation talk
  join store_post post on post.conversation_id = talk.id and post.created_at >= move.offered_at and (
    post.in_reply_to_uri = %s || move.code or exists (
      select from store_outbox reply where reply.id = post.outbox_id and reply.case_id = move.case_id
    )
  )
  join store_posttext text on text.post_id = post.id and text.version = post.version
  where talk.person_id = matter.person_id and talk.account_id =
    (select min(account.id) from store_channelaccount account
     where account.brand_id = room.brand_id and account.network = %s)
) said
where room.id = %s and room.brand_id = %s
"""
_TYPING: Final = 3


def standing(brand: int, room: int, *, house: House) -> tuple[Any, ...] | None:
    """What a drawing of the room and who may see it follow from: equal values, equal drawings.

    None where that cannot be said: there is no such room, or one of us is writing, which is told each time.
    """
    now = house.clock()
    typing_since = now - timedelta(seconds=TYPING_SECONDS)
    rows = fetch(STANDING, [typing_since, now, SCHEME, NETWORK, room, brand])
    return None if not rows or rows[0][_TYPING] else tuple(map(_fixed, rows[0]))


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value

"""Look again: whether posts that wait for an answer were edited or deleted since they were heard."""

from typing import Final

from parlour.channels.port import Channel
from parlour.store.bulk import fetch
from parlour.store.deliveries import load_cursor, store_cursor
from parlour.store.models import ChannelAccount
from parlour.usecases.house import House
from parlour.usecases.receive import receive

AT_ONCE: Final = 20  # posts looked at in one round: a small part of what a network allows
SOURCE: Final = "look_again"

# The newest post of each open case, in rounds that go on where the last one stopped.
WAITING: Final = """
select post.id, hearing.external_id from store_case c
cross join lateral (
  select id from store_post heard where heard.thread_id = c.thread_id and heard.author_id = c.person_id
  and heard.deleted_at is null order by created_at desc limit 1
) post
join store_hearing hearing on hearing.post_id = post.id and hearing.account_id = c.account_id
where c.brand_id = %s and c.account_id = %s and c.state = 'open' and post.id > %s order by post.id limit %s
"""


def look_again(account: ChannelAccount, external_id: str, *, channel: Channel, house: House) -> bool:
    """Ask the network about one post; whether it had changed. Raises the channel's PortErrors."""
    heard = [receive(account, batch, channel=channel, house=house) for batch in channel.look_again(external_id)]
    return any(receipt.new for receipt in heard)


def look_again_at_open_cases(account: ChannelAccount, *, channel: Channel, house: House) -> int:
    """Ask about the next AT_ONCE posts that wait for an answer; how many had changed."""
    if not channel.capabilities.edits:
        return 0
    begin = int(load_cursor(account.pk, SOURCE) or 0)
    rows = fetch(WAITING, [account.brand_id, account.pk, begin, AT_ONCE])
    changed = sum(look_again(account, name, channel=channel, house=house) for _, name in rows)
    store_cursor(account.pk, SOURCE, str(rows[-1][0]) if len(rows) == AT_ONCE else "0", at=house.clock())
    return changed

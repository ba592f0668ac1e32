"""How often somebody may try something."""

from datetime import timedelta

from parlour.store.bulk import fetch
from parlour.usecases.house import House

COUNT = """
insert into store_knock as known (who, since, count) values (%s, %s, 1)
on conflict (who) do update set
  since = case when known.since <= %s then excluded.since else known.since end,
  count = case when known.since <= %s then 1 else least(known.count + 1, %s) end
returning count
"""
LONGEST = 100


def may_knock(who: str, *, most: int, seconds: int, house: House) -> bool:
    """Count one more try of `who` (at most 100 letters); whether it is among the first `most` of these seconds.

    Tries that are refused do not lengthen the wait.
    """
    now = house.clock()
    before = now - timedelta(seconds=seconds)
    return int(fetch(COUNT, [who[:LONGEST], now, before, before, most + 1])[0][0]) <= most

"""Figures of a brand's moves from what is on record: all together, by network, and by sector."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from parlour.core.metrics.moves import AFTER, MoveFigures, Step, figures
from parlour.store.bulk import array, fetch
from parlour.store.models import Brand

# What an event says names its move; where that was erased since, it is the move that stood at the time.
STEPS: Final = """
select move.id, account.network, account.sectors::text, event.verb, event.at,
  coalesce(convert_from(payload.body, 'UTF8')::jsonb ->> 'reason', '') <> ''
from store_move move
join store_case matter on matter.id = move.case_id
join store_channelaccount account on account.id = matter.account_id
join store_event event on event.stream = 'case:' || move.case_id and event.verb = any(%s::text[])
left join store_eventpayload payload on payload.event_id = event.id
where move.brand_id = %s and move.offered_at >= %s
  and (%s = '' or account.network = %s) and (%s = '' or account.sectors @> to_jsonb(%s::text))
  and move.id = coalesce(
    (convert_from(payload.body, 'UTF8')::jsonb ->> 'move')::bigint,
    (select max(id) from store_move other where other.case_id = move.case_id and other.offered_at <= event.at))
order by event.id
"""


@dataclass(frozen=True, slots=True)
class Figured:
    """Figures of one cut: `by` is all, network or sector, `name` which one ("" for all)."""

    by: str
    name: str
    figures: MoveFigures


@dataclass(frozen=True, slots=True)
class _Told:
    network: str
    sectors: Collection[str]
    step: Step


def move_figures(brand: Brand, *, since: datetime, network: str = "", sector: str = "") -> list[Figured]:
    """Of moves offered `since` then: all of them, each network, each sector. Empty when there are none.

    `network` and `sector` ("" for any) narrow it down. A move counts in every sector of its account. One query.
    """
    told = _steps(brand, since=since, network=network, sector=sector)
    if not told:
        return []
    networks = sorted({one.network for one in told})
    sectors = sorted({name for one in told for name in one.sectors})
    return [
        _cut("all", "", told),
        *(_cut("network", name, [one for one in told if one.network == name]) for name in networks),
        *(_cut("sector", name, [one for one in told if name in one.sectors]) for name in sectors),
    ]


def _cut(by: str, name: str, told: Sequence[_Told]) -> Figured:
    return Figured(by, name, figures(one.step for one in told))


def _steps(brand: Brand, *, since: datetime, network: str, sector: str) -> list[_Told]:
    rows = fetch(STEPS, [array(list(AFTER)), brand.pk, since, network, network, sector, sector])
    return [
        _Told(heard_on, orjson.loads(sectors), Step(move, verb, at, verb == "move_settled" and reasoned))
        for move, heard_on, sectors, verb, at, reasoned in rows
    ]

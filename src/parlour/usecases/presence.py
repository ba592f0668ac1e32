"""Who is at a case just now, so that two people never answer at once. Kept for seconds, never in the record."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from parlour.store.live import announce
from parlour.store.models import Agent, Case, Presence
from parlour.store.models.scope import BrandQuerySet
from parlour.usecases.house import House

HEARTBEAT_SECONDS: Final = 20
GONE_AFTER: Final = timedelta(seconds=3 * HEARTBEAT_SECONDS)
BE_THERE: Final = """
with before as (
    select writing, seen_at from store_presence where case_id = %(case)s and agent_id = %(agent)s
), kept as (
    insert into store_presence (brand_id, case_id, agent_id, writing, seen_at)
    values (%(brand)s, %(case)s, %(agent)s, %(writing)s, %(now)s)
    on conflict (case_id, agent_id) do update set writing = excluded.writing, seen_at = excluded.seen_at
)
select writing = %(writing)s and seen_at > %(gone)s from before
"""


def be_there(case: Case, *, agent: Agent, writing: str, house: House) -> None:
    """Say that the agent looks at the case, and on which surface they write ("" when they only read).

    Colleagues are told only when something changed since the last heartbeat.
    """
    now = house.clock()
    with connection.cursor() as cursor:
        cursor.execute(
            BE_THERE,
            {
                "brand": case.brand_id,
                "case": case.pk,
                "agent": agent.pk,
                "writing": writing,
                "now": now,
                "gone": now - GONE_AFTER,
            },
        )
        row = cursor.fetchone()
    if row is None or not row[0]:
        announce(case.brand_id, [case.pk], what="presence")


def leave(case: Case, *, agent: Agent, house: House) -> None:
    """Say that the agent has left. The row stays: what they have read there they still have in mind."""
    long_ago = house.clock() - GONE_AFTER
    here = Presence.objects.of(case.brand_id).filter(case=case, agent=agent, seen_at__gt=long_ago)
    if here.update(seen_at=long_ago, writing=""):
        announce(case.brand_id, [case.pk], what="presence")


def who_is_there(case: Case, *, now: datetime) -> BrandQuerySet[Presence]:
    """Colleagues at the case whose last heartbeat is fresh, those who write first."""
    fresh = Presence.objects.of(case.brand_id).filter(case=case, seen_at__gt=now - GONE_AFTER)
    return fresh.select_related("agent").order_by("-writing", "agent__name", "id")

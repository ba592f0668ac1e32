"""Whole pages: what every page shows around its own content."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parlour.desk.entry import Visit

MOST_COUNTED = 1000
COUNTS = """
select (select count(*) from (select 1 from store_case
          where brand_id = %(brand)s and state = 'open' limit %(most)s) few),
       (select count(*) from (select 1 from store_case
          where brand_id = %(brand)s and state = 'open' and assignee_id = %(agent)s limit %(most)s) few),
       (select count(*) from (select 1 from store_outbox
          where brand_id = %(brand)s and state = 'proposed' limit %(most)s) few),
       (select count(*) from (select 1 from store_notice
          where brand_id = %(brand)s and closed_at is null limit %(most)s) few)
"""


def counts(brand: int, agent: int) -> dict[str, int]:
    """What waits where, each counted up to MOST_COUNTED. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"brand": brand, "agent": agent, "most": MOST_COUNTED})
        row = cursor.fetchone()
    return dict(zip(("queue", "mine", "approvals", "notices"), row, strict=True))


def phrases() -> dict[str, str]:
    """What the page's script says by itself; `{n}` is a number, `{span}` a length of time."""
    return {
        "second": _("{n} second"),
        "seconds": _("{n} seconds"),
        "minute": _("{n} minute"),
        "minutes": _("{n} minutes"),
        "hour": _("{n} hour"),
        "hours": _("{n} hours"),
        "day": _("{n} day"),
        "days": _("{n} days"),
        "left": _("{span} left"),
        "late": _("{span} late"),
        "ago": _("{span} ago"),
        "now": _("just now"),
        "news": _("{n} new"),
        "changed": _("Something new here. Show it"),
        "gone": _("no longer waiting"),
    }


def show(
    request: HttpRequest, visit: Visit, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A whole page of the desk, with its rail."""
    around = {
        "visit": visit,
        "brand": visit.brand,
        "counts": counts(visit.brand.pk, visit.agent.pk),
        "phrases": phrases(),
    }
    return render(request, template, {**around, **context}, status=status)

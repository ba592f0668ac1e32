"""How the database finds the talks whose deadline is over, among all moves there ever were."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parlour.store.models import Event, Move
from parlour.usecases.lapse import LATE, lapse_due
from tests.store.test_moves_by_sql import all_evidence, brought_to, change, execute, guarding, insert, lobby
from tests.usecases.lobby import Lobby

__all__ = ("guarding", "lobby")

MANY = """
insert into store_move (brand_id, case_id, state, way, code, offered_at, consent_kind, mood, reason, deadline)
select %s, %s, 'cannot', 'message', 'old-' || number, %s, '', '', 'They take no messages.', %s
from generate_series(1, 5000) number
"""


@pytest.fixture
def late(lobby: Lobby) -> int:
    """A talk whose deadline is over, beside 5,000 moves that ended long ago and one that is not due."""
    case, now = lobby.case(), lobby.clock()
    number = brought_to(case, "open", all_evidence(lobby, case))
    change(number, deadline=now - timedelta(seconds=1))
    other = lobby.case(lobby.person("olga"))
    change(insert(other, "offered", "babad-zupak"), deadline=now + timedelta(days=1))
    execute(MANY, [lobby.brand.pk, case.pk, now, now - timedelta(days=90)])
    execute("analyze store_move", [])
    return number


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def plan_of(statement: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("explain (format json) " + statement)
        found = cursor.fetchone()[0]
    return list(nodes((found if isinstance(found, list) else orjson.loads(found))[0]["Plan"]))


def test_the_reminder_reads_late_talks_by_their_deadline(lobby: Lobby, late: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        lapse_due(lobby.house)
    reads = [one["sql"] for one in asked if one["sql"].startswith("SELECT") and 'FROM "store_move"' in one["sql"]]
    first = reads[0]
    assert "move_late" in first
    plan = plan_of(first)
    assert {node["Index Name"] for node in plan if node.get("Index Name", "").startswith("move_")} == {"move_talks"}
    assert "Seq Scan" not in {node["Node Type"] for node in plan if node.get("Relation Name") == "store_move"}
    assert Event.objects.filter(verb=LATE).count() == 1
    assert Move.objects.get(pk=late).state == "open"

"""What the guard is told is found by index: its cost does not grow with everything ever said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parlour.store import told
from tests.desk import factory

pytestmark = pytest.mark.django_db


def plans(captured: CaptureQueriesContext) -> str:
    """How the database would answer what was asked if it could not read whole tables."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"set local enable_{way} = off")
        found = []
        for query in captured.captured_queries:
            cursor.execute(f"explain {query['sql']}")
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.parametrize("ours", [True, False])
def test_private_words_are_found_by_the_talk_and_by_the_author(ours: bool) -> None:
    brand = factory.house("marlow").brand
    with CaptureQueriesContext(connection) as captured:
        told.private_words(brand.pk, [1, 2], ours=ours)
    plan = plans(captured)
    assert ("post_conversation" in plan, "post_author" in plan) == (True, True)


def test_nobody_on_file_asks_the_database_nothing() -> None:
    brand = factory.house("marlow").brand
    with CaptureQueriesContext(connection) as captured:
        assert told.facts_on_file(brand.pk, []) == []
    assert len(captured) == 0

"""The queue, page by page."""

from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from parlour.store.models import Case
from parlour.usecases.queue import Place, in_order, queue_page
from tests.desk import factory
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


def fill(marlow: factory.House, number: int) -> list[int]:
    """Cases in queue order: two lanes, equal deadlines among them."""
    for place in range(number):
        person = factory.handle(marlow, f"p{place}@x.example")
        factory.case(marlow, person=person, lane=place % 2, act_by=AT + timedelta(minutes=place // 4))
    return list(Case.objects.order_by("lane", "act_by", "id").values_list("id", flat=True))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_together_are_the_queue(marlow: factory.House, size: int) -> None:
    expected, seen, after = fill(marlow, 11), [], None
    while True:
        page = queue_page(marlow.brand, after=after, size=size)
        seen += [case.pk for case in page.cases]
        if page.following is None:
            break
        after = Place.read(str(page.following))
    assert seen == expected


def test_page_is_one_query_with_everything_a_row_shows(
    marlow: factory.House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(marlow, 5)
    with django_assert_num_queries(1):
        for case in queue_page(marlow.brand).cases:
            str(case.person), str(case.account), case.assignee


def test_page_is_answered_by_the_index(marlow: factory.House) -> None:
    fill(marlow, 3)
    after = Place(1, AT, 1)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_sort = off")
    plan = in_order(marlow.brand, after=after).explain()
    assert ("case_queue" in plan, "Sort" in plan) == (True, False)


@pytest.mark.parametrize(
    "written", ["", "x", "1~2~3", "1~2026-03-01T12:00:00~4", "~~", "1~2026-03-01T12:00:00+00:00~x"]
)
def test_place_that_names_nothing_is_no_place(written: str) -> None:
    assert Place.read(written) is None


def test_other_brands_and_other_states_are_not_in_the_queue(marlow: factory.House) -> None:
    factory.case(factory.house("krone", name="Krone"))
    factory.case(marlow, state="waiting")
    assert queue_page(marlow.brand).cases == ()

"""What the guard is told is found by index: its cost does not grow with everything ever said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parlour.store import told
from parlour.store.models import Conversation, Handle, Post, PostText
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


def many_talks(house: factory.House, count: int = 300) -> None:
    """So many people with a word in private and one in public each: what there is to find is a small part of it."""
    people = Handle.objects.bulk_create(
        Handle(brand=house.brand, network="mastodon", address=f"p{n}@lobby.example") for n in range(count)
    )
    talks = Conversation.objects.bulk_create(
        Conversation(brand=house.brand, account=house.account, person=person) for person in people
    )
    posts = Post.objects.bulk_create(
        Post(
            brand=house.brand, network="mastodon", origin_uri=f"u{n}", author=people[n % count], created_at=house.at,
            received_at=house.at, conversation=talks[n] if n < count else None, thread_id=None if n < count else n,
        )
        for n in range(2 * count)
    )  # fmt: skip
    PostText.objects.bulk_create(
        PostText(brand=house.brand, post=post, text="hello", written_at=house.at) for post in posts
    )
    with connection.cursor() as cursor:
        cursor.execute("analyze")


@pytest.mark.parametrize("ours", [True, False])
def test_private_words_are_found_by_the_talk_and_by_the_author(ours: bool) -> None:
    house = factory.house("marlow")
    many_talks(house)
    with CaptureQueriesContext(connection) as captured:
        told.private_words(house.brand.pk, [1, 2], ours=ours)
    plan = plans(captured)
    assert ("post_conversation" in plan, "post_author" in plan) == (True, True)


def test_nobody_on_file_asks_the_database_nothing() -> None:
    brand = factory.house("marlow").brand
    with CaptureQueriesContext(connection) as captured:
        assert told.facts_on_file(brand.pk, []) == []
    assert len(captured) == 0

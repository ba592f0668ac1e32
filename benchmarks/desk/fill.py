"""A full house, written by the server itself: threads of 1, 3, 8 and 40 posts, cases with assessments, facts and slips.

Texts and their assessments are the kernel's own for the texts of the intake benchmark; each post carries a number of
its own, so that there are rare words to look for. Raw deliveries and the record are left out: no page reads them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.db import connection

from benchmarks.desk.rows import PLAN, ROWS, SAID
from benchmarks.intake import corpus
from parlour.core.nouns.assessment import in_words
from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts
from parlour.store.assessments import PLACES
from parlour.store.bulk import copy_rows
from parlour.store.models import Agent, Brand, ChannelAccount, Membership
from parlour.usecases.house import the_house

POSTS_IN_20_THREADS = 83
ASSIGNED_EVERY = 50
TABLES = (
    "handle", "thread", "case", "post", "posttext", "customer", "customerfact", "note", "outbox",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    """A brand that was filled: its agents, and how many posts, threads and open cases it has."""

    brand: Brand
    account: ChannelAccount
    agents: tuple[Agent, ...]
    threads: int
    cases: int


def open_house(slug: str, *, agents: int, address: str = "marlowcare@lobby.example") -> House:
    """An empty brand with one account and people who may do everything an agent and a supervisor may."""
    brand = Brand.objects.create(slug=slug, name=slug.title(), time_zone="Europe/Dublin")
    account = ChannelAccount.objects.create(
        brand=brand, network="mastodon", address=address, settings={"base_url": "https://lobby.example"}
    )
    people = Agent.objects.bulk_create(
        Agent(username=f"{slug}-{number}", name=f"Agent {number}", initials=f"A{number}") for number in range(agents)
    )
    Membership.objects.bulk_create(
        Membership(brand=brand, agent=agent, role=role) for agent in people for role in ("agent", "supervisor")
    )
    return House(brand, account, tuple(people), threads=0, cases=0)


def fill(house: House, *, cases: int, posts: int = 0, waiting: int = 60) -> House:
    """Write `cases` open cases and at least `posts` posts; threads beyond the cases hold resolved ones.

    `waiting` replies (at most one per 20 cases) wait for a second pair of eyes.
    """
    threads = max(cases, posts * 20 // POSTS_IN_20_THREADS)
    first = {name: _highest(f"store_{name}") for name in TABLES}
    first["handle"] += 1
    people = max(20, threads * 3 // 5)
    values: dict[str, Any] = {
        **first,
        "brand": house.brand.pk,
        "account": house.account.pk,
        "address": house.account.address,
        "agents": [agent.pk for agent in house.agents],
        "agent_count": len(house.agents),
        "assigned_every": ASSIGNED_EVERY,
        "cases": cases,
        "threads": threads,
        "people": people - people % 5,
        "words": _write_words(),
        "waiting": waiting,
        "now": datetime.now(UTC),
    }
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        for statement in (PLAN, SAID, "analyze bench_thread", "analyze bench_said", *ROWS):
            cursor.execute(statement, values)
        cursor.execute("drop table bench_thread, bench_said, bench_words")
        cursor.execute("set session_replication_role = default")
        for name in TABLES:
            cursor.execute(f"select setval('store_{name}_id_seq', greatest(1, (select max(id) from store_{name})))")
    return House(house.brand, house.account, house.agents, threads=threads, cases=cases)


@contextmanager
def search_index_rebuilt_after() -> Iterator[None]:
    """Leave the index over all words out while much is written, and make it in one go at the end."""
    with connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where indexname = 'post_text_search'")
        (definition,) = cursor.fetchone()
        cursor.execute("drop index post_text_search")
        yield
        cursor.execute(definition)


def settle_tables() -> None:
    """What autovacuum would have done by the time a house is this full."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze)")
        cursor.execute("checkpoint")


def _highest(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select coalesce(max(id), 0) from {name}")
        return int(cursor.fetchone()[0])


def _write_words() -> int:
    """The texts of the corpus, judged; how many."""
    _, texts = corpus.texts()
    texts = texts[:20_000]
    posts = [Post(id=str(number), text=f"@marlowcare {text}", addressed=True) for number, text in enumerate(texts)]
    judged = assess_posts(posts, the_house().knowledge.triage)
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table bench_words "
            "(n int primary key, text text, route text, heat float8, model text, result jsonb)"
        )
    copy_rows(
        "bench_words",
        ("n", "text", "route", "heat", "model", "result"),
        (
            (number, text.replace("\0", ""), one.route.value, one.scores.get("heat"), one.model,
             orjson.dumps(in_words(one, PLACES)).decode())
            for number, (text, one) in enumerate(zip(texts, judged, strict=True))
        ),
    )  # fmt: skip
    return len(texts)

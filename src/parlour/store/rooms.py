"""Where a post stands: its public thread, or the private conversation with exactly one person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from parlour.store.bulk import array, execute, fetch, insert_new

FIND_PARENTS = """
select account_id, external_id, thread_id, post.own, post.origin_uri
from store_hearing hearing join store_post post on post.id = post_id
where account_id = %s and external_id = any(%s::text[])
union
select %s, origin_uri, thread_id, own, origin_uri from store_post
where brand_id = %s and network = %s and origin_uri = any(%s::text[])
"""
FIND_THREADS = (
    "select root_uri, id from store_thread where brand_id = %s and network = %s and root_uri = any(%s::text[])"
)
FIND_CONVERSATIONS = (
    "select person_id, id from store_conversation where account_id = %s and person_id = any(%s::bigint[])"
)

Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class Parent:
    """A post that others answer: its thread (None when private) and whether it is ours."""

    thread: int | None
    own: bool
    origin_uri: str


def parents(
    *, brand: int, account: int, network: str, external_ids: Iterable[str], uris: Iterable[str]
) -> dict[str, Parent]:
    """What is known about answered posts, by the external id or the URI they were named with."""
    ids, origins = sorted(set(external_ids) - {""}), sorted(set(uris) - {""})
    if not ids and not origins:
        return {}
    rows = fetch(FIND_PARENTS, [account, array(ids), account, brand, network, array(origins)])
    return {name: Parent(thread, own, uri) for _, name, thread, own, uri in rows}


def threads(*, brand: int, network: str, roots: Iterable[str]) -> dict[str, int]:
    """The thread of every root, made where it is new."""
    wanted = sorted(set(roots))
    return _ensured(
        wanted,
        find=lambda: dict(fetch(FIND_THREADS, [brand, network, array(wanted)])),
        make=lambda missing: insert_new(
            "store_thread",
            {"root_uri": ("text", missing)},
            same={"brand_id": ("int8", brand), "network": ("text", network)},
            returning=("root_uri", "id"),
        ),
    )


def known_threads(*, brand: int, network: str, roots: Iterable[str]) -> dict[str, int]:
    """The threads that exist already among `roots`."""
    wanted = sorted(set(roots))
    return dict(fetch(FIND_THREADS, [brand, network, array(wanted)])) if wanted else {}


def conversations(*, brand: int, account: int, people: Iterable[int]) -> dict[int, int]:
    """The private conversation of our account with each person, made where it is new."""
    wanted = sorted(set(people))
    return _ensured(
        wanted,
        find=lambda: dict(fetch(FIND_CONVERSATIONS, [account, array(wanted)])),
        make=lambda missing: insert_new(
            "store_conversation",
            {"person_id": ("int8", missing)},
            same={"brand_id": ("int8", brand), "account_id": ("int8", account)},
            returning=("person_id", "id"),
        ),
    )


def join_threads(*, brand: int, into: Mapping[int, int]) -> None:
    """A late parent shows that two threads are one: posts and cases of each key move into its value.

    A person who has a case in both keeps both; the one of the absorbed thread stays where it is.
    """
    for absorbed, kept in into.items():
        execute(
            "update store_case set thread_id = %s where brand_id = %s and thread_id = %s and not exists "
            "(select 1 from store_case other where other.thread_id = %s and other.person_id = store_case.person_id)",
            [kept, brand, absorbed, kept],
        )
        execute("update store_post set thread_id = %s where brand_id = %s and thread_id = %s", [kept, brand, absorbed])


def _ensured(
    wanted: list[Key], *, find: Callable[[], dict[Key, int]], make: Callable[[list[Key]], list[tuple[Any, ...]]]
) -> dict[Key, int]:
    """Ask, make, ask again: whoever loses a race against another writer finds the winner's row."""
    if not wanted:
        return {}
    found = find()
    missing = [key for key in wanted if key not in found]
    if missing:
        found |= dict(make(missing))
    return found if len(found) == len(wanted) else find()

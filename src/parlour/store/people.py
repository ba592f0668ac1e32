"""Finding and making the handles of people, many at once."""

from collections.abc import Iterable
from typing import Any

from parlour.core.nouns.person import Person
from parlour.store.bulk import array, execute, fetch, insert_new

FIND = """
select network, address, id, display_name, followers, avatar_url from store_handle
where brand_id = %s and (network, address) in (select * from unnest(%s::text[], %s::text[]))
"""
REFRESH = """
update store_handle set display_name = new.display_name, followers = new.followers, avatar_url = new.avatar_url
from unnest(%s::bigint[], %s::text[], %s::int[], %s::text[]) new(id, display_name, followers, avatar_url)
where store_handle.id = new.id
"""

FOUND = ("network", "address", "id", "display_name", "followers", "avatar_url")

Key = tuple[str, str]
Known = tuple[int, str, int | None, str]
"""A handle's number, display name, followers and where its picture lies."""


def handles(brand: int, people: Iterable[Person]) -> dict[Key, int]:
    """The handle of every person, by (network, address); unknown ones are made, changed names are refreshed.

    A person is recognised by address alone. Where the same person appears twice the last appearance counts.
    """
    wanted = {(person.network, person.address): person for person in people}
    known = _find(brand, wanted)
    missing = [person for key, person in wanted.items() if key not in known]
    if missing:
        known |= _make(brand, missing)
    if len(known) < len(wanted):  # somebody else made them meanwhile
        known |= _find(brand, {key: person for key, person in wanted.items() if key not in known})
    _refresh(wanted, known)
    return {key: known[key][0] for key in wanted}


def _find(brand: int, wanted: dict[Key, Person]) -> dict[Key, Known]:
    if not wanted:
        return {}
    networks, addresses = zip(*wanted, strict=True)
    return _known(fetch(FIND, [brand, array(networks), array(addresses)]))


def _make(brand: int, people: list[Person]) -> dict[Key, Known]:
    rows = insert_new(
        "store_handle",
        {
            "network": ("text", [person.network for person in people]),
            "address": ("text", [person.address for person in people]),
            "display_name": ("text", [person.display_name[:300] for person in people]),
            "external_id": ("text", [person.external_id for person in people]),
            "followers": ("int4", [person.followers for person in people]),
            "joined_at": ("timestamptz", [person.joined_at for person in people]),
            "avatar_url": ("text", [person.avatar_url for person in people]),
        },
        same={"brand_id": ("int8", brand), "link_evidence": ("text", "")},
        returning=FOUND,
    )
    return _known(rows)


def _known(rows: Iterable[tuple[Any, ...]]) -> dict[Key, Known]:
    return {(network, address): (number, *shown) for network, address, number, *shown in rows}


def _refresh(wanted: dict[Key, Person], known: dict[Key, Known]) -> None:
    """Write only what changed: most people are heard again as they were."""
    changed = [
        (known[key][0], person.display_name[:300], person.followers, person.avatar_url)
        for key, person in wanted.items()
        if person.display_name and (person.display_name[:300], person.followers, person.avatar_url) != known[key][1:]
    ]
    if changed:
        execute(REFRESH, [list(column) for column in zip(*changed, strict=True)])

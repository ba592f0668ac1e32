"""Writing customers, their handles and facts, many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from parlour.core.nouns.person import Person
from parlour.store.bulk import execute, fetch
from parlour.store.people import handles

CUSTOMERS = """
insert into store_customer (brand_id, ref, name, email, phone, tier, value, currency)
select %s, * from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::numeric[], %s::text[])
on conflict (brand_id, ref) do update set name = excluded.name, email = excluded.email, phone = excluded.phone,
  tier = excluded.tier, value = excluded.value, currency = excluded.currency
"""
FACTS = """
insert into store_customerfact (brand_id, customer_id, kind, value, source, as_of, sensitive, updated_at)
select %s, new.*, %s from unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bool[]) new
on conflict (customer_id, kind, value, source) do update set as_of = excluded.as_of, sensitive = excluded.sensitive,
  updated_at = excluded.updated_at
where (store_customerfact.as_of, store_customerfact.sensitive) <> (excluded.as_of, excluded.sensitive)
"""
LINK = """
update store_handle set customer_id = new.customer, link_evidence = 'exact'
from unnest(%s::bigint[], %s::bigint[]) new(handle, customer)
where store_handle.id = new.handle and (customer_id is null or customer_id = new.customer)
returning store_handle.id
"""


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A row of customers.csv that holds. `handles` are (network, address)."""

    ref: str
    name: str
    email: str
    phone: str
    tier: str
    value: Decimal | None
    currency: str
    handles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NewFact:
    """A row of facts.csv that holds."""

    customer: int
    kind: str
    value: str
    source: str
    as_of: str
    sensitive: bool


def numbers(brand: int, refs: Iterable[str]) -> dict[str, int]:
    """The customers with these references."""
    return dict(
        fetch("select ref, id from store_customer where brand_id = %s and ref = any(%s::text[])", [brand, list(refs)])
    )


def write_customers(brand: int, customers: Sequence[NewCustomer]) -> dict[str, int]:
    """Write or bring up to date; reference → number."""
    refs = [one.ref for one in customers]
    columns = [
        refs,
        [one.name[:300] for one in customers],
        [one.email[:320] for one in customers],
        [one.phone[:64] for one in customers],
        [one.tier[:64] for one in customers],
        [one.value for one in customers],
        [one.currency for one in customers],
    ]
    execute(CUSTOMERS, [brand, *columns])
    return numbers(brand, refs)


def link_handles(brand: int, wanted: Mapping[int, Sequence[tuple[str, str]]]) -> list[tuple[int, str]]:
    """Link handles to customers by their exact address; (customer, address) of those that belong to somebody else."""
    people = [Person(network, address) for links in wanted.values() for network, address in links]
    known = handles(brand, people)
    pairs = {(known[link], customer): link for customer, links in wanted.items() for link in links}
    if not pairs:
        return []
    owners: dict[int, int] = {}
    for handle, customer in pairs:
        owners.setdefault(handle, customer)
    linked = {row[0] for row in fetch(LINK, [list(owners), list(owners.values())])}
    return [
        (customer, link[1])
        for (handle, customer), link in pairs.items()
        if handle not in linked or owners[handle] != customer
    ]


def write_facts(brand: int, facts: Sequence[NewFact], *, at: datetime) -> None:
    """Write facts; one that is known changes only its date and sensitivity."""
    unique = {(one.customer, one.kind, one.value, one.source): one for one in facts}
    kept = list(unique.values())
    columns = [
        [one.customer for one in kept],
        [one.kind[:40] for one in kept],
        [one.value for one in kept],
        [one.source for one in kept],
        [one.as_of[:40] for one in kept],
        [one.sensitive for one in kept],
    ]
    execute(FACTS, [brand, at, *columns])

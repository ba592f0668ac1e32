"""Who is told what: everything that helps to write in public, and everything the guard must know.

The first has no field for private facts. The second is told all the author could have in mind: what is on file about
the person, what was said in private, and what the author has read of anybody in the last day.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from parlour.core.nouns.context import Author, GuardContext, Other, PublicContext, PublicPost
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.store import told
from parlour.store.models import Agent, Brand, Case, ChannelAccount, Handle
from parlour.usecases.house import House

REMEMBERED: Final = timedelta(hours=24)
"""How long an author is taken to have in mind what they have read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The time in which the author read what they could be repeating: up to the moment the words were written."""

    until: datetime

    @property
    def since(self) -> datetime:
        return self.until - REMEMBERED


def public_context(case: Case, *, house: House) -> PublicContext:
    """What may help to write in this case's public thread: only what anyone can read there."""
    del house  # a public context depends on nothing but the thread
    person, account = _person(case), _account(case)
    return PublicContext(
        network=account.network,
        company=_brand(case).name,
        recipient=person.address,
        recipient_name=person.display_name,
        thread=_thread(case),
        sectors=tuple(account.sectors),
        language=case.language,
    )


def guard_context(
    case: Case, *, agent: Agent, surface: Surface, house: House, written_at: datetime | None = None
) -> GuardContext:
    """Everything the guard is told about a reply of this agent in this case.

    `written_at` is when the words were written, for words that are judged again later: what the author read
    afterwards is not in them. Everything else is as it stands now.
    """
    now = house.clock()
    reading = Reading(until=written_at or now)
    person, brand = _person(case), _brand(case)
    customer = person.customer
    thread = _thread(case)
    addresses, doors = told.own_places(case.brand_id)
    context = GuardContext(
        recipient=person.address,
        recipient_name=person.display_name,
        owner=customer.ref if customer else "",
        owner_name=customer.name if customer else "",
        author=Author(agent.name, agent.initials, brand.name, (*brand.contacts, *doors)),
        now=now,
        sectors=tuple(_account(case).sectors),
        public_posts=tuple(post.text for post in thread if post.author == person.address),
        thread=thread,
        private_facts=tuple(_private_facts(case)),
        viewed_facts=tuple(told.viewed_facts(case.brand_id, agent=agent.pk, since=reading.since, until=reading.until)),
        others=tuple(_others(case, agent, reading)),
        own_addresses=tuple(addresses),
    )
    return _versioned(context, surface)


def _person(case: Case) -> Handle:
    person: Handle = case.person
    return person


def _account(case: Case) -> ChannelAccount:
    account: ChannelAccount = case.account
    return account


def _brand(case: Case) -> Brand:
    brand: Brand = case.brand
    return brand


def _thread(case: Case) -> tuple[PublicPost, ...]:
    if case.thread_id is None:
        return ()
    return tuple(PublicPost(author, text) for author, text in told.public_words(case.brand_id, case.thread_id))


def _private_facts(case: Case) -> list[Fact]:
    """What is on file about the person, and what was said with them in private, as whichever of their handles."""
    person = _person(case)
    if person.customer is None:
        facts, handles = [], [person.pk]
    else:
        facts = told.facts_on_file(case.brand_id, [person.customer])
        handles = list(person.customer.handles.order_by("pk").values_list("pk", flat=True))
    said = told.private_words(case.brand_id, handles)
    return facts + [replace(fact, owner=person.address) for handle in handles for fact in said.get(handle, ())]


def _others(case: Case, agent: Agent, reading: Reading) -> list[Other]:
    """The other people of the thread, and those whose cases the author has had open."""
    people = told.others_in_thread(case.brand_id, thread=case.thread_id, besides=case.person_id)
    people += told.people_at_hand(
        case.brand_id, agent=agent.pk, since=reading.since, until=reading.until, besides=case.person_id
    )
    return list({other.address: other for other in reversed(people)}.values())[::-1]


def _versioned(context: GuardContext, surface: Surface) -> GuardContext:
    """With the hash over all that is known: what onlookers say, and who they are, changes nothing about that."""
    known = tuple(other for other in context.others if other.name or other.facts)
    everything = asdict(replace(context, thread=(), others=known, version=surface.value))
    del everything["now"]
    canonical = json.dumps(everything, sort_keys=True, default=str, ensure_ascii=True)
    return replace(context, version=hashlib.sha256(canonical.encode("ascii")).hexdigest())

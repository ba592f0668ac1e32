"""What the guard is told, row by row: facts on file, private words, and what an author has read."""

from collections.abc import Collection, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from django.db.models import F, QuerySet

from parlour.core.nouns.context import Other
from parlour.core.nouns.fact import Fact, FactSource
from parlour.store.models import (
    Case,
    ChannelAccount,
    Customer,
    CustomerFact,
    Handle,
    MailLook,
    Note,
    Outbox,
    Post,
    PostText,
    Presence,
    RoomFile,
    Unveiling,
)
from parlour.store.models.scope import BrandQuerySet

MOST_WORDS: Final = 300
"""Private messages and notes the guard reads, newest first; a public thread is read as far back."""
MOST_PEOPLE: Final = 60


def own_places(brand: int) -> tuple[list[str], list[str]]:
    """The addresses of all accounts of the brand, and where its rooms are: both may stand anywhere."""
    accounts = ChannelAccount.objects.of(brand).order_by("address").values_list("address", "network", "settings")
    doors = [settings["base_url"] for _, network, settings in accounts if network == "room"]
    return [address for address, _, _ in accounts], doors


def public_words(brand: int, thread: int) -> list[tuple[str, str]]:
    """(author's address, text) of what anyone can read in the thread now, oldest first: nothing deleted or crowded."""
    posts = PostText.objects.of(brand).filter(
        post__thread=thread, post__deleted_at=None, post__crowded=False, redacted_at=None, version=F("post__version")
    )
    rows = posts.order_by("-post__created_at", "-post_id").values_list("post__author__address", "text")[:MOST_WORDS]
    return list(rows)[::-1]


def facts_on_file(brand: int, customers: Iterable[Customer]) -> list[Fact]:
    """Everything the company has written down about these customers, ways to reach them included. At most one query."""
    people = {customer.pk: customer for customer in sorted(customers, key=attrgetter("pk"))}
    if not people:
        return []
    facts = [fact for customer in people.values() for fact in _ways_to_reach(customer)]
    rows = CustomerFact.objects.of(brand).filter(customer__in=people).order_by("customer", "kind", "value", "source")
    return facts + [_fact(row, people[row.customer_id].ref) for row in rows]


def _ways_to_reach(customer: Customer) -> list[Fact]:
    known = (("email", customer.email), ("phone", customer.phone))
    return [Fact(kind, value, FactSource.CRM, owner=customer.ref) for kind, value in known if value]


def _fact(row: CustomerFact, owner: str) -> Fact:
    return Fact(row.kind, row.value, row.source, owner=owner, sensitive=row.sensitive, as_of=row.as_of)


def private_words(brand: int, people: Collection[int], *, ours: bool = True) -> dict[int, list[Fact]]:
    """What was said in private with each of these people, in every version, names of files, and slips: text facts.

    The owner is the person's address. With `ours` false what we said ourselves is left out. Three queries, however many
    people; the newest MOST_WORDS of each kind count.
    """
    texts = PostText.objects.of(brand).filter(redacted_at=None).exclude(text="")
    if not ours:
        texts = texts.filter(post__own=False)
    # Two halves, each found by an index of its own: as one condition they would be sought among all posts.
    talks = texts.filter(post__conversation__person__in=people)
    crowds = texts.filter(post__conversation=None, post__author__in=people, post__crowded=True)
    said = _told_by(talks, "post__conversation__person").union(_told_by(crowds, "post__author"), all=True)
    # What a file is called says what is in it. Erased ones have no name.
    files = RoomFile.objects.of(brand).filter(room__move__case__person__in=people).exclude(name="")
    if not ours:
        files = files.filter(by_guest=True)
    person = "room__move__case__person"
    named = files.order_by("-pk").values_list(person, f"{person}__address", "name", "description")
    slips = Note.objects.of(brand).filter(case__person__in=people).order_by("-at", "-id")
    noted = slips.values_list("case__person", "case__person__address", "text")
    facts: dict[int, list[Fact]] = {}
    for rows, source in (
        (said.order_by("-written_at", "-id")[:MOST_WORDS], FactSource.DM),
        (noted[:MOST_WORDS], FactSource.NOTE),
    ):
        for person, owner, text, *_ in rows:
            facts.setdefault(person, []).append(Fact("text", text, source, owner=owner))
    for person, owner, name, description in named[:MOST_WORDS]:
        words = " ".join((name.rpartition(".")[0], description)).strip()
        facts.setdefault(person, []).append(Fact("text", words, FactSource.DM, owner=owner))
    return facts


def _told_by(texts: BrandQuerySet[PostText], person: str) -> QuerySet[PostText, tuple[Any, ...]]:
    """The texts as (person, owner, text), and what they are ordered by."""
    return texts.values_list(person, f"{person}__address", "text", "written_at", "id")


def viewed_facts(brand: int, *, agent: int, since: datetime, until: datetime) -> list[Fact]:
    """Every private fact the agent unveiled in this time, whoever it belongs to; a look at a customer shows all.

    A stranger's mail that they read counts as said by the person of its case, whosever it is.
    """
    looks = Unveiling.objects.of(brand).filter(agent=agent, at__gt=since, at__lte=until)
    rows = looks.select_related("fact", "customer").order_by("fact", "at")
    single = {look.fact_id: _fact(look.fact, look.customer.ref) for look in rows if look.fact is not None}
    whole = {look.customer_id: look.customer for look in rows if look.fact is None}
    names = [Fact("name", customer.name, FactSource.CRM, owner=customer.ref) for customer in whole.values()]
    mails = MailLook.objects.of(brand).filter(agent=agent, at__gt=since, at__lte=until).exclude(words="")
    read = mails.order_by("mail", "at").values_list("words", "mail__case__person__address")[:MOST_WORDS]
    letters = [Fact("text", words, FactSource.DM, owner=owner) for words, owner in read]
    return list(dict.fromkeys([*single.values(), *names, *facts_on_file(brand, whole.values()), *letters]))


def others_in_thread(brand: int, *, thread: int | None, besides: int) -> list[Other]:
    """Everybody else who wrote in the thread, with what is on file about them; names they show there are public."""
    if thread is None:
        return []
    authors = Post.objects.of(brand).filter(thread=thread, own=False).exclude(author=besides).values("author")
    people = _people(brand, Handle.objects.of(brand).filter(pk__in=authors))
    return [Other(person.address, _name_on_file(person), tuple(facts)) for person, facts in people]


def people_at_hand(brand: int, *, agent: int, since: datetime, until: datetime, besides: int) -> list[Other]:
    """The people of the cases the agent has just had open, looked into or answered, with what they said in private.

    What we said to them is no secret of theirs: an apology said to one may be said to the next. What it told of them
    is on file, on a slip, or in words of their own.
    """

    def between(moment: str) -> dict[str, datetime]:
        return {f"{moment}__gt": since, f"{moment}__lte": until}

    at_hand = (
        Presence.objects.of(brand).filter(agent=agent, seen_at__gt=since),
        Unveiling.objects.of(brand).filter(agent=agent, **between("at")),
        Outbox.objects.of(brand).filter(author=agent, **between("drafted_at")),
        Note.objects.of(brand).filter(author=agent, **between("at")),
    )
    first, *more = (rows.values_list("case", flat=True) for rows in at_hand)
    cases = Case.objects.of(brand).filter(pk__in=first.union(*more)).exclude(person=besides).order_by("-last_post_at")
    numbers = list(cases.values_list("person", flat=True)[:MOST_PEOPLE])
    said = private_words(brand, numbers, ours=False)
    return [
        Other(
            person.address,
            _name_on_file(person) or person.display_name,
            (*facts, *said.get(person.pk, ())),
        )
        for person, facts in _people(brand, Handle.objects.of(brand).filter(pk__in=numbers))
    ]


def _people(brand: int, handles: BrandQuerySet[Handle]) -> list[tuple[Handle, list[Fact]]]:
    """Each person with what is on file about them."""
    people = list(handles.select_related("customer").order_by("address")[:MOST_PEOPLE])
    facts: dict[str, list[Fact]] = {}
    for fact in facts_on_file(brand, {person.customer for person in people if person.customer}):
        facts.setdefault(fact.owner, []).append(fact)
    return [(person, facts.get(person.customer.ref, []) if person.customer else []) for person in people]


def _name_on_file(person: Handle) -> str:
    """The name the company knows them by, "" when it knows none or when they show that very name."""
    if person.customer is None or person.customer.name == person.display_name:
        return ""
    name: str = person.customer.name
    return name

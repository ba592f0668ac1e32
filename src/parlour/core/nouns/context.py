"""Who is told what: the two contexts in which words are written and judged."""

from dataclasses import dataclass
from datetime import datetime

from parlour.core.nouns.fact import Fact


@dataclass(frozen=True, slots=True)
class PublicPost:
    """A post of the thread that anyone can read: its author's network address and its text."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicContext:
    """For anything that helps to write in public. It has no field for private facts, on purpose."""

    network: str
    company: str
    recipient: str
    recipient_name: str
    thread: tuple[PublicPost, ...] = ()
    sectors: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """The named human who writes, and the company's own published contacts (which are never private)."""

    name: str
    initials: str
    company: str
    company_contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """Another person of the house's cases: a customer whose name or facts must not appear in this reply."""

    address: str = ""
    name: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class GuardContext:
    """Everything the guard is told when it judges one payload.

    `recipient` is the address the payload goes to, `recipient_name` what the network displays, `owner` the customer
    reference linked to it ("" when none). `public_posts` are the recipient's own posts in this thread, oldest first.
    `private_facts` are the linked customer's facts and the case's private messages and notes; `viewed_facts` are those
    the author unveiled in the last 24 hours, whoever owns them. `version` changes whenever any of these facts changes.
    `now` carries an offset. `jurisdictions` are the laws the house answers to (`us`, `us-ca`, `eu` …); none at all
    means every one. `promises` are what the playbook of this case allows to be promised, as it words it.
    """

    recipient: str
    author: Author
    now: datetime
    recipient_name: str = ""
    owner: str = ""
    owner_name: str = ""
    sectors: tuple[str, ...] = ()
    public_posts: tuple[str, ...] = ()
    thread: tuple[PublicPost, ...] = ()
    private_facts: tuple[Fact, ...] = ()
    viewed_facts: tuple[Fact, ...] = ()
    others: tuple[Other, ...] = ()
    own_addresses: tuple[str, ...] = ()
    version: str = ""
    jurisdictions: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()

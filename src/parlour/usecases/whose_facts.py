"""Whose the facts of a line are: the customer's, by whatever name it calls them, or somebody else's."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from parlour.core.guard.view import same_address
from parlour.core.nouns.context import GuardContext, Other
from parlour.core.nouns.fact import Fact

WAYS: Final = ("email", "phone", "handle")
"""Kinds of facts by which somebody can be reached."""

_NUMBER = re.compile(
    r"(?:c|cust(?:omer)?|crm|id|kd|kunden?|client[ea]?|person|p|acc(?:oun)?t|user|u|ref|no|nr)?[-_#:. /]?\d[\d-]*",
    re.IGNORECASE,
)
_DRAWN = re.compile(  # by a program: groups of figures and letters from a to f, or long with many figures
    r"(?=(?:\D*\d){3})[0-9a-f]{2,40}(?:-[0-9a-f]{2,40}){1,8}|(?=(?:\D*\d){6})[0-9a-z_-]{16,100}|"
    r"(?:crm|cust?|customer|client|acct|user|usr)[:_#/][^\s@.]{2,100}",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?=[^\s@.]*[\d\-_:#/])[^\s@.]{2,100}")  # no name, no address: they have blanks, "@" or dots
_PART = re.compile(r"[^\W\d_]{3,}")
_TELEPHONE = 7  # figures from which an address of figures is a telephone number
_NOBODY_NAMED = "the customer"


def with_owners(context: GuardContext, recipient: str) -> GuardContext:
    """The context with facts of the customer told as theirs, for a draft to `recipient` (empty: to them)."""
    names = _compared_all((context.recipient, context.recipient_name))
    owner = _reference(context, names)
    known = replace(
        context,
        owner=owner,
        private_facts=tuple(_unnamed(fact, context.recipient_name) for fact in context.private_facts),
        viewed_facts=tuple(_unnamed(fact, context.recipient_name) for fact in context.viewed_facts),
    )
    if not recipient or _compared(recipient) in names | _compared_all(_ways(known, names | _compared_all((owner,)))):
        return known
    return _to_somebody_else(known, recipient)


def _ways(context: GuardContext, names: Collection[str]) -> Iterator[str]:
    """The ways to reach the customer that are on file as their own."""
    for fact in context.private_facts:
        if fact.kind in WAYS and (not fact.owner or _compared(fact.owner) in names):
            yield fact.value


def _compared_all(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(_compared(address) for address in addresses if address)


def _compared(address: str) -> str:
    """An address as it is compared: without its sign and case, of a telephone number the figures alone."""
    bare = same_address(address)
    figures = "".join(filter(str.isdigit, bare))
    return figures if len(figures) >= _TELEPHONE and not any(map(str.isalpha, bare)) else bare


def _reference(context: GuardContext, names: Collection[str]) -> str:
    """What the books call the customer: the one owner that their facts name beside `names`, if it is no other person.

    Nobody is called by a number or a code. Any other key counts only where it is like the customer's name and every
    fact has it: one among facts that have none may well tell another person's from theirs.
    """
    facts = context.private_facts
    owners = {fact.owner for fact in facts if fact.owner and _compared(fact.owner) not in names}
    if len(owners) != 1:
        return ""
    (owner,) = owners
    shared = all(fact.owner == owner for fact in facts)
    theirs = shared and _KEY.fullmatch(owner) and _is_like(owner, names)
    is_key = _NUMBER.fullmatch(owner) or _DRAWN.fullmatch(owner) or theirs
    return owner if is_key and _compared(owner) not in _compared_all(_named(context, owner)) else ""


def _is_like(key: str, names: Collection[str]) -> bool:
    """Whether a key has a part of one of the names in it: "anna-kowalczyk" for @anna."""
    parts = {part.casefold() for part in _PART.findall(key)}
    return any(part in parts for name in names for part in _PART.findall(name))


def _named(context: GuardContext, owner: str) -> Iterator[str]:
    """Everybody else whom the line names: other people, authors of the thread, and how people other than this `owner`
    can be reached."""
    for other in context.others:
        yield from (other.address, other.name)
        yield from (fact.owner for fact in other.facts)
        yield from (fact.value for fact in other.facts if fact.kind in WAYS)
    yield from (post.author for post in context.thread)
    yield from (fact.value for fact in context.viewed_facts if fact.kind in WAYS and fact.owner not in ("", owner))


def _unnamed(fact: Fact, shown: str) -> Fact:
    """The fact as the customer's own, where its owner is told by the name that the network shows."""
    return replace(fact, owner="") if fact.owner and _compared(fact.owner) == _compared(shown) else fact


def _to_somebody_else(context: GuardContext, recipient: str) -> GuardContext:
    """The context of a draft to another person than the customer, who thereby becomes one of the others.

    What the agent has looked at and nobody is named for is the customer's, as far as anyone knows.
    """
    owner = context.recipient or context.recipient_name or _NOBODY_NAMED
    facts = tuple(_of(fact, owner) for fact in context.private_facts)
    return replace(
        context, recipient=recipient, recipient_name="", owner="", public_posts=(), private_facts=(),
        viewed_facts=tuple(_of(fact, owner) for fact in context.viewed_facts),
        others=(*context.others, Other(context.recipient, context.recipient_name, facts)),
    )  # fmt: skip


def _of(fact: Fact, owner: str) -> Fact:
    return fact if fact.owner else replace(fact, owner=owner)

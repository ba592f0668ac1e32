"""The part of receiving that makes posts: authors, rooms, texts and who heard them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

from parlour.channels.port import Heard
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface
from parlour.core.text.clean import clean
from parlour.core.threads import Placing, Room, id_name, place
from parlour.store import people, posts, rooms
from parlour.store.models import ChannelAccount
from parlour.usecases.join import join_threads

Name = tuple[str, str]
"""A person's network and address."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One understood event and the number of the raw event it came in."""

    raw: int
    heard: Heard
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Hall:
    """What must be known to place a batch: our own addresses, answered posts, and each post's author."""

    own: frozenset[str]
    parents: Mapping[str, rooms.Parent]
    handles: Mapping[Name, int]


def write_posts(account: ChannelAccount, incoming: Sequence[Incoming], *, at: datetime) -> list[int]:
    """Write posts with their first text; numbers of the texts to assess.

    A post that another of our accounts heard, or that we sent, is there already: it gains a hearing only. Our own
    posts are never assessed. A post whose deletion came first is written as a tombstone.
    """
    if not incoming:
        return []
    heard = [_named(one.heard, account) for one in incoming]
    hall = _hall(account, heard)
    placed, joins = _place(account, heard, hall)
    talks = _conversations(account, heard, hall)
    rows = [
        posts.NewPost(
            heard=_answering(one, hall),
            raw=event.raw,
            author=hall.handles[_key(one.author)],
            thread=room,
            conversation=talks.get(_other_side(one, hall.own, account)),
            own=one.author is not None and one.author.address in hall.own,
            addressed=_addressed(one, account, hall),
            created_at=min(one.at, event.seen_at),
            attachments=orjson.dumps([dict(item) for item in one.attachments]).decode(),
        )
        for event, one, room in zip(incoming, heard, placed, strict=True)
    ]
    texts = posts.write(account, rows, at=at)
    if joins:
        join_threads(account.brand_id, joins, at=at)
    return texts


def _answering(heard: Heard, hall: Hall) -> Heard:
    """With the network-wide name of the post it answers, where the network told only our account's name for it."""
    parent = hall.parents.get(heard.in_reply_to)
    return heard if heard.in_reply_to_uri or parent is None else replace(heard, in_reply_to_uri=parent.origin_uri)


def _named(heard: Heard, account: ChannelAccount) -> Heard:
    """With storable words, and with an author of its own when the network names none: strangers are never merged."""
    author = heard.author or Person(network=account.network, address=f"nobody:{heard.origin_uri}")
    words = clean(heard.text), clean(heard.warning)
    name = clean(author.display_name)
    if name != author.display_name:
        author = replace(author, display_name=name)
    if author is heard.author and words == (heard.text, heard.warning):
        return heard
    return replace(heard, text=words[0], warning=words[1], author=author)


def _key(author: Person | None) -> Name:
    assert author is not None, "every heard post has been given an author"
    return author.network, author.address


def _hall(account: ChannelAccount, heard: Sequence[Heard]) -> Hall:
    own = frozenset(posts.own_addresses(account))
    authors = [one.author for one in heard if one.author is not None]
    others = [Person(*side) for one in heard if (side := _other_side(one, own, account))]
    return Hall(
        own=own,
        parents=rooms.parents(
            brand=account.brand_id,
            account=account.pk,
            network=account.network,
            external_ids=[one.in_reply_to for one in heard],
            uris=[one.in_reply_to_uri for one in heard],
        ),
        handles=people.handles(account.brand_id, [*others, *authors]),
    )


def _other_side(heard: Heard, own: frozenset[str], account: ChannelAccount) -> Name | None:
    """The one outsider of a private post; None for a public post and where none or more than one can read it.

    What more than one outsider can read is private in name only: it stands in a thread, marked as crowded.
    """
    outsiders = set(heard.participants) - own
    if heard.surface is Surface.PUBLIC or len(outsiders) != 1:
        return None
    address = outsiders.pop()
    network = heard.author.network if heard.author and heard.author.address == address else account.network
    return network, address


def _place(account: ChannelAccount, heard: Sequence[Heard], hall: Hall) -> tuple[list[int | None], dict[int, int]]:
    """The thread of every post but the private ones (None), and the threads that turn out to be one."""
    host = account.address.rpartition("@")[2]
    alone = [_other_side(one, hall.own, account) is not None for one in heard]
    public = [one for one, private in zip(heard, alone, strict=True) if not private]
    known = _names_of_parents(public, hall.parents, host)
    waiting = rooms.known_threads(
        brand=account.brand_id,
        network=account.network,
        roots=[name for one in public for name in (one.origin_uri, id_name(host, one.external_id)) if name],
    )
    found, joins = place([_placing(one) for one in public], host=host, known=known, waiting=waiting)
    named = rooms.threads(
        brand=account.brand_id,
        network=account.network,
        roots=[room for room in [*found, *(room for pair in joins for room in pair)] if isinstance(room, str)],
    )
    numbers = iter([_number(room, named) for room in found])
    placed = [None if private else next(numbers) for private in alone]
    return placed, {_number(absorbed, named): _number(kept, named) for absorbed, kept in joins}


def _placing(heard: Heard) -> Placing:
    return Placing(heard.origin_uri, heard.external_id, heard.in_reply_to_uri, heard.in_reply_to, heard.thread_uri)


def _names_of_parents(heard: Sequence[Heard], parents: Mapping[str, rooms.Parent], host: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for one in heard:
        uri = one.in_reply_to_uri
        for given, name in ((uri, uri), (one.in_reply_to, id_name(host, one.in_reply_to))):
            parent = parents.get(given)
            if parent is not None and parent.thread is not None:
                names[name] = parent.thread
    return names


def _number(room: Room, named: Mapping[str, int]) -> int:
    return named[room] if isinstance(room, str) else room


def _conversations(account: ChannelAccount, heard: Sequence[Heard], hall: Hall) -> dict[Name | None, int]:
    """The conversation with each person who can read one of these private posts alone with us."""
    sides = {side for one in heard if (side := _other_side(one, hall.own, account))}
    numbers = {hall.handles[side]: side for side in sides}
    found = rooms.conversations(brand=account.brand_id, account=account.pk, people=numbers)
    return {numbers[person]: conversation for person, conversation in found.items()}


def _addressed(heard: Heard, account: ChannelAccount, hall: Hall) -> bool:
    """Whether the post speaks to us: privately, by name, or as an answer to one of our own posts."""
    if heard.surface is Surface.PRIVATE or account.address in heard.mentions:
        return True
    parent = hall.parents.get(heard.in_reply_to_uri) or hall.parents.get(heard.in_reply_to)
    return parent is not None and parent.own

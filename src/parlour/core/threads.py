"""Which public thread a post stands in, also when its parent was not heard, or is heard later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Room = int | str
"""A thread that exists (its number) or one that is named by its root and may have to be made."""


@dataclass(frozen=True, slots=True)
class Placing:
    """The names by which a post and what it answers are known; empty strings where there is none.

    Ids are those of one server (`host`); URIs are network-wide.
    """

    uri: str
    external_id: str
    parent_uri: str = ""
    parent_id: str = ""
    thread_uri: str = ""


def id_name(host: str, external_id: str) -> str:
    """The name of a post of which only its id on one server is known."""
    return f"id:{host}/{external_id}" if external_id else ""


def place(
    posts: Iterable[Placing], *, host: str, known: Mapping[str, int], waiting: Mapping[str, int]
) -> tuple[list[Room], list[tuple[Room, Room]]]:
    """The room of every post, in order, and pairs (absorbed, kept) of rooms that turn out to be one.

    `known` maps names of already heard parents to their thread; `waiting` maps names to threads that were opened
    in the name of a parent not heard then, and may be one of these posts.
    """
    rooms: list[Room] = []
    joins: list[tuple[Room, Room]] = []
    heard: dict[str, Room] = dict(known)
    awaited: dict[str, Room] = dict(waiting)
    for post in posts:
        names = [name for name in (post.uri, id_name(host, post.external_id)) if name]
        parents = [name for name in (post.parent_uri, id_name(host, post.parent_id)) if name]
        opened = next((awaited[name] for name in names if name in awaited), None)
        room = next((heard[name] for name in parents if name in heard), None)
        if room is None:
            room = _room_without_parent(post, parents, awaited, opened)
        if opened is not None and opened != room:
            joins.append((opened, room))
        heard.update(dict.fromkeys(names, room))
        rooms.append(room)
    return rooms, joins


def _room_without_parent(post: Placing, parents: list[str], awaited: dict[str, Room], opened: Room | None) -> Room:
    if post.thread_uri:
        return post.thread_uri
    if not parents:
        return opened if opened is not None else post.uri
    room = next((awaited[name] for name in parents if name in awaited), parents[0])
    awaited.update(dict.fromkeys(parents, room))
    return room

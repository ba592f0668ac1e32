"""What a guest writes in a room, as an event that is received like any other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import orjson

from parlour.channels.port import Heard, Kind, NotOurs, RawEvent
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface

NETWORK: Final = "room"
SCHEME: Final = "room:"
"""Before the code of a move: the name of its room as a place to answer; before a number: one thing said there."""


def event_of(
    number: str, *, code: str, author: Person, text: str, files: Sequence[Mapping[str, str]], at: datetime
) -> RawEvent:
    """The event of something a guest said. `number` is unguessable and the same when it is said again by a retry."""
    who = {"network": author.network, "address": author.address}
    body = {"id": number, "room": code, "author": who, "text": text, "files": [dict(file) for file in files], "at": at}
    return RawEvent(key=f"said:{number}", body=orjson.dumps(body), seen_at=at)


def heard_in(event: RawEvent, *, account: str) -> Heard:
    """What the event means: a private post of this one person to our account. Raises NotOurs."""
    try:
        said: dict[str, Any] = orjson.loads(event.body)
        author = Person(said["author"]["network"], said["author"]["address"])
        return Heard(
            kind=Kind.POST,
            origin_uri=SCHEME + said["id"],
            external_id=said["id"],
            at=datetime.fromisoformat(said["at"]),
            author=author,
            text=said["text"],
            surface=Surface.PRIVATE,
            in_reply_to_uri=SCHEME + said["room"],
            participants=(author.address, account),
            attachments=tuple(said["files"]),
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as problem:
        raise NotOurs(f"This is nothing that was said in a room: {problem!r}.") from problem

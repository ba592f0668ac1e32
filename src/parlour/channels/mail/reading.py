"""A mail to a case's address, as an event that is received like any other."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from parlour.channels.mail.message import header, id_of, open_message, written_at
from parlour.channels.mail.words import attachments_of, words_of
from parlour.channels.port import Heard, Kind, NotOurs, RawEvent
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface

NETWORK: Final = "mail"
CASE: Final = "case:"
"""Before the number of a case: the place a mail answers."""
_SCHEME: Final = "mid:"


@dataclass(frozen=True, slots=True)
class Slip:
    """What the house knows about a mail that stands in no header: its case, and whose words these are.

    `author` is the case's person where it is theirs; otherwise None, and `why` says what is known instead.
    """

    case: int
    author: Person | None = None
    why: str = ""


def event_of(raw: bytes, slip: Slip, *, at: datetime, again: bool = False) -> RawEvent:
    """The event of a mail that came: the slip in one line, then the mail byte for byte.

    The same mail to the same case has the same key, however often it is delivered; `again` marks one that was kept
    before and is the person's after all.
    """
    message = open_message(raw)
    # Each server on its way adds headers above, so what is the same each time is told from the name and the words.
    same = id_of(message) or hashlib.sha256(raw).hexdigest()
    digest = hashlib.sha256(f"{same}\n{words_of(message)}".encode("utf-8", "replace")).hexdigest()
    author = slip.author and {"network": slip.author.network, "address": slip.author.address}
    head = orjson.dumps({"case": slip.case, "author": author, "why": slip.why})
    prefix = "vouched" if again else "mail"
    return RawEvent(key=f"{prefix}:{slip.case}:{digest}", body=head + b"\n" + raw, seen_at=at)


def mail_in(event: RawEvent | bytes) -> bytes:
    """The mail of an event, or of the body it was kept with, as it came."""
    body = event if isinstance(event, bytes) else event.body
    return body.partition(b"\n")[2]


def subject_in(body: bytes) -> str:
    """The subject of a kept mail in one line, "" for none."""
    return header(open_message(mail_in(body)), "Subject")


def heard_in(event: RawEvent, *, account: str) -> Heard:
    """What the event means: a private post of the case's person to our account. Raises NotOurs."""
    try:
        slip: dict[str, Any] = orjson.loads(event.body.partition(b"\n")[0])
        case, given, why = int(slip["case"]), slip["author"], str(slip["why"])
        author = Person(str(given["network"]), str(given["address"])) if given else None
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as problem:
        raise NotOurs(f"This is no mail to a case: {problem!r}.") from problem
    if author is None:
        raise NotOurs(why or "Nobody knows whose mail this is.")
    message = open_message(mail_in(event))
    name = id_of(message) or event.key.rpartition(":")[2]
    return Heard(
        kind=Kind.POST,
        origin_uri=_SCHEME + name,
        external_id=name,
        at=written_at(message, seen_at=event.seen_at),
        author=author,
        text=words_of(message),
        surface=Surface.PRIVATE,
        in_reply_to_uri=f"{CASE}{case}",
        participants=(author.address, account),
        attachments=attachments_of(message),
    )


def receipt_uri(name: str) -> str:
    """The network-wide name of a mail with this Message-ID."""
    return _SCHEME + name

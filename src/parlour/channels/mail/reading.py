"""A mail to a case's address, as an event that is received like any other."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from parlour.channels.mail.message import UNREADABLE, header, id_of, open_message, written_at
from parlour.channels.mail.words import attachments_of, words_of
from parlour.channels.port import Heard, Kind, NotOurs, RawEvent
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface

NETWORK: Final = "mail"
CASE: Final = "case:"
"""Before the number of a case: the place a mail answers."""
_OURS: Final = "mid:"
_CAME: Final = "mail:"
_SAME: Final = ("From", "Date", "Subject")
"""Headers that no server on the way changes."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What the house knows about a mail that stands in no header: its case, and whose words these are.

    `author` is the case's person where it is theirs; otherwise None, and `why` says what is known instead.
    """

    case: int
    author: Person | None = None
    why: str = ""


def event_of(raw: bytes, slip: Slip, *, at: datetime) -> RawEvent:
    """The event of a mail that came: the slip in one line, then the mail byte for byte.

    The same mail to the same case has the same key, however often it is delivered, as long as it is taken for the
    same person's: nobody who has a copy of it can be there before them.
    """
    author = slip.author and {"network": slip.author.network, "address": slip.author.address}
    head = orjson.dumps({"case": slip.case, "author": author, "why": slip.why})
    taken_for = hashlib.sha256(head).hexdigest()[:16]
    return RawEvent(key=f"{mail_name(raw, slip.case)}:{taken_for}", body=head + b"\n" + raw, seen_at=at)


def mail_name(raw: bytes, case: int) -> str:
    """What we call a mail to this case, by what no server on its way changes.

    Its Message-ID alone would be no name: anybody may write another's.
    """
    message = open_message(raw)
    same = [id_of(message) or hashlib.sha256(raw).hexdigest(), *(header(message, name) for name in _SAME)]
    digest = hashlib.sha256("\n".join(same).encode("utf-8", "replace"))
    try:
        for part in message.walk():
            if not part.is_multipart():
                content = part.get_payload(decode=True)
                digest.update(hashlib.sha256(bytes(content).replace(b"\r\n", b"\n").rstrip()).digest())
    except UNREADABLE:
        digest.update(raw)
    return f"{case}:{digest.hexdigest()}"


def message_id_in(body: bytes) -> str:
    """The Message-ID of a kept mail, by which it is answered; "" where it has none, or was let go."""
    return id_of(open_message(mail_in(body)))


def mail_in(event: RawEvent | bytes) -> bytes:
    """The mail of an event, or of the body it was kept with, as it came."""
    body = event if isinstance(event, bytes) else event.body
    return body.partition(b"\n")[2]


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
    raw = mail_in(event)
    message, name = open_message(raw), mail_name(raw, case)
    return Heard(
        kind=Kind.POST,
        origin_uri=heard_uri(name),
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
    """The network-wide name of a mail of ours with this Message-ID."""
    return _OURS + name


def heard_uri(name: str) -> str:
    """The network-wide name of a mail that came: its `mail_name` says to which case."""
    return _CAME + name

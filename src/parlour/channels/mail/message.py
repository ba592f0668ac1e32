"""A mail as it came: its headers and its parts, read so that nothing somebody writes there can break the reading."""

import re
from datetime import UTC, datetime, timedelta
from email import errors, policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_HEADER: Final = 10_000
BELIEVED: Final = timedelta(days=5)
"""How long a mail may have been under way: mail servers give up after so many days."""
UNREADABLE: Final = (errors.MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the reader of the standard library raises for headers and parts that are none."""
_ID: Final = re.compile(r"<([^<>\s\x00-\x20\x7f]{1,250})>")
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def open_message(raw: bytes) -> EmailMessage:
    """The message in these bytes; whatever they are, there is one."""
    return BytesParser(policy=policy.default).parsebytes(raw)


def headers(message: EmailMessage, *names: str) -> list[str]:
    """What stands in the headers with these names, each in one line; what cannot be read is left out."""
    found = []
    for name in names:
        try:
            values = [str(value) for value in message.get_all(name, [])]
        except UNREADABLE:
            continue
        found += [_SPACES.sub(" ", value[:LONGEST_HEADER]).strip() for value in values]
    return found


def header(message: EmailMessage, name: str) -> str:
    """The first header with this name in one line, "" for none."""
    return next(iter(headers(message, name)), "")


def sender_of(message: EmailMessage) -> str:
    """The one address a mail says it is from, casefolded; "" where it names none, several, or nothing readable.

    Bytes that are no ASCII are read as UTF-8, as RFC 6532 has them, and as nothing else.
    """
    try:
        given = message.get_all("From", [])
        if len(given) != 1 or any(isinstance(one, errors.InvalidHeaderDefect) for one in given[0].defects):
            return ""
        addresses = [one.addr_spec for one in given[0].addresses]
        address = addresses[0].encode("utf-8", "surrogateescape").decode() if len(addresses) == 1 else ""
    except UNREADABLE:
        return ""
    return address.casefold() if "@" in address and not _CONTROL.search(address) else ""


def id_of(message: EmailMessage) -> str:
    """Its Message-ID without the brackets, "" where it has none that can be answered."""
    match = _ID.search(header(message, "Message-ID"))
    return match.group(1) if match else ""


def written_at(message: EmailMessage, *, seen_at: datetime) -> datetime:
    """When it says it was written (UTC), as far as that can be: not after it came, nor days before."""
    try:
        at = parsedate_to_datetime(header(message, "Date"))
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError):
        return seen_at
    return at if seen_at - BELIEVED <= at <= seen_at else seen_at

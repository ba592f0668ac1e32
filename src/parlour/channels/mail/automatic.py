"""Mail that no human wrote to us: out of office, bounces, lists. It is kept, and nothing follows from it."""

from email.message import EmailMessage
from typing import Final

from parlour.channels.mail.message import UNREADABLE, header, headers, sender_of

_PRECEDENCE: Final = frozenset({"bulk", "junk", "list", "auto_reply"})
_ROBOTS: Final = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply"})
_MARKS: Final = ("List-Id", "List-Post", "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Failed-Recipients")


def why_automatic(message: EmailMessage, *, domain: str) -> str:
    """What shows that a machine sent this, "" where nothing does. `domain` is ours: what comes from there is an echo.

    RFC 3834 and what mail servers write besides.
    """
    submitted = header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    sender = sender_of(message)
    signs = {
        f"Auto-Submitted is {submitted}": submitted not in ("", "no"),
        "Precedence says so": header(message, "Precedence").lower() in _PRECEDENCE,
        "it has no way back": any(value.replace(" ", "") == "<>" for value in headers(message, "Return-Path")),
        "it is a report of a mail server": _content_type(message) == "multipart/report",
        "its sender is a machine": sender.partition("@")[0] in _ROBOTS,
        "it came from ourselves": sender.endswith(f"@{domain.lower()}"),
        **{f"it has {name}": bool(headers(message, name)) for name in _MARKS},
    }
    return next((words for words, so in signs.items() if so), "")


def _content_type(message: EmailMessage) -> str:
    try:
        return message.get_content_type()
    except UNREADABLE:
        return ""

"""What a mail says: the text its author wrote, and the names of what hangs on it."""

from collections.abc import Iterator
from email.message import EmailMessage
from typing import Final

from parlour.channels.mail.html_text import html_words
from parlour.channels.mail.message import UNREADABLE, header
from parlour.channels.mail.own_words import own_words
from parlour.core.text.clean import clean

LONGEST: Final = 100_000
"""Code points that are kept; the mail itself is kept whole."""
MOST_PARTS: Final = 50
_ANSWERS: Final = ("re:", "aw:", "sv:", "fwd:", "wg:", "rv:")


def words_of(message: EmailMessage) -> str:
    """The author's own words; with the subject above them where they begin something new."""
    subject, words = header(message, "Subject"), own_words(_text(message))
    if subject and (not words or (not header(message, "In-Reply-To") and not is_answer(subject))):
        words = f"{subject}\n\n{words}".strip()
    return words[:LONGEST]


def is_answer(subject: str) -> bool:
    """Whether a subject says that it goes on with something."""
    return subject.lower().startswith(_ANSWERS)


def attachments_of(message: EmailMessage) -> tuple[dict[str, str], ...]:
    """Names and types of what hangs on it, MOST_PARTS at most. Their content stays in the mail as it came."""
    try:
        return tuple(_shown(part) for part, _ in zip(_attached(message), range(MOST_PARTS), strict=False))
    except UNREADABLE:
        return ()


def _attached(message: EmailMessage) -> Iterator[EmailMessage]:
    body = message.get_body(("plain", "html"))
    for part in message.walk():
        if part is not body and not part.is_multipart() and part.get_filename():
            yield part


def _shown(part: EmailMessage) -> dict[str, str]:
    name, kind = clean(part.get_filename() or ""), clean(part.get_content_type())
    return {"description": name[:120], "type": kind[:80], "url": ""}


def _text(message: EmailMessage) -> str:
    try:
        body = message.get_body(("plain", "html"))
        if body is None or body.get_content_maintype() != "text":
            return ""
        text = _decoded(body)  # type: ignore[arg-type]
        return html_words(text) if body.get_content_subtype() == "html" else text
    except UNREADABLE:
        return ""


def _decoded(body: EmailMessage) -> str:
    """The text of a part; what its character set cannot say, or has another name for, is read as UTF-8."""
    try:
        return str(body.get_content())
    except LookupError:
        payload = body.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""

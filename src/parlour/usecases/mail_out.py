"""The way to the house's mail server for channels: Django's mail backend, with what went wrong in the port's words."""

import re
import smtplib
from email.utils import formataddr, parseaddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from parlour.channels.mail.channel import Letter
from parlour.channels.port import NeedsReauth, PortError, Rejected, Retryable

TIMEOUT: Final = 10
AFTER: Final = 30.0
_NOBODY_THERE: Final = re.compile(r"5\.(?:1\.(?:1|2|3|6|10)|2\.1)(?!\d)")
"""Of RFC 3463 and its register: no such mailbox, domain or address, moved, domain without mail, mailbox disabled."""


class DjangoMailer:
    """Letters out through the backend of the settings; each is handed over by a connection of its own."""

    def send(self, letter: Letter) -> None:
        """Hand it over. Raises Rejected, NeedsReauth, or Retryable, which tells whether it may have been taken."""
        message = EmailMessage(
            letter.subject, letter.body, letter.sender, [letter.recipient], headers=dict(letter.headers)
        )
        connection = _opened()
        try:
            connection.send_messages([message])
        except smtplib.SMTPException as problem:
            raise _told(problem) from problem
        except OSError as problem:
            raise Retryable(f"The mail server fell silent: {problem}.", after=AFTER) from problem
        except ValueError as problem:  # a header that would be two
            raise Rejected(f"This cannot be a mail: {problem}.") from problem
        finally:
            _close(connection)

    def check(self) -> None:
        """Open a connection to the mail server, where there is one, and close it. Raises NeedsReauth or Retryable."""
        if "smtp" in settings.EMAIL_BACKEND:
            _close(_opened())


def sender_line(name: str, address: str) -> str:
    """Who a mail is from in one line, such as `Ines at Marlow <ines.k7fd…@replies.care.example>`."""
    return formataddr((" ".join(name.split()), address))


def address_in(line: str) -> str:
    """The address in such a line."""
    return parseaddr(line)[1]


def _opened() -> BaseEmailBackend:
    """A connection that is open, so that whatever fails here has sent nothing."""
    timed = "smtp" in settings.EMAIL_BACKEND
    connection: BaseEmailBackend = get_connection(timeout=TIMEOUT) if timed else get_connection()
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError as problem:
        _close(connection)
        raise NeedsReauth("The mail server takes neither this name nor this password. Check PARLOUR_MAIL.") from problem
    except (OSError, smtplib.SMTPException) as problem:
        _close(connection)
        words = f"The mail server cannot be reached: {problem}. Check PARLOUR_MAIL."
        raise Retryable(words, after=AFTER, maybe_done=False) from problem
    return connection


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return  # what was taken is taken, whether they say goodbye or not


def _told(problem: smtplib.SMTPException) -> PortError:
    """Codes from 500 on are for good; of those below the server says that it took nothing, and to come again."""
    code = _code(problem)
    if code >= 500:
        words = _words(problem)
        return Rejected(f"The mail server refuses this mail ({code}): {words}", unreachable=_is_gone(problem, words))
    if code:
        return Retryable(f"The mail server puts us off ({code}): {_words(problem)}", after=AFTER, maybe_done=False)
    return Retryable(f"The mail server broke off: {type(problem).__name__}.", after=AFTER)


def _is_gone(problem: smtplib.SMTPException, words: str) -> bool:
    """Whether it is the address that is refused for good: a bare 550 can mean our own house, too."""
    return isinstance(problem, smtplib.SMTPRecipientsRefused) and _NOBODY_THERE.match(words.lstrip()) is not None


def _code(problem: smtplib.SMTPException) -> int:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return next((int(code) for code, _ in problem.recipients.values()), 0)
    return int(problem.smtp_code) if isinstance(problem, smtplib.SMTPResponseException) else 0


def _words(problem: smtplib.SMTPException) -> str:
    said = problem.smtp_error if isinstance(problem, smtplib.SMTPResponseException) else b""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        said = next((words for _, words in problem.recipients.values()), b"")
    return said.decode("utf-8", "replace")[:300] if isinstance(said, bytes) else str(said)[:300]

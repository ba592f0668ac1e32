"""Errors an operator can act on, and how they are said in one line."""

from collections.abc import Mapping
from typing import Final

ENOSPC: Final = 28
EADDRINUSE: Final = 98

# Named by path so that telling them apart imports nothing: verbs without a database start without Django.
ADVICE: Final[Mapping[str, str]] = {
    "django.core.exceptions.ImproperlyConfigured": "",
    "django.db.utils.OperationalError": "The database cannot be used. Check DATABASE_URL and that the server runs.",
    "django.db.utils.ProgrammingError": "If the database is older than this version, run: parlour db migrate.",
    "parlour.channels.port.PortError": "",
    "parlour.cli.errors.CannotDo": "",
    "parlour.cli.lines.UnusableArguments": "",
    "parlour.store.embedded.EmbeddedServerError": "",
    "parlour.store.secrets.UnreadableSecretError": "",
    "psycopg.OperationalError": "The database cannot be used. Check DATABASE_URL and that the server runs.",
}


class CannotDo(Exception):
    """A command cannot be carried out as asked; the text says why and what to do instead."""


def one_line(error: BaseException) -> str | None:
    """What to tell the operator, or None where the error is ours and deserves its traceback."""
    if isinstance(error, OSError) and error.errno == ENOSPC:
        return f"There is no space left on the disk{_where(error)}. Free some, then try again."
    for kind in type(error).__mro__:
        advice = ADVICE.get(f"{kind.__module__}.{kind.__qualname__}")
        if advice is not None:
            return " ".join(part for part in (_first_line(error), advice) if part)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}."
    return None


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    line = text.splitlines()[0].strip() if text else type(error).__name__
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _where(error: OSError) -> str:
    return f" ({error.filename})" if error.filename else ""

"""Reading the environment: every variable has one reader, one default and a loud, useful failure."""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable. Raises ImproperlyConfigured for anything but yes, no, 1, 0, true, false."""
    given = os.environ.get(name, "").strip().lower()
    if given in {"", "yes", "1", "true", "no", "0", "false"}:
        return default if not given else given in {"yes", "1", "true"}
    raise ImproperlyConfigured(f"{name} is {given!r}: write yes or no.")


def words(name: str, *, default: str) -> list[str]:
    """A comma-separated list, empty entries dropped."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str, *, beside: Path) -> str:
    """A secret from the variable, or from the file `beside`, which is made once with strong randomness (mode 600)."""
    if given := os.environ.get(name):
        return given
    try:
        if not beside.exists():
            _write_once(beside, os.urandom(48).hex())
        return beside.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"Set {name}, or make {beside.parent} writable: {error.strerror}.") from error


def _write_once(path: Path, text: str) -> None:
    """Write a file that appears whole or not at all; of several processes at once, one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
        with suppress(FileExistsError):
            os.link(unfinished, path)
    finally:
        os.unlink(unfinished)  # noqa: PTH108 - a name from mkstemp


@dataclass(frozen=True, slots=True)
class Mail:
    """Django's settings for letters out; without a server they are laid down as files in `folder`."""

    backend: str
    folder: Path
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False


def mail(name: str, *, beside: Path) -> Mail:
    """The mail server of a variable such as `smtps://user:password@mail.example:465`, or the folder `beside`.

    `smtp+tls` begins in the open and then encrypts; `smtp` never does and is for this machine alone. Raises
    ImproperlyConfigured with the shape that is wanted.
    """
    given = os.environ.get(name, "")
    if not given:
        return Mail("django.core.mail.backends.filebased.EmailBackend", beside)
    parts = urlsplit(given)
    ports = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must look like smtps://user:password@mail.example:465.")
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        beside,
        host=parts.hostname,
        port=parts.port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+tls",
    )


def database(url: str) -> dict[str, object]:
    """Django's database settings for a DATABASE_URL. Raises ImproperlyConfigured with the shape that is wanted."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured("DATABASE_URL must look like postgresql://user:password@host:5432/database.")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **options, "pool": {"min_size": 1, "max_size": 12, "timeout": 10}},
        "TEST": {"TEMPLATE": "template0"},
    }

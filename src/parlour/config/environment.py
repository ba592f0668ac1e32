"""Reading the environment: every variable has one reader, one default and a loud, useful failure."""

import os
import tempfile
from contextlib import suppress
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

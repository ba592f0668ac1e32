"""The database a command works on: whether it answers, and the client programs that copy it."""

import os
import subprocess
from pathlib import Path
from typing import Final

from parlour.cli.errors import CannotDo

OLDEST_SERVER: Final = 150_000  # in the server's own counting: 15.0
CONNECT_SECONDS: Final = 5
PROGRAM_SECONDS: Final = 6 * 60 * 60
VARIABLES: Final = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def open_database() -> str:
    """Load the settings and make sure that a usable server answers; its address.

    Whether its tables are of this version is not asked. Raises CannotDo.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parlour.config.settings")
    import django

    django.setup()
    from django.conf import settings

    url = str(settings.DATABASE_URL)
    check_version(server_version(url))
    return url


def server_version(url: str) -> int:
    """The version of the server at `url`, as a number like 150018. Raises CannotDo when it cannot be asked."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=CONNECT_SECONDS) as connection:
            return connection.info.server_version
    except psycopg.Error as error:
        if not os.environ.get("DATABASE_URL"):
            raise CannotDo("The embedded database is not running. Start it: parlour db start") from error
        raise CannotDo(f"DATABASE_URL leads to no database: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """The one line of the driver's words that tells why; several addresses of one host make a list, ending in it."""
    lines = [line.strip(" -") for line in str(error).splitlines() if line.strip()]
    if not lines:
        return type(error).__name__
    return next((line for line in reversed(lines) if "failed:" in line), lines[0])


def check_version(version: int) -> None:
    """Raise CannotDo for a server that is too old for Parlour's migrations."""
    if version < OLDEST_SERVER:
        raise CannotDo(f"The database is PostgreSQL {version // 10_000}. Parlour needs PostgreSQL 15 or later.")


def run_program(name: str, *arguments: str, url: str) -> str:
    """Run a PostgreSQL client program against `url` and return what it printed. Raises CannotDo with what it said.

    The password travels in the environment: arguments can be read by everyone on the machine.
    """
    finished = subprocess.run(
        [_program(name, server_version(url) // 10_000), *arguments],
        env={**os.environ, **_environment(url)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PROGRAM_SECONDS,
        check=False,
    )
    if finished.returncode != 0:
        said = finished.stderr.strip().splitlines() or ["it said nothing"]
        raise CannotDo(f"{name} failed: {said[0].strip()}")
    return finished.stdout


def _environment(url: str) -> dict[str, str]:
    from psycopg.conninfo import conninfo_to_dict

    known = conninfo_to_dict(url)
    return {variable: str(known[part]) for part, variable in VARIABLES.items() if known.get(part)}


def _program(name: str, server: int) -> Path:
    """The installed program of the server's own version, else the newest: the one that comes with Parlour."""
    from parlour.store.embedded import client_program

    for candidate in (Path(f"/usr/lib/postgresql/{server}/bin/{name}"), client_program(name)):
        if candidate.exists():
            return candidate
    raise CannotDo(f"{name} is not installed. On Debian: apt-get install postgresql-client-{server}")

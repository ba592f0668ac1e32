"""An installation that is made for one run and thrown away after it."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Installation:
    """A folder to write in, and the address of its own durable PostgreSQL, migrated. Django is set up on it."""

    folder: Path
    url: str


@contextmanager
def fresh_installation() -> Iterator[Installation]:
    """Set the environment of this process and its children; nothing of Django may have been loaded before."""
    signal.signal(signal.SIGTERM, _end)
    folder = Path(tempfile.mkdtemp(prefix="parlour-bench-"))
    folder.chmod(0o711)
    (folder / "home" / "static").mkdir(parents=True)
    os.environ["PARLOUR_HOME"] = str(folder / "home")
    os.environ["DJANGO_SETTINGS_MODULE"] = "parlour.config.settings"
    from parlour.store.embedded import Cluster

    cluster = Cluster(folder / "pg")
    cluster.start()
    os.environ["DATABASE_URL"] = cluster.url
    try:
        _migrate()
        yield Installation(folder, cluster.url)
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(cluster.socket_folder, ignore_errors=True)


def _end(*_: object) -> None:
    """Ended from outside, a run still stops its server and takes its folder away."""
    raise SystemExit("ended before it was done")


def _migrate() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def empty_tables() -> None:
    """Every row of ours goes: a benchmark begins anew. What is kept as evidence goes too, which has to be said."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local parlour.may_truncate = 'on'")
        cursor.execute("select relname from pg_stat_user_tables where relname like 'store\\_%%'", [])
        names = ", ".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"truncate {names} cascade")

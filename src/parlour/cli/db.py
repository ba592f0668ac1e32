"""`parlour db`: start, stop, migrate, back up and restore the database."""

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Final

from parlour.cli.database import open_database, run_program
from parlour.cli.errors import CannotDo

PREAMBLE_LINES: Final = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("start", help="start the embedded database and print its address").set_defaults(do=start)
    actions.add_parser("stop", help="stop the embedded database").set_defaults(do=stop)
    actions.add_parser("url", help="print the address of the database in use").set_defaults(do=print_url)
    actions.add_parser("migrate", help="bring the tables to this version").set_defaults(do=migrate)
    backing_up = actions.add_parser("backup", help="write everything to one file")
    backing_up.add_argument("file", type=Path, metavar="FILE")
    backing_up.set_defaults(do=backup)
    restoring = actions.add_parser("restore", help="bring everything back from such a file")
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.add_argument("--replace", action="store_true", help="lose what is in the database now")
    restoring.set_defaults(do=restore)


def run(args: argparse.Namespace) -> int:
    args.do(args)
    return 0


def start(args: argparse.Namespace) -> None:  # noqa: ARG001 - every action has this shape
    from parlour.store.embedded import Cluster, default_data_home

    cluster = Cluster(default_data_home() / "postgresql")
    cluster.start()
    print(cluster.url)


def stop(args: argparse.Namespace) -> None:  # noqa: ARG001 - every action has this shape
    from parlour.store.embedded import Cluster, default_data_home

    Cluster(default_data_home() / "postgresql").stop()


def print_url(args: argparse.Namespace) -> None:  # noqa: ARG001 - every action has this shape
    print(open_database())


def migrate(args: argparse.Namespace) -> None:  # noqa: ARG001 - every action has this shape
    open_database()
    bring_up_to_date()
    print("The database is of this version.")


def bring_up_to_date() -> None:
    """Run what is missing of the migrations, and make the shared cache's table. Needs `open_database` before.

    Raises CannotDo naming what failed; migrations run in transactions, so nothing is left half done.
    """
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        said = str(error).strip().splitlines() or [type(error).__name__]
        raise CannotDo(f"The database could not be brought to this version: {said[0]}") from error


def backup(args: argparse.Namespace) -> None:
    """The file appears under its name only when it is complete, readable by its owner alone."""
    url = open_database()
    unfinished = args.file.with_name(args.file.name + ".part")
    try:
        unfinished.touch(mode=0o600)
        run_program("pg_dump", "--format=custom", "--no-owner", "--file", str(unfinished), url=url)
        unfinished.replace(args.file)
    finally:
        unfinished.unlink(missing_ok=True)
    print(f"{args.file} holds everything but the keys: keep secret_key, channel_key and checkpoint_key elsewhere.")


def restore(args: argparse.Namespace) -> None:
    """All or nothing: the old content goes and the new comes in one transaction. Raises CannotDo."""
    if not args.file.is_file():
        raise CannotDo(f"There is no file {args.file}.")
    url = open_database()
    if not args.replace and _tables(url):
        raise CannotDo("The database is not empty. Add --replace to lose what is in it now.")
    with tempfile.TemporaryDirectory(prefix="parlour-restore-") as folder:
        script = Path(folder) / "restore.sql"
        run_program("pg_restore", "--no-owner", "--file", str(script), str(args.file), url=url)
        _drop_newer_settings(script)
        emptied = "set lock_timeout = '10s'; drop schema public cascade; create schema public"
        once = ("-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1")
        run_program("psql", *once, "-c", emptied, "-f", str(script), url=url)
    print(f"Everything is as it was in {args.file}.")


def _tables(url: str) -> bool:
    asked = "select count(*) from pg_tables where schemaname = 'public'"
    return run_program("psql", "-X", "-A", "-t", "-c", asked, url=url).strip() != "0"


def _drop_newer_settings(script: Path) -> None:
    """Client programs of PostgreSQL 17 and later write a setting, before any data, that an older server refuses."""
    changed = script.with_suffix(".part")
    with script.open("rb") as old, changed.open("wb") as new:
        preamble = [next(old, b"") for _ in range(PREAMBLE_LINES)]
        new.writelines(line for line in preamble if not line.startswith(b"SET transaction_timeout"))
        shutil.copyfileobj(old, new)
    changed.replace(script)

"""A database of its own for commands that are run as their users run them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

Finished = subprocess.CompletedProcess[str]
Parlour = Callable[..., Finished]
ADD_INES = (
    "agents",
    "add",
    "ines",
    "--name",
    "Ines Farrow",
    "--initials",
    "IF",
    "--brand",
    "acme",
    "--brand-name",
    "Acme",
)


@contextmanager
def new_database(*, template: str = "template0") -> Iterator[str]:
    """The name of a new database on the tests' server."""
    name = f"own_{uuid4().hex[:12]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(f"create database {name} template {template}")
    yield name
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(f"drop database {name} with (force)")


def address(name: str) -> str:
    """The address of a database on the tests' server."""
    return os.environ["DATABASE_URL"].replace("/parlour?", f"/{name}?")


def installation(home: Path, database: str) -> Parlour:
    """Run `parlour …` as its users do, in an installation of its own."""

    def run(*arguments: str, **environment: str) -> Finished:
        return subprocess.run(
            [sys.executable, "-m", "parlour", *arguments],
            env={**os.environ, "PARLOUR_HOME": str(home), "DATABASE_URL": address(database), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def migrated_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database, to be copied: migrating takes seconds, copying does not."""
    with new_database() as name:
        assert installation(tmp_path_factory.mktemp("home"), name)("db", "migrate").returncode == 0
        yield name


@pytest.fixture
def empty_database() -> Iterator[str]:
    """The name of a database without tables, the one `unmigrated` works on."""
    with new_database() as name:
        yield name


@pytest.fixture
def unmigrated(empty_database: str, tmp_path: Path) -> Parlour:
    """An installation on an empty database."""
    return installation(tmp_path, empty_database)


@pytest.fixture
def open_home() -> Iterator[Path]:
    """A home whose path the embedded server's account may walk, which pytest's own folders forbid when we are root."""
    home = Path(tempfile.mkdtemp(prefix="parlour-home-"))
    home.chmod(0o711)
    yield home
    shutil.rmtree(home)


@pytest.fixture
def parlour(migrated_template: str, tmp_path: Path) -> Iterator[Parlour]:
    """An installation on a migrated database with nobody in it."""
    with new_database(template=migrated_template) as name:
        yield installation(tmp_path, name)

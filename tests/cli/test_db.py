"""`parlour db`: whatever is wrong with the database is one line; a backup brings everything back."""

import os
import shutil
import stat
from pathlib import Path

import psycopg
import pytest

from parlour.cli.database import check_version, server_version
from parlour.cli.errors import CannotDo
from parlour.store.embedded import Cluster
from tests.cli.conftest import ADD_INES, Parlour, address


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "DATABASE_URL leads to no database: connection failed: .* refused"),
        ("postgresql://nobody@localhost:1/none", "DATABASE_URL leads to no database: .* refused"),
        ("postgresql://nobody@localhost/none?wrong=1", "DATABASE_URL leads to no database: invalid URI"),
    ],
)
def test_a_wrong_address_is_one_line(monkeypatch: pytest.MonkeyPatch, url: str, line: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(CannotDo, match=line):
        server_version(url)


def test_a_missing_database_is_one_line() -> None:
    url = os.environ["DATABASE_URL"].replace("/parlour?", "/missing?")
    with pytest.raises(CannotDo, match='database "missing" does not exist'):
        server_version(url)


def test_a_malformed_address_is_one_line(unmigrated: Parlour) -> None:
    finished = unmigrated("db", "migrate", DATABASE_URL="mysql://localhost/parlour")
    assert (finished.returncode, finished.stderr) == (
        2,
        "parlour: DATABASE_URL must look like postgresql://user:password@host:5432/database.\n",
    )


def test_an_embedded_server_that_does_not_run_says_how_to_start_it(unmigrated: Parlour) -> None:
    finished = unmigrated("db", "url", DATABASE_URL="")
    assert (finished.returncode, finished.stderr) == (
        2,
        "parlour: The embedded database is not running. Start it: parlour db start.\n",
    )


@pytest.mark.parametrize("version", [140_022, 90_624])
def test_an_old_server_is_refused(version: int) -> None:
    with pytest.raises(CannotDo, match=r"The database is PostgreSQL (14|9)\. Parlour needs PostgreSQL 15 or later\."):
        check_version(version)


@pytest.mark.parametrize("version", [150_000, 150_018, 180_004])
def test_a_server_from_15_on_is_welcome(version: int) -> None:
    check_version(version)


def test_a_database_that_is_not_migrated_is_one_line(unmigrated: Parlour) -> None:
    finished = unmigrated("agents", "list")
    assert (finished.returncode, finished.stderr) == (
        2,
        "parlour: The database is not of this version. Run: parlour db migrate.\n",
    )


def test_a_migration_that_cannot_run_is_one_line(unmigrated: Parlour, empty_database: str) -> None:
    with psycopg.connect(address(empty_database), autocommit=True) as there:
        there.execute("create table store_brand (id int)")
    finished = unmigrated("db", "migrate")
    assert finished.returncode == 2
    assert finished.stderr == (
        'parlour: The database could not be brought to this version: relation "store_brand" already exists.\n'
    )


@pytest.fixture
def backup_file(tmp_path: Path) -> Path:
    """Its name tells `--database-only` that the tests which use it belong to that run."""
    return tmp_path / "all.dump"


def test_a_backup_brings_everything_back(parlour: Parlour, backup_file: Path) -> None:
    assert parlour(*ADD_INES).returncode == 0
    assert parlour("db", "backup", str(backup_file)).returncode == 0
    assert parlour("agents", "add", "jonas", "--name", "Jonas Brandt", "--initials", "JB").returncode == 0

    assert parlour("db", "restore", str(backup_file), "--replace").returncode == 0

    assert parlour("agents", "list").stdout == "acme\tines\tInes Farrow\tagent\n"
    assert stat.S_IMODE(backup_file.stat().st_mode) == 0o600
    assert list(backup_file.parent.glob("*.part")) == []


def test_restoring_loses_nothing_unless_told_to(parlour: Parlour, backup_file: Path) -> None:
    parlour("db", "backup", str(backup_file))
    finished = parlour("db", "restore", str(backup_file))
    assert (finished.returncode, finished.stderr) == (
        2,
        "parlour: The database is not empty. Add --replace to lose what is in it now.\n",
    )


def test_a_broken_backup_changes_nothing(parlour: Parlour, tmp_path: Path) -> None:
    parlour(*ADD_INES)
    (tmp_path / "broken").write_bytes(b"PGDMP and then nothing")
    assert parlour("db", "restore", str(tmp_path / "broken"), "--replace").returncode == 2
    assert parlour("agents", "list").stdout == "acme\tines\tInes Farrow\tagent\n"


def test_a_missing_backup_is_one_line(unmigrated: Parlour, tmp_path: Path) -> None:
    finished = unmigrated("db", "restore", str(tmp_path / "none"))
    assert (finished.returncode, finished.stderr) == (2, f"parlour: There is no file {tmp_path / 'none'}.\n")


def test_the_embedded_server_starts_and_stops(unmigrated: Parlour, open_home: Path) -> None:
    cluster = Cluster(open_home / "postgresql")
    embedded = {"DATABASE_URL": "", "PARLOUR_HOME": str(open_home)}
    try:
        started = unmigrated("db", "start", **embedded)
        assert (started.returncode, started.stdout, started.stderr) == (0, f"{cluster.url}\n", "")
        assert unmigrated("db", "url", **embedded).stdout == f"{cluster.url}\n"
    finally:
        assert unmigrated("db", "stop", **embedded).returncode == 0
    assert not cluster.running()
    shutil.rmtree(cluster.socket_folder)

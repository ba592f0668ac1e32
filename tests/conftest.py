"""What every test can rely on: a PostgreSQL of its own, a house with a clock that stands still, no network outside."""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection
from hypothesis import settings as examples

from parlour.config import environment
from parlour.store.embedded import Cluster

if TYPE_CHECKING:
    from parlour.knowledge import Knowledge

pytest_plugins = ("tests.not_run",)

# Speed for a cluster that is thrown away; the durability tests start their own with everything on.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# A user of somebody else's server may not say so; there the flush takes its chance.
PATIENT = (
    "do $$ begin perform set_config('deadlock_timeout', '60s', true); "
    "exception when insufficient_privilege then null; end $$"
)
_started: list[Cluster] = []

# On a busy machine an example may take its time.
examples.register_profile("patient", deadline=None)
examples.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """Start a throw-away server unless DATABASE_URL names one; test processes of one run share it.

    Copies of pictures and the files of pages lie apart from those of an installation on this machine.
    """
    own = _own_folder()
    settings.PICTURE_HOME, settings.STATIC_ROOT = own / "pictures", own / "static"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if os.environ.get("DATABASE_URL") or hasattr(config, "workerinput"):
        return
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="parlour-tests-")) / "pg")
    cluster.folder.parent.chmod(0o711)
    if other := os.environ.get("PARLOUR_TEST_POSTGRESQL"):
        cluster.folder.mkdir()
        (cluster.folder / "postgresql").symlink_to(other)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a run that is ended stops its server too
    cluster.start(settings=THROWAWAY)
    _started.append(cluster)
    os.environ["DATABASE_URL"] = cluster.url
    address = {key: value for key, value in environment.database(cluster.url).items() if key != "TEST"}
    settings.DATABASES["default"].update(address)


def _own_folder() -> Path:
    """What this process of a test run writes to."""
    return Path(tempfile.gettempdir()) / f"parlour-tests-{os.getpid()}"


def pytest_unconfigure() -> None:
    shutil.rmtree(_own_folder(), ignore_errors=True)
    for cluster in _started:
        cluster.stop()
        shutil.rmtree(cluster.folder.parent, ignore_errors=True)
        shutil.rmtree(cluster.socket_folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """The test database; whoever is still connected when it is to be dropped (a stream's thread) is sent away.

    By a connection of its own: those of the pool are among the ones that go.
    """
    yield
    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as other:
        other.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()",
            [connection.settings_dict["NAME"]],
        )


@pytest.fixture(scope="session", autouse=True)
def flush_may_truncate() -> Iterator[None]:
    """What is kept for good is emptied between tests by the flush alone, which says so in its own transaction.

    Whoever is late in the same tables gives way: a flush that waits longer never ends a deadlock by ending itself.
    """
    statements: Callable[..., list[str]] = vars(flush)["sql_flush"]

    def allowed(*arguments: Any, **more: Any) -> list[str]:
        return ["set local parlour.may_truncate = 'on'", PATIENT, *statements(*arguments, **more)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "sql_flush", allowed)
        yield


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test talks to anything but this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1", "localhost")):
            raise AssertionError(f"A test tried to reach {address!r}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def knowledge() -> "Knowledge":
    """What ships with the package, loaded once, and only where a test asks for it."""
    from parlour.knowledge import load

    return load()

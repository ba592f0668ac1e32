"""The sender's loop: sends at once, sleeps without work, survives the loss of its connection."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection

from parlour.jobs import sender
from parlour.knowledge import Knowledge
from parlour.store.models import Outbox
from tests.usecases.lobby import Lobby

PATIENCE = 20.0


@pytest.fixture
def running_lobby(transactional_db: None, what_guards: Knowledge) -> Lobby:
    """A lobby whose clock is the real one."""
    lobby = Lobby(what_guards)
    lobby.clock.now = datetime.now(UTC)
    lobby.brand.settings = {"undo_seconds": 0}
    lobby.brand.save()
    return lobby


@contextmanager
def loop(lobby: Lobby) -> Iterator[None]:
    stop = threading.Event()

    def work() -> None:
        try:
            sender.run(stop, lobby.house)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=PATIENCE)
    assert not thread.is_alive()


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)  # the loop runs in another thread and tells nobody when it is done
    return holds()


def confirmed() -> bool:
    return Outbox.objects.exists() and not Outbox.objects.exclude(state="confirmed").exists()


def test_sender_sends_what_waits_and_what_comes(running_lobby: Lobby) -> None:
    running_lobby.submit(running_lobby.case(), "The first words.")
    with loop(running_lobby):
        assert eventually(confirmed)
        running_lobby.submit(running_lobby.case(running_lobby.person("olga")), "The second words.")
        assert eventually(lambda: len(running_lobby.network.statuses) == 2 and confirmed())


def test_sender_goes_on_when_its_connection_is_cut(running_lobby: Lobby) -> None:
    with loop(running_lobby):
        running_lobby.submit(running_lobby.case(), "The first words.")
        assert eventually(confirmed)
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and pid <> pg_backend_pid()"
            )
        running_lobby.submit(running_lobby.case(running_lobby.person("olga")), "The second words.")
        assert eventually(lambda: len(running_lobby.network.statuses) == 2 and confirmed())

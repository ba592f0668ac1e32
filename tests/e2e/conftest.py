"""A real browser at a real server: uvicorn in a process of its own on this test run's database."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from parlour.desk.sign_in import one_time_link
from parlour.store.live import listening_dsn
from parlour.store.models import Agent
from tests.desk import factory
from tests.e2e.story_house import until

CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip
START_SECONDS = 30
WIDE, NARROW = (1440, 900), (390, 844)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One for each file: while it is open no test in this process could run a loop of its own."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's sync API runs a loop in this thread
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the desk, served from the test database; one process for all tests."""
    tmp_path = tmp_path_factory.mktemp("server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = _database_url()
    environment = {**os.environ, "DATABASE_URL": url, "PARLOUR_HOME": str(tmp_path), "PYTHONWARNINGS": "ignore",
                   "PARLOUR_SECRET_KEY": settings.SECRET_KEY, "PARLOUR_CHANNEL_KEY": settings.CHANNEL_SECRET_KEY,
                   "PYTHONPATH": os.pathsep.join(sys.path)}  # fmt: skip
    command = [sys.executable, "-m", "uvicorn", "parlour.config.asgi:application", "--host", "127.0.0.1",
               "--port", str(port), "--lifespan", "off", "--timeout-graceful-shutdown", "1"]  # fmt: skip
    words = (tmp_path / "server.log").open("wb")
    process = subprocess.Popen(command, env=environment, stdout=words, stderr=words)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/accounts/login/", process, tmp_path / "server.log")
        yield address
    finally:
        process.terminate()
        process.wait(10)
        words.close()


@pytest.fixture
def marlow(transactional_db: None, server: str) -> Iterator[factory.House]:
    """A house; once the browsers are gone its server finishes what it was asked before the tables are emptied."""
    yield factory.house(at=timezone.now())
    until(lambda: not _at_work(), seconds=START_SECONDS, why=lambda: "the server still works in the database")


def _at_work() -> bool:
    """Whether anybody else is in a statement or a transaction; emptying tables below that is a deadlock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_stat_activity where datname = current_database() "
            "and pid <> pg_backend_pid() and state <> 'idle')"
        )
        return bool(cursor.fetchone()[0])


@pytest.fixture
def ines(marlow: factory.House) -> Agent:
    return factory.agent(marlow, roles=("agent", "supervisor"))


@pytest.fixture
def open_desk(chromium: Browser, server: str, ines: Agent) -> Iterator[Callable[..., Page]]:
    """Open the desk as Ines, signed in through her one-time link; the test fails if the page's script did."""
    contexts, errors = [], []

    def open_one(
        *, size: tuple[int, int] = WIDE, scheme: Literal["light", "dark"] = "light", script: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
            base_url=server,
        )
        contexts.append(context)
        ines.refresh_from_db()
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(one_time_link(ines))
        page.get_by_role("button", name="Sign in as Ines Brandt").click()
        page.wait_for_url(f"{server}/")
        if script:
            page.locator("html[data-ready]").wait_for()
        return page

    yield open_one
    # What is still under way is broken off by closing; that is no fault of the page.
    failed = _faults(errors)
    for context in contexts:
        context.close()
    assert failed == []


def _faults(errors: list[str]) -> list[str]:
    """What the page's script reported, but for a check of words that newer words overtook, which is meant (`hx-sync`).

    htmx reports each as two: the end of the request, and that it was broken off.
    """
    overtaken = [place for place, error in enumerate(errors) if error.startswith("htmx:sendAbort")]
    ends = [place - 1 for place in overtaken if place and errors[place - 1].startswith("htmx:afterRequest")]
    return [error for place, error in enumerate(errors) if place not in {*overtaken, *ends}]


def _database_url() -> str:
    known = connection.settings_dict
    dsn = dict(part.split("=", 1) for part in listening_dsn().split())
    where = f"host={dsn['host']}&port={dsn.get('port', '5432')}"
    return f"postgresql://{known['USER']}:{known['PASSWORD']}@/{known['NAME']}?{where}"


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"The server did not start: {log.read_text()[-2000:]}")

"""What could not run here, said aloud: `NOT RUN: <what>: <command that enables it>`; with CI=true it is a failure.

`browser` tests need Chromium. A `peer` test names the program it talks to and what installs it:
`@pytest.mark.peer(program="dovecot", enable="apt-get install dovecot-imapd")`. Anything else that must be left out
calls `not_run`.
"""

import os
import shutil
from pathlib import Path
from typing import Any, NoReturn

import pytest

SAID = "NOT RUN: "
CHROMIUM = "/usr/bin/chromium"
POSTGRESQL_15 = Path("/usr/lib/postgresql/15/bin/initdb")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "backup_file"}


def not_run(what: str, enable: str) -> NoReturn:
    """Leave the test out and say so at the end. `enable` is the command after which it runs."""
    pytest.skip(f"{SAID}{what}: {enable}")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("parlour")
    group.addoption("--database-only", action="store_true", help="only the tests that use the database")
    group.addoption("--everything", action="store_true", help="say also which whole runs are missing here")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if reason := _missing(item):
            item.add_marker(pytest.mark.skip(reason=SAID + reason))
    if config.getoption("--database-only"):
        unrelated = [item for item in items if not _uses_database(item)]
        items[:] = [item for item in items if _uses_database(item)]
        config.hook.pytest_deselected(items=unrelated)


def _missing(item: pytest.Item) -> str | None:
    if item.get_closest_marker("browser") and not Path(CHROMIUM).exists():
        return "browser tests: apt-get install chromium"
    peer = item.get_closest_marker("peer")
    if peer and peer.kwargs and shutil.which(peer.kwargs["program"]) is None:
        return f"tests against {peer.kwargs['program']}: {peer.kwargs['enable']}"
    return None


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def left_out(reporter: Any, *, everything: bool) -> list[str]:
    """One line for each thing that did not run, in order, without repeats."""
    lines = {_said(report.longrepr): None for report in reporter.stats.get("skipped", [])}
    if everything and not POSTGRESQL_15.exists():
        lines[f"{SAID}the database tests on PostgreSQL 15: apt-get install postgresql-15"] = None
    return sorted(lines)


def _said(skipped: Any) -> str:
    path, line, reason = skipped if isinstance(skipped, tuple) else ("", 0, str(skipped))
    reason = str(reason).removeprefix("Skipped: ")
    return reason if reason.startswith(SAID) else f"{SAID}{Path(path).name}:{line}: {reason}"


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for line in left_out(terminalreporter, everything=config.getoption("--everything")):
        terminalreporter.write_line(line)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None or hasattr(session.config, "workerinput"):
        return
    if exitstatus == 0 and left_out(reporter, everything=session.config.getoption("--everything")):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

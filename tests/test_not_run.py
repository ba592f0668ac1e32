"""What could not run is said aloud, and is a failure where nothing may be left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TESTS = """
import pytest
from tests.not_run import not_run

@pytest.mark.peer(program="no-such-program", enable="apt-get install no-such-program")
def test_peer(): ...

@pytest.mark.peer(program="sh", enable="nothing")
def test_peer_that_is_here(): ...

def test_left_out():
    not_run("the moon", "wait for night")

@pytest.mark.skip(reason="no reason")
def test_skipped(): ...
"""
LEFT_OUT = [
    "NOT RUN: test_some.py:14: no reason",
    "NOT RUN: tests against no-such-program: apt-get install no-such-program",
    "NOT RUN: the moon: wait for night",
]


def run(folder: Path, tests: str, *options: str, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_some.py").write_text(tests)
    (folder / "conftest.py").write_text('pytest_plugins = ("tests.not_run",)')
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    peer: x\n    django_db: x\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:django", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CI": ci},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("ci", "status", "options"), [("", 0, ("-n", "2")), ("true", 1, ("-n", "2")), ("true", 1, ())])
def test_what_did_not_run_is_listed(tmp_path: Path, ci: str, status: int, options: tuple[str, ...]) -> None:
    finished = run(tmp_path, TESTS, *options, ci=ci)
    lines = finished.stdout.splitlines()
    assert [line for line in lines if line.startswith("NOT RUN")] == LEFT_OUT
    assert lines[-1].startswith("1 passed, 3 skipped")
    assert finished.returncode == status


def test_nothing_is_listed_when_all_ran(tmp_path: Path) -> None:
    finished = run(tmp_path, "def test_one(): ...", ci="true")
    assert (finished.returncode, "NOT RUN" in finished.stdout) == (0, False)


def test_the_database_tests_can_be_run_alone(tmp_path: Path) -> None:
    tests = "import pytest\n@pytest.fixture\ndef db(): ...\ndef test_a(db): ...\ndef test_b(): ...\n"
    finished = run(tmp_path, tests, "--database-only", ci="")
    assert finished.stdout.splitlines()[-1].startswith("1 passed, 1 deselected")

"""`bin/up` on a bare machine: what is missing is one line, and nothing is installed twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what `bin/up` needs before anything is installed."""
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def bare(checkout: Path, **programs: str) -> subprocess.CompletedProcess[str]:
    """Run its `bin/up` with some programs replaced by shell scripts, and no package index to reach."""
    replaced = checkout / "replaced"
    replaced.mkdir()
    for name, script in programs.items():
        (replaced / name).write_text(f"#!/bin/sh\n{script}\n")
        (replaced / name).chmod(0o755)
    return subprocess.run(
        [checkout / "bin" / "up"],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("PIP_")},
            "PATH": f"{replaced}:{os.environ['PATH']}",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": "http://127.0.0.1:1/simple",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_no_python_is_one_line(checkout: Path) -> None:
    old = dict.fromkeys(("python3", "python3.11", "python3.12", "python3.13", "python3.14"), "exit 1")
    finished = bare(checkout, **old)
    assert finished.returncode == 2
    assert finished.stderr == (
        "bin/up: no Python 3.11 or later with venv was found. Install one, or name it: PYTHON=/path/to/python bin/up.\n"
    )


def test_no_space_is_one_line(checkout: Path) -> None:
    finished = bare(checkout, df="echo head; echo disk 9 9 102400 9% /")
    assert finished.returncode == 2
    assert finished.stderr == ("bin/up: the disk has 100 MB left, Parlour needs 1464. Free some, then try again.\n")


def test_no_network_is_one_line(checkout: Path) -> None:
    finished = bare(checkout)
    assert finished.returncode == 2
    told, said = finished.stderr.splitlines()
    assert told == "Installing what requirements.lock names into .venv; this happens once."
    assert said.startswith("bin/up: the package index cannot be reached.")


def test_nothing_is_installed_twice(checkout: Path) -> None:
    venv = checkout / ".venv" / "bin"
    venv.mkdir(parents=True)
    for name, script in {"python": "exit 1", "parlour": 'echo "parlour $*"'}.items():
        (venv / name).write_text(f"#!/bin/sh\n{script}\n")
        (venv / name).chmod(0o755)
    state = subprocess.run(
        ["bash", "-c", "source bin/.environment; fingerprint"], cwd=checkout, capture_output=True, text=True, check=True
    ).stdout
    (checkout / ".venv" / "installed-run").write_text(state)
    finished = bare(checkout)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "parlour up\n", "")

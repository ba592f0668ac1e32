"""`parlour recalibrate` and `parlour drift`: JSON on standard output, one line for a mistake, nothing without data."""

import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import ADD_INES, Parlour


@pytest.fixture
def acme(parlour: Parlour) -> Parlour:
    """An installation with one brand of which nothing was heard."""
    assert parlour(*ADD_INES).returncode == 0
    return parlour


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("recalibrate", "krone"), "There is no brand 'krone'. Brands: acme."),
        (("drift", "krone"), "There is no brand 'krone'. Brands: acme."),
        (("drift", "acme", "--weeks", "0"), "--weeks is a number from 1 to 26."),
        (("drift", "acme", "--weeks", "27"), "--weeks is a number from 1 to 26."),
    ],
)
def test_a_mistake_is_one_line(acme: Parlour, arguments: tuple[str, ...], line: str) -> None:
    finished = acme(*arguments)
    assert (finished.returncode, finished.stdout, finished.stderr) == (2, "", f"parlour: {line}\n")


def test_without_labels_nothing_is_learnt_and_nothing_written(acme: Parlour) -> None:
    finished = acme("recalibrate", "acme")
    told = json.loads(finished.stdout)
    assert finished.returncode == 0
    assert (told["brand"], told["written"], told["number"], told["outputs"]) == ("acme", False, 0, {})
    assert told["model"].startswith("triage-")


def test_there_is_nothing_to_forget(acme: Parlour) -> None:
    assert json.loads(acme("recalibrate", "acme", "--forget").stdout) == {
        "brand": "acme",
        "written": False,
        "number": 0,
    }


def test_labels_are_written_for_their_owner_alone(acme: Parlour, tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    told = json.loads(acme("recalibrate", "acme", "--export", str(file)).stdout)
    assert told == {"brand": "acme", "posts": 0, "file": str(file)}
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"", 0o600)


def test_two_orders_at_once_are_refused(acme: Parlour) -> None:
    assert acme("recalibrate", "acme", "--forget", "--dry-run").returncode == 2


def test_of_nothing_heard_drift_says_so(acme: Parlour) -> None:
    finished = acme("drift", "acme", "--weeks", "2")
    told = json.loads(finished.stdout)
    assert (finished.returncode, told["alarms"], len(told["weeks"])) == (0, 0, 2)
    assert told["weeks"][0]["unsure"] == "not enough data"
    assert finished.stderr.count("not enough data: 100 posts on both sides needed\n") == 2

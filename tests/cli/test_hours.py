"""`parlour hours`: one line that says them, one line for a mistake."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ADD_INES, Parlour


@pytest.fixture
def acme(parlour: Parlour) -> Parlour:
    assert parlour(*ADD_INES).returncode == 0
    return parlour


def test_hours_are_shown_set_and_shown_again(acme: Parlour, tmp_path: Path) -> None:
    assert acme("hours", "acme").stdout.startswith("Mon–Fri 09:00–17:00 (")
    file = tmp_path / "hours.json"
    file.write_text(json.dumps({"zone": "Europe/Vienna", "week": {"sun": ["10:00-14:00"]}}))
    assert acme("hours", "acme", "--set", str(file)).stdout == "Sun 10:00–14:00 (Europe/Vienna)\n"
    assert acme("hours", "acme").stdout == "Sun 10:00–14:00 (Europe/Vienna)\n"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('{"week": {}}', "These business hours never open: give at least one weekday a span, such as 09:00-17:00."),
        ('{"zone": "Mars/Base"}', "There is no time zone 'Mars/Base'. IANA names look like \"Europe/Berlin\"."),
        ("[]", 'Hours are a JSON object, such as {"week": {"mon": ["09:00-17:00"]}}.'),
    ],
)
def test_hours_that_are_none_change_nothing(acme: Parlour, tmp_path: Path, written: str, line: str) -> None:
    file = tmp_path / "hours.json"
    file.write_text(written)
    finished = acme("hours", "acme", "--set", str(file))
    assert (finished.returncode, finished.stdout, finished.stderr) == (2, "", f"parlour: {line}\n")
    assert acme("hours", "acme").stdout.startswith("Mon–Fri 09:00–17:00 (")

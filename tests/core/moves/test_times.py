"""Times as people read them, with the zone named."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parlour.core.moves.times import said_time, time_proposal

DUBLIN = ZoneInfo("Europe/Dublin")
BEGINS = datetime(2026, 3, 3, 10, tzinfo=DUBLIN)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Tuesday 3 March 2026, 10:00 to 10:30 (Europe/Dublin)"),
        ("fr", "Tuesday 3 March 2026, 10:00 to 10:30 (Europe/Dublin)"),
        ("", "Tuesday 3 March 2026, 10:00 to 10:30 (Europe/Dublin)"),
        ("de-AT", "Dienstag, 3. März 2026, 10:00 bis 10:30 Uhr (Europe/Dublin)"),
        ("es", "martes 3 de marzo de 2026, de 10:00 a 10:30 (Europe/Dublin)"),
    ],
)
def test_said_time_names_day_hour_and_zone(language: str, said: str) -> None:
    assert said_time(BEGINS, BEGINS + timedelta(minutes=30), zone=DUBLIN.key, language=language) == said


@pytest.mark.parametrize("kind", ["call", "visit"])
@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_proposal_holds_the_time_and_asks(kind: str, language: str) -> None:
    words = time_proposal(kind, "WHEN", language=language)
    assert "WHEN" in words
    assert "?" in words

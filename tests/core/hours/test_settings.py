"""Business hours as a brand writes them."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from parlour.core.hours.settings import read_hours, said_hours, zone_in

DUBLIN = ZoneInfo("Europe/Dublin")


def test_nothing_said_is_monday_to_friday_nine_to_five() -> None:
    hours = read_hours({}, zone=DUBLIN)
    assert (hours.week, hours.holidays, hours.zone) == (dict.fromkeys(range(5), ((540, 1020),)), frozenset(), DUBLIN)
    assert said_hours(hours) == "Mon–Fri 09:00–17:00"
    assert zone_in({}, usual="Europe/Dublin") == "Europe/Dublin"
    assert zone_in({"hours": {"zone": "Asia/Tokyo"}}, usual="UTC") == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (
            {"mon": ["09:00-12:00", "13:00-17:00"], "tue": ["13:00-17:00", "09:00-12:00"]},
            "Mon–Tue 09:00–12:00 and 13:00–17:00",
        ),
        ({"sat": ["22:00-06:00"]}, "Sat 22:00–06:00"),
        ({"mon": ["9:00 - 17:00"], "wed": ["9:00–17:00"], "tue": []}, "Mon 09:00–17:00, Wed 09:00–17:00"),
        ({"sun": ["00:00-24:00"], "fri": ["8:00-24:00"]}, "Fri 08:00–24:00, Sun 00:00–24:00"),
    ],
)
def test_week(week: dict[str, Any], said: str) -> None:
    assert said_hours(read_hours({"hours": {"week": week}}, zone=DUBLIN)) == said


def test_holidays_are_days() -> None:
    hours = read_hours({"hours": {"holidays": ["2026-12-25", "2026-12-26"]}}, zone=DUBLIN)
    assert hours.holidays == {date(2026, 12, 25), date(2026, 12, 26)}


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (7, "'hours' is an object"),
        ({"days": {}}, "'hours' has no 'days'"),
        ({"week": []}, "'hours.week' is an object"),
        ({"week": {"monday": []}}, "'hours.week' has no day 'monday'"),
        ({"week": {"mon": "09:00-17:00"}}, "'hours.week.mon' is a list"),
        ({"week": {"mon": ["09:00-17:00"] * 25}}, "'hours.week.mon' is a list"),
        ({"week": {"mon": ["9-17"]}}, "'hours.week.mon' has '9-17'"),
        ({"week": {"mon": ["09:00-25:00"]}}, "'hours.week.mon' has '09:00-25:00'"),
        ({"week": {"mon": ["24:00-25:00"]}}, "'hours.week.mon' has '24:00-25:00'"),
        ({"week": {"mon": ["09:00-09:00"]}}, "which is no time at all"),
        ({"week": {"mon": [540]}}, "'hours.week.mon' has 540"),
        ({"week": {}}, "These business hours never open"),
        ({"week": {"mon": [], "tue": []}}, "These business hours never open"),
        ({"holidays": "2026-12-25"}, "'hours.holidays' is a list"),
        ({"holidays": ["25.12.2026"]}, "'hours.holidays' has '25.12.2026'"),
        ({"holidays": ["2026-02-30"]}, "'hours.holidays' has '2026-02-30'"),
        ({"holidays": [20261225]}, "'hours.holidays' has 20261225"),
    ],
)
def test_what_cannot_be_read_is_named(hours: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_hours({"hours": hours}, zone=DUBLIN)


@pytest.mark.parametrize("zone", [1, None, ["UTC"]])
def test_a_zone_is_a_name(zone: object) -> None:
    with pytest.raises(ValueError, match=r"hours\.zone"):
        zone_in({"hours": {"zone": zone}}, usual="UTC")

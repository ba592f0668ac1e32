"""A brand's business hours: read from its settings, changed on record."""

from typing import Any

import pytest

from parlour.store.models import Event
from parlour.usecases.business_hours import said_hours_of, set_hours
from tests.usecases.lobby import Lobby

SHIFTS: dict[str, Any] = {"zone": "Europe/Madrid", "week": {"sat": ["22:00-06:00"]}, "holidays": ["2026-12-25"]}


def test_usual_hours_are_in_the_brands_zone(lobby: Lobby) -> None:
    lobby.brand.time_zone = "Europe/Dublin"
    assert said_hours_of(lobby.brand) == "Mon–Fri 09:00–17:00 (Europe/Dublin)"


def test_changed_hours_are_on_record(lobby: Lobby) -> None:
    lobby.brand.settings = {"undo_seconds": 20}
    lobby.brand.save()
    for _ in range(2):
        set_hours(lobby.brand, SHIFTS, house=lobby.house)
    lobby.brand.refresh_from_db()
    assert lobby.brand.settings == {"undo_seconds": 20, "hours": SHIFTS}
    assert said_hours_of(lobby.brand) == "Sat 22:00–06:00 (Europe/Madrid)"
    set_hours(lobby.brand, {}, house=lobby.house)
    lobby.brand.refresh_from_db()
    assert lobby.brand.settings == {"undo_seconds": 20}
    assert Event.objects.filter(stream=f"brand:{lobby.brand.pk}", verb="hours_changed").count() == 2


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({"week": {}}, "These business hours never open"),
        ({"zone": "Europe/Nowhere"}, "There is no time zone 'Europe/Nowhere'"),
        ({"zone": "../../etc/passwd"}, "There is no time zone"),
        ({"zone": ""}, "There is no time zone"),
        ({"week": {"mon": ["9 to 5"]}}, "'hours.week.mon' has '9 to 5'"),
    ],
)
def test_hours_that_are_none_are_refused_and_nothing_changes(lobby: Lobby, hours: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        set_hours(lobby.brand, hours, house=lobby.house)
    lobby.brand.refresh_from_db()
    assert lobby.brand.settings == {}
    assert not Event.objects.exists()

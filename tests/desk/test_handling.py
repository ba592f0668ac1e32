"""Assigning, sleeping, being done, slips: and taking each back."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from parlour.desk.views.handling import wake_time
from parlour.store.models import Agent, Note
from tests.desk import factory
from tests.desk.factory import House

LISBON = ZoneInfo("Europe/Lisbon")
SUNDAY_EVENING = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("choice", "wakes"),
    [
        ("1h", datetime(2026, 3, 1, 23, 30, tzinfo=UTC)),
        ("4h", datetime(2026, 3, 2, 2, 30, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 3, 2, 8, 0, tzinfo=LISBON)),
        ("monday", datetime(2026, 3, 2, 8, 0, tzinfo=LISBON)),
        ("nonsense", datetime(2026, 3, 1, 23, 30, tzinfo=UTC)),
        ("0h", datetime(2026, 3, 1, 23, 30, tzinfo=UTC)),
        ("99999h", datetime(2026, 3, 15, 22, 30, tzinfo=UTC)),
    ],
)
def test_wake_time(choice: str, wakes: datetime) -> None:
    assert wake_time(choice, SUNDAY_EVENING, LISBON) == wakes


@pytest.mark.django_db
def test_assigning_can_be_undone(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    page = desk.post(f"/cases/{case.pk}/assignment", {"to": ines.pk}, follow=True).content.decode()
    case.refresh_from_db()
    assert (case.assignee, f"/cases/{case.pk}/assignment?to=" in page) == (ines, True)
    desk.post(f"/cases/{case.pk}/assignment?to=")
    case.refresh_from_db()
    assert case.assignee is None


@pytest.mark.django_db
def test_case_is_not_given_to_somebody_of_another_brand(desk: Client, marlow: House) -> None:
    stranger = factory.agent(factory.house("krone", name="Krone"), "Uta Krone")
    case = factory.case(marlow)
    assert desk.post(f"/cases/{case.pk}/assignment", {"to": stranger.pk}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("deed", "state", "undo"), [("resolution", "resolved", "reopening"), ("snooze", "snoozed", "waking")]
)
def test_case_leaves_the_queue_and_comes_back(desk: Client, marlow: House, deed: str, state: str, undo: str) -> None:
    case = factory.case(marlow)
    page = desk.post(f"/cases/{case.pk}/{deed}", {"until": "1h"}, follow=True)
    case.refresh_from_db()
    assert (case.state, list(page.context["page"].cases)) == (state, [])
    assert f"/cases/{case.pk}/{undo}" in page.content.decode()
    desk.post(f"/cases/{case.pk}/{undo}")
    case.refresh_from_db()
    assert (case.state, case.snoozed_until, case.resolved_at) == ("open", None, None)


@pytest.mark.django_db
def test_slip_is_pinned_under_a_name(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    desk.post(f"/cases/{case.pk}/notes", {"text": "She called twice."})
    assert Note.objects.values_list("text", "author").get() == ("She called twice.", ines.pk)


@pytest.mark.django_db
def test_empty_slip_is_not_pinned(desk: Client, marlow: House) -> None:
    desk.post(f"/cases/{factory.case(marlow).pk}/notes", {"text": " "})
    assert Note.objects.count() == 0

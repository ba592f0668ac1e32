"""Where a minor is concerned, the case's page says who is in the talk, and lets the second adult say so."""

import pytest
from django.test import Client

from parlour.store.models import Agent, Assessment, Case, Event, Post
from tests.desk import factory
from tests.desk.factory import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(marlow: House) -> Case:
    case = factory.case(marlow)
    factory.said(case, "I am 13 and cannot get in.")
    Assessment.objects.filter(post=Post.objects.latest("pk")).update(result={"sensitive": {"minors": 0.9}})
    return case


def page(desk: Client, case: Case) -> str:
    return desk.get(f"/cases/{case.pk}").content.decode()


def test_page_says_that_nobody_talks_with_a_minor_alone(desk: Client, case: Case) -> None:
    assert "Nobody of us talks with a minor alone" in page(desk, case)
    assert "Nobody else is in this talk." in page(desk, case)


def test_page_of_anybody_else_says_nothing_of_it(desk: Client, marlow: House) -> None:
    assert "talks with a minor alone" not in page(desk, factory.case(marlow))


def test_second_adult_says_so_themselves_and_can_take_it_back(desk: Client, case: Case, ines: Agent) -> None:
    desk.post(f"/cases/{case.pk}/company", {"reads": "yes"})
    assert "You are in this talk" in page(desk, case)
    # Beside Ines there is still nobody.
    assert "Nobody else is in this talk." in page(desk, case)
    desk.post(f"/cases/{case.pk}/company", {"reads": "no"})
    assert "I am in this talk too" in page(desk, case)
    verbs = Event.objects.filter(stream=f"case:{case.pk}", actor=f"agent:{ines.pk}").values_list("verb", flat=True)
    assert list(verbs) == ["reading_along", "reading_along_ended"]


def test_colleagues_in_the_talk_are_named(desk: Client, marlow: House, case: Case) -> None:
    client, ben = Client(), factory.agent(marlow, "Ben Ode")
    client.force_login(ben)
    client.post(f"/cases/{case.pk}/company", {"reads": "yes"})
    assert "In this talk beside you: Ben Ode." in page(desk, case)
    assert "Private. Only Mara, you and Ben Ode." in page(desk, case)


def test_nobody_but_the_two_is_said_to_read_where_that_is_so(desk: Client, case: Case) -> None:
    assert "Private. Only Mara and you." in page(desk, case)


@pytest.mark.parametrize("role", ["operator", "privacy"])
def test_only_who_may_release_says_it(marlow: House, case: Case, client: Client, role: str) -> None:
    client.force_login(factory.agent(marlow, "Olga Op", roles=(role,)))
    assert client.post(f"/cases/{case.pk}/company", {"reads": "yes"}).status_code in (302, 403, 404)
    assert not Event.objects.filter(verb="reading_along").exists()

"""Signing in: by password, or once by a signed link; nobody signs up by themselves."""

import time
from unittest.mock import patch  # the signer reads its own clock and takes none

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from parlour.desk.sign_in import LINK_SECONDS, holder, one_time_link
from parlour.store.models import Agent
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


def signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_link_signs_in_only_when_its_button_is_pressed(client: Client, ines: Agent) -> None:
    link = one_time_link(ines)
    assert (client.get(link).status_code, client.head(link).status_code, signed_in(client)) == (200, 200, False)
    client.post(link)
    assert client.session[SESSION_KEY] == str(ines.pk)


def test_link_works_once(client: Client, ines: Agent) -> None:
    link = one_time_link(ines)
    client.post(link)
    other = Client()
    assert (other.post(link).status_code, other.get(link).status_code, signed_in(other)) == (410, 410, False)


def test_sign_in_in_between_makes_the_link_void(client: Client, ines: Agent) -> None:
    link = one_time_link(ines)
    Agent.objects.filter(pk=ines.pk).update(last_login=AT)
    assert (client.post(link).status_code, signed_in(client)) == (410, False)


def test_link_grows_too_old(ines: Agent) -> None:
    token = one_time_link(ines).removeprefix("/sign-in/")
    with patch("django.core.signing.time.time", return_value=_hence(LINK_SECONDS - 5)):
        assert holder(token) == ines
    with patch("django.core.signing.time.time", return_value=_hence(LINK_SECONDS + 5)):
        assert holder(token) is None


def test_changed_link_signs_nobody_in(client: Client, ines: Agent) -> None:
    link = one_time_link(ines)
    assert client.post(link[:-3] + "abc").status_code == 410


def test_somebody_who_left_is_not_signed_in(client: Client, ines: Agent) -> None:
    link = one_time_link(ines)
    Agent.objects.filter(pk=ines.pk).update(is_active=False)
    assert client.post(link).status_code == 410


def test_password_signs_in(client: Client, ines: Agent) -> None:
    ines.set_password("a long enough phrase")
    ines.save()
    wrong = client.post("/accounts/login/", {"login": ines.username, "password": "a wrong phrase"})
    right = client.post("/accounts/login/", {"login": ines.username, "password": "a long enough phrase"})
    assert (wrong.status_code, right.status_code, right["Location"]) == (200, 302, "/")


def test_nobody_signs_up(client: Client) -> None:
    answer = client.post("/accounts/signup/", {"username": "eve", "password1": "a long enough phrase"})
    assert (answer.status_code, Agent.objects.filter(username="eve").exists()) == (200, False)


def _hence(seconds: float) -> float:
    return time.time() + seconds

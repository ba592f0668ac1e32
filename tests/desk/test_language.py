"""The language of the desk: one for all of it, whatever the browser prefers, until there are words in another."""

import pytest
from django.test import Client

from tests.desk import factory, rooms
from tests.desk.factory import House

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wished", ["de", "es-MX, en;q=0.5", "fr"])
def test_a_page_is_in_the_language_it_says_it_is_in(desk: Client, marlow: House, wished: str) -> None:
    rooms.rooms(marlow)
    case = factory.case(marlow)
    for path in (f"/cases/{case.pk}", "/moves", "/claims", "/resting"):
        answer = desk.get(path, headers={"accept-language": wished})
        assert '<html lang="en">' in answer.content.decode(), path
        assert answer.headers["Content-Language"] == "en"
    assert "Our words in German" in desk.get("/claims", headers={"accept-language": wished}).content.decode()


def test_whoever_belongs_nowhere_is_told_so_in_that_language_too(client: Client, marlow: House) -> None:
    client.force_login(factory.agent(marlow, "Nobody Here", roles=()))
    answer = client.get("/moves", headers={"accept-language": "de"})
    assert (answer.status_code, b'<html lang="en">' in answer.content) == (403, True)

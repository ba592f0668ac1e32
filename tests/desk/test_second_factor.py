"""The pages on which somebody sets up a second factor open."""

import pytest
from django.test import Client
from django.urls import reverse

from parlour.store.models import Agent


@pytest.mark.parametrize("page", ["mfa_index", "mfa_list_webauthn"])
def test_the_page_opens(page: str, client: Client, db: None) -> None:
    client.force_login(Agent.objects.create(username="ines", name="Ines Farrow", initials="IF"))
    answer = client.get(reverse(page))
    assert (answer.status_code, "Parlour" in answer.content.decode()) == (200, True)

"""People as they were heard last: who they are stays, what they show of themselves is refreshed."""

from dataclasses import replace
from typing import Any

import pytest

from parlour.core.nouns.person import Person
from parlour.store.models import Brand, Handle
from parlour.store.people import handles

pytestmark = pytest.mark.django_db

MARA = Person("mastodon", "mara@lobby.example", "Mara", followers=3, avatar_url="https://lobby.example/old.png")


@pytest.mark.parametrize(
    "change",
    [
        {"avatar_url": "https://lobby.example/new.png"},
        {"avatar_url": ""},
        {"display_name": "Mara L."},
        {"followers": 4},
    ],
)
def test_person_heard_again_is_shown_as_they_are_now(change: dict[str, Any]) -> None:
    brand = Brand.objects.create(slug="marlow", name="Marlow")
    first = handles(brand.pk, [MARA])
    now = replace(MARA, **change)
    assert handles(brand.pk, [now]) == first
    shown = Handle.objects.get()
    assert (shown.display_name, shown.followers, shown.avatar_url) == (now.display_name, now.followers, now.avatar_url)


def test_person_known_by_address_alone_loses_nothing() -> None:
    brand = Brand.objects.create(slug="marlow", name="Marlow")
    handles(brand.pk, [MARA])
    handles(brand.pk, [Person("mastodon", "mara@lobby.example")])
    assert Handle.objects.get().avatar_url == "https://lobby.example/old.png"

"""A row of a list says whether the words it shows were said in private."""

import pytest
from django.test import Client

from tests.desk import factory
from tests.desk.factory import House

pytestmark = pytest.mark.django_db
WORDS = "my IBAN is on the form"


@pytest.mark.parametrize(("private", "marked"), [(True, 1), (False, 0)])
def test_private_words_are_marked_in_the_queue(desk: Client, marlow: House, private: bool, marked: int) -> None:
    factory.case(marlow, text=WORDS, summary_private=private)
    shown = desk.get("/").content.decode()
    assert (shown.count(WORDS), shown.count("row-private")) == (1, marked)
    assert shown.count("<small>in private</small>") == marked

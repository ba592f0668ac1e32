"""Every kind of thing that is called as people are has examples in which it is meant, and in which a person is."""

import pytest

from parlour.core.personal_data import find_all
from parlour.knowledge.personal_data.load import load_namesakes, load_tagger, namesake_entries
from tests.core.personal_data.marked import read


def examples(kind: str) -> list[str]:
    return [example for entry in namesake_entries()["things"] for example in entry[kind]]


@pytest.mark.parametrize("marked", examples("fires"))
def test_a_thing_is_meant(marked: str) -> None:
    text, [(start, end)] = read(marked)
    assert load_namesakes().is_a_thing(text, start, end)
    (data,) = find_all([text], load_tagger())
    assert not any(datum.kind == "person" and datum.start < end and start < datum.end for datum in data)


@pytest.mark.parametrize("marked", examples("passes"))
def test_a_person_is_meant(marked: str) -> None:
    text, [(start, end)] = read(marked)
    assert not load_namesakes().is_a_thing(text, start, end)


def test_every_kind_of_thing_has_both() -> None:
    assert [entry["what"] for entry in namesake_entries()["things"] if not (entry["fires"] and entry["passes"])] == []


@pytest.mark.parametrize(
    "text",
    [
        "Alexa from your Leeds branch sorted it",
        "my daughter Grace is still waiting for her order",
        "thanks Victoria",
        "spoke to Mercedes yesterday and she never called back",
        "meine Kollegin Alexa wartet seit Montag",
        "merci à Rose du magasin de Lyon",
        "mi tía Dolores García sigue sin luz",
        "your colleague John Lewis hung up on me",
    ],
)
def test_a_namesake_stays_a_person(text: str) -> None:
    (data,) = find_all([text], load_tagger())
    assert any(datum.kind == "person" for datum in data)

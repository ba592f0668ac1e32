"""What counts as a person in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "My name is ⟦Maria Gomez⟧ and",
    "ich heiße ⟦Jürgen von der Heide⟧",
    "me llamo ⟦Ana López⟧",
    "I'm ⟦Peter O'Neill⟧ from",
    "ask Mrs ⟦Thornbury⟧",
    "Mr ⟦Pepper⟧ called",
    "Dr ⟦Whoever⟧ signed it",
    "Ms ⟦Officer⟧ wrote back",
    "Miss ⟦America Ferrera⟧",
    "Dr ⟦Who Smith⟧",
    "Ms ⟦Edge⟧ called me",
    "Mr ⟦Clean⟧ called me back",
    "Ms ⟦Store⟧ was very rude",
    "Ms ⟦Paint⟧ told us",
)
NEAR_MISSES = (
    "I'm Disappointed",
    "my name is on the list",
    "the name is misspelled",
    "This is Not good",
    "I am very angry",
    "mr has no point",
    "Dr. Martens boots fell apart",
    "Dr Pepper is great",
    "Mr Muscle does not clean",
    "Ms Office crashes",
    "Sr Manager wanted",
    "Dr Who on BBC",
    "Ms Edge crashes",
    "Ms Edge Browser is slow",
    "Ms Store was slow",
    "Mr Clean Magic Eraser",
    "Dr. Martens Chelsea Boots fell apart",
    "Miss America on TV",
    "Miss Universe Philippines won",
    "Dr Who DVD",
    "Ms Word. Called support twice",
)


@pytest.mark.parametrize("marked", MARKED)
def test_person_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("person", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_person_is_not_seen_in(text: str) -> None:
    assert found("person", text) == []

"""Names as the encoder hears them: what the tagger is believed, and what it overlooked."""

import re
from collections.abc import Sequence

import numpy as np
import pytest

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.find import find
from parlour.core.personal_data.people import People, around
from parlour.core.text.layers import Layer, TwoLayers
from parlour.core.text.wordpiece import Pieces

WIDTH = 4


def layers() -> TwoLayers:
    """Log-odds of a piece: the first state of its own, less the second."""
    first = np.zeros((3 * WIDTH, 2), np.int8)
    first[WIDTH, 0] = first[WIDTH + 1, 1] = 1
    answer = Layer(np.array([[1], [-1]], np.int8), np.ones(1), np.zeros(1))
    return TwoLayers(np.zeros(3 * WIDTH), np.ones(3 * WIDTH), Layer(first, np.ones(2), np.zeros(2)), answer)


PEOPLE = People(layers(), doubt=-2.0, sure=2.0, beside=-0.5)


def listen(text: str, odds: Sequence[float], *found: tuple[str, str]) -> list[tuple[str, str]]:
    """What is told of a text of whose words so much is heard, where this was found: kinds and words."""
    words = list(re.finditer(r"\S+", text))[: len(odds)]
    pieces = Pieces([1] * (len(words) + 2), [0, *(w.start() for w in words), 0], [0, *(w.end() for w in words), 0])
    states = np.zeros((len(words) + 2, WIDTH), np.float32)
    states[1:-1, 0], states[1:-1, 1] = np.maximum(odds, 0), np.maximum(np.negative(odds), 0)
    data = tuple(PersonalDatum(kind, text.index(said), text.index(said) + len(said), 0.8) for kind, said in found)
    return [(each.kind, text[each.start : each.end]) for each in PEOPLE.listen(data, text, pieces, states)]


@pytest.mark.parametrize(
    ("text", "odds", "found", "told"),
    [
        ("ask Gemma please", [-5, 4, -5], [("person", "Gemma")], [("person", "Gemma")]),
        ("ask Derby please", [-5, -4, -5], [("person", "Derby")], []),
        ("ask Derby please", [-5, -1.9, -5], [("person", "Derby")], [("person", "Derby")]),
        ("ask gemma please", [-5, 2.5, -5], [], [("person", "gemma")]),
        ("ask gemma please", [-5, 1.9, -5], [], []),
        ("saw Lena Brandt today", [-5, 3, -0.4, -5], [], [("person", "Lena Brandt")]),
        ("saw Lena Brandt today", [-5, 3, -0.6, -5], [], [("person", "Lena")]),
        ("saw Lena, Brandt today", [-5, 3, 3, -5], [], [("person", "Lena"), ("person", "Brandt")]),
        ("saw Lena Brandt today", [-5, 3, 3, -5], [("person", "Lena")], [("person", "Lena")]),
        ("mail @lena or #lena", [-5, 5, -5, 5], [], []),
        ("case RT4471 is Lena", [-5, 5, -5, 5], [("ticket", "RT4471")], [("ticket", "RT4471"), ("person", "Lena")]),
    ],
    ids=[
        "both say so",
        "nothing of it is heard",
        "little of it is heard",
        "overlooked, in small letters",
        "not surely heard",
        "with a family's name",
        "with what is none",
        "two people",
        "the place is taken",
        "handles and hashtags are public",
        "what else was found stays",
    ],
)
def test_what_is_heard(text: str, odds: list[float], found: list[tuple[str, str]], told: list[tuple[str, str]]) -> None:
    assert listen(text, odds, *found) == told


def test_what_a_pattern_found_needs_no_hearing() -> None:
    text = "My name is Derby Fenwick, ask Derby"
    by_pattern = [(each.kind, text[each.start : each.end]) for each in find(text)]
    assert by_pattern == [("person", "Derby Fenwick")]
    assert listen(text, [-9] * 7, *by_pattern) == by_pattern


def test_behind_the_last_piece_the_tagger_is_believed() -> None:
    assert listen("all quiet here says Gemma", [-5, -5], ("person", "Gemma")) == [("person", "Gemma")]


def test_of_no_pieces_nothing_is_heard() -> None:
    assert listen("", []) == []
    assert listen("?!", [], ("person", "?!")) == [("person", "?!")]


def test_each_piece_is_seen_with_those_beside_it() -> None:
    states = np.arange(6, dtype=np.float32).reshape(3, 2)
    assert around(states).tolist() == [[0, 0, 0, 1, 2, 3], [0, 1, 2, 3, 4, 5], [2, 3, 4, 5, 0, 0]]


def test_a_pattern_tells_a_name_at_the_end_of_what_was_heard_and_nothing_far_behind_is_read_for_it() -> None:
    text = "My name is Derby Fenwick" + " and so on" * 200
    assert listen(text, [-9] * 5, ("person", "Derby Fenwick")) == [("person", "Derby Fenwick")]
    text = "at Derby " + "and so on " * 200 + "my name is Derby"
    assert listen(text, [-9, -9], ("person", "Derby")) == []

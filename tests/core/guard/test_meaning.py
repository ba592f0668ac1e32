"""Facts told in other words: how a text is cut, where it is shown, what is remembered. By a network of a few words."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from parlour.core.guard.meaning import SENTENCES_OF_A_FACT, STRETCHES, Meaning, sentences_of
from parlour.core.text.wordpiece import Pieces

TONES = ("rude",)


@dataclass
class FewWords:
    """Stands for trunk and top: every word is a piece; "sugar" seeks what "diabetes" holds, "idiot" is rude."""

    read_texts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def read(self, text: str, most: int) -> tuple[Pieces, list[Any]]:
        self.read_texts.append(text)
        words, start, at = text.split()[: most - 2], [0], 0
        for word in words:
            at = text.index(word, at)
            start.append(at)
            at += len(word)
        ends = [0, *(place + len(word) for place, word in zip(start[1:], words, strict=True)), 0]
        first = len(self.words)
        self.words += ["", *words, ""]
        states = np.arange(first, len(self.words), dtype=np.float32)[:, None]
        return Pieces([1] * (len(words) + 2), [*start, 0], ends), [states, states]

    def run(self, states: NDArray[np.float32]) -> list[Any]:
        words = [self.words[int(number)].strip(".,!?") for number in states[:, 0]]
        say = np.array([[-4.0, 4.0 if word == "idiot" else -4.0] for word in words], np.float32)
        seek = np.array([[9.0 if word == "sugar" else 0.0] for word in words], np.float32)
        held = np.array([[float(len(words)) if word == "diabetes" else 0.0] for word in words], np.float32)
        return [say, seek, held]


@dataclass
class AsAWhole:
    """Stands for what hears a stretch as a whole: always the same."""

    odds: float = 0

    def over(self, states: NDArray[np.float32]) -> NDArray[np.float64]:
        assert states.shape == (4,)
        return np.array([self.odds])


@dataclass
class Beside:
    """Stands for what lays a stretch beside a fact: always the same, one number for each sentence of the fact."""

    surely: float = 0

    def of_reply(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        return states

    of_fact = of_reply

    def odds(self, reply: NDArray[np.float32], fact: NDArray[np.float32]) -> NDArray[np.float32]:
        assert reply.shape == (4,)
        assert fact.shape[1] == 4
        return np.full(len(fact), self.surely, np.float32)


@dataclass
class Manner:
    """Stands for the network of manners: it hears "idiot" as the top does, and "stupid" which that does not."""

    network: FewWords

    def run(self, states: NDArray[np.float32]) -> list[Any]:
        words = [self.network.words[int(number)] for number in states[:, 0]]
        surely = {"idiot": 4.0, "stupid": 9.0}
        return [np.array([[surely.get(word, -4.0)] for word in words], np.float32)]


def made(network: FewWords, whole: float = 0, retold: float = 0) -> Meaning:
    return Meaning(network, network, TONES, Manner(network), AsAWhole(whole), Beside(retold))  # type: ignore[arg-type]


@pytest.fixture
def network() -> FewWords:
    return FewWords()


@pytest.fixture
def meaning(network: FewWords) -> Meaning:
    return made(network)


def shown(meaning: Meaning, text: str, kind: str = "condition", value: str = "diabetes") -> tuple[bool, str]:
    found = meaning.tells(meaning.read(text), meaning.fact(kind, value))
    return found.odds > 0, text[found.start : found.end]


def test_a_fact_in_other_words_is_shown_where_it_stands(meaning: Meaning) -> None:
    assert shown(meaning, "sorry about that. hope the sugar behaves.") == (True, "sugar")


@pytest.mark.parametrize(
    ("text", "value"),
    [("hope the tea behaves.", "diabetes"), ("hope the sugar behaves.", "a broken leg")],
    ids=["another reply", "another fact"],
)
def test_what_tells_nothing_is_not_shown(meaning: Meaning, text: str, value: str) -> None:
    assert not shown(meaning, text, value=value)[0]


def test_a_tone_is_shown_where_it_stands(meaning: Meaning) -> None:
    text = "you are an idiot . we are sorry ."
    found = meaning.tone(meaning.read(text), "rude")
    assert (found.odds > 0, text[found.start : found.end]) == (True, "idiot")


def test_a_manner_is_heard_where_only_its_own_network_hears_it(meaning: Meaning) -> None:
    text = "how stupid . we are sorry ."
    found = meaning.tone(meaning.read(text), "rude")
    assert (found.odds > 0, text[found.start : found.end]) == (True, "stupid")


@pytest.mark.parametrize(
    ("whole", "text", "heard"),
    [
        (12, "you are an idiot and we have told you so .", True),
        (12, "you are kind and we have told you so .", True),
        (-12, "you are an idiot and we have told you so .", False),
        (12, "more words .", False),
        (-12, "idiot .", False),
    ],
)
def test_a_reply_is_heard_as_a_whole_too(network: FewWords, whole: float, text: str, *, heard: bool) -> None:
    meaning = made(network, whole)
    assert (meaning.tone(meaning.read(text), "rude").odds > 0) is heard


def test_what_is_heard_as_a_whole_tells_no_fact(network: FewWords) -> None:
    assert not shown(made(network, 99), "hope the tea behaves.")[0]


@pytest.mark.parametrize(
    ("retold", "text", "told"),
    [
        (8, "hope the sugar behaves and all goes well .", True),
        (8, "hope the tea behaves and all goes well .", True),
        (-8, "hope the sugar behaves and all goes well .", False),
        (8, "hope the tea behaves .", False),
        (-8, "hope the sugar behaves .", False),
        (0, "hope the sugar behaves .", True),
    ],
)
def test_a_fact_is_heard_as_a_whole_too(network: FewWords, retold: float, text: str, *, told: bool) -> None:
    assert shown(made(network, retold=retold), text)[0] is told


def test_what_a_whole_reply_retells_has_no_tone(network: FewWords) -> None:
    meaning = made(network, retold=99)
    assert meaning.tone(meaning.read("you are kind and we have told you so ."), "rude").odds < 0


def test_one_word_is_heard_in_a_long_reply(meaning: Meaning) -> None:
    assert shown(meaning, "we are truly sorry and will look. " * 30 + "the sugar will be fine.")[0]


@pytest.mark.parametrize(("sentences", "whole"), [(1, True), (60, True), (400, False)])
def test_no_more_than_some_stretches_are_read(
    network: FewWords, meaning: Meaning, sentences: int, *, whole: bool
) -> None:
    read = meaning.read("we are truly sorry and will look. " * sentences)
    assert read.whole is whole
    assert len(network.read_texts) <= STRETCHES


def test_a_fact_is_read_once(network: FewWords, meaning: Meaning) -> None:
    for _ in range(3):
        meaning.fact("condition", "diabetes")
    assert network.read_texts == ["condition: diabetes"]


@pytest.mark.parametrize(
    ("kind", "value", "sentences"),
    [
        ("condition", "type 2 diabetes", ["condition: type 2 diabetes"]),
        ("birth_date", "1984-05-12", ["birth date: 1984-05-12"]),
        ("text", "I lost my job. She left me! What now?", ["I lost my job.", "She left me!", "What now?"]),
        ("note", "called", ["called"]),
        ("text", "", [""]),
    ],
)
def test_a_fact_is_read_by_its_kind_or_in_sentences(kind: str, value: str, sentences: list[str]) -> None:
    assert list(sentences_of(kind, value)) == sentences


def test_a_long_message_is_read_up_to_its_bound() -> None:
    assert len(sentences_of("text", "One more thing. " * 100)) == SENTENCES_OF_A_FACT


@given(st.text(max_size=1200))
def test_any_text_can_be_read_and_shown_places_lie_in_it(text: str) -> None:
    network = FewWords()
    meaning = made(network)
    found = meaning.tells(meaning.read(text), meaning.fact("text", text))
    assert 0 <= found.start <= found.end <= len(text)

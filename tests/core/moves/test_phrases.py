"""Closed words as patterns: where they count, and beside what."""

import pytest

from parlour.core.moves.phrases import anywhere, either, phrase, whole

CALL = phrase("call me|ring me", "write", before="please|oh", after="now|please")


@pytest.mark.parametrize("text", ["call me", "please ring me", "oh please call me now please", "write now"])
def test_phrase_stands_between_its_words(text: str) -> None:
    assert CALL.search(text)


@pytest.mark.parametrize("text", ["call me names", "they call me", "please", "pleasecall me", "call", "me now"])
def test_phrase_is_the_whole_of_a_clause(text: str) -> None:
    assert not CALL.search(text)


def test_whole_holds_every_choice_of_every_pattern_to_both_ends() -> None:
    yes = whole("yes|sure", "ok")
    assert [bool(yes.search(text)) for text in ("yes", "sure", "ok", "yes sure", "surely", "not ok")] == (
        [True] * 3 + [False] * 3
    )


def test_anywhere_finds_it_in_the_middle() -> None:
    assert anywhere(r"\bnot\b", "never").search("it is not so")
    assert not anywhere(r"\bnot\b", "never").search("a note")


def test_either_is_one_piece_of_a_longer_pattern() -> None:
    assert whole(f"a{either('b|c', 'd')}e").search("ade")
    assert not whole(f"a{either('b|c', 'd')}e").search("ab")

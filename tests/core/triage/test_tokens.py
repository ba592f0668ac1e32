"""How a text is cut: what becomes a token, and where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.triage.tokens import HANDLE, LINK, PLAIN, READ_POINTS, key_of, tokenize


def cut(text: str) -> list[str]:
    tokens = tokenize([text])
    return ["".join(map(chr, tokens.points[a:b])) for a, b in zip(tokens.start, tokens.end, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello there", ["hello", "there"]),
        ("don't ’quote’", ["don't", "'", "quote", "'"]),
        ("SOOOO soo so", ["soo", "soo", "so"]),
        ("2000 years", ["0000", "years"]),
        ("what?!!!!", ["what", "?!!"]),
        ("😡😡 ok", ["😡", "😡", "ok"]),
        ("👩‍🔧", ["👩", "🔧"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("Straße ÄRGER", ["straße", "ärger"]),
        ("café cafe\u0301", ["café", "cafe\u0301"]),
        ("نص عربي", ["نص", "عربي"]),
        ("\x00a\ud800b", ["\x00", "a", "\ufffd", "b"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_text_is_cut_into_tokens(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("@marlow hi", [PLAIN, HANDLE, PLAIN]),
        ("@some_body_ hi", [PLAIN, HANDLE, PLAIN]),
        ("some_body", [PLAIN, PLAIN, PLAIN]),
        ("@a some_body", [PLAIN, HANDLE, PLAIN, PLAIN, PLAIN]),
        ("a @ b", [PLAIN, PLAIN, PLAIN]),
        ("see http://a.b", [PLAIN, LINK, LINK, LINK, LINK, LINK]),
        ("ratio 1:2", [PLAIN, PLAIN, PLAIN, PLAIN]),
        ("#tag", [PLAIN, PLAIN]),
    ],
)
def test_links_and_handles_have_a_role(text: str, roles: list[int]) -> None:
    assert tokenize([text]).role.tolist() == roles


@pytest.mark.parametrize(
    ("text", "shouted"), [("NOW", [True]), ("Now", [False]), ("OK", [False]), ("2000", [False]), ("N0W4", [False])]
)
def test_words_in_capitals_are_shouted(text: str, shouted: list[bool]) -> None:
    assert tokenize([text]).shouted.tolist() == shouted


def test_same_word_has_the_same_key_anywhere() -> None:
    tokens = tokenize(["help me", "please HELP", "helping"])
    keys = tokens.key.tolist()
    assert keys[0] == keys[3] == key_of("help")
    assert keys[0] != keys[4]


def test_tokens_know_their_text() -> None:
    tokens = tokenize(["one two", "", "three"])
    assert tokens.row.tolist() == [0, 0, 2]
    assert tokens.first.tolist() == [0, 2, 2, 3]


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    tokens = tokenize(["ab " * READ_POINTS])
    assert len(tokens.start) == READ_POINTS // 3


@given(st.lists(st.text(max_size=60), max_size=6))
def test_offsets_point_into_the_text_as_it_was_given(texts: list[str]) -> None:
    tokens = tokenize(texts)
    for row, start, end in zip(tokens.row, tokens.text_start, tokens.text_end, strict=True):
        assert 0 <= start < end <= len(texts[row])


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_a_text_is_cut_alike_alone_and_among_others(texts: list[str]) -> None:
    together = tokenize(texts)
    for row, text in enumerate(texts):
        alone = tokenize([text])
        here = slice(together.first[row], together.first[row + 1])
        assert together.key[here].tolist() == alone.key.tolist()
        assert together.role[here].tolist() == alone.role.tolist()
        assert together.text_start[here].tolist() == alone.text_start.tolist()

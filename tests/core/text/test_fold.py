"""What a text looks like to a reader, with the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("\u0440\u0430ypal", "paypal"),
        ("ＡＢＣ１２３", "abc123"),
        ("dia\u200bbe\u00adtes", "diabetes"),
        ("a\u202eb", "ab"),
        ("e\u0301", "e"),
        ("it’s “so”", 'it\'s "so"'),
        ("𝐡𝐞𝐥𝐥𝐨 ①", "hello 1"),
        ("10\u00a0000", "10 000"),
        ("a–b", "a-b"),
        ("日本", "日本"),
    ],
)
def test_fold_shows_what_a_reader_sees(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_fold_may_keep_case_and_accents() -> None:
    assert fold("Mü\u200bller", keep_case=True).text == "Müller"


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("Die Straße hier", "strasse", "Straße"),
        ("x dia\u200bbetes", "diabetes", "dia\u200bbetes"),
        ("plain text", "text", "text"),
    ],
)
def test_spans_lead_back_to_the_original(text: str, word: str, original: str) -> None:
    folded = fold(text)
    start = folded.text.index(word)
    left, right = folded.span(start, start + len(word))
    assert text[left:right] == original


def test_an_empty_span_stays_empty() -> None:
    assert fold("aß").span(3, 3) == (2, 2)
    assert fold("aß").span(1, 1) == (1, 1)


@given(st.text(max_size=60))
def test_every_folded_character_has_an_origin(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= place < len(text) for place in folded.origin)


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_invisible_marks_change_nothing(text: str) -> None:
    assert fold("\u200b".join(text)).text == fold(text).text

"""How the tagger cuts texts: nothing is lost, every place is true, and no text touches another."""

from hypothesis import given
from hypothesis import strategies as st

from parlour.core.personal_data.words import Words, cut, key_of, spans_key

TEXTS = st.lists(st.text(st.characters(), max_size=30), max_size=6)


def pieces(texts: list[str], words: Words) -> list[tuple[int, str]]:
    """(row, word) of every word, read at its place in its text."""
    size = words.end - words.start
    return [
        (row, texts[row][start : start + length])
        for row, start, length in zip(words.row.tolist(), words.text_start.tolist(), size.tolist(), strict=True)
    ]


def test_words_are_runs_of_letters_and_digits_or_of_one_sign() -> None:
    texts = ["Hi John O'Neill!!! id 12a4 _x_", "", "  \n", "…¿Ana?"]
    found = pieces(texts, cut(texts))
    assert [word for row, word in found if row == 0] == [
        "Hi", "John", "O", "'", "Neill", "!!!", "id", "12a4", "_x_",
    ]  # fmt: skip
    assert [word for row, word in found if row == 3] == ["…", "¿", "Ana", "?"]
    assert cut(texts).first.tolist() == [0, 9, 9, 9, 13]


@given(TEXTS)
def test_words_hold_all_that_is_not_space(texts: list[str]) -> None:
    words = cut(texts)
    for row, text in enumerate(texts):
        seen = "".join(word for at, word in pieces(texts, words) if at == row)
        assert [c for c in text if c.isalnum() and c in seen] == [c for c in seen if c.isalnum()]
        assert all(c in seen for c in text if c.isalpha() and ord(c) < 0x3040)
        assert not any(c.isspace() for c in seen if ord(c) < 0x3040)


@given(TEXTS)
def test_a_text_is_cut_as_it_is_alone(texts: list[str]) -> None:
    together = pieces(texts, cut(texts))
    assert together == [(row, word) for row, text in enumerate(texts) for _, word in pieces([text], cut([text]))]


def test_keys_know_a_word_wherever_it_stands_and_however_it_is_written() -> None:
    words = cut(["ANA 12", "x ana 98"])
    keys = spans_key(words.sums, words.start, words.end).tolist()
    assert keys[0] == keys[3] == key_of("ana")
    assert keys[1] == keys[4] == key_of("00")
    written = spans_key(words.written, words.start, words.end).tolist()
    assert written[0] == written[3]
    assert written[1] != written[4]


def test_counts_of_letters_capitals_and_digits() -> None:
    words = cut(["McDonald 12a ..."])
    assert words.letters.tolist() == [8, 3, 0]
    assert words.capitals.tolist() == [2, 0, 0]
    assert words.digits.tolist() == [0, 2, 0]

"""Words, sentences and the language of a text."""

import pytest

from parlour.core.text.language import language
from parlour.core.text.tokens import sentences, tokens


def test_words_and_their_places() -> None:
    assert [(token.word, token.start, token.end) for token in tokens("it's a-b c_d")] == [
        ("it's", 0, 4),
        ("a", 5, 6),
        ("b", 7, 8),
        ("c", 9, 10),
        ("d", 11, 12),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Ask Dr. Okafor. Now.", ["Ask Dr. Okafor.", "Now."]),
        ("am 24. März. Gut.", ["am 24. März.", "Gut."]),
        ("line\nline two", ["line", "line two"]),
        ("www.marlow.example is it", ["www.marlow.example is it"]),
        ("Wait... what?! (Yes.) No", ["Wait...", "what?!", "(Yes.)", "No"]),
        ("." * 300_000 + "x", ["." * 300_000 + "x"]),
        ("   ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("thank you for your message", "en"),
        ("danke fur ihre nachricht", "de"),
        ("gracias por su mensaje", "es"),
        ("zzz", "en"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language(text.split()) == code

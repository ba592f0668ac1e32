"""Texts a database can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.text import clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain", "plain"),
        ("a\x00b", "a\ufffdb"),
        ("a\ud83dé", "a\ufffdé"),
        ("\udc00\x00", "\ufffd\ufffd"),
        ("😀", "😀"),
        ("\ue000", "\ue000"),
    ],
)
def test_clean_replaces_only_what_cannot_be_stored(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(st.characters()) | st.text(st.sampled_from("a\x00\ud800\udfff")))
def test_cleaned_text_keeps_its_length_and_encodes(text: str) -> None:
    assert len(clean(text)) == len(text)
    assert "\x00" not in clean(text)
    clean(text).encode()

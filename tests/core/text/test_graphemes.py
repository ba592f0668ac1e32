"""Signs as a reader counts them, and as X weighs them."""

import pytest

from parlour.core.text.graphemes import graphemes, weight

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "signs", "weighs"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("é", 1, 1),
        ("e\u0301", 1, 1),
        ("Привет", 6, 6),
        ("日本語", 3, 6),
        ("— “so”…", 7, 8),
        # Emoji: one sign and a weight of two, however many code points.
        ("😀", 1, 2),
        ("😀😀", 2, 4),
        ("👍🏽", 1, 2),
        (FAMILY, 1, 2),
        (FAMILY + FAMILY, 2, 4),
        ("👩🏾‍🚒", 1, 2),
        ("🏳️‍🌈", 1, 2),
        ("❤️", 1, 2),
        ("❤️‍🔥", 1, 2),
        ("🇩🇪", 1, 2),
        ("🇩🇪🇫🇷", 2, 4),
        ("🇩🇪🇫", 2, 4),
        (SCOTLAND, 1, 2),
        ("1️⃣", 1, 2),
        ("#\u20e3", 1, 2),
        ("©️", 1, 2),
        ("ok 👍🏽!", 5, 6),
        # Near them: signs of a text, and pictures that nothing joins.
        ("©", 1, 1),
        ("®", 1, 1),
        ("1", 1, 1),
        ("12", 2, 2),
        ("→", 1, 2),
        ("😀 😀", 3, 5),
        ("a\u200db", 2, 3),
        ("\U0001f469\u200da", 2, 3),
        # Ends of lines, and letters of several parts.
        ("\r\n", 1, 2),
        ("\n\n", 2, 2),
        ("a\r\nb", 3, 4),
        ("한국", 2, 4),
        ("\u1112\u1161\u11ab", 1, 2),
        ("नि", 1, 2),
        ("क्ष", 1, 3),
        ("กำ", 1, 2),
        ("\u0301a", 2, 2),
        ("e\u0301\u0327", 1, 2),
    ],
)
def test_signs_and_weight(text: str, signs: int, weighs: int) -> None:
    assert len(graphemes(text)) == signs
    assert "".join(graphemes(text)) == text
    assert weight(text) == weighs


@pytest.mark.parametrize(
    "piece", ["a", "\u0301", "\u200d", "\u094d", "\u0915", "\u1100", "\u0600", "🇩", "👩\u200d", "\r"]
)
def test_no_row_of_signs_takes_long(piece: str) -> None:
    assert "".join(graphemes(piece * 20_000)) == piece * 20_000

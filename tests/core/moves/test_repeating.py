"""Whether words repeat a wording: commas, capitals and a name make no difference, a shared phrase is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.repeating import missing, words_of

DATA = "We do not sell data to anybody. Our privacy page says what we keep and why."
DAYS = "We keep what you write to us for 30 days, and then we delete all of it."
SHORT = "Wir verkaufen keine Daten."
PHRASE = "That is not so."


@pytest.mark.parametrize(
    ("wording", "said", "lacks"),
    [
        (DATA, DATA, 0),
        (DATA, "we do not sell data, to anybody - our privacy page says what we keep; and why", 0),
        (DATA, "WE DO NOT SELL DATA TO ANYBODY! Our privacy page says what we keep and why :)", 0),
        (DATA, "We dо nоt sell data tо anybоdy.\n\nOur privacy page says what we keep and why", 0),
        (DATA, "Hi Mara, " + DATA + " All the best, Ada", 0),
        (DATA, "We do not sell data to anybody, Mara. Our privacy page says what we keep and why.", 0),
        (DATA, "We do not sell data to anybody. The privacy page says what we keep and why.", 1),
        (DATA, "We do not sell data to anybody. Privacy page says what we keep and why.", 1),
        # Near, and something else.
        (DATA, "We do not sell data to anybody.", None),
        (DATA, "Our privacy page says what we keep and why, and whom to ask.", None),
        (DATA, "What we keep and why says our privacy page. We do not sell data to anybody.", None),
        (DATA, "We do not sell books to anybody. Our opening page says what we have and why.", None),
        (DATA, "We do not, our page says, sell or lend data; it says, to anybody, what we keep and why", None),
        (DAYS, "We keep what you write to us for 30 days and then delete all of it.", 1),
        (DAYS, "We keep what you write to us for 90 days, and then we delete all of it.", None),
        (DAYS, "We keep what you write to us for some days, and then we delete all of it.", None),
        (SHORT, "Hallo Mara, wir verkaufen keine Daten!", 0),
        (SHORT, "Wir verkaufen wirklich keine Daten.", 0),
        (SHORT, "Wir verkaufen keine Router.", None),
        (PHRASE, "That is not so", 0),
        (PHRASE, "I am sorry that the line was down all week. That is not so nice, and we credit the week.", None),
        (PHRASE, "", None),
        ("", "That is not so", None),
        ("...", "...", None),
    ],
)
def test_missing(wording: str, said: str, lacks: int | None) -> None:
    assert missing(words_of(wording), words_of(said)) == lacks


WORDS = st.lists(st.sampled_from(["we", "do", "not", "sell", "data", "30", "page", "why"]), min_size=1, max_size=12)


@given(WORDS, WORDS, WORDS)
def test_words_between_others_are_found(before: list[str], wording: list[str], after: list[str]) -> None:
    """Unless they are so few that they may be a turn of phrase."""
    found = missing(words_of(" ".join(wording)), words_of(" ".join([*before, *wording, *after])))
    short = len(wording) < 6 and 2 * len(wording) < len(before) + len(wording) + len(after)
    assert found == (None if short else 0)


@given(st.text(max_size=300))
def test_any_words_repeat_themselves(text: str) -> None:
    words = words_of(text)
    assert missing(words, words) == (0 if words.order else None)

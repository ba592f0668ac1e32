"""Somebody's own words, and what they only quote; in doubt everything stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.mail.own_words import own_words

CUT = [
    (
        "Yes please.\n\nOn Tue, 3 Mar 2026 at 10:00, Ada at Marlow <a@b> wrote:\n> Would that suit you?\n> Ada",
        "Yes please.",
    ),
    ("Yes.\n\nOn Tue, 3 Mar 2026 at 10:00, Ada at Marlow <\nada@b.example> wrote:\n\n> Well?", "Yes."),
    ("Ja.\n\nAm Di., 3. März 2026 um 10:00 Uhr schrieb Ada bei Marlow <a@b>:\n\n> Passt das?", "Ja."),
    ("Sí.\n\nEl mar, 3 mar 2026 a las 10:00, Ada (<a@b>) escribió:\n> ¿Le viene bien?", "Sí."),
    ("Oui.\n\nLe mar. 3 mars 2026 à 10:00, Ada <a@b> a écrit :\n> Bien ?", "Oui."),
    ("Yes.\n\nOn Tue, Ada wrote:", "Yes."),
    ("Yes.\n-- \nMara Quist\n+353 1 234", "Yes."),
    ("Yes.\n\n-----Original Message-----\nFrom: Ada\nSent: today\n\nWell?", "Yes."),
    ("Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Ada", "Ja."),
    ("On Tue, Ada wrote:\n> When?\nAt ten.\n> Where?\nAt home.", "At ten.\nAt home."),
    ("Fine.\n> Would ten do?\n> Ada", "Fine."),
    ("One\r\nTwo\r\n-- \r\nMara", "One\nTwo"),
]
KEPT = [
    "> 5 days and still nothing",
    "It took\n> 5 days\nand nobody came.",
    "On Monday your colleague wrote: \"we will call\". Nobody did.",
    "On Monday he wrote:\nwe will call you.\nNobody did.",
    "Two points\n--\nFirst, the router.",
    "-- \nMara",
    "> only\n> quotes",
    "----- see below -----\nThe rest matters.",
    "---------- Forwarded message ---------\nFrom: the bank\nThis is what I got.",
    ">:( not happy",
    "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), CUT)
def test_what_is_quoted_and_signed_is_cut_off(text: str, words: str) -> None:
    assert own_words(text) == words


@pytest.mark.parametrize("text", KEPT)
def test_near_misses_stay_whole(text: str) -> None:
    assert own_words(text) == text.strip()


@given(st.text(alphabet="ab>- \nOnwrote:", max_size=200))
def test_words_are_lines_of_the_text_and_never_nothing_of_something(text: str) -> None:
    words = own_words(text)
    assert set(words.split("\n")) - {""} <= {
        piece for line in text.split("\n") for piece in (line, line.strip(), line.rstrip(), line.lstrip())
    }
    assert bool(words) == bool(text.strip())

"""Keys, numbers and handles that nobody chose say nothing; every word beside them stays where it stood."""

import base64
import random
from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.guard.drawn import without_drawn
from parlour.core.moves.codes import CODE_BYTES, code_from, codes_in
from parlour.core.moves.words import invitation, room_invitation
from tests.core.guard.desk import CONTEXT, READING, payload

_DRAW = random.Random(20261122)  # the same draws in every run


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@mara write to @help@care.example", "write to"),
        ("see https://t.co/6acenjfwzs today", "see https://t.co/ today"),
        ("see t.co/6acenjfwzs today", "see t.co/ today"),
        ("https://care.example/room/eqtxiipdccpnqp7cjj5px7vure/", "https://care.example/room/ /"),
        ("(https://care.example/a/a91f6b1b1df7f16cbf8c89eadb1c4d6e)", "(https://care.example/a/ )"),
        ("ada.gma336y6zms5eta3s6tjk67vj3@help.example", "ada."),
        ("say lusab-gitof to us", "say to us"),
        (
            "https://care.example/faq/how-do-i-reset-it?note=you+owe",
            "https://care.example/faq/how-do-i-reset-it?note=you+owe",
        ),
        ("between 10.30/11.00 and 2/3", "between 10.30/11.00 and 2/3"),
        ("mara84@post.example", "mara84"),
        ("on the 12th of march", "on the 12th of march"),
        ("lusab-gito", "lusab-gito"),
        ("(1/2) so sorry (2/2) we call you", "so sorry we call you"),
        ("half of it (or 1/2) is here", "half of it (or 1/2) is here"),
    ],
)
def test_only_what_nobody_chose_is_left_out(text: str, left: str) -> None:
    without = without_drawn(text)
    assert len(without) == len(text)
    assert " ".join(without.split()) == left


def test_a_link_is_known_as_one_without_its_server() -> None:
    assert without_drawn("help/8f3a note", link=True) == "help/     note"


def test_every_sayable_code_is_known_as_drawn() -> None:
    for _ in range(500):
        code = code_from(_DRAW.randbytes(CODE_BYTES))
        assert (codes_in(code), without_drawn(code).strip()) == ((code,), "")


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_an_invitation_passes_whatever_is_drawn_for_it(language: str) -> None:
    """Read as words, one room in five sounded as if it were meant for colleagues."""
    for _ in range(20):
        key = base64.b32encode(_DRAW.randbytes(16)).decode().rstrip("=").lower()
        room = f"https://care.example/room/{key}/"
        context = replace(CONTEXT, author=replace(CONTEXT.author, company_contacts=(room,)))
        words = [room_invitation(language, room), invitation(language, code_from(_DRAW.randbytes(CODE_BYTES)))]
        for text, links in zip(words, [(room,), ()], strict=True):
            assert judge(replace(payload(text), links=links), context, READING).held == (), text


@pytest.mark.parametrize("link", ["https://t.co/6ACenjFWZS", "https://brand.example/f?id=2F8YoJmBZ26vtVUq"])
def test_keys_of_links_sound_like_nothing(link: str) -> None:
    text = f"Thank you for telling us. You can find more here: {link}"
    assert judge(replace(payload(text), links=(link,)), CONTEXT, READING).held == ()


def test_words_in_a_link_are_read() -> None:
    link = "https://care.example/r?note=do+not+tell+him+that+we+lost+it+internally"
    held = judge(replace(payload(f"More here: {link}"), links=(link,)), CONTEXT, READING).held
    assert [one.message for one in held if one.message.startswith("In the link")]


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_half_a_code_that_is_a_word_of_a_rule_breaks_none(language: str) -> None:
    # "bonos" are vouchers in Spanish, and the invitation speaks of a post.
    assert judge(payload(invitation(language, "bonos-nugik")), CONTEXT, replace(READING, told=None)).held == ()
    assert judge(payload(invitation(language, "bonos-nugik")), CONTEXT, READING).held == ()

"""A case's address: it names a human, and only the long word in it counts."""

import pytest

from parlour.channels.mail.alias import alias_address, tokens_in

TOKEN = "abcdefghijklmnopqrstuvwx23"
HOST = "replies.care.example"


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("Ines Farrow", "ines"),
        ("Tomás Rey", "tomas"),
        ("Anne-Marie", "anne-marie"),
        ("李明", "team"),
        ("", "team"),
        ("a@b<c>.d\r\nBcc: x", "abcd"),
        ("X" * 90, "x" * 30),
    ],
)
def test_address_names_the_human_in_letters_every_server_takes(name: str, local: str) -> None:
    assert alias_address(name, TOKEN, HOST) == f"{local}.{TOKEN}@{HOST}"
    assert tokens_in([alias_address(name, TOKEN, HOST)], domain=HOST) == [TOKEN]


@pytest.mark.parametrize(
    "header",
    [
        f"ines.{TOKEN}@{HOST}",
        f"Somebody else <jonas.{TOKEN}@{HOST}>",
        f"a@b.example, INES.{TOKEN.upper()}@{HOST.upper()}",
        f'"x" <ines.{TOKEN}@{HOST}.>',
    ],
)
def test_address_is_found_whoever_it_names(header: str) -> None:
    assert tokens_in([header], domain=HOST) == [TOKEN]


@pytest.mark.parametrize(
    "header",
    [
        "",
        TOKEN,
        f"{TOKEN}@{HOST}",
        f"ines.{TOKEN[:-1]}@{HOST}",
        f"ines.{TOKEN}a@{HOST}",
        f"ines.{TOKEN[:-1]}1@{HOST}",
        f"ines.{TOKEN}@{HOST}.evil.example",
        f"ines.{TOKEN}@evil-{HOST}",
        f"ines+x.{TOKEN}@{HOST}",
    ],
)
def test_near_misses_are_no_address_of_a_case(header: str) -> None:
    assert tokens_in([header], domain=HOST) == []


def test_each_word_counts_once_in_the_order_of_the_headers() -> None:
    other = TOKEN[::-1].replace("3", "4")
    found = tokens_in([f"a.{other}@{HOST}", f"b.{TOKEN}@{HOST}, c.{other}@{HOST}"], domain=HOST)
    assert found == [other, TOKEN]

"""A draft in Mastodon's shape: who is named, who can read it, how long it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.mastodon.rendering import measured
from parlour.core.nouns.draft import Draft, Media
from parlour.core.nouns.surface import Surface
from tests.channels.mastodon.server import channel_with, no_network

CHANNEL = channel_with(no_network)
MARA = "mara@lobby.example"
BEN = "ben@other.example"
OURS = "marlowcare@lobby.example"


def draft(text: str, surface: Surface = Surface.PUBLIC, **changes: Any) -> Draft:
    return Draft(surface=surface, text=text, **{"recipient": MARA, "in_reply_to": "110", **changes})


@pytest.mark.parametrize(
    ("typed", "changes", "text", "mentions"),
    [
        ("Hello", {}, "@mara Hello", (MARA,)),
        ("Hello", {"recipient": BEN}, "@ben@other.example Hello", (BEN,)),
        ("Hello", {"recipient": "@Mara@Lobby.Example"}, "@mara Hello", (MARA,)),
        ("@mara hello", {}, "@mara hello", (MARA,)),
        ("Hello @Mara@lobby.example!", {}, "Hello @Mara@lobby.example!", (MARA,)),
        ("Hello", {"others": (BEN, MARA, OURS)}, "@mara @ben@other.example Hello", (MARA, BEN)),
        ("Ask @ben@other.example", {}, "@mara Ask @ben@other.example", (MARA, BEN)),
        ("News for all", {"recipient": "", "in_reply_to": ""}, "News for all", ()),
        ("mail me: me@shop.example", {}, "@mara mail me: me@shop.example", (MARA,)),
        ("https://lobby.example/@ben", {}, "@mara https://lobby.example/@ben", (MARA,)),
    ],
)
def test_public_reply_names_the_recipient_and_nobody_unasked(
    typed: str, changes: dict[str, Any], text: str, mentions: tuple[str, ...]
) -> None:
    payload = CHANNEL.render(draft(typed, **changes))
    assert (payload.text, payload.mentions) == (text, mentions)
    assert payload.text[payload.draft_start : payload.draft_end] == typed


@pytest.mark.parametrize(
    ("typed", "others", "text", "mentions"),
    [
        ("Hello", (), "@mara Hello", (MARA,)),
        ("Hello", (BEN,), "@mara Hello", (MARA,)),
        ("I asked @ben@other.example", (), "@mara I asked @ben@other.example", (MARA, BEN)),
        ("I asked @ben", (), "@mara I asked @ben", (MARA, "ben@lobby.example")),
    ],
)
def test_private_message_names_the_recipient_alone_and_reports_whoever_the_text_adds(
    typed: str, others: tuple[str, ...], text: str, mentions: tuple[str, ...]
) -> None:
    payload = CHANNEL.render(draft(typed, Surface.PRIVATE, others=others))
    assert (payload.text, payload.mentions, payload.surface) == (text, mentions, Surface.PRIVATE)


def test_everything_that_leaves_is_in_the_payload() -> None:
    media = (Media("9", "a map"),)
    payload = CHANNEL.render(draft("Hi", language="en", warning="health", media=media))
    assert (payload.in_reply_to, payload.language, payload.warning, payload.media) == ("110", "en", "health", media)
    assert (payload.network, payload.recipient, payload.limit) == ("mastodon", MARA, 500)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://a.example/x?y=1&z=2#f.", ("https://a.example/x?y=1&z=2#f",)),
        ("(https://a.example) HTTP://b.example", ("https://a.example", "HTTP://b.example")),
        ("https://a.example https://a.example", ("https://a.example",)),
        ("a.example, ftp://a.example", ()),
    ],
)
def test_links_are_listed_whole_and_once(text: str, links: tuple[str, ...]) -> None:
    assert CHANNEL.render(draft(text)).links == links


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Hello", 5),
        ("@mara Hello", 11),
        ("@ben@other.example Hello", 10),
        ("https://a.example/" + "x" * 200, 23),
        ("https://a.example/x.", 24),
        ("see http://a.example and (https://b.example)", 4 + 23 + 5 + 1 + 23 + 1),
        ("https://localhost/very/long/path/that/is/no/link", 48),
        ("e\u0301", 1),
        ("👩‍👩‍👧", 5),
        ("", 0),
    ],
)
def test_length_by_the_rule_of_the_network(text: str, length: int) -> None:
    assert measured(text, warning="", url_length=23) == length


def test_length_counts_the_warning_too() -> None:
    assert measured("Hello", warning="health", url_length=23) == 11


@given(st.text(), st.sampled_from(list(Surface)), st.sampled_from([MARA, BEN]), st.lists(st.sampled_from([MARA, BEN])))
def test_render_keeps_the_typed_words_and_is_the_same_each_time(
    typed: str, surface: Surface, recipient: str, others: list[str]
) -> None:
    asked = draft(typed, surface, recipient=recipient, others=tuple(others))
    payload = CHANNEL.render(asked)
    assert payload.text[payload.draft_start : payload.draft_end] == typed
    assert recipient in payload.mentions
    assert payload.digest() == CHANNEL.render(asked).digest()

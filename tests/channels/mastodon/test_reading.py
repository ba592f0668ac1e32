"""What a status means: who said it to whom, in front of whom, and under which key it is known."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.mastodon.reading import deletion_event, status_events
from parlour.channels.mastodon.setup import Setup
from parlour.channels.port import Heard, Kind, NotOurs, RawEvent
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface
from tests.channels.mastodon.server import BASE, NOW, OURS, account, channel_with, direct, mention, no_network, status

CHANNEL = channel_with(no_network)
SETUP = Setup.of(OURS)


def parse(said: dict[str, Any], key: str = "post:110") -> Heard:
    return CHANNEL.parse(RawEvent(key, orjson.dumps(said), NOW))


def keys(said: object) -> list[str]:
    return [event.key for event in status_events(said, NOW, SETUP)]


def test_parse_tells_everything_a_status_says() -> None:
    said = status(
        in_reply_to_id="109",
        spoiler_text="money",
        media_attachments=[{"id": "9", "type": "image", "url": f"{BASE}/m/9.png", "description": "a bill"}],
    )
    assert parse(said) == Heard(
        kind=Kind.POST,
        origin_uri=f"{BASE}/users/mara/statuses/110",
        external_id="110",
        at=datetime(2026, 5, 1, 10, 0, tzinfo=UTC),
        author=Person(
            "mastodon",
            "mara@lobby.example",
            "Mara",
            "id-mara",
            212,
            datetime(2019, 4, 2, tzinfo=UTC),
            f"{BASE}/avatars/mara.png",
        ),
        text="My bill is wrong.",
        surface=Surface.PUBLIC,
        in_reply_to="109",
        url=f"{BASE}/@mara/110",
        language="en",
        warning="money",
        mentions=("marlowcare@lobby.example",),
        attachments=({"type": "image", "url": f"{BASE}/m/9.png", "alt": "a bill"},),
    )


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ({}, {}),
        ({"preview_url": f"{BASE}/m/small.png"}, {"preview": f"{BASE}/m/small.png"}),
        ({"preview_url": None}, {}),
    ],
)
@pytest.mark.parametrize("sensitive", [True, False])
def test_picture_is_told_with_its_small_copy_and_its_authors_wish(
    told: dict[str, str], more: dict[str, str], sensitive: bool
) -> None:
    media = [{"id": "9", "type": "image", "url": f"{BASE}/m/9.png", "description": None, **told}]
    wish = {"sensitive": "yes"} if sensitive else {}
    assert parse(status(media_attachments=media, sensitive=sensitive)).attachments == (
        {"type": "image", "url": f"{BASE}/m/9.png", "alt": "", **more, **wish},
    )


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"avatar": "https://a/moving.gif", "avatar_static": "https://a/still.png"}, "https://a/still.png"),
        ({"avatar": "https://a/moving.gif", "avatar_static": ""}, "https://a/moving.gif"),
        ({"avatar": "", "avatar_static": None}, ""),
    ],
)
def test_the_still_avatar_is_preferred(told: dict[str, str], shown: str) -> None:
    said = status()
    author = parse({**said, "account": {**said["account"], **told}}).author
    assert author is not None
    assert author.avatar_url == shown


@pytest.mark.parametrize(
    ("acct", "address"),
    [("mara", "mara@lobby.example"), ("Mara", "mara@lobby.example"), ("Ben@Other.Example", "ben@other.example")],
)
def test_author_is_known_by_the_full_address_in_lower_case(acct: str, address: str) -> None:
    author = parse(status(account=account(acct))).author
    assert author is not None
    assert author.address == address


@pytest.mark.parametrize(
    ("visibility", "surface"),
    [
        ("public", Surface.PUBLIC),
        ("unlisted", Surface.PUBLIC),
        ("private", Surface.PRIVATE),  # followers only: never answered in public
        ("direct", Surface.PRIVATE),
        ("limited", Surface.PRIVATE),
        ("something new", Surface.PRIVATE),
    ],
)
def test_visibility_decides_the_surface(visibility: str, surface: Surface) -> None:
    assert parse(status(visibility=visibility)).surface is surface


def test_private_status_names_everyone_who_can_read_it() -> None:
    said = direct("110", mentions=[mention("marlowcare"), mention("Ben@other.example")])
    assert parse(said).participants == ("mara@lobby.example", "marlowcare@lobby.example", "ben@other.example")
    assert parse(status()).participants == ()


def test_our_own_status_is_read_like_any_other() -> None:
    author = parse(status(account=account("marlowcare"), mentions=[mention("mara")])).author
    assert author is not None
    assert author.address == OURS.address


def test_edited_status_stands_for_its_post_and_its_edit() -> None:
    said = status(edited_at="2026-05-01T11:00:00.000Z")
    assert keys(said) == ["post:110", "edit:2026-05-01T11:00:00+00:00:110"]
    post, edit = (CHANNEL.parse(event) for event in status_events(said, NOW, SETUP))
    assert (post.kind, post.at.hour) == (Kind.POST, 10)
    assert (edit.kind, edit.at.hour, edit.text) == (Kind.EDIT, 11, "My bill is wrong.")


def test_deletion_tells_the_id_alone() -> None:
    event = deletion_event("110", NOW)
    assert event.key == "delete:110"
    assert CHANNEL.parse(event) == Heard(Kind.DELETE, "", "110", NOW)


def test_time_is_never_later_than_we_saw_it() -> None:
    assert parse(status(created_at="2027-01-01T00:00:00Z")).at == NOW


def test_hidden_follower_count_is_unknown() -> None:
    author = parse(status(account=account(followers_count=-1, created_at=None))).author
    assert author is not None
    assert (author.followers, author.joined_at) == (None, None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": None}, r"status\.id: expected an id of 1 to 2000 characters, got nothing"),
        ({"id": ""}, r"status\.id: expected an id"),
        ({"id": "a\nb"}, "expected an id"),
        ({"uri": "x" * 2001}, r"status\.uri: expected an id"),
        ({"content": None}, r"status\.content: expected a text, got nothing"),
        ({"content": ["a"]}, r"status\.content: expected a text, got a list of 1"),
        ({"content": "x" * 200_001}, "200000 characters at most"),
        ({"created_at": "yesterday"}, r"status\.created_at: expected a time \(ISO 8601\), got 'yesterday'"),
        ({"account": None}, r"status\.account: expected an object, got nothing"),
        ({"account": account(id=None)}, r"status\.account\.id: expected an id"),
        ({"account": account(followers_count="many")}, r"status\.account\.followers_count: expected a count"),
        ({"mentions": {}}, r"status\.mentions: expected a list"),
        ({"mentions": ["mara"]}, r"status\.mentions\[0\]: expected an object, got 'mara'"),
        ({"visibility": None}, r"status\.visibility: expected a text"),
        ({"reblog": status()}, "boost"),
    ],
)
def test_parse_of_a_wrong_shape_says_what_was_expected_and_where(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(NotOurs, match=reason):
        parse(status(**change))


def test_status_that_cannot_be_read_never_takes_the_key_of_a_sound_one() -> None:
    (odd,) = status_events({**status(), "content": 7}, NOW, SETUP)
    assert odd.key.startswith("odd:")
    with pytest.raises(NotOurs, match=r"content: expected a text, got 7"):
        CHANNEL.parse(odd)


@pytest.mark.parametrize(
    ("key", "body"),
    [("post:1", b""), ("post:1", b"\xff"), ("post:1", b"[]"), ("odd:1", b"<html>"), ("what:1", b"{}"), ("", b"null")],
)
def test_parse_of_something_else_is_not_ours(key: str, body: bytes) -> None:
    with pytest.raises(NotOurs):
        CHANNEL.parse(RawEvent(key, body, NOW))


@pytest.mark.parametrize("body", [b"", b"a\x00b", b"x" * 501])
def test_deletion_without_a_usable_id_is_not_ours(body: bytes) -> None:
    with pytest.raises(NotOurs, match="names"):
        CHANNEL.parse(RawEvent("delete:?", body, NOW))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(list(status()) + list(account())), inner),
)


@given(ANYTHING, st.sampled_from(["post:1", "edit:x:1", "delete:1", "odd:1", "?"]))
def test_parse_of_any_json_fails_only_as_not_ours(value: object, key: str) -> None:
    try:
        heard = CHANNEL.parse(RawEvent(key, orjson.dumps(value), NOW))
    except NotOurs:
        return
    assert heard.external_id


@given(st.sampled_from(sorted(status())), ANYTHING)
def test_parse_with_any_one_field_replaced_fails_only_as_not_ours(field: str, value: object) -> None:
    said = {**status(), field: value}
    try:
        heard = parse(said)
    except NotOurs:
        return
    assert heard.external_id
    assert heard.at <= NOW


@given(ANYTHING)
def test_events_of_any_json_always_have_a_key(value: object) -> None:
    assert all(keys(value))

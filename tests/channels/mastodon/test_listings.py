"""Listings are walked forward from the cursor; nothing between two visits is skipped, whichever way it came."""

from typing import Any

import httpx2
import pytest

from parlour.channels.mastodon.channel import MastodonChannel
from parlour.channels.port import Batch, NotOurs, RateLimited
from tests.channels.mastodon.server import (
    BASE,
    Pages,
    account,
    channel_with,
    conversation,
    direct,
    notification,
    status,
)

NOTIFICATIONS = "/api/v1/notifications"
CONVERSATIONS = "/api/v1/conversations"
REQUESTS = "/api/v1/notifications/requests"


def fetch(channel: MastodonChannel, source: str, cursor: str = "") -> list[Batch]:
    return list(channel.fetch(source, cursor))


def keys(batches: list[Batch]) -> list[str]:
    return [event.key for batch in batches for event in batch.events]


@pytest.mark.parametrize("links", [True, False])
def test_notifications_are_walked_forward_from_the_oldest(links: bool) -> None:
    pages = Pages({NOTIFICATIONS: [notification(str(n), status(str(100 + n))) for n in range(1, 6)]}, links=links)
    batches = fetch(channel_with(pages), "notifications")
    assert keys(batches) == ["post:101", "post:102", "post:103", "post:104", "post:105"]
    assert [batch.cursor for batch in batches] == ["2", "4", "5"]
    assert "min_id=0" in pages.asked[0]
    assert "include_filtered=true" in pages.asked[0]
    assert keys(fetch(channel_with(pages), "notifications", "4")) == ["post:105"]
    assert fetch(channel_with(pages), "notifications", "5") == []


def test_notifications_without_words_of_others_move_the_cursor_only() -> None:
    pages = Pages(
        {
            NOTIFICATIONS: [
                notification("1", None, "follow"),
                notification("2", status("90"), "favourite"),
                notification("3", None),
            ]
        },
        page=5,
    )
    assert fetch(channel_with(pages), "notifications") == [Batch("notifications", (), "3")]


def test_edited_status_comes_as_post_and_edit() -> None:
    said = status("101", edited_at="2026-05-01T11:00:00Z")
    pages = Pages({NOTIFICATIONS: [notification("1", said), notification("2", said, "update")]})
    assert keys(fetch(channel_with(pages), "notifications")) == ["post:101", "edit:2026-05-01T11:00:00+00:00:101"]


def test_item_of_a_wrong_shape_is_kept_and_the_rest_is_heard() -> None:
    odd: list[Any] = [
        {"id": "2", "type": 7},
        {"id": "3", "type": "mention", "status": {"id": "103"}},
    ]
    pages = Pages({NOTIFICATIONS: [notification("1", status("101")), *odd, notification("4", status("104"))]}, page=9)
    channel = channel_with(pages)
    (batch,) = fetch(channel, "notifications")
    assert [event.key.partition(":")[0] for event in batch.events] == ["post", "odd", "odd", "post"]
    for event in batch.events[1:3]:
        with pytest.raises(NotOurs):
            channel.parse(event)


def test_server_that_repeats_a_page_is_not_asked_for_ever() -> None:
    page = [notification("5", status("105"))]
    channel = channel_with(lambda _request: httpx2.Response(200, json=page))
    with pytest.raises(NotOurs, match="same page again"):
        fetch(channel, "notifications")


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"[", b""])
def test_listing_that_is_no_list_leaves_the_cursor_alone(body: bytes) -> None:
    channel = channel_with(lambda _request: httpx2.Response(200, content=body))
    for source in channel.sources:
        with pytest.raises(NotOurs, match="expected"):
            fetch(channel, source)


def test_walk_pauses_before_the_limit_and_goes_on_from_the_last_cursor() -> None:
    """300 pages in 15 minutes are allowed; the page after them is not even asked for."""
    pages = Pages({NOTIFICATIONS: [notification(str(n), status(str(1000 + n))) for n in range(1, 400)]}, page=1)
    batches: list[Batch] = []
    walk = channel_with(pages).fetch("notifications", "")
    with pytest.raises(RateLimited):
        batches.extend(walk)
    assert len(pages.asked) == 300
    assert batches[-1].cursor == "300"
    assert len(keys(fetch(channel_with(pages), "notifications", "300"))) == 99


def test_unknown_source_is_refused() -> None:
    with pytest.raises(NotOurs, match="it has: notifications, conversations, requests"):
        fetch(channel_with(Pages({})), "timeline")


def thread() -> dict[str, Any]:
    """A public question, then a private talk with a side branch; the listing shows its last status alone."""
    question = status("100")
    first = direct("101", in_reply_to_id="100")
    ours = direct("102", in_reply_to_id="101", account=account("marlowcare"))
    aside = direct("103", in_reply_to_id="101")
    last = direct("104", in_reply_to_id="102")
    return {
        CONVERSATIONS: [conversation("7", last)],
        "/api/v1/statuses/104/context": {"ancestors": [question, first, ours], "descendants": []},
        "/api/v1/statuses/101/context": {"ancestors": [question], "descendants": [ours, last, aside, status("105")]},
    }


def test_conversation_brings_what_was_said_between_two_visits_and_nothing_public() -> None:
    batches = fetch(channel_with(Pages(thread())), "conversations", "90")
    assert keys(batches) == ["post:101", "post:102", "post:104", "post:103"]
    assert [batch.cursor for batch in batches] == ["104"]


def test_conversation_of_one_message_needs_no_context() -> None:
    pages = Pages({CONVERSATIONS: [conversation("7", direct("101")), conversation("8", direct("102"))]}, page=5)
    batches = fetch(channel_with(pages), "conversations")
    assert keys(batches) == ["post:101", "post:102"]
    assert [batch.cursor for batch in batches] == [None, "102"]
    assert not any("context" in asked for asked in pages.asked)


def test_conversation_whose_thread_is_gone_still_brings_its_last_message() -> None:
    pages = Pages({CONVERSATIONS: [conversation("7", direct("104", in_reply_to_id="102"))]})
    assert keys(fetch(channel_with(pages), "conversations")) == ["post:104"]


def request_of(name: str, acct: str, touched: str, last: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "updated_at": touched, "account": account(acct), "last_status": last}


class Filtering(Pages):
    """Two strangers whose direct messages are held back."""

    def __init__(self) -> None:
        waiting = [
            request_of("1", "ann", "2026-05-01T09:00:00Z", direct("201", account=account("ann"))),
            request_of("2", "bob", "2026-05-01T10:00:00Z", direct("203", account=account("bob"))),
        ]
        super().__init__({REQUESTS: waiting}, page=1)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path != NOTIFICATIONS:
            return super().__call__(request)
        sender = request.url.params.get("account_id")
        held = {"id-ann": ["201"], "id-bob": ["202", "203"]}.get(sender or "", [])
        self.by_path[NOTIFICATIONS] = [notification(name, direct(name)) for name in held]
        return super().__call__(request)


def test_filtered_direct_messages_of_strangers_are_heard() -> None:
    server = Filtering()
    batches = fetch(channel_with(server), "requests")
    assert sorted(keys(batches)) == ["post:201", "post:202", "post:203"]
    assert batches[-1].cursor == "2026-05-01T10:00:00+00:00"


def test_only_requests_touched_since_are_read_again() -> None:
    server = Filtering()
    batches = fetch(channel_with(server), "requests", "2026-05-01T09:30:00+00:00")
    assert sorted(keys(batches)) == ["post:202", "post:203"]


def test_server_without_requests_has_none() -> None:
    assert fetch(channel_with(Pages({})), "requests") == []


def test_same_status_has_the_same_key_whichever_way_it_comes() -> None:
    said = direct("101")
    body = {
        NOTIFICATIONS: [notification("1", said)],
        CONVERSATIONS: [conversation("1", said)],
        REQUESTS: [request_of("1", "mara", "2026-05-01T09:00:00Z", said)],
    }
    channel = channel_with(Pages(body))
    assert {key for source in channel.sources for key in keys(fetch(channel, source))} == {"post:101"}


def test_links_of_another_server_are_not_followed() -> None:
    """Only the id is taken from a link; the next page is asked of our own server."""
    pages = [[notification("2", status("102"))], []]
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.host)
        link = '<https://evil.example/x?min_id=2>; rel="prev"'
        return httpx2.Response(200, json=pages[len(asked) - 1], headers={"Link": link})

    assert keys(fetch(channel_with(handler), "notifications")) == ["post:102"]
    assert asked == [BASE.removeprefix("https://")] * 2


@pytest.mark.parametrize(
    ("found", "heard"),
    [
        ({"/api/v1/statuses/101": status("101")}, ["post:101"]),
        (
            {"/api/v1/statuses/101": status("101", edited_at="2026-05-01T11:00:00Z")},
            ["post:101", "edit:2026-05-01T11:00:00+00:00:101"],
        ),
        ({}, ["delete:101"]),
    ],
)
def test_one_status_looked_at_again_is_unchanged_edited_or_gone(found: dict[str, Any], heard: list[str]) -> None:
    assert keys(fetch(channel_with(Pages(found)), "status:101")) == heard


@pytest.mark.parametrize("source", ["status:", "status:../accounts", "status:1?x"])
def test_status_that_is_no_id_is_no_source(source: str) -> None:
    with pytest.raises(NotOurs, match="no listing"):
        fetch(channel_with(Pages({})), source)

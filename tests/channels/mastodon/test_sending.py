"""Words leave once, to those meant, or not at all; and what became of them can be found out."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

from parlour.channels.port import (
    NeedsReauth,
    NotOurs,
    PortError,
    RateLimited,
    Rejected,
    Retryable,
    Sent,
)
from parlour.core.nouns.draft import Draft, Media
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from tests.channels.mastodon.server import BASE, NOW, Handler, Pages, account, channel_with, direct, no_network, status

SINCE = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
OWN = "/api/v1/accounts/1/statuses"


def payload(text: str = "So sorry!", surface: Surface = Surface.PUBLIC, **changes: Any) -> Payload:
    draft = Draft(surface=surface, text=text, **{"recipient": "mara@lobby.example", "in_reply_to": "110", **changes})
    return channel_with(no_network).render(draft)


def answering(status_code: int, **content: Any) -> Handler:
    return lambda _request: httpx2.Response(status_code, **content)


def test_send_posts_exactly_the_payload_with_its_key() -> None:
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json=status("120"))

    wanted = payload(language="en", warning="money", media=(Media("9"), Media("10")))
    sent = channel_with(handler).send(wanted, key="row-7")
    assert sent == Sent(
        "120", f"{BASE}/users/mara/statuses/120", datetime(2026, 5, 1, 10, 0, tzinfo=UTC), f"{BASE}/@mara/120"
    )
    (request,) = seen
    assert (request.method, request.url.path) == ("POST", "/api/v1/statuses")
    assert request.headers["Idempotency-Key"] == "row-7"
    assert parse_qs(request.content.decode()) == {
        "status": ["@mara So sorry!"],
        "visibility": ["public"],
        "in_reply_to_id": ["110"],
        "language": ["en"],
        "spoiler_text": ["money"],
        "media_ids[]": ["9", "10"],
    }


def test_private_message_is_sent_as_direct() -> None:
    seen: list[dict[str, list[str]]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(parse_qs(request.content.decode()))
        return httpx2.Response(200, json=direct("120"))

    channel_with(handler).send(payload(surface=Surface.PRIVATE), key="k")
    assert seen[0]["visibility"] == ["direct"]


@pytest.mark.parametrize(
    ("unsendable", "reason"),
    [
        (payload("I asked @ben@other.example", Surface.PRIVATE), r"ben@other\.example would read this"),
        (payload("Hello", Surface.PRIVATE, recipient=""), "names no recipient"),
        (replace(payload("Hello", Surface.PRIVATE), text="Hello", mentions=()), "names no recipient"),
        (payload("x" * 495), "has 501 characters; this server takes 500"),
        (replace(payload(), text=" "), "empty"),
    ],
)
def test_what_must_not_leave_is_refused_before_it_does(unsendable: Payload, reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        channel_with(no_network).send(unsendable, key="k")


@pytest.mark.parametrize(
    ("status_code", "reason", "error"),
    [
        (401, "The access token is invalid", NeedsReauth),
        (401, "", NeedsReauth),
        (403, "This action is outside the authorized scopes", NeedsReauth),
        (403, "Your login is currently disabled", NeedsReauth),
        (403, "This action is not allowed", Rejected),
        (404, "Record not found", Rejected),
        (422, "Validation failed: Text character limit of 500 exceeded", Rejected),
        (422, "This method requires an authenticated user", NeedsReauth),
        (429, "Too many requests", RateLimited),
        (500, "", Retryable),
        (503, "", Retryable),
    ],
)
def test_refusal_of_the_server(status_code: int, reason: str, error: type[PortError]) -> None:
    with pytest.raises(error, match=str(status_code)) as caught:
        channel_with(answering(status_code, json={"error": reason})).send(payload(), key="k")
    assert reason in str(caught.value)


def test_missing_permission_says_what_to_click() -> None:
    answer = answering(403, json={"error": "This action is outside the authorized scopes"})
    with pytest.raises(NeedsReauth, match=r"connect this account again .* write:statuses.* Preferences > Development"):
        channel_with(answer).send(payload(), key="k")


@pytest.mark.parametrize("content", [b"<html>", b"[]", b'{"id": 7', b'{"id": "120"}'])
def test_unreadable_receipt_may_have_been_sent(content: bytes) -> None:
    with pytest.raises(Retryable, match="receipt cannot be read") as caught:
        channel_with(answering(200, content=content)).send(payload(), key="k")
    assert caught.value.maybe_done is True


def test_lost_answer_may_have_been_sent() -> None:
    def lost(_request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("no answer")

    with pytest.raises(Retryable) as caught:
        channel_with(lost).send(payload(), key="k")
    assert caught.value.maybe_done is True


def own(name: str, content: str, **changes: Any) -> dict[str, Any]:
    return status(name, content, account=account("marlowcare"), in_reply_to_id="110", **changes)


SHAPED = (
    '<p><span class="h-card"><a href="https://lobby.example/@mara" class="u-url mention">@<span>mara</span></a></span> '
    'So sorry! See <a href="https://help.example/bills/2026"><span class="invisible">https://</span>'
    '<span class="ellipsis">help.example/bil</span><span class="invisible">ls/2026</span></a></p>'
)
ASKED = payload("So sorry!\nSee https://help.example/bills/2026 ")


def test_find_sent_knows_the_payload_in_the_shape_the_server_gave_it() -> None:
    pages = Pages({OWN: [own("118", "<p>Other words</p>"), own("120", SHAPED), own("121", "<p>Later</p>")]})
    found = channel_with(pages).find_sent(ASKED, since=SINCE)
    assert found is not None
    assert found.external_id == "120"


@pytest.mark.parametrize(
    "other",
    [
        own("120", SHAPED, visibility="direct"),
        own("120", SHAPED, visibility="unlisted"),
        {**own("120", SHAPED), "in_reply_to_id": "109"},
        own("120", SHAPED.replace("sorry", "sore")),
        own("120", SHAPED, spoiler_text="money"),
        own("120", SHAPED, created_at="2026-05-01T08:50:00Z"),
    ],
)
def test_find_sent_of_anything_else_is_none(other: dict[str, Any]) -> None:
    assert channel_with(Pages({OWN: [other]})).find_sent(ASKED, since=SINCE) is None


def test_find_sent_reads_page_after_page_until_the_time_asked_for() -> None:
    old = own("100", SHAPED, created_at="2026-04-30T00:00:00Z")
    pages = Pages({OWN: [old, own("120", SHAPED), *(own(str(n), "<p>x</p>") for n in range(121, 126))]})
    found = channel_with(pages).find_sent(ASKED, since=SINCE)
    assert found is not None
    assert found.external_id == "120"
    assert len(pages.asked) == 4


def test_find_sent_of_a_listing_that_breaks_off_is_not_none() -> None:
    answers = iter([httpx2.Response(200, json=[own("121", "<p>x</p>")]), httpx2.Response(502)])
    with pytest.raises(Retryable):
        channel_with(lambda _request: next(answers)).find_sent(ASKED, since=SINCE)


def test_find_sent_of_a_listing_without_end_is_not_none() -> None:
    repeated = [own("121", "<p>x</p>")]
    with pytest.raises(Retryable, match="not known"):
        channel_with(answering(200, json=repeated)).find_sent(ASKED, since=SINCE)


def test_find_sent_of_a_listing_of_a_wrong_shape_is_not_none() -> None:
    with pytest.raises(NotOurs):
        channel_with(answering(200, json=[7])).find_sent(ASKED, since=SINCE)


def test_three_hundred_posts_in_three_hours_are_all_that_leave() -> None:
    sent: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json=status("120"))

    channel = channel_with(handler)
    for number in range(300):
        channel.send(payload(), key=str(number))
    with pytest.raises(RateLimited) as caught:
        channel.send(payload(), key="one too many")
    assert len(sent) == 300
    assert (caught.value.retry_at - NOW).total_seconds() == 3 * 3600


@pytest.mark.parametrize(
    ("times", "which"),
    [
        (["08:59:00", "09:00:30", "09:05:00"], "121"),  # the first since
        (["08:58:30", "08:59:00"], "121"),  # the server's clock is behind: the last before
    ],
)
def test_find_sent_among_repeats_takes_the_one_of_this_attempt(times: list[str], which: str) -> None:
    listed = [own(str(120 + n), SHAPED, created_at=f"2026-05-01T{at}Z") for n, at in enumerate(times)]
    found = channel_with(Pages({OWN: listed})).find_sent(ASKED, since=SINCE)
    assert found is not None
    assert found.external_id == which

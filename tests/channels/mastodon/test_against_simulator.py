"""The whole channel against our own make-believe network, with everything going wrong that can."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from parlour.channels.mastodon.channel import MastodonAdapter, MastodonChannel
from parlour.channels.mastodon.oauth import authorize_url, exchange_code, register_app
from parlour.channels.port import (
    Account,
    Heard,
    Kind,
    NeedsReauth,
    NotOurs,
    PortError,
    RateLimited,
    Rejected,
    Retryable,
)
from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from tests.channels.mastodon.serving import running

NEIGHBOUR = "marlowhome@lobby.example"
STATUSES = "/api/v1/statuses"
NOTIFICATIONS = "/api/v1/notifications"
CONVERSATIONS = "/api/v1/conversations"


@pytest.fixture(scope="module")
def simulator() -> Iterator[str]:
    command = ["parlour.simulator", "--port", "{port}", "--no-cast", "--quiet"]
    with running(command, ready="/_simulator/state") as base:
        yield base


@pytest.fixture
def base(simulator: str) -> str:
    """A network on which nothing was said yet and nothing goes wrong."""
    control(simulator, "POST", "/reset")
    return simulator


@pytest.fixture
def brand(base: str) -> Iterator[MastodonChannel]:
    account = Account("", {"base_url": base, "allow_private": "yes"}, "sim-marlowcare")
    fresh = MastodonAdapter().connect(account)
    channel = MastodonAdapter().connect(fresh.check())
    yield channel
    fresh.close()
    channel.close()


def control(base: str, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    answer = httpx2.request(method, f"{base}/_simulator{path}", json=body, trust_env=False)
    answer.raise_for_status()
    return answer.json()


def fault(base: str, kind: str, **where: Any) -> None:
    control(base, "POST", "/faults", {"kind": kind, **where})


def say(base: str, text: str, **how: Any) -> str:
    return str(control(base, "POST", "/say", {"by": "marlowhome", "text": text, **how})["id"])


def said_by_us(base: str) -> list[str]:
    return [each["text"] for each in control(base, "GET", "/statuses?by=marlowcare")]


def keys(channel: MastodonChannel, source: str, cursor: str = "") -> list[str]:
    return [event.key for batch in channel.fetch(source, cursor) for event in batch.events]


def reply(channel: MastodonChannel, name: str, text: str = "We look at it.") -> Payload:
    return channel.render(Draft(Surface.PUBLIC, text, NEIGHBOUR, name))


def long_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


def test_check_learns_who_we_are_and_where_the_stream_is(brand: MastodonChannel) -> None:
    assert brand.account.address == "marlowcare@lobby.example"
    assert brand.account.settings["domain"] == "lobby.example"
    assert brand.account.settings["streaming"].startswith("ws://127.0.0.1:")


def test_account_is_connected_by_agreeing_on_the_server(base: str) -> None:
    app = register_app(base, redirect_uri="https://desk.example/back", allow_private=True)
    asked = httpx2.URL(authorize_url(app, state="s1"))
    form = {**dict(asked.params), "account": "marlowcare"}
    agreed = httpx2.post(str(asked.copy_with(query=None)), data=form, trust_env=False, follow_redirects=False)
    back = httpx2.URL(agreed.headers["Location"]).params
    assert back["state"] == "s1"
    channel = MastodonAdapter().connect(
        exchange_code(
            app,
            back["code"],
        )
    )
    assert channel.check().address == "marlowcare@lobby.example"
    channel.close()


def test_answer_lost_after_the_post_was_made_is_found_and_not_said_twice(brand: MastodonChannel, base: str) -> None:
    payload = reply(brand, say(base, "@marlowcare my bill"))
    fault(base, "drop_after", path=STATUSES, method="POST", count=1)
    with pytest.raises(Retryable) as caught:
        brand.send(payload, key="row-1")
    assert caught.value.maybe_done is True
    found = brand.find_sent(payload, since=long_ago())
    assert found is not None
    assert brand.send(payload, key="row-1") == found
    assert said_by_us(base) == [payload.text]


def test_request_lost_before_the_post_was_made_is_not_found_and_sent_again(brand: MastodonChannel, base: str) -> None:
    payload = reply(brand, say(base, "@marlowcare my bill"))
    fault(base, "drop_before", path=STATUSES, method="POST", count=1)
    with pytest.raises(Retryable):
        brand.send(payload, key="row-1")
    assert brand.find_sent(payload, since=long_ago()) is None
    brand.send(payload, key="row-1")
    assert said_by_us(base) == [payload.text]


@pytest.mark.parametrize("mode", ["not_json", "truncated", "wrong_types", "cut_body"])
def test_garbled_receipt_may_have_been_sent(brand: MastodonChannel, base: str, mode: str) -> None:
    payload = reply(brand, say(base, "@marlowcare my bill"))
    fault(base, "garbage", path=STATUSES, method="POST", count=1, mode=mode)
    with pytest.raises(Retryable) as caught:
        brand.send(payload, key="row-1")
    assert caught.value.maybe_done is True
    assert brand.find_sent(payload, since=long_ago()) is not None


def test_forgotten_idempotency_is_why_we_look_before_we_repeat(brand: MastodonChannel, base: str) -> None:
    payload = reply(brand, say(base, "@marlowcare my bill"))
    sent = brand.send(payload, key="row-1")
    fault(base, "ignore_idempotency", path=STATUSES, method="POST", count=1)
    assert brand.find_sent(payload, since=long_ago()) == sent


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("too_many_requests", RateLimited),
        ("server_error", Retryable),
        ("revoked_token", NeedsReauth),
        ("drop_before", Retryable),
        ("drop_after", Retryable),
        ("outage", Retryable),
    ],
)
def test_trouble_while_reading_is_one_of_the_five_errors_and_loses_nothing(
    brand: MastodonChannel, base: str, kind: str, error: type[PortError]
) -> None:
    name = say(base, "@marlowcare my bill")
    fault(base, kind, path=NOTIFICATIONS, **({"count": 1} if kind != "outage" else {}))
    with pytest.raises(error):
        keys(brand, "notifications")
    control(base, "DELETE", "/faults")
    again = MastodonAdapter().connect(brand.account)
    assert keys(again, "notifications") == [f"post:{name}"]
    again.close()


@pytest.mark.parametrize("mode", ["not_json", "truncated", "cut_body"])
def test_garbled_listing_leaves_the_cursor_alone(brand: MastodonChannel, base: str, mode: str) -> None:
    name = say(base, "@marlowcare my bill")
    fault(base, "garbage", path=NOTIFICATIONS, count=1, mode=mode)
    with pytest.raises((NotOurs, Retryable)):
        keys(brand, "notifications")
    assert keys(brand, "notifications") == [f"post:{name}"]


def test_listing_of_wrong_types_never_takes_the_key_of_a_sound_post(brand: MastodonChannel, base: str) -> None:
    name = say(base, "@marlowcare my bill")
    fault(base, "garbage", path=NOTIFICATIONS, count=1, mode="wrong_types")
    (odd,) = keys(brand, "notifications")
    assert odd.startswith("odd:")
    assert keys(brand, "notifications") == [f"post:{name}"]


def test_duplicated_and_shuffled_pages_are_heard_once_each(brand: MastodonChannel, base: str) -> None:
    names = [say(base, f"@marlowcare number {number}") for number in range(5)]
    fault(base, "duplicate", path=NOTIFICATIONS)
    fault(base, "reorder", path=NOTIFICATIONS)
    assert sorted(keys(brand, "notifications")) == sorted(f"post:{name}" for name in names)


def test_filtered_direct_message_is_heard(brand: MastodonChannel, base: str) -> None:
    fault(base, "filter_direct")
    name = say(base, "@marlowcare a private word", visibility="direct")
    plain = httpx2.get(base + NOTIFICATIONS, headers={"Authorization": "Bearer sim-marlowcare"}, trust_env=False).json()
    assert plain == []
    for source in brand.sources:
        assert f"post:{name}" in keys(brand, source)


def test_private_talk_is_heard_whole_with_our_own_part(brand: MastodonChannel, base: str) -> None:
    first = say(base, "@marlowcare a private word", visibility="direct")
    sent = brand.send(brand.render(Draft(Surface.PRIVATE, "I listen.", NEIGHBOUR, first)), key="row-1")
    second = say(base, "@marlowcare my number is M-20417", visibility="direct", reply_to=sent.external_id)
    assert keys(brand, "conversations") == [f"post:{first}", f"post:{sent.external_id}", f"post:{second}"]


def as_neighbour(base: str, method: str, path: str, **form: str) -> None:
    headers = {"Authorization": "Bearer sim-marlowhome"}
    httpx2.request(method, base + path, data=form, headers=headers, trust_env=False).raise_for_status()


def test_stream_brings_posts_and_deletions_and_the_edits_of_people_we_follow(brand: MastodonChannel, base: str) -> None:
    (neighbour,) = [each["id"] for each in control(base, "GET", "/accounts") if each["acct"] == "marlowhome"]
    headers = {"Authorization": "Bearer sim-marlowcare"}
    httpx2.post(f"{base}/api/v1/accounts/{neighbour}/follow", headers=headers, trust_env=False).raise_for_status()
    stream = brand.listen()
    assert next(stream).events == ()
    names: list[str] = []

    def speak() -> None:
        names.append(say(base, "@marlowcare my bil"))
        as_neighbour(base, "PUT", f"{STATUSES}/{names[0]}", status="@marlowcare my bill")
        as_neighbour(base, "DELETE", f"{STATUSES}/{names[0]}")

    speaker = threading.Thread(target=speak)
    speaker.start()
    heard: list[Heard] = []
    while not heard or heard[-1].kind is not Kind.DELETE:
        heard += [brand.parse(event) for event in next(stream).events]
    speaker.join()
    stream.close()  # type: ignore[attr-defined]
    assert {each.external_id for each in heard} == set(names)
    assert heard[0].kind is Kind.POST
    assert [each.text for each in heard if each.kind is Kind.EDIT] == ["@marlowcare my bill"]


def test_one_status_can_be_looked_at_again(brand: MastodonChannel, base: str) -> None:
    name = say(base, "@marlowcare my bil")
    source = f"status:{name}"
    assert keys(brand, source) == [f"post:{name}"]
    as_neighbour(base, "PUT", f"{STATUSES}/{name}", status="@marlowcare my bill")
    post, edit = keys(brand, source)
    assert (post, edit.partition(":")[0]) == (f"post:{name}", "edit")
    as_neighbour(base, "DELETE", f"{STATUSES}/{name}")
    assert keys(brand, source) == [f"delete:{name}"]


def test_silent_stream_is_noticed(brand: MastodonChannel, base: str) -> None:
    fault(base, "silent_stream")
    impatient = MastodonChannel(brand.account, silence=0.3)
    with pytest.raises(Retryable, match="no answer in time"):
        list(impatient.listen())
    impatient.close()


def test_token_revoked_while_we_listen_ends_the_stream_and_the_next_call_says_so(
    brand: MastodonChannel, base: str
) -> None:
    stream = brand.listen()
    next(stream)
    fault(base, "revoked_token", account="marlowcare")
    with pytest.raises(NeedsReauth, match="reconnect"):
        list(_listening_again(brand, stream))


def _listening_again(brand: MastodonChannel, stream: Iterator[Any]) -> Iterator[Any]:
    yield from stream
    yield from brand.listen()


def test_text_at_the_limit_is_taken_and_one_more_is_not(brand: MastodonChannel, base: str) -> None:
    name = say(base, "@marlowcare my bill")
    room = 500 - len("@marlowhome ")
    link = "https://help.example/" + "x" * 300
    fits = f"{link} " + "y" * (room - 24)
    assert brand.send(reply(brand, name, fits), key="row-1").external_id
    with pytest.raises(Rejected, match="has 501 characters"):
        brand.send(reply(brand, name, fits + "y"), key="row-2")

"""The whole channel against a Mastodon server written by others, over real sockets."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from parlour.channels.mastodon.channel import MastodonAdapter, MastodonChannel
from parlour.channels.port import Account, Heard, Kind, NeedsReauth, Rejected, Retryable
from parlour.core.nouns.draft import Draft
from parlour.core.nouns.surface import Surface
from tests.channels.mastodon.serving import running

pytestmark = pytest.mark.peer

CONFIG = """
[seed]
[[seed.accounts]]
username = "marlowcare"
display_name = "Marlow Care"
access_token = "brand_token"
[[seed.accounts]]
username = "mara"
display_name = "Mara"
access_token = "mara_token"
[[seed.accounts]]
username = "ben"
domain = "other.example"
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    config = tmp_path_factory.mktemp("mock") / "mock.toml"
    Path(config).write_text(CONFIG, encoding="utf-8")
    command = ["mastodon_mock", "serve", "--config", str(config), "--in-memory", "--host", "127.0.0.1"]
    with running([*command, "--port", "{port}", "--log-level", "error"], ready="/api/v2/instance") as address:
        yield address


@pytest.fixture
def brand(base: str) -> Iterator[MastodonChannel]:
    """Our own account, checked, so that it knows the server."""
    fresh = MastodonAdapter().connect(Account("", {"base_url": base, "allow_private": "yes"}, "brand_token"))
    checked = fresh.check()
    fresh.close()
    channel = MastodonAdapter().connect(checked)
    yield channel
    channel.close()


def ask(base: str, method: str, path: str, token: str = "mara_token", **form: str) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx2.request(method, base + path, data=form or None, headers=headers, trust_env=False)
    answer.raise_for_status()
    return answer.json()


def say(base: str, text: str, token: str = "mara_token", **form: str) -> str:
    return str(ask(base, "POST", "/api/v1/statuses", token, status=text, **form)["id"])


def heard(channel: MastodonChannel, source: str, cursor: str = "") -> dict[str, Heard]:
    events = [event for batch in channel.fetch(source, cursor) for event in batch.events]
    return {event.key: channel.parse(event) for event in events}


def test_check_learns_who_we_are(brand: MastodonChannel, base: str) -> None:
    assert brand.account.address.startswith("marlowcare@")
    assert brand.account.settings["account_id"]
    assert brand.capabilities.length_limit == 500


def test_token_nobody_gave_out_needs_a_new_connection(base: str) -> None:
    channel = MastodonAdapter().connect(Account("", {"base_url": base, "allow_private": "yes"}, "invented"))
    with pytest.raises(NeedsReauth):
        channel.check()
    channel.close()


def test_public_question_is_heard_answered_once_and_found(brand: MastodonChannel, base: str) -> None:
    name = say(base, "@marlowcare my bill is wrong\n\nPlease help: https://shop.example/bill?x=1")
    question = heard(brand, "notifications")[f"post:{name}"]
    assert question.text == "@marlowcare my bill is wrong\n\nPlease help: https://shop.example/bill?x=1"
    assert question.surface is Surface.PUBLIC
    assert question.author is not None
    draft = Draft(Surface.PUBLIC, "So sorry! We look at it.", question.author.address, question.external_id)
    payload = brand.render(draft)
    since = datetime.now(UTC) - timedelta(seconds=5)
    assert brand.find_sent(payload, since=since) is None
    sent = brand.send(payload, key="row-1")
    assert brand.send(payload, key="row-1") == sent
    assert brand.find_sent(payload, since=since) == sent
    told = ask(base, "GET", f"/api/v1/statuses/{sent.external_id}")
    assert told["in_reply_to_id"] == name
    assert [each["username"] for each in told["mentions"]] == ["mara"]


def test_everything_said_is_heard_over_many_pages_without_repeats(brand: MastodonChannel, base: str) -> None:
    names = [say(base, f"@marlowcare number {number}") for number in range(95)]
    batches = list(brand.fetch("notifications", ""))
    keys = [event.key for batch in batches for event in batch.events]
    assert [key for key in keys if key in {f"post:{name}" for name in names}] == [f"post:{name}" for name in names]
    assert len(set(keys)) == len(keys)
    assert [batch for batch in brand.fetch("notifications", batches[-1].cursor or "") if batch.events] == []


def test_private_talk_reaches_its_two_people_alone(brand: MastodonChannel, base: str) -> None:
    draft = Draft(Surface.PRIVATE, "Which membership is it?", f"mara@{brand.account.settings['domain']}")
    sent = brand.send(brand.render(draft), key="row-2")
    name = say(base, "@marlowcare It is M-20417.", visibility="direct", in_reply_to_id=sent.external_id)
    for source in ("notifications", "conversations"):
        answer = heard(brand, source)[f"post:{name}"]
        assert answer.surface is Surface.PRIVATE
        assert set(answer.participants) == {draft.recipient, brand.account.address}
    assert f"post:{sent.external_id}" in heard(brand, "conversations")
    with pytest.raises(Rejected, match=r"ben@other\.example would read"):
        brand.send(brand.render(Draft(Surface.PRIVATE, "Ask @ben@other.example", draft.recipient)), key="row-3")


def test_filtered_direct_message_of_a_stranger_is_heard(brand: MastodonChannel, base: str) -> None:
    policy = {"for_private_mentions": "filter"}
    ask(base, "PATCH", "/api/v2/notifications/policy", "brand_token", **policy)
    try:
        name = say(base, "@marlowcare a private word", visibility="direct")
    finally:
        ask(base, "PATCH", "/api/v2/notifications/policy", "brand_token", for_private_mentions="accept")
    plain = ask(base, "GET", "/api/v1/notifications", "brand_token")
    assert name not in {each["status"]["id"] for each in plain if each["status"]}
    assert f"post:{name}" in heard(brand, "notifications")
    assert f"post:{name}" in heard(brand, "requests")


def test_edit_is_heard_as_an_edit(brand: MastodonChannel, base: str) -> None:
    name = say(base, "@marlowcare my bil")
    ask(base, "PUT", f"/api/v1/statuses/{name}", status="@marlowcare my bill")
    found = [each for each in heard(brand, "notifications").values() if each.external_id == name]
    assert [each.kind for each in found] == [Kind.POST, Kind.EDIT]
    assert found[1].text == "@marlowcare my bill"


def test_live_stream_brings_what_is_said_while_we_listen(brand: MastodonChannel, base: str) -> None:
    names: list[str] = []
    stream = brand.listen()
    assert next(stream).events == ()  # connected
    speaker = threading.Thread(target=lambda: names.append(say(base, "@marlowcare are you there?")))
    speaker.start()
    events = next(batch.events for batch in stream if batch.events)
    speaker.join()
    stream.close()  # type: ignore[attr-defined]
    assert [event.key for event in events] == [f"post:{names[0]}"]
    assert brand.parse(events[0]).text == "@marlowcare are you there?"


def test_live_stream_that_falls_silent_is_noticed(brand: MastodonChannel) -> None:
    impatient = MastodonChannel(brand.account, silence=0.3)
    stream = impatient.listen()
    assert next(stream).events == ()
    with pytest.raises(Retryable, match="no answer in time"):
        next(stream)
    impatient.close()


def test_too_long_is_refused_by_the_same_count_as_the_server(brand: MastodonChannel, base: str) -> None:
    draft = Draft(Surface.PUBLIC, "x" * 600, f"mara@{brand.account.settings['domain']}")
    with pytest.raises(Rejected, match="this server takes 500"):
        brand.send(brand.render(draft), key="row-4")

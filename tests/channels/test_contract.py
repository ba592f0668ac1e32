"""What every channel in the registry promises, whatever its network."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.mail.channel import MailChannel
from parlour.channels.mail.reading import Slip
from parlour.channels.mail.reading import event_of as mail_event
from parlour.channels.port import Account, Channel, Heard, NotOurs, PortError, RawEvent, Rejected
from parlour.channels.registry import ADAPTERS, UNHEARD, get_adapter
from parlour.channels.room.channel import RoomChannel
from parlour.channels.room.reading import event_of
from parlour.core.nouns.draft import Draft, Media
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface
from tests.channels.archive.test_archive import make_channel
from tests.channels.mail.letters import letter
from tests.channels.mastodon import server

SINCE = datetime(2026, 5, 1, tzinfo=UTC)


class Posting:
    """A Mastodon server that keeps what it is sent, once per key, and lists it."""

    def __init__(self) -> None:
        self.by_key: dict[str, dict[str, object]] = {}
        heard = [server.notification("1", server.status("101", edited_at="2026-05-01T11:00:00Z"))]
        self.pages = server.Pages({"/api/v1/notifications": heard, "/api/v1/conversations": []})

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET" and request.url.path.endswith("/accounts/1/statuses"):
            found = [] if "max_id" in request.url.params else list(self.by_key.values())[::-1]
            return httpx2.Response(200, json=found)
        if request.method == "GET":
            return self.pages(request)
        form = httpx2.QueryParams(request.content.decode())
        said = server.status(str(500 + len(self.by_key)), f"<p>{form['status']}</p>", visibility=form["visibility"])
        said["in_reply_to_id"] = form.get("in_reply_to_id")
        return httpx2.Response(200, json=self.by_key.setdefault(request.headers["Idempotency-Key"], said))


@dataclass(frozen=True)
class Example:
    """A channel with something to hear, and an account to connect."""

    open: Callable[[Path], Channel]
    account: Account


def open_archive(folder: Path) -> Channel:
    path = folder / "history.jsonl"
    lines = [{"id": "1", "text": "a", "author": "mara"}, {"id": "1", "text": "b", "edited_at": "2026-05-01T11:00:00Z"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return make_channel(path)


def open_rooms(_folder: Path) -> Channel:
    return RoomChannel(ROOMS)


def open_mail(_folder: Path) -> Channel:
    return MailChannel(MAIL)


MAIL = Account("care@replies.care.example", {"domain": "replies.care.example"})
WRITTEN = mail_event(bytes(letter()), Slip(17, Person("lobby", "mara@home.example")), at=SINCE)
ROOMS = Account("room@care.example", {"base_url": "https://care.example"})
MARA = Person("lobby", "mara@home.example")
SAID = event_of("17", code="lusab-gitof", author=MARA, text="Hello", files=(), at=SINCE)

EXAMPLES = {
    "room": Example(open_rooms, ROOMS),
    "mail": Example(open_mail, MAIL),
    "archive": Example(open_archive, Account("history", {"path": "unopened.jsonl"})),
    "mastodon": Example(lambda _folder: server.channel_with(Posting()), server.OURS),
}

UNOPENED = {network: get_adapter(network).connect(example.account) for network, example in EXAMPLES.items()}


@pytest.fixture(params=[adapter.network for adapter in ADAPTERS])
def channel(request: pytest.FixtureRequest, tmp_path: Path) -> Channel:
    return EXAMPLES[request.param].open(tmp_path)


def events_of(channel: Channel) -> list[RawEvent]:
    """What its listings hold; what is said in a room comes by its pages instead, a mail by the mail server."""
    listed = [event for source in channel.sources for batch in channel.fetch(source, "") for event in batch.events]
    return {"room": [SAID], "mail": [WRITTEN]}.get(channel.network, listed)


def test_every_network_in_the_registry_has_an_example_here() -> None:
    networks = [adapter.network for adapter in ADAPTERS]
    assert sorted(networks) == sorted(EXAMPLES)
    assert len(set(networks)) == len(networks)


@pytest.mark.parametrize("network", sorted(EXAMPLES))
def test_adapter_connects_without_opening_anything(network: str) -> None:
    adapter = get_adapter(network)
    assert adapter.title
    assert adapter.connect(EXAMPLES[network].account).network == network


@pytest.mark.parametrize("network", sorted(EXAMPLES))
def test_adapter_without_settings_names_what_is_missing(network: str) -> None:
    with pytest.raises(ValueError, match='"'):
        get_adapter(network).connect(Account("somebody"))


def test_unknown_network_is_named_beside_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no channel for 'telex'\. It speaks: mastodon, archive, room, mail"):
        get_adapter("telex")


def test_capabilities_agree_with_each_other_and_with_the_sources(channel: Channel) -> None:
    can = channel.capabilities
    assert len(set(channel.sources)) == len(channel.sources)
    assert channel.sources or channel.network in UNHEARD
    assert can.length_limit >= 0
    if can.idempotent_seconds:
        assert can.public_reply or can.private_message
    if can.public_reply or can.private_message:
        # A mail server neither tells what it took nor knows a mail again: there a human is asked to look.
        assert can.listable or can.idempotent_seconds or channel.network == "mail"


@given(
    text=st.text(), surface=st.sampled_from(list(Surface)), others=st.lists(st.sampled_from(["ben@o.example", "ann"]))
)
@pytest.mark.parametrize("network", sorted(EXAMPLES))
def test_render_is_pure_and_keeps_the_typed_words(network: str, text: str, surface: Surface, others: list[str]) -> None:
    channel = UNOPENED[network]
    media = (Media("9", "a map"),)
    draft = Draft(surface, text, "mara@lobby.example", "110", tuple(others), "en", "money", media)
    payload = channel.render(draft)
    assert payload == channel.render(draft)
    assert payload.digest() == channel.render(draft).digest()
    assert payload.text[payload.draft_start : payload.draft_end] == text
    assert (payload.network, payload.surface, payload.recipient) == (network, surface, draft.recipient)
    assert (payload.media, payload.warning, payload.in_reply_to) == (media, "money", "110")
    assert payload.limit == channel.capabilities.length_limit
    if surface is Surface.PRIVATE:
        assert not set(others) & set(payload.mentions) - set(channel.render(Draft(surface, text, "")).mentions)


def test_everything_heard_has_a_key_and_means_something(channel: Channel) -> None:
    events = events_of(channel)
    assert events
    for event in events:
        heard = channel.parse(event)
        assert event.key
        assert isinstance(heard, Heard)
        assert heard.external_id
        assert heard.at <= event.seen_at
        assert heard.at.utcoffset() == timedelta(0)


def test_same_event_twice_has_the_same_key(channel: Channel) -> None:
    assert [event.key for event in events_of(channel)] == [event.key for event in events_of(channel)]


def test_cursor_of_the_last_batch_is_the_end(channel: Channel) -> None:
    for source in channel.sources:
        cursors = [batch.cursor for batch in channel.fetch(source, "") if batch.cursor is not None]
        if cursors:
            assert [batch for batch in channel.fetch(source, cursors[-1]) if batch.events] == []


@given(key=st.text(), body=st.binary())
@pytest.mark.parametrize("network", sorted(EXAMPLES))
def test_parse_of_anything_fails_only_as_not_ours(network: str, key: str, body: bytes) -> None:
    channel = UNOPENED[network]
    try:
        channel.parse(RawEvent(key, body, server.NOW))
    except NotOurs as error:
        reason = str(error)
    else:
        reason = "understood"
    assert reason


def test_unknown_source_is_one_of_the_five_errors(channel: Channel) -> None:
    with pytest.raises(PortError):
        list(channel.fetch("no such source", ""))


def test_sending_twice_with_one_key_says_it_once_and_it_can_be_found(channel: Channel) -> None:
    payload = channel.render(Draft(Surface.PUBLIC, "We are sorry.", "mara@lobby.example", "110"))
    if not channel.capabilities.public_reply:
        with pytest.raises(Rejected):
            channel.send(payload, key="k")
        assert channel.find_sent(payload, since=SINCE) is None
        return
    assert channel.find_sent(payload, since=SINCE) is None
    sent = channel.send(payload, key="row-1")
    assert channel.send(payload, key="row-1") == sent
    assert channel.find_sent(payload, since=SINCE) == sent

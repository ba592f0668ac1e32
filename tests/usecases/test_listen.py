"""Hearing a real network over HTTP: by stream, by sweep, through its faults, and noticing when it falls silent."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from parlour.channels.port import NeedsReauth, PortError
from parlour.knowledge import Knowledge
from parlour.store.models import Brand, ChannelAccount, ChannelState, Notice, Post, PostText
from parlour.store.secrets import seal_secret
from parlour.usecases import listen
from parlour.usecases.assess import assess_waiting
from parlour.usecases.channel_health import check_health, turn_green
from parlour.usecases.house import House
from parlour.usecases.look_again import look_again_at_open_cases
from parlour.usecases.sweep import sweep, sweep_all
from tests.simulator.lobby import Lobby, serve

PATIENCE = 20.0  # seconds after which a test gives up waiting


@pytest.fixture
def lobby() -> Iterator[Lobby]:
    with serve() as network:
        yield network


@pytest.fixture
def account(transactional_db: None, lobby: Lobby) -> ChannelAccount:
    brand = Brand.objects.create(slug="marlow", name="Marlow")
    settings = {"base_url": lobby.url, "allow_private": "yes"}
    return ChannelAccount.objects.create(
        brand=brand,
        network="mastodon",
        address="marlowcare@lobby.example",
        settings=settings,
        secret=seal_secret("sim-marlowcare"),
    )


@pytest.fixture
def house(knowledge: Knowledge) -> House:
    return House(knowledge=knowledge)


@contextmanager
def listening(house: House) -> Iterator[None]:
    """Everything that listens, in the background, until the block ends."""
    stop = threading.Event()

    def work() -> None:
        try:
            listen.run(stop, house)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def texts() -> list[str]:
    return sorted(PostText.objects.values_list("text", flat=True))


def test_a_sweep_finds_what_was_said_before_and_nothing_twice(
    lobby: Lobby, account: ChannelAccount, house: House
) -> None:
    for number in range(3):
        lobby.say("mara", f"@marlowcare number {number}")
    assert sweep(account, house=house).texts == 3
    assert sweep(account, house=house).events == 0
    assert texts() == ["@marlowcare number 0", "@marlowcare number 1", "@marlowcare number 2"]


def test_the_stream_brings_posts_as_they_happen(lobby: Lobby, account: ChannelAccount, house: House) -> None:
    with listening(house):
        until(lambda: ChannelAccount.objects.filter(last_contact_at__isnull=False).exists())
        lobby.say("mara", "@marlowcare hello there")
        until(Post.objects.exists)
    assert texts() == ["@marlowcare hello there"]


@pytest.mark.parametrize("fault", ["duplicate", "reorder", "silent_stream", "garbage", "server_error", "drop_after"])
def test_nothing_is_lost_or_doubled_while_the_network_misbehaves(
    lobby: Lobby, account: ChannelAccount, house: House, fault: str
) -> None:
    lobby.fault(fault, count=3)
    for number in range(5):
        lobby.say("mara", f"@marlowcare number {number}")
    attempts = 0
    while Post.objects.count() < 5 and attempts < 10:
        attempts += 1
        try:
            sweep(account, house=house)
        except PortError:
            continue
    assert texts() == [f"@marlowcare number {number}" for number in range(5)]


def test_a_revoked_token_turns_the_channel_red_until_it_is_mended(
    lobby: Lobby, account: ChannelAccount, house: House
) -> None:
    fault = lobby.fault("revoked_token")
    with pytest.raises(NeedsReauth):
        sweep(account, house=house)
    account.refresh_from_db()
    assert account.state == ChannelState.RED
    assert Notice.objects.get(closed_at=None).kind == "channel_red"
    lobby.http.delete(f"/_simulator/faults/{fault}")
    lobby.say("mara", "@marlowcare said while you were away")
    turn_green(account, actor="agent:1", at=house.clock())
    assert sweep(account, house=house).texts == 1
    assert not Notice.objects.filter(closed_at=None).exists()


def test_one_channel_that_fails_stops_no_other(lobby: Lobby, account: ChannelAccount, house: House) -> None:
    ChannelAccount.objects.create(
        brand=account.brand,
        network="mastodon",
        address="nobody@lobby.example",
        settings={"base_url": "http://127.0.0.1:9", "allow_private": "yes"},
        secret=seal_secret("x"),
        pk=account.pk - 1,
    )
    lobby.say("mara", "@marlowcare hello")
    assert sweep_all(house) >= 1
    assert texts() == ["@marlowcare hello"]


def test_filtered_direct_messages_are_heard(lobby: Lobby, account: ChannelAccount, house: House) -> None:
    lobby.fault("filter_direct")
    lobby.say("mara", "@marlowcare this is between us", visibility="direct")
    sweep(account, house=house)
    assert Post.objects.get().conversation is not None


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_posts_that_wait_are_looked_at_again(lobby: Lobby, account: ChannelAccount, house: House, change: str) -> None:
    said = lobby.say("mara", "@marlowcare my number is 5550100")
    sweep(account, house=house)
    while assess_waiting(house):
        pass
    status = f"/api/v1/statuses/{said['id']}"
    if change == "edit":
        lobby.http.put(status, data={"status": "@marlowcare never mind"}, headers=lobby.bearer("mara"))
    else:
        lobby.http.delete(status, headers=lobby.bearer("mara"))
    channel = house.connect(account)
    assert look_again_at_open_cases(account, channel=channel, house=house) == 1
    channel.close()
    post = Post.objects.get()
    current = post.texts.get(version=post.version).text
    assert current == ("@marlowcare never mind" if change == "edit" else "")


def at(moment: datetime, knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=lambda: moment)


@pytest.mark.parametrize(
    ("gap", "quiet_for", "alarm"),
    [
        (5.0, timedelta(minutes=9), False),
        (5.0, timedelta(minutes=11), True),
        (600.0, timedelta(minutes=90), False),
        (600.0, timedelta(minutes=101), True),
    ],
)
def test_silence_is_measured_by_the_channels_own_habit(
    account: ChannelAccount, knowledge: Knowledge, gap: float, quiet_for: timedelta, alarm: bool
) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    ChannelAccount.objects.update(normal_gap=gap, last_heard_at=now - quiet_for, last_contact_at=now)
    assert check_health(at(now, knowledge)) == int(alarm)
    assert Notice.objects.filter(kind="channel_quiet", closed_at=None).count() == int(alarm)


def test_the_alarm_ends_when_something_is_heard(account: ChannelAccount, knowledge: Knowledge) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    ChannelAccount.objects.update(normal_gap=5, last_heard_at=now - timedelta(hours=1), last_contact_at=now)
    check_health(at(now, knowledge))
    ChannelAccount.objects.update(last_heard_at=now)
    assert check_health(at(now, knowledge)) == 0
    assert not Notice.objects.filter(closed_at=None).exists()


def test_a_network_that_does_not_answer_is_an_alarm_of_its_own(account: ChannelAccount, knowledge: Knowledge) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    ChannelAccount.objects.update(last_contact_at=now - timedelta(minutes=6))
    check_health(at(now, knowledge))
    assert "has not answered for 6 minutes" in Notice.objects.get().text

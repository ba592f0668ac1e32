"""A brand that hears an archive, and a lobby for the tests of what goes out."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from parlour.channels.archive.channel import ArchiveChannel
from parlour.channels.port import Account, Batch
from parlour.knowledge import Knowledge
from parlour.knowledge.guard.load import load_guard
from parlour.store.models import Brand, ChannelAccount
from parlour.usecases.house import House
from parlour.usecases.receive import Receipt, receive
from tests.usecases.lobby import Lobby

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def hearing_brand(db: None) -> Brand:
    return Brand.objects.create(slug="marlow", name="Marlow")


@pytest.fixture
def hearing_account(hearing_brand: Brand) -> ChannelAccount:
    return ChannelAccount.objects.create(brand=hearing_brand, network="archive", address="marlow@lobby.example")


@pytest.fixture
def still_house(knowledge: Knowledge) -> House:
    """A house whose clock stands at noon."""
    return House(knowledge=knowledge, clock=lambda: NOW)


@pytest.fixture
def hear_lines(tmp_path: Path, hearing_account: ChannelAccount, still_house: House) -> Callable[..., Receipt]:
    """Write lines to an archive and receive what its channel makes of them, in one batch."""

    def heard(*lines: dict[str, Any] | str, by: ChannelAccount = hearing_account) -> Receipt:
        path = tmp_path / "lines.jsonl"
        path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
        channel = ArchiveChannel(Account(by.address, {"path": str(path)}), clock=still_house.clock)
        events = [event for batch in channel.fetch("file", "") for event in batch.events]
        return receive(by, Batch("file", tuple(events)), channel=channel, house=still_house)

    return heard


@pytest.fixture(scope="session")
def what_guards() -> Knowledge:
    """What the guard knows."""
    return Knowledge(guard=load_guard())


@pytest.fixture
def lobby(db: None, what_guards: Knowledge) -> Lobby:
    return Lobby(what_guards)


@pytest.fixture
def open_lobby(transactional_db: None, what_guards: Knowledge) -> Lobby:
    """A lobby whose changes other threads see: really committed, wiped afterwards."""
    return Lobby(what_guards)

"""Everything the network remembers, in one place."""

import random
from dataclasses import dataclass
from datetime import datetime

from parlour.simulator.clock import Clock
from parlour.simulator.network.access import Access
from parlour.simulator.network.accounts import Account, AccountBook
from parlour.simulator.network.conversations import ConversationBook
from parlour.simulator.network.ids import Snowflakes
from parlour.simulator.network.media import MediaBook
from parlour.simulator.network.notifications import NotificationBook
from parlour.simulator.network.settings import Settings
from parlour.simulator.network.statuses import StatusBook
from parlour.simulator.network.streams import Streams


@dataclass(slots=True)
class Books:
    """The state. All of it lives in memory and is bounded by the settings."""

    settings: Settings
    clock: Clock
    ids: Snowflakes
    accounts: AccountBook
    statuses: StatusBook
    notifications: NotificationBook
    conversations: ConversationBook
    media: MediaBook
    streams: Streams
    access: Access

    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    def author(self, status_author: str) -> Account:
        """The account behind an author id."""
        return self.accounts.get(status_author)


def open_books(settings: Settings, clock: Clock, seed: int) -> Books:
    """A network on which nothing has happened yet."""
    return Books(
        settings=settings,
        clock=clock,
        ids=Snowflakes(),
        accounts=AccountBook(settings.domain),
        statuses=StatusBook(settings.max_statuses),
        notifications=NotificationBook(settings.max_notifications, filter_direct=settings.filter_direct),
        conversations=ConversationBook(),
        media=MediaBook(settings.max_stored_media),
        streams=Streams(settings.stream_capacity, settings.max_streams),
        access=Access(random.Random(seed)),  # noqa: S311 - make-believe secrets have to be repeatable
    )

"""The channel of the house's own rooms: it hears by its pages, and what is sent is there once it is written down."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from parlour.channels.clock import utc_now
from parlour.channels.port import Account, Batch, Capabilities, Heard, NotOurs, RawEvent, Rejected, Sent
from parlour.channels.rendering import as_it_is
from parlour.channels.room.reading import NETWORK, SCHEME, heard_in
from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface

LONGEST: Final = 5000
"""Letters of one thing said in a room."""
_FOR_EVER: Final = 10 * 366 * 86_400


class RoomChannel:
    """`clock` returns an aware UTC time."""

    network = NETWORK
    sources = ()
    capabilities = Capabilities(
        public_reply=False, private_message=True, length_limit=LONGEST, idempotent_seconds=_FOR_EVER, listable=True
    )

    def __init__(self, account: Account, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.account = account
        self._clock = clock

    def render(self, draft: Draft) -> Payload:
        """Pure: the draft as it is; a room adds no handles."""
        return as_it_is(draft, network=NETWORK, limit=LONGEST)

    def parse(self, event: RawEvent) -> Heard:
        """Pure: what a guest said. Raises NotOurs."""
        return heard_in(event, account=self.account.address)

    def fetch(self, source: str, cursor: str) -> Iterator[Batch]:  # noqa: ARG002
        """Raises NotOurs: a room has no listings."""
        raise NotOurs("A room has no listings: what is said there is received as it is said.")

    def listen(self) -> Iterator[Batch]:
        """Ends at once: guests are heard by the pages they write on."""
        return iter(())

    def send(self, payload: Payload, *, key: str) -> Sent:
        """The receipt of words that are in the room once they are confirmed: nothing else has to happen."""
        if payload.surface is not Surface.PRIVATE:
            raise Rejected("A room is private; nothing is said there in public.")
        return Sent(external_id=key, origin_uri=SCHEME + key, at=self._clock())

    def find_sent(self, payload: Payload, *, since: datetime) -> Sent | None:  # noqa: ARG002
        """Always None: what was not confirmed is not there, and may be sent again under its key at any time."""
        return None

    def look_again(self, external_id: str) -> Iterator[Batch]:  # noqa: ARG002
        """Nothing: what is said in a room does not change elsewhere."""
        return iter(())

    def check(self) -> Account:
        """The account as it is."""
        return self.account

    def close(self) -> None:
        """Nothing is held open."""


class RoomAdapter:
    """Rooms: the setting `base_url` is where people outside reach this house."""

    network = NETWORK
    title = "Private room (a page of our own)"

    def connect(self, account: Account) -> RoomChannel:
        """A channel for the rooms under `base_url`. Raises ValueError where that is no address of a website."""
        parts = urlsplit(account.settings.get("base_url", ""))
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            raise ValueError(
                'Rooms need the setting "base_url": where customers reach this house, such as https://care.example.'
            )
        return RoomChannel(account)

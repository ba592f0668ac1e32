"""The only list of networks Parlour speaks."""

from parlour.channels.archive.channel import ArchiveAdapter
from parlour.channels.mail.channel import MailAdapter
from parlour.channels.mastodon.channel import MastodonAdapter
from parlour.channels.port import Adapter
from parlour.channels.room.channel import RoomAdapter

ADAPTERS: tuple[Adapter, ...] = (MastodonAdapter(), ArchiveAdapter(), RoomAdapter(), MailAdapter())

UNHEARD: tuple[str, ...] = ("archive", "room", "mail")
"""Networks that neither speak up nor have listings to be read again."""


def get_adapter(network: str) -> Adapter:
    """The adapter of a network. Raises ValueError naming the networks there are."""
    for adapter in ADAPTERS:
        if adapter.network == network:
            return adapter
    known = ", ".join(adapter.network for adapter in ADAPTERS)
    raise ValueError(f"Parlour has no channel for {network!r}. It speaks: {known}.")

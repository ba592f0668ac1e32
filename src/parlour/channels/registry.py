"""The only list of networks Parlour speaks."""

from parlour.channels.archive.channel import ArchiveAdapter
from parlour.channels.mastodon.channel import MastodonAdapter
from parlour.channels.port import Adapter

ADAPTERS: tuple[Adapter, ...] = (MastodonAdapter(), ArchiveAdapter())


def get_adapter(network: str) -> Adapter:
    """The adapter of a network. Raises ValueError naming the networks there are."""
    for adapter in ADAPTERS:
        if adapter.network == network:
            return adapter
    known = ", ".join(adapter.network for adapter in ADAPTERS)
    raise ValueError(f"Parlour has no channel for {network!r}. It speaks: {known}.")

"""Connect one of our accounts on a network, and prove that the connection works."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from parlour.channels.port import Account, Channel
from parlour.channels.registry import get_adapter
from parlour.store.models import Brand, ChannelAccount, ChannelState
from parlour.store.record import Happening, append
from parlour.store.secrets import seal_secret
from parlour.usecases.channel_health import turn_green
from parlour.usecases.house import connect


def connect_account(
    brand: Brand, network: str, account: Account, *, title: str, sectors: Sequence[str], at: datetime
) -> ChannelAccount:
    """Write the account down, or its new settings and secret when it is known. Nothing is asked of the network.

    Raises ValueError naming an unknown network or the setting that is missing.
    """
    get_adapter(network).connect(account)
    values = {
        "title": title,
        "sectors": list(sectors),
        "settings": dict(account.settings),
        "secret": seal_secret(account.secret),
    }
    with transaction.atomic():
        row, new = ChannelAccount.objects.update_or_create(
            brand=brand, network=network, address=account.address, defaults=values
        )
        verb = "connected" if new else "reconnected"
        append(
            brand.pk, [Happening(f"account:{row.pk}", verb, "system", payload=_told(account.settings, sectors))], at=at
        )
    return row


def check_account(
    account: ChannelAccount, *, at: datetime, connected: Callable[[ChannelAccount], Channel] = connect
) -> Account:
    """Ask the network who we are, keep the measures it told, and turn a mended channel green again.

    Raises a PortError that says what to do.
    """
    channel = connected(account)
    try:
        found = channel.check()
    finally:
        if close := getattr(channel, "close", None):
            close()
    ChannelAccount.objects.filter(pk=account.pk).update(settings=dict(found.settings))
    if account.state == ChannelState.RED:
        turn_green(account, actor="system", at=at)
    return found


def _told(settings: Mapping[str, str], sectors: Sequence[str]) -> dict[str, object]:
    return {"settings": dict(settings), "sectors": list(sectors)}

"""The House: everything a use case needs from outside, built once per process and handed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from parlour.channels.mail.channel import MailAdapter
from parlour.channels.port import Account, Channel
from parlour.channels.registry import get_adapter
from parlour.knowledge import Knowledge, load
from parlour.store.models import ChannelAccount
from parlour.store.secrets import open_secret
from parlour.usecases.mail_out import DjangoMailer


def now() -> datetime:
    """The present in UTC: the only place where the product reads the clock."""
    return datetime.now(UTC)


def connect(account: ChannelAccount) -> Channel:
    """A channel that speaks for this account; opens nothing yet. Raises ValueError naming a missing setting."""
    known = Account(address=account.address, settings=account.settings, secret=open_secret(bytes(account.secret)))
    if account.network == MailAdapter.network:
        return MailAdapter(DjangoMailer()).connect(known)
    return get_adapter(account.network).connect(known)


@dataclass(frozen=True, slots=True)
class House:
    """What the use cases are handed: what the core is told, the clock, and the way to the networks."""

    knowledge: Knowledge
    clock: Callable[[], datetime] = now
    connect: Callable[[ChannelAccount], Channel] = connect


_built: list[House] = []


def the_house() -> House:
    """This process's House, built on first use: processes that never judge anything never load the weights."""
    if not _built:
        _built.append(House(knowledge=load()))
    return _built[0]

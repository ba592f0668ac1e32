"""The make-believe company: Marlow of Havnport, its two accounts on the Lobby, four colleagues and their customers.

Setting it up twice changes nothing but the Lobby's address.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

import parlour
from parlour.channels.port import Account
from parlour.store.models import Agent, Brand, ChannelAccount, ChannelState, Cursor, Customer, Role
from parlour.usecases.connect_account import connect_account
from parlour.usecases.house import the_house
from parlour.usecases.import_customers import import_customers
from parlour.usecases.invite_agent import invite_agent

SLUG: Final = "marlow"
CAST: Final = Path(parlour.__file__).parent / "simulator" / "cast"
DOMAIN: Final = "lobby.example"
MAIL_DOMAIN: Final = "replies.marlow.example"


class Colleague(NamedTuple):
    """Somebody who works at Marlow."""

    username: str
    name: str
    initials: str
    roles: Sequence[Role]


class OurAccount(NamedTuple):
    """An account Marlow speaks through."""

    handle: str
    title: str
    sectors: Sequence[str]


COLLEAGUES: Final = (
    Colleague("ines", "Ines Farrow", "IF", (Role.AGENT,)),
    Colleague("jonas", "Jonas Brandt", "JB", (Role.AGENT,)),
    Colleague("ruth", "Ruth Okafor", "RO", (Role.AGENT, Role.SUPERVISOR, Role.OPERATOR)),
    Colleague("tomas", "Tomás Rey", "TR", (Role.PRIVACY,)),
)
ACCOUNTS: Final = (
    OurAccount("marlowcare", "Marlow Care", ("health",)),
    OurAccount("marlowhome", "Marlow Home", ("telecom", "finance")),
)


def set_up(*, lobby: str, at: datetime) -> list[Agent]:
    """Make what is missing of the company; its people. `lobby` is the address of the make-believe network."""
    brand, _ = Brand.objects.get_or_create(
        slug=SLUG,
        defaults={
            "name": "Marlow",
            "time_zone": "Europe/Dublin",
            "contacts": ["care@marlow.example", "home@marlow.example", "https://marlow.example/help"],
        },
    )
    for ours in ACCOUNTS:
        _connect(brand, ours, lobby=lobby, at=at)
    # The Lobby forgets everything when it closes and counts anew: what was read of it says nothing about the next one.
    Cursor.objects.filter(account__brand=brand, account__address__endswith=f"@{DOMAIN}").delete()
    if not Customer.objects.of(brand).exists():
        import_customers(
            brand, customers=CAST / "customers.csv", facts=CAST / "facts.csv", actor="system", house=the_house()
        )
    return [
        invite_agent(brand, username=each.username, name=each.name, initials=each.initials, roles=each.roles, at=at)
        for each in COLLEAGUES
    ]


def open_rooms(*, base_url: str, at: datetime) -> None:
    """Rooms for Marlow's customers at the address where this desk is reached."""
    brand = Brand.objects.get(slug=SLUG)
    account = Account(address=f"room@{DOMAIN}", settings={"base_url": base_url})
    _connect_once(brand, "room", account, title="Private room", sectors=_sectors(), at=at)


def open_mail(*, at: datetime) -> None:
    """Letters of Marlow's cases; without a mail server they are laid down as files that a developer reads."""
    brand = Brand.objects.get(slug=SLUG)
    account = Account(address=f"care@{MAIL_DOMAIN}", settings={"domain": MAIL_DOMAIN})
    _connect_once(brand, "mail", account, title="E-mail", sectors=_sectors(), at=at)
    if "ways" not in brand.settings:
        brand.settings["ways"] = ["email", "call", "visit"]
        brand.save(update_fields=["settings"])


def _sectors() -> list[str]:
    return sorted({sector for ours in ACCOUNTS for sector in ours.sectors})


def _connect_once(
    brand: Brand, network: str, account: Account, *, title: str, sectors: Sequence[str], at: datetime
) -> None:
    known = ChannelAccount.objects.of(brand).filter(network=network, address=account.address).first()
    if known is None or known.settings != account.settings:
        connect_account(brand, network, account, title=title, sectors=sectors, at=at)


def _connect(brand: Brand, ours: OurAccount, *, lobby: str, at: datetime) -> None:
    """The Lobby's tokens are no secret: they are its prefix and the handle."""
    settings = {"base_url": lobby, "allow_private": "yes", "domain": DOMAIN}
    known = ChannelAccount.objects.of(brand).filter(address=f"{ours.handle}@{DOMAIN}").first()
    if known is None or known.settings.get("base_url") != lobby:
        account = Account(address=f"{ours.handle}@{DOMAIN}", settings=settings, secret=f"sim-{ours.handle}")
        known = connect_account(brand, "mastodon", account, title=ours.title, sectors=ours.sectors, at=at)
    ChannelAccount.objects.filter(pk=known.pk).update(state=ChannelState.GREEN, state_reason="")


def close_lobby() -> None:
    """Pause the make-believe accounts, whose network does not run."""
    ChannelAccount.objects.filter(brand__slug=SLUG, address__endswith=f"@{DOMAIN}").update(
        state=ChannelState.PAUSED, state_reason="The make-believe network does not run."
    )


def wanted() -> bool:
    """Whether there is nothing else to show: no account of a real company is connected."""
    return not ChannelAccount.objects.exclude(brand__slug=SLUG).exists()

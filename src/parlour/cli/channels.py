"""`parlour channels`: connect accounts on networks, and check them."""

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from parlour.cli.errors import CannotDo
from parlour.cli.installation import open_installation, the_brand

if TYPE_CHECKING:
    from parlour.store.models import ChannelAccount


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    adding = actions.add_parser("add", help="connect an account; its token is asked for, or read from --token-file")
    adding.add_argument("network")
    adding.add_argument("address", help="ours, as the network writes it: name@server")
    adding.add_argument("--title", default="", help="what the desk calls it")
    adding.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the channel")
    adding.add_argument("--sector", action="append", default=[], help="health, finance …; may be repeated")
    adding.add_argument("--token-file", type=Path, help="a file that holds nothing but the token")
    adding.add_argument("--brand", default="", help="the brand's short name, where there is more than one")
    adding.set_defaults(do=add)
    actions.add_parser("list", help="list the accounts and how they are").set_defaults(do=list_accounts)
    actions.add_parser("check", help="ask every network who we are there").set_defaults(do=check)


def run(args: argparse.Namespace) -> int:
    open_installation()
    return int(args.do(args))


def add(args: argparse.Namespace) -> int:
    """Connect and check. Raises CannotDo for an unknown network or a missing setting, PortError for a refusal."""
    from parlour.channels.port import Account
    from parlour.usecases.connect_account import check_account, connect_account
    from parlour.usecases.house import now

    account = Account(address=args.address, settings=_settings(args.set), secret=_token(args.network, args.token_file))
    try:
        row = connect_account(
            the_brand(args.brand), args.network, account, title=args.title, sectors=args.sector, at=now()
        )
    except ValueError as error:
        raise CannotDo(str(error)) from error
    print(f"{check_account(row, at=now()).address} is connected.")
    return 0


def list_accounts(args: argparse.Namespace) -> int:  # noqa: ARG001 - every action has this shape
    for account in _accounts():
        print(f"{account.brand.slug}\t{account.network}\t{account.address}\t{account.state}\t{account.state_reason}")
    return 0


def check(args: argparse.Namespace) -> int:  # noqa: ARG001 - every action has this shape
    """One line for each account; 1 when any of them needs a human."""
    from parlour.channels.port import PortError
    from parlour.usecases.connect_account import check_account
    from parlour.usecases.house import now

    failed = 0
    for account in _accounts():
        try:
            print(f"{account}: connected as {check_account(account, at=now()).address}")
        except PortError as error:
            failed = 1
            print(f"{account}: {error}")
    return failed


def _accounts() -> "list[ChannelAccount]":
    from parlour.store.models import ChannelAccount

    return list(ChannelAccount.objects.select_related("brand").order_by("brand__slug", "network", "address"))


def _settings(given: list[str]) -> dict[str, str]:
    wrong = [each for each in given if "=" not in each]
    if wrong:
        raise CannotDo(f"--set takes NAME=VALUE, not {wrong[0]!r}.")
    return dict(each.split("=", 1) for each in given)


def _token(network: str, file: Path | None) -> str:
    """The token, never from the command line: other people on the machine can read that. None for our own networks."""
    from parlour.channels.registry import UNHEARD

    if network in UNHEARD:
        return ""
    if file is not None:
        return file.read_text().strip()
    if sys.stdin.isatty():
        return getpass.getpass("Token: ").strip()
    return sys.stdin.readline().strip()

"""`parlour api-key`: keys with which other programs ask the API, each in the name of an agent who answers for it."""

import argparse
import sys

from parlour.cli.errors import CannotDo
from parlour.cli.installation import open_installation, the_brand


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    making = actions.add_parser("make", help="make a key and print it, this once")
    making.add_argument("username", help="of the agent who answers for it")
    making.add_argument("--name", required=True, help="the program that gets it")
    making.add_argument("--brand", default="", help="the brand's short name, where there is more than one")
    making.set_defaults(do=make)
    actions.add_parser("list", help="list the keys, without their secrets").set_defaults(do=list_keys)
    revoking = actions.add_parser("revoke", help="close a key for good")
    revoking.add_argument("id", help="as `list` shows it")
    revoking.set_defaults(do=revoke)


def run(args: argparse.Namespace) -> int:
    open_installation()
    args.do(args)
    return 0


def make(args: argparse.Namespace) -> None:
    """Print the key, alone on standard output. Raises CannotDo."""
    from parlour.store.models import Agent
    from parlour.usecases.api_keys import CannotMakeKeyError, make_api_key
    from parlour.usecases.house import now

    brand = the_brand(args.brand)
    agent = Agent.objects.filter(username=args.username).first()
    if agent is None:
        raise CannotDo(f"There is no agent {args.username!r}. `parlour agents list` shows who there is.")
    try:
        made = make_api_key(brand, agent=agent, name=args.name, at=now())
    except CannotMakeKeyError as error:
        raise CannotDo(str(error)) from error
    print(made.shown)
    print("This is the only time the key is shown: give it to the program now.", file=sys.stderr)


def list_keys(args: argparse.Namespace) -> None:  # noqa: ARG001 - every action has this shape
    """One line for each key: brand, id, agent, name, made, last used, and what became of it."""
    from parlour.usecases.api_keys import Closed, closed, every_api_key

    words = {None: "open", Closed.REVOKED: "revoked", Closed.AGENT_LEFT: "agent left"}
    for key in every_api_key():
        used = key.last_used_at.isoformat(timespec="seconds") if key.last_used_at else "never used"
        made = key.created_at.isoformat(timespec="seconds")
        print(key.brand.slug, key.pk, key.agent.username, key.name, made, used, words[closed(key)], sep="\t")


def revoke(args: argparse.Namespace) -> None:
    """Close the key. Raises CannotDo for an id no key has."""
    from parlour.usecases.api_keys import NoSuchKeyError, revoke_api_key
    from parlour.usecases.house import now

    try:
        key = revoke_api_key(args.id, at=now())
    except NoSuchKeyError as error:
        raise CannotDo(f"There is no key {args.id!r}. `parlour api-key list` shows which there are.") from error
    print(f"{key} is revoked.")

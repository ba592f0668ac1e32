"""`parlour agents`: add the people who answer, and make them sign-in links."""

import argparse

from parlour.cli.errors import CannotDo
from parlour.cli.installation import open_installation, the_brand

ROLES = ("agent", "supervisor", "privacy", "operator")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    adding = actions.add_parser("add", help="invite somebody and print their sign-in link")
    adding.add_argument("username")
    adding.add_argument("--name", required=True, help="as customers will see it")
    adding.add_argument("--initials", required=True, help="they sign public replies")
    adding.add_argument("--role", action="append", choices=ROLES, help="may be repeated (default: agent)")
    adding.add_argument("--brand", default="", help="the brand's short name, where there is more than one")
    adding.add_argument("--brand-name", default="", help="makes the brand, if it does not exist, under this name")
    _add_desk(adding)
    adding.set_defaults(do=add)
    linking = actions.add_parser("link", help="print a new sign-in link, which works once and for an hour")
    linking.add_argument("username")
    _add_desk(linking)
    linking.set_defaults(do=link)
    actions.add_parser("list", help="list everybody with their roles").set_defaults(do=list_agents)


def _add_desk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--desk", default="http://127.0.0.1:8100", help="where the desk is (default %(default)s)")


def run(args: argparse.Namespace) -> int:
    open_installation()
    args.do(args)
    return 0


def add(args: argparse.Namespace) -> None:
    """Invite, and print the link. Raises CannotDo for a brand that does not exist and is not named."""
    from parlour.store.models import Brand, Role
    from parlour.usecases.house import now
    from parlour.usecases.invite_agent import invite_agent

    if args.brand and args.brand_name:
        Brand.objects.get_or_create(slug=args.brand, defaults={"name": args.brand_name})
    invite_agent(
        the_brand(args.brand),
        username=args.username,
        name=args.name,
        initials=args.initials,
        roles=[Role(role) for role in args.role or ["agent"]],
        at=now(),
    )
    link(args)


def link(args: argparse.Namespace) -> None:
    """Print a link. Raises CannotDo for somebody unknown or who may no longer sign in."""
    from parlour.desk.sign_in import one_time_link
    from parlour.store.models import Agent

    agent = Agent.objects.filter(username=args.username, is_active=True).first()
    if agent is None:
        raise CannotDo(f"There is no agent {args.username!r}. `parlour agents list` shows who there is.")
    print(f"{args.desk.rstrip('/')}{one_time_link(agent)}")


def list_agents(args: argparse.Namespace) -> None:  # noqa: ARG001 - every action has this shape
    from parlour.store.models import Membership

    for seat in Membership.objects.select_related("agent", "brand").order_by("brand__slug", "agent__username", "role"):
        print(f"{seat.brand.slug}\t{seat.agent.username}\t{seat.agent.name}\t{seat.role}")

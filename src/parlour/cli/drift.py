"""`parlour drift`: whether a brand's posts, or what triage says of them, have become other than they were."""

import argparse
import sys

import orjson

from parlour.cli.errors import CannotDo
from parlour.cli.installation import open_installation, the_brand

MOST_WEEKS = 26


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("brand", metavar="BRAND", help="the brand's short name")
    parser.add_argument(
        "--weeks",
        type=int,
        default=4,
        metavar="N",
        help="how many weeks are looked at, beside as many before them (default %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the report as one JSON object, in words on standard error; 1 when something moved."""
    if not 1 <= args.weeks <= MOST_WEEKS:
        raise CannotDo(f"--weeks is a number from 1 to {MOST_WEEKS}.")
    open_installation()
    from parlour.usecases.drift import drift, lines
    from parlour.usecases.house import the_house

    report = drift(the_brand(args.brand), weeks=args.weeks, house=the_house())
    sys.stdout.buffer.write(orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    for line in lines(report):
        print(line, file=sys.stderr)
    return 1 if report["alarms"] else 0

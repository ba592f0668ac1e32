"""`parlour hours`: a brand's business hours, in which the public close of a settled talk is owed."""

import argparse
import sys
from pathlib import Path

import orjson

from parlour.cli.errors import CannotDo
from parlour.cli.installation import open_installation, the_brand

LARGEST = 1_000_000
"""Bytes of a file of hours."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("brand", metavar="BRAND", help="the brand's short name")
    parser.add_argument(
        "--set",
        dest="file",
        metavar="FILE",
        help='a JSON object with "zone", "week" and "holidays"; "-" reads standard input, {} means the usual hours',
    )


def run(args: argparse.Namespace) -> int:
    """Print the brand's hours in one line, after changing them where a file is given."""
    given = _read(args.file) if args.file else None
    open_installation()
    from parlour.usecases.business_hours import said_hours_of, set_hours
    from parlour.usecases.house import the_house

    brand = the_brand(args.brand)
    try:
        if given is not None:
            set_hours(brand, given, house=the_house())
            brand.refresh_from_db()
        print(said_hours_of(brand))
    except ValueError as error:
        raise CannotDo(str(error)) from error
    return 0


def _read(file: str) -> dict[str, object]:
    if file == "-":
        raw = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(file).open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    try:
        found = orjson.loads(raw) if len(raw) <= LARGEST else None
    except orjson.JSONDecodeError as error:
        raise CannotDo(f"These hours are no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise CannotDo('Hours are a JSON object, such as {"week": {"mon": ["09:00-17:00"]}}.')
    return found

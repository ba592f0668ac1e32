"""`parlour import`: hear the posts of an archive file, resumably, and assess them."""

import argparse
import sys
from pathlib import Path

from parlour.cli.installation import open_installation, the_brand


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="a JSONL file, one post per line; see the reference of archives")
    parser.add_argument("--as", dest="address", required=True, help="the address of ours that heard these posts")
    parser.add_argument("--sector", action="append", default=[], help="a sector of that address; may be repeated")
    parser.add_argument("--brand", default="", help="the brand's short name, where there is more than one")


def run(arguments: argparse.Namespace) -> int:
    """Hear every line once; running again goes on where the last run stopped. 1 when lines were refused."""
    open_installation()
    from parlour.usecases.house import the_house
    from parlour.usecases.import_archive import import_archive

    refused = 0
    for done in import_archive(
        the_brand(arguments.brand),
        path=arguments.path.absolute(),
        address=arguments.address,
        sectors=arguments.sector,
        house=the_house(),
    ):
        refused = done.refused
        if sys.stderr.isatty():
            print(f"\r{done.heard} heard, {done.assessed} assessed, {done.refused} refused", end="", file=sys.stderr)
    print(f"{done.heard} events heard, {done.assessed} texts assessed, {done.refused} refused.")
    if refused:
        print("`parlour export --refused` shows them with their reasons.")
    return 1 if refused else 0

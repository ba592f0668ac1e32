"""`parlour export`: what came in and what was said, as JSON lines."""

import argparse
import sys
from pathlib import Path

import orjson

from parlour.cli.installation import open_installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--posts", dest="what", action="store_const", const="posts", help="every post heard, once")
    which.add_argument(
        "--sent", dest="what", action="store_const", const="sent", help="every reply that left the house"
    )
    which.add_argument("--approved", dest="what", action="store_const", const="approved", help="every approved reply")
    which.add_argument("--cases", dest="what", action="store_const", const="cases", help="every case with its place")
    which.add_argument(
        "--events", dest="what", action="store_const", const="events", help="the record, without content"
    )
    which.add_argument(
        "--refused", dest="what", action="store_const", const="refused", help="what came in and could not be understood"
    )
    parser.add_argument("-o", "--output", type=Path, help="write to this file instead of the standard output")


def run(arguments: argparse.Namespace) -> int:
    """Write the export line by line; a file appears under its name only when it is complete."""
    open_installation()
    from parlour.usecases.export import export

    if arguments.output is None:
        for row in export(arguments.what):
            sys.stdout.buffer.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        return 0
    unfinished = arguments.output.with_name(arguments.output.name + ".part")
    with unfinished.open("wb") as file:
        for row in export(arguments.what):
            file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    unfinished.replace(arguments.output)
    return 0

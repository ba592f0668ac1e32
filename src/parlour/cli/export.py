"""`parlour export`: what came in and what was said, as JSON lines."""

import argparse
import sys
from pathlib import Path
from typing import Final

import orjson

from parlour.cli.installation import open_installation

WHAT: Final = {
    "posts": "every post heard, once",
    "sent": "every reply that left the house",
    "approved": "every approved reply",
    "cases": "every case with its place",
    "moves": "every way to a private talk, step by step",
    "rooms": "every private room, without a word of it",
    "files": "every file given in a room, without its content",
    "mails": "every mail that came to a case's address",
    "letters": "every letter of the house, without its words",
    "claims": "the claim sheet, withdrawn claims too",
    "times": "every time proposed for a call or a visit",
    "events": "the record, without content",
    "refused": "what came in and could not be understood",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    for what, words in WHAT.items():
        which.add_argument(f"--{what}", dest="what", action="store_const", const=what, help=words)
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

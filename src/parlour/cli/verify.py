"""`parlour verify`: prove that the record is whole, and say what cannot be proved."""

import argparse
import sys

import orjson

from parlour.cli.installation import open_installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "checkpoint", nargs="?", default="", help="a checkpoint you kept elsewhere: its number, or number:hash"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the findings as one JSON object; 0 when everything holds, 1 when something was changed or is missing."""
    open_installation()
    from parlour.cli.errors import CannotDo
    from parlour.usecases.verify import UnknownCheckpointError, verify

    try:
        found = verify(arguments.checkpoint)
    except UnknownCheckpointError as error:
        raise CannotDo(str(error)) from error
    report = {
        "holds": found.holds,
        "events": found.events,
        "checkpoints": found.checkpoints,
        "up_to": found.up_to,
        "newest_checkpoint": found.newest,
        "raw_events": found.raw_events,
        "erased": found.erased,
        "unsigned": found.unsigned,
        "problems": found.problems,
        "more_problems": found.more,
        "cannot_prove": found.cannot_prove,
    }
    sys.stdout.buffer.write(orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return 0 if found.holds else 1

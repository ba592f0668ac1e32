"""`parlour mail-in`: take in one mail from standard input, for a mail server's pipe; exit statuses are sysexits'."""

import argparse
import logging
import sys
from typing import Final

from parlour.cli.errors import one_line

DATA_ERROR: Final = 65
NO_USER: Final = 67
TRY_AGAIN: Final = 75

logger = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", action="append", default=[], metavar="ADDRESS", help="whom the mail server has it for; may be repeated"
    )


def run(arguments: argparse.Namespace) -> int:
    """0 kept, 67 for none of our cases, 65 no mail or too large; 75 anything else, so that the mail server keeps it."""
    try:
        return _take_in(arguments.to)
    except Exception as error:  # the edge of the process: a mail that was not kept must stay with the mail server
        said = one_line(error)
        if said is None:
            logger.exception("A mail could not be taken in.")
        return _refuse(said or f"{type(error).__name__}: the mail was not kept. Try again later.", TRY_AGAIN)


def _take_in(recipients: list[str]) -> int:
    from parlour.cli.installation import open_installation

    open_installation()
    from parlour.usecases.house import the_house
    from parlour.usecases.mail_in import (
        MOST_BYTES,
        NoSuchAddressError,
        TooManyMailsError,
        UnusableMailError,
        take_in,
    )

    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        take_in(raw, recipients=recipients, house=the_house())
    except NoSuchAddressError as error:
        return _refuse(str(error), NO_USER)
    except UnusableMailError as error:
        return _refuse(str(error), DATA_ERROR)
    except TooManyMailsError as error:
        return _refuse(str(error), TRY_AGAIN)
    return 0


def _refuse(line: str, status: int) -> int:
    print(f"parlour: {line}", file=sys.stderr)
    return status

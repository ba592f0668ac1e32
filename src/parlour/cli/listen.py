"""`parlour listen`: hear every connected account until told to stop."""

import argparse
import signal
import threading

from parlour.cli.installation import open_installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults()


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this shape
    """Listen until SIGTERM or Ctrl-C; what was heard by then is written down."""
    open_installation()
    from parlour.usecases.listen import run as hear_everyone

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        hear_everyone(stop)
    except KeyboardInterrupt:
        stop.set()
    return 0

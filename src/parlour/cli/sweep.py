"""`parlour sweep`: read every account's listings again and count what was missed."""

import argparse

from parlour.cli.installation import open_installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults()


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this shape
    """Sweep all green accounts once."""
    open_installation()
    from parlour.usecases.house import the_house
    from parlour.usecases.sweep import sweep_all

    print(f"{sweep_all(the_house())} events were new.")
    return 0

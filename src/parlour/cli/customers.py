"""`parlour import-customers`: bring in customers and what is known of them from CSV files."""

import argparse
from pathlib import Path

from parlour.cli.installation import open_installation, the_brand


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("customers", type=Path, help="customers.csv")
    parser.add_argument("facts", type=Path, nargs="?", help="facts.csv")
    parser.add_argument("--brand", default="", help="the brand's short name, where there is more than one")


def run(arguments: argparse.Namespace) -> int:
    """Import, say how many rows went in, and where the rejected ones are; 1 when any row was rejected."""
    open_installation()
    from parlour.cli.errors import CannotDo
    from parlour.usecases.house import the_house
    from parlour.usecases.import_customers import UnusableFileError, import_customers

    try:
        done = import_customers(
            the_brand(arguments.brand),
            customers=arguments.customers,
            facts=arguments.facts,
            actor="system",
            house=the_house(),
        )
    except UnusableFileError as error:
        raise CannotDo(str(error)) from error
    print(f"{done.customers} customers and {done.facts} facts are in.")
    if done.rejects:
        print(f"{done.rejected} rows were rejected; {done.rejects} says why.")
    return 1 if done.rejected else 0

"""`parlour api-key`: a key is printed once, listed without its secret, and closed; mistakes are one line."""

import re

import pytest

from tests.cli.conftest import ADD_INES, Parlour

MAKE = ("api-key", "make", "ines", "--name", "Helpdesk")
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"


def test_key_is_made_listed_and_revoked(parlour: Parlour) -> None:
    parlour(*ADD_INES)
    made = parlour(*MAKE)
    shown = re.fullmatch(r"parlour_([0-9a-f]{12})_([0-9a-f]{64})\n", made.stdout)
    assert shown is not None
    assert made.stderr == "This is the only time the key is shown: give it to the program now.\n"
    number, secret = shown.groups()
    row = rf"acme\t{number}\tines\tHelpdesk\t{TIME}\tnever used\t"
    assert re.fullmatch(rf"{row}open\n", parlour("api-key", "list").stdout)
    assert parlour("api-key", "revoke", number).stdout == f"Helpdesk ({number}) is revoked.\n"
    listed = parlour("api-key", "list")
    assert re.fullmatch(rf"{row}revoked\n", listed.stdout)
    assert secret not in listed.stdout
    assert '"holds":true' in parlour("verify").stdout.replace(" ", "")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("api-key", "make", "uta", "--name", "x"),
            "There is no agent 'uta'. `parlour agents list` shows who there is.",
        ),
        (
            ("api-key", "make", "ines", "--name", " "),
            "Name the key after the program that gets it, in 1 to 100 letters.",
        ),
        ((*MAKE, "--brand", "krone"), "There is no brand 'krone'. Brands: acme."),
        (("api-key", "revoke", "12"), "There is no key '12'. `parlour api-key list` shows which there are."),
    ],
)
def test_a_mistake_is_one_line(parlour: Parlour, arguments: tuple[str, ...], line: str) -> None:
    parlour(*ADD_INES)
    finished = parlour(*arguments)
    assert (finished.returncode, finished.stdout, finished.stderr) == (2, "", f"parlour: {line}\n")

"""`parlour agents` and `parlour channels`: people and accounts are added, and mistakes are one line."""

import re

import pytest

from tests.cli.conftest import Parlour

ADD_INES = ("agents", "add", "ines", "--name", "Ines Farrow", "--initials", "IF")
NEW_BRAND = ("--brand", "acme", "--brand-name", "Acme")


def test_somebody_added_gets_a_link_and_the_roles_named(parlour: Parlour) -> None:
    added = parlour(
        *ADD_INES, *NEW_BRAND, "--role", "supervisor", "--role", "operator", "--desk", "https://desk.example/"
    )
    assert re.fullmatch(r"https://desk\.example/sign-in/\S+\n", added.stdout)
    assert (
        parlour("agents", "list").stdout == "acme\tines\tInes Farrow\toperator\nacme\tines\tInes Farrow\tsupervisor\n"
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (ADD_INES, "Name a --brand: none yet (run: parlour up)."),
        ((*ADD_INES, "--brand", "acme"), "There is no brand 'acme'. Brands: none yet (run: parlour up)."),
        (("agents", "link", "ines"), "There is no agent 'ines'. `parlour agents list` shows who there is."),
        (("channels", "add", "nowhere", "us@here"), "Name a --brand: none yet (run: parlour up)."),
        (("channels", "add", "mastodon", "us@here", "--set", "base_url"), "--set takes NAME=VALUE, not 'base_url'."),
    ],
)
def test_a_mistake_is_one_line(parlour: Parlour, arguments: tuple[str, ...], line: str) -> None:
    finished = parlour(*arguments)
    assert (finished.returncode, finished.stderr) == (2, f"parlour: {line}\n")


def test_an_unknown_network_names_the_known_ones(parlour: Parlour) -> None:
    parlour(*ADD_INES, *NEW_BRAND)
    finished = parlour("channels", "add", "nowhere", "us@here")
    assert finished.returncode == 2
    assert finished.stderr.startswith("parlour: Parlour has no channel for 'nowhere'. It speaks: mastodon")


def test_a_network_that_does_not_answer_is_one_line(parlour: Parlour, tmp_path_factory: pytest.TempPathFactory) -> None:
    parlour(*ADD_INES, *NEW_BRAND)
    token = tmp_path_factory.mktemp("token") / "token"
    token.write_text("abc\n")
    finished = parlour(
        "channels", "add", "mastodon", "us@here.example", "--token-file", str(token),
        "--set", "base_url=http://127.0.0.1:1", "--set", "allow_private=yes",
    )  # fmt: skip
    assert (finished.returncode, len(finished.stderr.splitlines())) == (2, 1)
    assert "abc" not in finished.stderr

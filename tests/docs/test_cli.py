"""docs/reference/cli.md names every argument the commands really take, and no other."""

import argparse
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from parlour.cli.main import COMMANDS
from tests.docs.pages import page, section

ALWAYS = {"--help", "--version"}


def parser_of(name: str) -> argparse.ArgumentParser:
    module = import_module(COMMANDS[name].module)
    if hasattr(module, "_parser"):
        made: argparse.ArgumentParser = module._parser()
        return made
    parser = argparse.ArgumentParser(prog=f"parlour {name}")
    module.add_arguments(parser)
    return parser


def arguments_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Options, names of positional arguments, and the actions below, each as a reader would type it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield f"{parser.prog} {word}"
                yield from arguments_of(below)
        elif action.option_strings:
            yield from action.option_strings
        else:
            yield str(action.metavar or action.dest)


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    return {argument for argument in arguments_of(parser) if argument.startswith("--")}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_stands_in_the_section_of_its_command(name: str) -> None:
    written = section(page("reference/cli.md"), f"`parlour {name}`").lower()
    missing = [word for word in arguments_of(parser_of(name)) if word.lower() not in written]
    assert [word for word in missing if word not in {"-h", "--help"}] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_section_names_an_option_its_command_lacks(name: str) -> None:
    written = section(page("reference/cli.md"), f"`parlour {name}`")
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", written))
    assert named - options_of(parser_of(name)) - ALWAYS == set()


def test_every_command_shown_in_a_page_exists() -> None:
    from tests.docs.pages import pages

    shown = {
        (path.name, word)
        for path in pages()
        for word in re.findall(r"(?:^|[\s/`])parlour ([a-z][a-z-]*)(?= |`|$)", "\n".join(_code(path.read_text())))
    }
    assert sorted((where, word) for where, word in shown if word not in COMMANDS) == []


def _code(text: str) -> list[str]:
    """Code blocks and code words of a page: prose may speak of a parlour as it likes."""
    return [*re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL), *re.findall(r"(?<!`)`([^`\n]+)`", text)]

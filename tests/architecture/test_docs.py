"""What can be used is written down."""

import re

from parlour.cli.main import COMMANDS
from tests.architecture.tree import ROOT, under


def written(name: str) -> str:
    return (ROOT / "docs" / name).read_text()


def test_every_command_is_in_the_reference() -> None:
    page = written("reference/cli.md")
    assert [name for name in COMMANDS if f"`parlour {name}" not in page] == []


def test_the_reference_names_no_command_that_is_gone() -> None:
    named = set(re.findall(r"`parlour ([a-z][a-z-]*)", written("reference/cli.md")))
    assert sorted(named - set(COMMANDS)) == []


def test_the_glossary_explains_every_noun() -> None:
    page = written("glossary.md").lower()
    nouns = [module.name.removeprefix("core/nouns/").removesuffix(".py") for module in under("core/nouns")]
    assert [noun for noun in nouns if noun != "__init__" and noun.replace("_", " ") not in page] == []


def test_every_variable_of_the_environment_is_in_the_reference() -> None:
    read = {
        name
        for module in under("config", "store", "cli")
        for name in re.findall(r'"(PARLOUR_[A-Z_]+|DATABASE_URL)"', module.text)
    }
    page = written("reference/settings.md")
    assert sorted(name for name in read if name not in page) == []

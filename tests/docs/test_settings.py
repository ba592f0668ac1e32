"""docs/reference/settings.md names what is read, and nothing that is not."""

import re
from dataclasses import fields

from parlour.core.hours.settings import KEYS
from parlour.core.moves.policy import MovePolicy
from parlour.core.precedence.act_by import PrecedencePolicy
from tests.architecture.tree import modules
from tests.docs.pages import ROOT, first_cells, page, section

SETTINGS = page("reference/settings.md")
READ = re.compile(r'(?:environ(?:\.get)?[\[(]|environment\.(?:flag|words|secret|mail)\()"([A-Z_]+)"')


def test_the_table_of_the_environment_is_what_the_product_reads() -> None:
    read = {name for module in modules() for name in READ.findall(module.text)}
    listed = set(first_cells(section(SETTINGS, "Environment"))) - {"Variable"}
    assert listed == read - {"DJANGO_SETTINGS_MODULE", "PATH"}


def test_variables_for_development_are_really_read() -> None:
    scripts = [*(ROOT / "bin").iterdir(), *(ROOT / "tests").glob("*.py")]
    text = "\n".join(path.read_text() for path in scripts if path.is_file())
    named = re.findall(r"`([A-Z_]{2,})(?:=true)?` (?:names|makes)", section(SETTINGS, "Environment"))
    assert named != []
    assert [name for name in named if name not in text] == []


def test_settings_of_a_brand_are_what_the_product_reads() -> None:
    text = "\n".join(module.text for module in modules())
    read = set(re.findall(r'(?:brand\.settings\.get\(|seconds_in\([^,]+, |\b_seconds\(brand, )"([a-z_]+)"', text)) | {
        "precedence",
        "moves",
        "ways",
        "hours",
    }
    listed = set(re.findall(r"^\| (`[^|]*`) \|", section(SETTINGS, "Settings of a brand"), re.MULTILINE))
    named = {name for cell in listed for name in re.findall(r"`([a-z_]+)`", cell)} - set(KEYS)
    assert named == read | {each.name for kind in (PrecedencePolicy, MovePolicy) for each in fields(kind)}


def test_defaults_of_precedence_are_those_of_the_code() -> None:
    for each in fields(PrecedencePolicy):
        row = re.search(rf"^\| `{each.name}` \|.*\| (\d+) \|$", SETTINGS, re.MULTILINE)
        assert row is not None, each.name
        assert float(row.group(1)) == each.default

"""docs/reference/guard-rules.md lists every rule of the guard as it stands."""

import re

from parlour.core.guard.personal_data_in_public import _NOUNS
from parlour.core.nouns.surface import Surface
from parlour.knowledge.guard.load import load_guard
from tests.architecture.tree import under
from tests.docs.pages import first_cells, page, section

RULES = page("reference/guard-rules.md")
WHERE = {None: "both", Surface.PUBLIC: "public", Surface.PRIVATE: "private"}


def test_written_rules_stand_there_with_severity_place_sectors_and_words() -> None:
    rows = [line for line in section(RULES, "Asking, sectors, the house, kindness").splitlines() if "." in line]
    expected = [
        f"| `{rule.id}` | {rule.severity.word} | {WHERE[rule.surface]} | {', '.join(rule.sectors) or 'all'} "
        f"| {rule.message} | {rule.source}"
        for rule in load_guard().rules
    ]
    table = [row for row in rows if row.startswith("| `")]
    assert [row for row, start in zip(table, expected, strict=True) if not row.startswith(start)] == []


def test_kinds_of_facts_stand_there_with_those_that_stay_private() -> None:
    listed = set(re.findall(r"`([a-z_]+)`(†?)", section(RULES, "What is known privately").rpartition("Kinds:")[2]))
    assert listed == {(name, "†" if kind.always_private else "") for name, kind in load_guard().kinds.items()}


def test_regulated_sectors_stand_there() -> None:
    text = " ".join(section(RULES, "What is known privately").split())
    assert f"is regulated: {', '.join(sorted(load_guard().regulated))}." in text


def test_every_kind_of_personal_data_stands_there() -> None:
    listed = set(re.findall(r"`personal_data\.([a-z_]+)`", RULES))
    assert listed == set(_NOUNS)


def test_rules_about_the_whole_reply_stand_there() -> None:
    in_code = {name for module in under("core/guard") for name in re.findall(r'"(form\.[a-z_]+)"', module.text)}
    listed = {cell for cell in first_cells(section(RULES, "The reply as a whole")) if cell.startswith("form.")}
    assert listed == in_code - {"form.mentions,"}

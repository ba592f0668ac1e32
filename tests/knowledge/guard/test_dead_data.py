"""Nothing stands in the tables that nobody asks for, that stands there already, or that no text can spell."""

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from parlour.core.text import date_words, holiday_names
from parlour.core.text.tokens import tokens
from parlour.knowledge.guard.entries import table

PACKAGE = Path(str(files("parlour")))
CALL = re.compile(r"\{([a-z][a-z_]*)\}")
OF_A_LANGUAGE = re.compile(r"_(?:de|es|fr)$")
"""What a list is called by code that puts the language behind its name."""


@cache
def source() -> str:
    """All code, without the tables."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))


def is_asked_for(name: str) -> bool:
    return f'"{name}"' in source()


def test_every_word_list_is_called() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (PACKAGE / "knowledge" / "guard").glob("rules_*.toml"))
    called = {name for text in texts for name in CALL.findall(text)}
    assert [name for name in table("rules_vocabulary.toml") if name not in called] == []


def test_every_list_of_cues_is_asked_for() -> None:
    shapes = {shape for kind in table("kinds.toml").values() for shape in kind["shapes"]}
    lists = table("words.toml")["cues"]
    unasked = [name for name in lists if name not in shapes and not is_asked_for(name)]
    assert [name for name in unasked if not is_asked_for(OF_A_LANGUAGE.sub("", name))] == []


@pytest.mark.parametrize("file", ["phrases.toml", "rewrites.toml"])
def test_every_phrase_is_asked_for(file: str) -> None:
    assert [name for name in table(file) if not is_asked_for(name)] == []


def test_bars_and_messages_are_asked_for() -> None:
    told = table("meaning.toml")
    assert [name for name in (*told["bars"], *told["messages"]) if not is_asked_for(name)] == []


def test_every_kind_that_is_told_in_other_words_is_one() -> None:
    assert [name for name in table("meaning.toml")["kinds"] if name not in table("kinds.toml")] == []


@pytest.mark.parametrize("name", ["common", "names", "cities"])
def test_no_word_stands_twice(name: str) -> None:
    assert [word for word, times in Counter(table("words.toml")[name].split()).items() if times > 1] == []


@pytest.mark.parametrize("module", [date_words, holiday_names], ids=["words of dates", "feasts"])
def test_every_name_of_a_day_is_one_that_a_text_can_spell(module: object) -> None:
    tables = {name: value for name, value in vars(module).items() if name.isupper() and isinstance(value, dict)}
    names = [(table_, name) for table_, value in tables.items() for name in value]
    assert [each for each in names if " ".join(token.word for token in tokens(each[1])) != each[1]] == []
    assert [name for name, value in tables.items() if frozenset() in value.values()] == []

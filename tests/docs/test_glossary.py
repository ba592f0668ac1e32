"""A word of the glossary is a word the code or the desk uses."""

import re

import pytest

from tests.architecture.tree import SOURCE, modules
from tests.docs.pages import page

WORDS = re.findall(r"\*\*([^*]+)\*\*", page("glossary.md"))
TEMPLATES = "\n".join(path.read_text() for path in sorted(SOURCE.rglob("*.html")))
SPLIT = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", "\n".join([*(module.text for module in modules()), TEMPLATES]))
USED = re.sub(r"[\s_-]+", " ", SPLIT).lower()


@pytest.mark.parametrize("word", WORDS)
def test_the_word_is_used(word: str) -> None:
    assert re.sub(r"[\s_-]+", " ", word).lower() in USED


def test_no_word_is_explained_twice() -> None:
    assert sorted(word for word in set(WORDS) if WORDS.count(word) > 1) == []

"""Every word of the room is there in German and Spanish, and what is compiled is what is written down."""

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

import parlour

SOURCE = Path(parlour.__file__).parent
LOCALE = SOURCE / "room" / "locale"
SPOKEN = {"_": 1, "gettext": 1, "ngettext": 2}
PLACES = re.compile(r"%\(\w+\)s")
OUTSIDE = ("usecases/letters.py", "usecases/reply_alias.py", "usecases/converse.py")
"""Modules that write to the same people from elsewhere."""
LINE = re.compile(r'^(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])? )?(".*")$')


def texts() -> Iterator[str]:
    """The code the room's words stand in, templates as the extraction of messages reads them."""
    for template in sorted((SOURCE / "room" / "templates").rglob("*.html")):
        yield templatize(template.read_text())
    for module in [*(SOURCE / "room").rglob("*.py"), *(SOURCE / name for name in OUTSIDE)]:
        yield module.read_text()


def words() -> set[str]:
    """Everything that is to be said in the reader's language."""
    found: set[str] = set()
    for text in texts():
        for call in re.finditer(r"(?<![\w.])p?n?(?:gettext|_)\(", text):
            found |= set(said_in(text[call.start() :]))
    return found


def said_in(text: str) -> Iterator[str]:
    """The words of the call a text begins with."""
    end = 0
    while end >= 0:
        end = text.find(")", end + 1)
        try:
            call = ast.parse(text[: end + 1].replace(" u'", " '")).body[0]
        except SyntaxError:
            continue
        assert isinstance(call, ast.Expr)
        assert isinstance(call.value, ast.Call)
        assert isinstance(call.value.func, ast.Name)
        name = call.value.func.id
        first = 1 if name == "pgettext" else 0
        for argument in call.value.args[first : first + SPOKEN.get(name, 1)]:
            if isinstance(argument, ast.Constant):
                yield str(argument.value)
        return


def written(language: str) -> dict[tuple[str, str], str]:
    """What the catalogue says for (context, words), plural forms by their own words."""
    said: dict[tuple[str, str], str] = {}
    for block in (LOCALE / language / "LC_MESSAGES/django.po").read_text().split("\n\n"):
        parts: dict[str, str] = {}
        kind = ""
        for line in block.splitlines():
            if match := LINE.match(line):
                kind = f"{match[1]}{match[2] or ''}" if match[1] else kind
                parts[kind] = parts.get(kind, "") + ast.literal_eval(match[3])
        context = parts.get("msgctxt", "")
        said[context, parts["msgid"]] = parts.get("msgstr", parts.get("msgstr0", ""))
        if "msgid_plural" in parts:
            said[context, parts["msgid_plural"]] = parts["msgstr1"]
    del said["", ""]
    return said


@pytest.mark.parametrize("language", ["de", "es"])
class TestLanguage:
    def test_nothing_is_left_untranslated_and_nothing_is_left_over(self, language: str) -> None:
        known = {text for _, text in written(language)}
        assert len(known) > 80
        assert (sorted(words() - known), sorted(known - words())) == ([], [])

    def test_names_and_numbers_stand_in_every_translation(self, language: str) -> None:
        wrong = [
            text
            for (_, text), said in written(language).items()
            if set(PLACES.findall(text)) != set(PLACES.findall(said))
        ]
        assert wrong == []
        assert [text for (_, text), said in written(language).items() if not said] == []

    def test_what_is_compiled_is_what_is_written_down(self, language: str) -> None:
        with (LOCALE / language / "LC_MESSAGES/django.mo").open("rb") as compiled:
            catalogue = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
        told = set(catalogue.values()) - {catalogue[""]}
        assert told == set(written(language).values())

"""The files that would go along with a draft: whoever gets them reads their names and descriptions, too."""

from collections.abc import Iterator
from typing import Final

from parlour.core.nouns.draft import Media
from parlour.core.text import clean
from parlour.usecases.json_lines import BadLine
from parlour.usecases.line_fields import Fields

NAMES: Final = ("name", "filename", "file_name")
DESCRIPTIONS: Final = ("alt_text", "alt", "description", "caption", "title")


def files(line: Fields) -> Iterator[Media]:
    """Each of `attachments`: an object, or the name of a file alone."""
    attached = line.record.get("attachments")
    if attached is None:
        return
    if not isinstance(attached, list):
        raise BadLine("wrong_type", "'attachments' must be a list")
    for place, one in enumerate(attached):
        yield Media(str(place), _words(one, f"attachments[{place}]"))


def _words(one: object, path: str) -> str:
    """All that a file says in words, a line for each."""
    if isinstance(one, str):
        return _spoken(clean(one))
    if not isinstance(one, dict):
        raise BadLine("wrong_type", f"{path!r} must be an object or the name of a file")
    file = Fields(one, path)
    said = [_spoken(file.text(field)) for field in NAMES] + [file.text(field) for field in DESCRIPTIONS]
    return "\n".join(dict.fromkeys(filter(None, said)))


def _spoken(name: str) -> str:
    """The name of a file with blanks where underscores stand for them: numbers are told by the words beside them."""
    return name.replace("_", " ")

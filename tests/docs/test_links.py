"""Every link and picture of a page leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, pages

TARGET = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")
MOST_BYTES = 300_000


def targets(path: Path) -> list[str]:
    found = ["".join(pair) for pair in TARGET.findall(path.read_text())]
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in targets(path):
        name, _, anchor = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        if not other.exists() or (anchor and anchor not in anchors(other)):
            broken.append(target)
    assert broken == []


def test_pictures_are_small_and_used() -> None:
    linked = {(path.parent / target).resolve() for path in pages() for target in targets(path)}
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert [picture.name for picture in pictures if picture not in linked] == []
    assert [picture.name for picture in pictures if picture.stat().st_size > MOST_BYTES] == []


def test_a_page_says_first_what_it_is_for() -> None:
    short = [
        path.name for path in pages() if len(path.read_text().split("\n\n")[1]) < 60 and path.name != "CHANGELOG.md"
    ]
    assert short == []

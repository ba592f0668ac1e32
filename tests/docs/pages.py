"""The pages as the tests of this folder read them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def page(name: str) -> str:
    """A page of docs by its path below it."""
    return (DOCS / name).read_text()


def pages() -> list[Path]:
    """Every page a reader can reach, the README among them."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def section(text: str, heading: str) -> str:
    """What stands under a second-level heading; empty when there is none."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


def first_cells(text: str) -> list[str]:
    """The first cell of each table row below a header, without code marks."""
    rows = [line.split("|")[1].strip().strip("`") for line in text.splitlines() if line.startswith("|")]
    return [cell for cell in rows if cell and not set(cell) <= set("-: ")]

"""What may never stand in a file of the project: secrets, places of one machine, addresses of package indexes."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, tracked

TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".svg",
    ".csv",
    ".json",
    ".jsonl",
    ".lock",
    ".service",
    "",
}
LARGEST = 5_000_000
NEVER = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/=]{40}"),
    "an access token": re.compile(r"\b(?:ghp|gho|glpat|xox[bap]|sk_live)[_-][A-Za-z0-9_-]{16,}|\bAKIA[0-9A-Z]{16}\b"),
    "a place of one machine": re.compile(r"(?<![\w.~/:-])/(?:root|work|Users|home/[a-z]+)/[\w.-]+"),
    # One letter of each in brackets: the pattern does not hold what it looks for.
    "a package index": re.compile(
        r"https?://[\w.-]*(?:registr[y]|mirro[r]|pyp[i]|pythonhoste[d]|npmj[s]|debia[n]\.org)[\w.-]*"
    ),
}


def text_files() -> list[Path]:
    return [path for path in tracked() if path.suffix in TEXT and path.stat().st_size < LARGEST]


@pytest.mark.parametrize("what", NEVER)
def test_no_file_holds(what: str) -> None:
    holding = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if NEVER[what].search(line)
    ]
    assert holding == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    pinned = re.findall(
        r"^[\w.-]+==\S+(?: ;[^\\\n]*)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, re.MULTILINE
    )
    assert "".join(pinned) == text


def test_the_smaller_lock_is_part_of_the_larger() -> None:
    run, dev = ({line.split(" ")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line}
                for name in ("requirements.lock", "requirements-dev.lock"))  # fmt: skip
    assert run - dev == set()

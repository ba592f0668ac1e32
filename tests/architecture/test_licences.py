"""Everything installed may be used by everyone: no GPL, no AGPL, LGPL for the database driver alone."""

import re
from importlib.metadata import Distribution, distributions

import pytest

FREE = re.compile(
    r"\b(0BSD|Apache|BSD|CC0|HPND|ISC|MIT|MIT-0|MPL|Mozilla|PSF|Python Software|Unlicense|Zlib)\b", re.IGNORECASE
)
COPYLEFT = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
LESSER = re.compile(r"\b(LGPL|GNU Lesser)", re.IGNORECASE)
LESSER_ALLOWED = {"psycopg", "psycopg-binary", "psycopg-pool"}
# Read by a person, because their metadata says nothing or too much: name → what their licence file says.
READ_BY_A_PERSON = {
    "axe-playwright-python": "MIT; the axe-core inside is MPL-2.0",
    "qrcode": "BSD-3-Clause; parts by another author are MIT",
}


def said_licence(found: Distribution) -> str:
    """What the metadata says about the licence, "" when it says nothing."""
    fields = [each.split("\n")[0] for name in ("License-Expression", "License") for each in _all(found, name)]
    classifiers = [each.split(" :: ")[-1] for each in _all(found, "Classifier") if each.startswith("License")]
    return ", ".join(each for each in (*fields, *classifiers) if each)


def _all(found: Distribution, field: str) -> list[str]:
    return found.metadata.get_all(field) or []


def objection(name: str, licence: str) -> str | None:
    """Why a package may not be installed, or None."""
    if LESSER.search(licence):
        return None if name in LESSER_ALLOWED else f"{name}: {licence} is for the database driver alone"
    if COPYLEFT.search(licence):
        return f"{name}: {licence}"
    if FREE.search(READ_BY_A_PERSON.get(name, licence)):
        return None
    return f"{name}: {licence or 'no licence'}: read its licence file, then add it to READ_BY_A_PERSON"


def test_every_installed_package_may_be_used() -> None:
    found = [objection(each.name.lower().replace("_", "-"), said_licence(each)) for each in distributions()]
    assert [line for line in found if line] == []


@pytest.mark.parametrize(
    ("name", "licence", "allowed"),
    [
        ("anything", "MIT", True),
        ("anything", "MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("psycopg", "LGPL-3.0-only", True),
        ("anything", "LGPL-3.0-only", False),
        ("anything", "GNU Affero General Public License v3", False),
        ("anything", "GPL-2.0-or-later", False),
        ("anything", "AGPL-3.0", False),
        ("anything", "Proprietary", False),
        ("anything", "", False),
        ("anything", "Omitted", False),
    ],
)
def test_objection(name: str, licence: str, allowed: bool) -> None:
    assert (objection(name, licence) is None) is allowed

"""Real replies of real agents, each as if written to a make-believe customer with a file: none of them can know it."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.guard.corpus import Case, cases
from parlour.learning.rows import rows

SEED = 11
FREE = {"retail", "telecom", "airline", "travel", "delivery", "technology", "utilities", "hospitality"}
_REPORT = re.compile(r"r[1-5]-")
_MENTION = re.compile(r"^(?:\s*@\w+)+\s*")


def real_replies(data: Path) -> Iterator[Case]:
    """Every agent's turn of `ibm_twitter_care` before the file of a customer drawn from the report set.

    The customer is of a sector that forbids no relationship: whether these writers serve a bank is not known.
    """
    files = _files()
    chance = random.Random(SEED)
    number = 0
    for thread in rows(data / "ibm_twitter_care" / "dev.jsonl.gz"):
        for turn in thread["turns"]:
            draft = _MENTION.sub("", turn["text"]).strip()
            if turn["role"] != "agent" or not draft:
                continue
            number += 1
            line = chance.choice(files) | {"id": f"real.{number}", "draft": draft}
            line["agent"] = line["agent"] | {"company": turn["who"], "company_contacts": []}
            yield Case("real", "pass", "en", line)


def _served() -> Iterator[Case]:
    """The cases of the report set that have become a part of `develop`: their customers are drawn as before."""
    yield from (case for case in cases("develop") if _REPORT.match(str(case.line["id"])))


def _files() -> list[dict[str, Any]]:
    """One line for each public desk of a sector without rules of its own."""
    found = {}
    for case in sorted([*cases("report"), *_served()], key=lambda case: str(case.line["id"])):
        if (
            case.line["surface"] == "public"
            and FREE.issuperset(case.line["sectors"])
            and "viewed_facts" not in case.line
        ):
            found[case.line["id"].rpartition(".")[0]] = case.line | {"thread": [], "others": []}
    return list(found.values())

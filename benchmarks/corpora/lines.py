"""Corpora as archive lines: threads stay threads, everything else is one post a text."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CORPORA = ("ibm_twitter_care", "goemotions", "multidogo", "stanford_politeness", "davidson_hate", "spam_sms")

Line = dict[str, Any]


def lines_of(folder: Path) -> Iterator[Line]:
    """Every text of the corpus as one archive line with an id of its own, in file order."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for number, row in enumerate(rows):
                yield from _lines(f"{path.name.partition('.')[0]}-{number}", json.loads(row))


def _lines(name: str, record: Line) -> Iterator[Line]:
    turns = record.get("turns")
    if not isinstance(turns, list):
        text = record.get("text", record.get("sentence"))
        if isinstance(text, str):
            yield {"id": name, "text": text, "author": f"writer-{name}", "mentions": ["brand@corpus.example"]}
        return
    for index, turn in enumerate(turns):
        if isinstance(turn.get("text"), str):
            yield _turn(name, index, turn)


def _turn(name: str, index: int, turn: Line) -> Line:
    line = {
        "id": f"{name}-{index}",
        "text": turn["text"],
        "author": str(turn.get("who") or turn.get("role") or "somebody") + "@corpus.example",
        "in_reply_to": f"{name}-{index - 1}" if index else "",
        "mentions": ["brand@corpus.example"],
    }
    return line | ({"created_at": turn["t"]} if turn.get("t") else {})

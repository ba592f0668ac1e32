"""Posts for intake: real public texts where PARLOUR_DATA points to them, the make-believe cast's otherwise."""

import gzip
import itertools
import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import parlour

SETS = ("ibm_twitter_care", "goemotions", "davidson_hate", "stanford_politeness", "spam_sms")


def texts() -> tuple[str, list[str]]:
    """(name of the corpus, its texts)."""
    data = os.environ.get("PARLOUR_DATA")
    if data:
        found = [text for name in SETS for text in _texts_of(Path(data) / name)]
        return "public posts", found
    scenes = Path(parlour.__file__).parent / "simulator" / "cast" / "scenes"
    posts = [post["text"] for path in sorted(scenes.glob("*.toml")) for post in tomllib.loads(path.read_text())["post"]]
    return "cast", posts


def _texts_of(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                turns = record.get("turns")
                yield from (turn["text"] for turn in turns or [record] if turn.get("text"))


def write(path: Path, count: int) -> str:
    """Write `count` posts as archive lines, as a network would deliver them; returns the corpus's name."""
    name, found = texts()
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(itertools.islice(itertools.cycle(found), count)):
            file.write(json.dumps(line(number, text), ensure_ascii=False) + "\n")
    return f"{name} ({len(found)} texts)"


def line(number: int, text: str) -> dict[str, object]:
    """One post: every second of a person who wrote before, every fourth an answer in a thread."""
    author = number * 7919 % 60_000
    return {
        "id": f"11{number:016d}",
        "text": f"@marlowcare {text}",
        "author": {
            "handle": f"person{author}@lobby.example",
            "display_name": f"Person {author}",
            "followers": author % 5_000,
            "created_at": "2019-04-02T00:00:00Z",
        },
        "created_at": f"2026-01-{1 + number // 4320 % 28:02d}T{number // 180 % 24:02d}:{number // 3 % 60:02d}:00Z",
        "in_reply_to": f"11{number - 3:016d}" if number % 4 == 3 else "",
        "url": f"https://lobby.example/@person{author}/11{number:016d}",
        "language": "en",
        "mentions": ["marlowcare@lobby.example"],
        "visibility": "public",
    }

"""Texts with known personal data, none of which the measured tagger was taught with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parlour.core.personal_data.reference import REFERENCE
from parlour.learning.names_examples import CHAT, PERSON, chats, joined
from parlour.learning.names_train import POSTS_HELD_BACK
from parlour.learning.rows import rows

KINDS = {
    "PERSON": "person", "ADDRESS": "address", "CREDIT_CARD": "card", "PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "email",
    "US_SSN": "national_id", "IBAN_CODE": "iban", "IP_ADDRESS": "ip", "US_DRIVER_LICENSE": "licence",
}  # fmt: skip
"""Labels of the written letters and what they are to us."""
REFERENCES = frozenset(REFERENCE.kinds)
_ANNOTATED = Path(__file__).with_name("references.jsonl")
_WRITTEN = Path(__file__).with_name("written.jsonl")
_NO_DATA = frozenset(("place", "thing"))

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A text and its personal data: (kind, start, end)."""

    text: str
    spans: tuple[Span, ...]


def names(data: Path) -> Iterator[tuple[str, list[Known]]]:
    """Posts in which persons are marked, by data set."""
    for file in POSTS_HELD_BACK:
        sentences = [joined(row["tokens"], row["tags"]) for row in rows(data / f"{file}.jsonl.gz")]
        yield (
            file,
            [Known(s.text, tuple(("person", a, b) for a, b, tag in s.spans if tag == PERSON)) for s in sentences],
        )


def letters(data: Path) -> list[Known]:
    """Written letters with generated values; their sentences, not their values, are those of training."""
    return [
        Known(row["text"], tuple((KINDS[s["t"]], s["s"], s["e"]) for s in row["spans"] if s["t"] in KINDS))
        for row in rows(data / "presidio_synth" / "generated_large.jsonl.gz")
    ]


def turns(data: Path) -> tuple[list[str], list[bool], list[bool]]:
    """Chat turns as often as they were said; whether each holds personal data; whether its wording is a new one."""
    seen = {sentence.text for sentence in chats(data, "train")}
    texts, holds = [], []
    for row in rows(data / "multidogo" / "dev.jsonl.gz"):
        slots = row["slots"].split()
        if len(slots) == len(row["text"].split()):
            texts.append(row["text"])
            holds.append(any(CHAT.get(slot, "place") not in _NO_DATA for slot in slots))
    return texts, holds, [text not in seen for text in texts]


def written(*, looked_at: bool) -> list[Known]:
    """Posts in four languages, written to be hard by people who did not know the recognisers, half of them without any
    personal data; some were looked at when recognisers were written. The later ones are the hardest."""
    lines = map(json.loads, _WRITTEN.read_text(encoding="utf-8").splitlines())
    return [Known(r["text"], tuple((k, a, b) for a, b, k in r["spans"])) for r in lines if r["looked_at"] == looked_at]


def references(data: Path) -> list[Known]:
    """Turns of customers, said to insurers (NatCS) and posted to companies, with the references one reader marked.

    The marks, offsets and kinds alone, lie beside this file; the texts stay where they are. NatCS taught nothing; half
    of its turns were looked at when recognisers were written, and the posts are among those that teach the tagger.
    """
    marks = {(m["set"], m["row"], m["turn"]): m["spans"] for m in map(json.loads, _ANNOTATED.read_text().splitlines())}
    texts = {("natcs", n, 0): row["text"] for n, row in enumerate(rows(data / "dstc11_natcs/development.jsonl.gz"))}
    for thread in rows(data / "ibm_twitter_care" / "dev.jsonl.gz"):
        for place, turn in enumerate(thread["turns"]):
            if turn["role"] == "client":
                texts["care", thread["id"], place] = turn["text"]
    return [Known(text, tuple((k, a, b) for a, b, k in marks.get(key, ()))) for key, text in texts.items()]

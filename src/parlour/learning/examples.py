"""Labelled texts, and which of them a model may learn from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal

Part = Literal["train", "dev", "test"]

OWN = ("care", "written")
"""Sources with our own labels that may be learnt from."""
KEPT_BACK = 15
"""Percent of our own posts that the encoder does not learn from: the joint reading is calibrated on them."""

_NOISE = re.compile(r"https?://\S+|@\w+|[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what is known of it. labels: output → yes or no, or in a train part how likely yes; an output that is
    not a key was not asked.

    sector: of the company it was said to, where that is known.
    """

    text: str
    source: str
    part: Part
    labels: Mapping[str, float] = field(default_factory=dict)
    language: str = "en"
    weight: float = 1.0
    key: str = ""
    sector: str = ""


def sameness(text: str) -> str:
    """What near-duplicates share: the letters, without links, handles, digits, case and punctuation."""
    return _NOISE.sub("", text.lower())[:120]


def part_of(key: str, dev: int = 10, test: int = 10) -> Part:
    """The part a key falls into, `dev` and `test` in percent; equal keys fall together, in every run."""
    percent = int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) % 100
    return "test" if percent < test else "dev" if percent < test + dev else "train"


def without_leaks(examples: Iterable[Example]) -> Iterator[Example]:
    """Drop from dev and test what nearly recurs in train, and repeats within a part."""
    held = list(examples)
    trained = {sameness(example.text) for example in held if example.part == "train"}
    seen: set[tuple[str, str]] = set()
    for example in held:
        same = sameness(example.text)
        if (example.part, same) in seen or (example.part != "train" and same in trained):
            continue
        seen.add((example.part, same))
        yield example


def kept_back(example: Example) -> bool:
    """Whether the post is one of those set aside for calibration."""
    own = example.source in OWN and example.part != "test"
    return own and part_of("calibrate" + example.key, dev=0, test=KEPT_BACK) == "test"

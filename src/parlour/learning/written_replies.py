"""Replies written to teach the guard (`replies/LABELS.md`): some tell a fact in other words or hurt, some come near."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable

GOOD = "good"
RELATIONSHIP = "relationship"
TONES = (
    "blame", "sarcasm", "arguing", "questioning", "diagnosing", "dismissal", "threat", "legal_pressure",
    "review_bargain", "promise", "asking", "investment_promise", "lawyer_rebuttal", "breach_statement",
    "identity_in_public", "false_persona", "endorsement", "contract_gag", "staff_talk", "card_data",
    "child_in_public", "danger", "undisclosed_machine", "internal_words", "rudeness", "liability",
)  # fmt: skip
"""What a reply does to a person, whatever is known of them; one column of the network each."""
LANGUAGES = ("en", "de", "es", "fr")
_FOLDER = resources.files("parlour.learning").joinpath("replies")
SIDE_BY_SIDE = 0.3
"""Share of replies that are learnt once more beside an innocent one."""
_LONGEST = 340
"""Code points of two replies together: the guard reads so much at once."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply, and whether it does what `kind` says: tells the fact `value` of that kind, or has that tone.

    `kind` is a kind of fact, RELATIONSHIP, one of TONES, or GOOD (an ordinary reply, which does nothing of all this).
    """

    text: str
    kind: str
    value: str
    sector: str
    language: str
    does: bool

    @property
    def is_fact(self) -> bool:
        return self.kind not in TONES and self.kind != GOOD


def replies() -> Iterator[Reply]:
    """All that may be learnt from, file by file."""
    yield from _in(_FOLDER)


def apart() -> Iterator[Reply]:
    """Those that nothing is learnt from, file by file."""
    yield from _in(_FOLDER.joinpath("apart"))


def values_abroad() -> dict[str, list[str]]:
    """Values of facts that replies are about → the same in one or two other languages."""
    text = _FOLDER.joinpath("abroad", "values.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    return {row["value"]: [row[language] for language in LANGUAGES if language in row] for row in rows}


def _in(folder: Traversable) -> Iterator[Reply]:
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                yield from _replies(json.loads(line))


def side_by_side(replies: Sequence[Reply], chance: random.Random) -> Iterator[Reply]:
    """Some replies with an innocent one of their sector and language before or behind them: they do what they did,
    whatever stands beside it."""
    innocent: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for reply in replies:
        if not reply.does:
            innocent[reply.sector, reply.language].append(reply.text)
    for reply in chance.sample(replies, int(SIDE_BY_SIDE * len(replies))):
        if beside := innocent[reply.sector, reply.language]:
            pair = [reply.text, chance.choice(beside)]
            chance.shuffle(pair)
            if len(text := "\n".join(pair)) <= _LONGEST:
                yield replace(reply, text=text)


def _replies(row: dict[str, object]) -> Iterator[Reply]:
    about = (str(row["kind"]), str(row.get("value", "")), str(row["sector"]), str(row["language"]))
    for name, does in (("told", True), ("near", False)):
        texts = row.get(name, ())
        assert isinstance(texts, list | tuple)
        yield from (Reply(text, *about, does) for text in texts)

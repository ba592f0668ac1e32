"""Whether the reasons are the reasons: what a score loses when its words are deleted."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.learning.evaluate import SEED, share_interval


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """Of `posts` where an output stood out: the share where deleting its reasons lowered its log-odds more than
    deleting as many other words at random did on average."""

    output: str
    posts: int
    share: float
    low: float
    high: float

    def as_row(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def faithfulness(texts: Sequence[str], knowledge: TriageKnowledge, rounds: int = 10) -> list[Faithfulness]:
    """Measured on posts of at least twice as many words as there are reasons."""
    random = np.random.default_rng(SEED)
    before = assess_posts([Post(id="", text=text) for text in texts], knowledge)
    found = []
    for output in knowledge.thresholds.high:
        trials = [
            (before[i].scores[output], without(text, spans), [without(text, others) for others in drawn])
            for i, text in enumerate(texts)
            if (spans := [(r.start, r.end) for r in before[i].reasons if r.output == output])
            and (drawn := _random_words(text, spans, rounds, random))
        ]
        if len(trials) >= 20:
            found.append(_faithful(output, trials, knowledge))
    return found


def _faithful(output: str, trials: list[tuple[float, str, list[str]]], knowledge: TriageKnowledge) -> Faithfulness:
    def odds(texts: list[str]) -> NDArray[np.float64]:
        scores = [a.scores[output] for a in assess_posts([Post(id="", text=text) for text in texts], knowledge)]
        chance = np.clip(np.array(scores), 1e-12, 1 - 1e-12)
        found: NDArray[np.float64] = np.log(chance / (1 - chance))
        return found

    pointed = odds([text for _, text, _ in trials])
    blind = odds([text for _, _, others in trials for text in others]).reshape(len(trials), -1).mean(axis=1)
    wins = (pointed < blind).astype(np.float64)
    low, high = share_interval(wins)
    return Faithfulness(output, len(wins), float(wins.mean()), low, high)


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with the spans cut out."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def _random_words(
    text: str, spans: Sequence[tuple[int, int]], rounds: int, random: np.random.Generator
) -> list[list[tuple[int, int]]]:
    words = [match.span() for match in re.finditer(r"\w+|[^\w\s]+", text)]
    if len(words) < 2 * len(spans):
        return []
    return [[words[i] for i in random.choice(len(words), len(spans), replace=False)] for _ in range(rounds)]

"""Training of escalation, on threads with our own labels: what sets a post apart that is angrier than those before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.post import Post
from parlour.core.triage.escalation import FEATURES, features
from parlour.core.triage.kernel import known_of
from parlour.core.triage.knowledge import Floats, TriageKnowledge
from parlour.core.triage.language import tell_language
from parlour.core.triage.scores import read_features
from parlour.learning.examples import Part
from parlour.learning.logistic import minimise
from parlour.learning.own_posts import CARE_TEST, labelled
from parlour.learning.rows import rows

_PULL = 1.0


@dataclass(frozen=True, slots=True)
class Thread:
    """A post with the earlier ones of its author, oldest first, and whether it escalates."""

    post: Post
    escalates: bool
    part: Part


def gather(data: Path) -> list[Thread]:
    """Written threads, to learn from, and real ones: those of the companies set aside are for measuring."""
    return [*_written(), *_care(data)]


def _written() -> Iterator[Thread]:
    for label in labelled("threads"):
        yield Thread(Post(label["id"], label["text"], thread=tuple(label["before"])), label["escalates"], "train")


def _care(data: Path) -> Iterator[Thread]:
    turns_of = {row["id"]: row["turns"] for row in rows(data / "ibm_twitter_care" / "dev.jsonl.gz")}
    for label in labelled("care"):
        turns = turns_of[label["thread"]]
        earlier = tuple(turn["text"] for turn in turns[: label["turn"]] if turn["role"] == "client")
        if "escalates" in label and earlier:
            post = Post(f"{label['thread']} {label['turn']}", turns[label["turn"]]["text"], thread=earlier)
            yield Thread(post, label["escalates"], "test" if label["company"] in CARE_TEST else "train")


def train(threads: Sequence[Thread], knowledge: TriageKnowledge) -> Floats:
    """Weights of FEATURES and, last, a bias: a penalised logistic regression on those that may be learnt from.

    Each of FEATURES is a sign of escalation; one that would count against it is left out, the weightiest first.
    """
    learnt = [thread for thread in threads if thread.part == "train"]
    design = np.column_stack([read([thread.post for thread in learnt], knowledge), np.ones(len(learnt))])
    answers = np.array([thread.escalates for thread in learnt], np.float64)
    while (weights := _fitted(design, answers))[:-1].min() < 0:
        design[:, weights[:-1].argmin()] = 0
    return weights


def _fitted(design: Floats, answers: Floats) -> Floats:
    strength = np.array([*[_PULL] * len(FEATURES), 0.0])

    def objective(point: Floats) -> tuple[float, Floats]:
        odds = design @ point
        gap = 1 / (1 + np.exp(-odds)) - answers
        loss = (np.logaddexp(0, odds) - answers * odds).sum() + 0.5 * strength @ point**2
        return float(loss), design.T @ gap + strength * point

    return minimise(objective, np.zeros(len(FEATURES) + 1), 200, 1e-9)


def read(posts: Sequence[Post], knowledge: TriageKnowledge) -> NDArray[np.float64]:
    """The features of posts that all have earlier ones; shape (posts, FEATURES)."""
    batch = tell_language(read_features(known_of(posts), knowledge), knowledge)
    return features(batch, range(len(posts)), knowledge)

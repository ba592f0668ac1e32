"""Ranking quality of the kernel beside others on the same held-out posts: lexicon, a plain word model, VADER."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peer import ask_peer, peer_python
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.core.triage.tokens import tokenize
from parlour.learning import meaning
from parlour.learning.evaluate import assessments
from parlour.learning.examples import OWN, Example
from parlour.learning.metrics import auc, interval
from parlour.learning.report import held_out

SEED = 5
PINNED = ("scikit-learn==1.9.1", "vaderSentiment==3.3.2")
PEER = Path(__file__).with_name("peer.py")
PEER_SECONDS = 1800
LEAST = 5
"""Fewest of either answer on which a ranking is told."""
GROUPS = {
    "sentiment.negative": ("displeasure", "anger"),
    "sentiment.positive": ("praise",),
    "heat": ("anger",),
    "complaint": ("displeasure", "anger"),
    "attack.toxicity": ("insult",),
    "attack.spam": ("lure",),
    "sensitive.health": ("health",),
    "sensitive.finance": ("finance",),
}
Scores = Mapping[str, Any]


def quality(data: Path, scenes: Path, knowledge: TriageKnowledge, *, install: bool) -> list[dict[str, Any]]:
    """AUC of the kernel and of each other one with the interval of their difference, per output and held-out source.

    Without its environment, and where it must not be fetched, only the lexicon stands beside the kernel.
    """
    examples = held_out(data, scenes, knowledge)
    found = assessments(examples, knowledge)
    outputs = [name for name in meaning.OUTPUTS if not name.startswith(("intent.", "topics."))]
    asked = {name: [i for i, e in enumerate(examples) if name in e.labels] for name in outputs}
    others = _peers(data, examples, asked, knowledge, install=install)
    rows = []
    for output, chosen in asked.items():
        answers = np.array([examples[i].labels[output] for i in chosen], np.bool_)
        scores = {"kernel": np.array([found[i].scores[output] for i in chosen])}
        scores |= {name: np.array(told[output]) for name, told in others.items() if output in told}
        if output in GROUPS:
            scores["lexicon"] = lexicon_counts([examples[i] for i in chosen], GROUPS[output], knowledge)
        source = np.array([examples[i].source for i in chosen])
        rows += [
            {"output": output, "source": name, **_compared(answers[source == name], _some(scores, source == name))}
            for name in sorted(set(source.tolist()))
            if LEAST <= answers[source == name].sum() <= (source == name).sum() - LEAST
        ]
    return rows


def _some(scores: Scores, chosen: Any) -> dict[str, Any]:
    return {name: values[chosen] for name, values in scores.items()}


def _compared(answers: Any, scores: Scores) -> dict[str, Any]:
    """AUC of each, and for all but the kernel the interval of what the kernel gains on it."""
    row: dict[str, Any] = {"rows": len(answers)}
    for name, values in scores.items():
        row[name] = auc(answers, values)
        if name != "kernel":
            low, high = interval(_gain(answers, scores["kernel"], values), len(answers), seed=SEED)
            row[f"gain on {name}"] = [low, high]
    return row


def _gain(answers: Any, kernel: Any, other: Any) -> Any:
    return lambda chosen: auc(answers[chosen], kernel[chosen]) - auc(answers[chosen], other[chosen])


def _peers(
    data: Path,
    examples: Sequence[Example],
    asked: Mapping[str, Sequence[int]],
    knowledge: TriageKnowledge,
    *,
    install: bool,
) -> dict[str, Scores]:
    """Scores of the others for the examples asked, taught with what the kernel was taught with."""
    python = peer_python("triage", PINNED, install=install)
    if python is None:
        return {}
    known = [e for e in meaning.gather(data, knowledge.lexicon) if e.part == "train" or e.source in OWN]
    known = [e for e in known if e.part != "test"]
    given = {
        "learn": {name: [e.text for e in known if e.labels.get(name) in (0, 1)] for name in asked},
        "answers": {name: [bool(e.labels[name]) for e in known if e.labels.get(name) in (0, 1)] for name in asked},
        "tell": {name: [examples[i].text for i in chosen] for name, chosen in asked.items()},
    }
    told: dict[str, Scores] = ask_peer(python, PEER, given, seconds=PEER_SECONDS)
    return told


def lexicon_counts(examples: Sequence[Example], groups: Sequence[str], knowledge: TriageKnowledge) -> Any:
    """Terms of the groups in each text."""
    tokens = tokenize([example.text for example in examples])
    finds = knowledge.lexicon.find(tokens)
    wanted = np.isin(finds.group, [knowledge.lexicon.groups.index(name) for name in groups])
    return np.bincount(tokens.row[finds.token[wanted]], minlength=len(examples)).astype(np.float64)

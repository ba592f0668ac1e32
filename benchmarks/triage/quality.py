"""Ranking quality of the kernel beside the lexicon alone: what the learning adds."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from parlour.core.triage.knowledge import TriageKnowledge
from parlour.core.triage.tokens import tokenize
from parlour.learning.evaluate import assessments
from parlour.learning.examples import Example
from parlour.learning.metrics import auc, interval
from parlour.learning.report import held_out

SEED = 5
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


def quality(data: Path, scenes: Path, knowledge: TriageKnowledge) -> list[dict[str, Any]]:
    """AUC of kernel and lexicon with the interval of their difference, per output and held-out source."""
    examples = held_out(data, scenes, knowledge)
    found = assessments(examples, knowledge)
    rows = []
    for output, groups in GROUPS.items():
        for source in sorted({example.source for example in examples}):
            asked = [i for i, e in enumerate(examples) if e.source == source and output in e.labels]
            answers = np.array([examples[i].labels[output] for i in asked], np.bool_)
            if 5 <= answers.sum() < len(answers) - 4:
                kernel = np.array([found[i].scores[output] for i in asked])
                words = lexicon_counts([examples[i] for i in asked], groups, knowledge)
                rows.append(
                    {"output": output, "source": source, "rows": len(asked), **_compared(answers, kernel, words)}
                )
    return rows


def _compared(answers: Any, kernel: Any, words: Any) -> dict[str, float]:
    def gain(chosen: Any) -> float:
        return auc(answers[chosen], kernel[chosen]) - auc(answers[chosen], words[chosen])

    low, high = interval(gain, len(answers), seed=SEED)
    return {"kernel": auc(answers, kernel), "lexicon": auc(answers, words), "gain_low": low, "gain_high": high}


def lexicon_counts(examples: Sequence[Example], groups: Sequence[str], knowledge: TriageKnowledge) -> Any:
    """Terms of the groups in each text."""
    tokens = tokenize([example.text for example in examples])
    finds = knowledge.lexicon.find(tokens)
    wanted = np.isin(finds.group, [knowledge.lexicon.groups.index(name) for name in groups])
    return np.bincount(tokens.row[finds.token[wanted]], minlength=len(examples)).astype(np.float64)

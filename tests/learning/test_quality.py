"""The weights that ship, measured on the posts of the make-believe network, which nothing was learnt from.

The floors lie below the lower ends of the intervals in the model card: a model that falls under one has got worse.
"""

from pathlib import Path

import numpy as np
import pytest

from parlour.core.nouns.assessment import Assessment
from parlour.knowledge.triage.load import load_triage
from parlour.learning import readers
from parlour.learning.evaluate import assessments
from parlour.learning.examples import Example
from parlour.learning.faithful import faithfulness
from parlour.learning.metrics import auc

KNOWLEDGE = load_triage()
SCENES = Path(__file__).parents[2] / "src/parlour/simulator/cast/scenes"


@pytest.fixture(scope="module")
def cast() -> list[tuple[Example, Assessment]]:
    examples = list(readers.cast(SCENES))
    return list(zip(examples, assessments(examples, KNOWLEDGE), strict=True))


@pytest.mark.parametrize(
    ("output", "floor"),
    [
        ("sentiment.negative", 0.68),
        ("sentiment.positive", 0.64),
        ("heat", 0.62),
        ("complaint", 0.66),
        ("attack.spam", 0.75),
        ("sensitive.health", 0.68),
        ("sensitive.finance", 0.72),
    ],
)
def test_output_ranks_what_it_asks_for_above_the_rest(
    cast: list[tuple[Example, Assessment]], output: str, floor: float
) -> None:
    answers = np.array([example.labels[output] for example, _ in cast])
    assert auc(answers, np.array([assessment.scores[output] for _, assessment in cast])) > floor


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_language_is_told(cast: list[tuple[Example, Assessment]], language: str) -> None:
    right = [found.language == language for example, found in cast if example.language == language]
    assert np.mean(right) > 0.9


def test_deleting_the_reasons_lowers_the_score_more_than_deleting_other_words(
    cast: list[tuple[Example, Assessment]],
) -> None:
    measured = faithfulness([example.text for example, _ in cast[::2]], KNOWLEDGE, rounds=3)
    assert len(measured) >= 4
    assert {row.output: row.share for row in measured if row.posts >= 40 and row.share < 0.85} == {}

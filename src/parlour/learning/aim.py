"""What a small network aims at that is taught by a larger one: its answers, drawn to the labels."""

import numpy as np
from numpy.typing import NDArray

from parlour.core.triage.knowledge import exclusive
from parlour.learning.examples import Example
from parlour.learning.meaning import OUTPUTS

LABEL = 0.5
"""What a label counts; the rest is what the teacher answers. Where nobody asked, the teacher's answer stands alone."""

Singles = NDArray[np.float32]


def aimed_at(logits: Singles, example: Example) -> Singles:
    """Chances (outputs) to aim at, of a family together 1. logits (outputs): what the teacher answers."""
    chances = 1 / (1 + np.exp(-logits))
    for family in exclusive(OUTPUTS):
        columns = [OUTPUTS.index(name) for name in family]
        mass = np.exp(logits[columns] - logits[columns].max())
        chances[columns] = mass / mass.sum()
    for output, label in example.labels.items():
        column = OUTPUTS.index(output)
        chances[column] += LABEL * (label - chances[column])
    return np.asarray(chances, np.float32)

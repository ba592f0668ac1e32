"""What makes posts that were set aside by chance answer as often with yes as those they were taken from."""

from collections.abc import Sequence

import numpy as np

from parlour.core.triage.knowledge import Floats, exclusive
from parlour.learning.examples import OWN, Example

OWN_COUNTS = {"care": 6.0, "written": 1.0}
"""How many posts one of our own stands for: real ones are fewer, and what matters."""


def representative(examples: Sequence[Example], rows: Sequence[int], outputs: Sequence[str]) -> Floats:
    """What each of the examples in `rows` counts for each output, shape (rows, outputs).

    Among our own, yes and no count so that their shares are those of all our posts that may be learnt from: one post in
    seven is few, and one of them too many is an output too sure of itself. Posts of other sets count 1, and so do
    outputs of a family of which exactly one is right.
    """
    ours = [place for place, example in enumerate(examples) if example.source in OWN and example.part != "test"]
    aside = [place for place, row in enumerate(rows) if examples[row].source in OWN]
    together = [name for family in exclusive(outputs) for name in family]
    counts = np.ones((len(rows), len(outputs)))
    for column, output in enumerate(outputs):
        if output not in together:
            wanted = _share(examples, ours, output)
            held = _share(examples, [rows[place] for place in aside], output)
            for place in aside:
                answer = examples[rows[place]].labels.get(output, 0.0)
                counts[place, column] = answer * wanted / held + (1 - answer) * (1 - wanted) / (1 - held)
    return counts


def _share(examples: Sequence[Example], rows: Sequence[int], output: str) -> float:
    """The share of yes among those that were asked, never none and never all (Laplace)."""
    asked = [examples[row] for row in rows if output in examples[row].labels]
    weights = [OWN_COUNTS[example.source] for example in asked]
    yes = sum(weight * example.labels[output] for weight, example in zip(weights, asked, strict=True))
    return float((yes + 1) / (sum(weights) + 2))

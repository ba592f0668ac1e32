"""What a network aims at that is taught by a larger one."""

import numpy as np
import pytest

from parlour.core.triage.knowledge import SENTIMENT
from parlour.learning.aim import LABEL, aimed_at
from parlour.learning.examples import Example
from parlour.learning.meaning import OUTPUTS

HEAT, COMPLAINT = OUTPUTS.index("heat"), OUTPUTS.index("complaint")
MOODS = [OUTPUTS.index(name) for name in SENTIMENT]


def answers(**odds: float) -> np.ndarray:
    """The teacher's log-odds, 0 where nothing is said."""
    return np.array([odds.get(name, 0.0) for name in OUTPUTS], np.float32)


def test_where_nobody_asked_the_teacher_is_believed() -> None:
    aim = aimed_at(answers(heat=2.0), Example("Still nothing.", "goemotions", "train"))
    assert aim[HEAT] == pytest.approx(1 / (1 + np.exp(-2.0)))


@pytest.mark.parametrize(("label", "odds"), [(1.0, -3.0), (0.0, 3.0), (1.0, 3.0)])
def test_a_label_draws_the_aim_to_itself(label: float, odds: float) -> None:
    teacher = 1 / (1 + np.exp(-odds))
    aim = aimed_at(answers(heat=odds), Example("Still nothing.", "written", "dev", {"heat": label}))
    assert aim[HEAT] == pytest.approx(LABEL * label + (1 - LABEL) * teacher)
    assert aim[COMPLAINT] == pytest.approx(0.5)


def test_of_a_family_all_chances_are_one_together() -> None:
    odds = answers(**{SENTIMENT[0]: 4.0, SENTIMENT[1]: -1.0})
    for labels in ({}, {SENTIMENT[0]: 0.0, SENTIMENT[1]: 0.0, SENTIMENT[2]: 1.0}):
        assert aimed_at(odds, Example("Fine.", "written", "dev", labels))[MOODS].sum() == pytest.approx(1)

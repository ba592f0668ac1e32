"""What the guard hears in a reply as a whole is learnt from written replies alone, by what each was written for."""

import numpy as np
import pytest

from parlour.knowledge.guard.meaning import load_open_trunk
from parlour.learning.tone_layers import INNOCENT, TOLD, fit, lessons, states
from parlour.learning.written_replies import TONES, Reply

RUDE, THREAT = TONES.index("rudeness"), TONES.index("threat")


def reply(text: str, kind: str, *, does: bool) -> Reply:
    return Reply(text, kind, "", "retail", "en", does)


@pytest.mark.parametrize(
    ("given", "rude", "threat"),
    [
        (reply("Read the manual.", "rudeness", does=True), (1, 1), (0, TOLD)),
        (reply("The manual may help.", "rudeness", does=False), (0, 1), (0, INNOCENT)),
        (reply("Good morning.", "good", does=False), (0, INNOCENT), (0, INNOCENT)),
        (reply("Mind your sugar.", "condition", does=True), (0, INNOCENT), (0, INNOCENT)),
    ],
)
def test_a_reply_teaches_most_of_what_it_was_written_for(
    given: Reply, rude: tuple[int, float], threat: tuple[int, float]
) -> None:
    answers, weight = lessons([given])
    assert answers[0, [RUDE, THREAT]].tolist() == [rude[0], threat[0]]
    assert weight[0, [RUDE, THREAT]].tolist() == pytest.approx([rude[1], threat[1]])


def test_tones_that_are_taught_are_heard_and_the_same_again() -> None:
    given = [
        *(reply(f"Read the manual for once, {word}, and stop whining.", "rudeness", does=True) for word in WORDS),
        *(reply(f"The manual says more about {word}, shall I send it?", "rudeness", does=False) for word in WORDS),
    ]
    trunk = load_open_trunk()
    taught = fit(given, trunk, 7)
    unseen = [reply("Stop whining and read the manual, Tom.", "rudeness", does=True)]
    unseen += [reply("Shall I send more of the manual, Tom?", "rudeness", does=False)]
    rude, kind = taught.over(states(unseen, trunk))[:, RUDE]
    assert rude > 0 > kind
    again = fit(given, trunk, 7)
    assert all(np.array_equal(array, again.arrays()[name]) for name, array in taught.arrays().items())


WORDS = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal", "Ivy", "Jo")


def test_handles_that_a_network_adds_teach_nothing() -> None:
    plain, addressed = (reply(f"{opening}Thank you.", "good", does=False) for opening in ("      ", "@mara "))
    rows = states([plain, addressed], load_open_trunk())
    assert np.array_equal(rows[0], rows[1])

"""Stages: personal data, and where a post belongs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import PersonalDatum, Route
from parlour.core.personal_data import find
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import Floats, TriageKnowledge

TOXICITY = "attack.toxicity"
SENSITIVE = "sensitive."


def find_personal_data(batch: Batch, knowledge: TriageKnowledge) -> Batch:  # noqa: ARG001  (every stage has this shape)
    """Fill `personal_data`."""
    return replace(batch, personal_data=[tuple(find(text)) for text in batch.texts])


def choose_route(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `route` and `unsure`.

    Not addressed: watch. Sensitive, or with personal data: parlour. An attack: kindness. In doubt: human. Else: lobby.
    """
    assert batch.scores is not None
    assert batch.language_known is not None
    outputs = knowledge.meaning.outputs
    sensitive = [i for i, name in enumerate(outputs) if name.startswith(SENSITIVE)]
    toxic = [i for i, name in enumerate(outputs) if name == TOXICITY]
    high, doubtful = (_over(batch.scores, outputs, bars) for bars in _bars(knowledge))
    # One output beyond its bar settles the matter; only where none is does a doubtful one call for a human.
    stakes = sensitive + toxic
    unsure = ~batch.language_known | (doubtful[:, stakes].any(axis=1) & ~high[:, stakes].any(axis=1))
    quiet = high[:, sensitive].any(axis=1) & batch.language_known | _holds_any(batch.personal_data)
    attack = high[:, toxic].any(axis=1) & batch.language_known
    route = np.select(
        [~batch.readable, ~batch.addressed, quiet, attack, unsure],
        [Route.HUMAN, Route.WATCH, Route.PARLOUR, Route.KINDNESS, Route.HUMAN],
        Route.LOBBY,
    )
    return replace(batch, route=[Route(name) for name in route.tolist()], unsure=unsure.tolist())


def _bars(knowledge: TriageKnowledge) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    outputs, bars = knowledge.meaning.outputs, knowledge.thresholds
    high = np.array([bars.high.get(name, np.inf) for name in outputs])
    doubtful = np.array([bars.doubtful.get(name, np.inf) for name in outputs])
    return high, doubtful


def _over(scores: Floats, outputs: tuple[str, ...], bars: Floats) -> NDArray[np.bool_]:
    assert len(bars) == len(outputs)
    over: NDArray[np.bool_] = scores >= bars
    return over


def _holds_any(data: Sequence[tuple[PersonalDatum, ...]]) -> NDArray[np.bool_]:
    return np.fromiter((len(found) > 0 for found in data), np.bool_, len(data))

"""Stages: personal data, and where a post belongs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import PersonalDatum, Route, gives_away
from parlour.core.personal_data import find_all
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import Floats, TriageKnowledge

ATTACKS = ("attack.toxicity", "attack.threat")
SENSITIVE = "sensitive."


def find_personal_data(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `personal_data`."""
    return replace(batch, personal_data=find_all(batch.texts, knowledge.tagger))


def choose_route(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `route` and `unsure`.

    Not addressed: watch. Sensitive, or with personal data beyond a name: parlour. An attack: kindness. In doubt:
    human. Else: lobby.
    """
    assert batch.scores is not None
    assert batch.language_known is not None
    outputs = knowledge.meaning.outputs
    sensitive = [i for i, name in enumerate(outputs) if name.startswith(SENSITIVE)]
    toxic = [i for i, name in enumerate(outputs) if name in ATTACKS]
    high, doubtful = (_over(batch.scores, outputs, bars) for bars in _bars(knowledge))
    # An output beyond its bar that decides the route settles the matter; only where none is, doubt calls for a human.
    settled = high[:, sensitive + toxic].any(axis=1)
    unsure = ~batch.language_known | ((doubtful & ~high).any(axis=1) & ~settled)
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
    return np.fromiter((gives_away(found) for found in data), np.bool_, len(data))

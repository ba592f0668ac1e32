"""Stages: personal data, and where a post belongs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import PersonalDatum, Route, gives_away
from parlour.core.personal_data import find_all
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import TriageKnowledge

ATTACKS = ("attack.toxicity", "attack.threat")
SENSITIVE = "sensitive."
_ROUTES = (Route.HUMAN, Route.WATCH, Route.PARLOUR, Route.KINDNESS, Route.HUMAN, Route.LOBBY)
"""Of a text that cannot be read, is not addressed, belongs in private, attacks, leaves doubt; of any other."""


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
    high, doubtful = batch.scores >= knowledge.high, batch.scores >= knowledge.doubtful
    # An output beyond its bar that decides the route settles the matter; only where none is, doubt calls for a human.
    settled = high[:, sensitive + toxic].any(axis=1)
    unsure = ~batch.language_known | ((doubtful & ~high).any(axis=1) & ~settled)
    quiet = high[:, sensitive].any(axis=1) & batch.language_known | _holds_any(batch.personal_data)
    attack = high[:, toxic].any(axis=1) & batch.language_known
    cases = np.stack([~batch.readable, ~batch.addressed, quiet, attack, unsure, np.ones_like(unsure)])
    route = cases.argmax(axis=0)
    return replace(batch, route=[_ROUTES[case] for case in route.tolist()], unsure=unsure.tolist())


def _holds_any(data: Sequence[tuple[PersonalDatum, ...]]) -> NDArray[np.bool_]:
    return np.fromiter((gives_away(found) for found in data), np.bool_, len(data))

"""Stages: personal data, and where a post belongs."""

from dataclasses import replace

import numpy as np

from parlour.core.nouns.assessment import gives_away
from parlour.core.personal_data import find_all
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.core.triage.where import Known, routes


def find_personal_data(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `personal_data`."""
    return replace(batch, personal_data=find_all(batch.texts, knowledge.tagger))


def choose_route(batch: Batch, knowledge: TriageKnowledge) -> Batch:
    """Fill `route` and `unsure`, by the rules of `where.routes`."""
    assert batch.scores is not None
    assert batch.language_known is not None
    known = Known(
        scores=batch.scores,
        readable=batch.readable,
        addressed=batch.addressed,
        gives_away=np.fromiter(map(gives_away, batch.personal_data), np.bool_, len(batch.personal_data)),
        understood=batch.language_known,
    )
    route, unsure = routes(known, knowledge.meaning.outputs, (knowledge.high, knowledge.doubtful))
    return replace(batch, route=route, unsure=unsure)

"""What is known about a batch of posts while it passes the stages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import PersonalDatum, Reason, Route
from parlour.core.triage.grams import Finds, Grams
from parlour.core.triage.knowledge import Floats
from parlour.core.triage.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Batch:
    """n posts, column by column; the lower fields are filled by one stage each, in the order of the pipeline.

    threads: earlier texts of the same thread, oldest first. readable: False where there was no text to read. logits
    and scores (n, outputs): log-odds and probabilities in the order of the knowledge's outputs. parts (tokens,
    outputs): what each token added to the log-odds. heard (tokens, harms): its share of what is stated of each harm the
    knowledge has, less than nothing where it only sounds like it. closer: where the encoder has read the text too.
    escalation: a probability, not a number where there is no earlier text.
    """

    texts: Sequence[str]
    sectors: Sequence[Sequence[str]]
    addressed: NDArray[np.bool_]
    readable: NDArray[np.bool_]
    threads: Sequence[Sequence[str]]
    tokens: Tokens | None = None
    grams: Grams | None = None
    finds: Finds | None = None
    language: Sequence[str] = ()
    language_known: NDArray[np.bool_] | None = None
    logits: Floats | None = None
    scores: Floats | None = None
    parts: Floats | None = None
    heard: Floats | None = None
    personal_data: Sequence[tuple[PersonalDatum, ...]] = ()
    route: Sequence[Route] = ()
    unsure: Sequence[bool] = ()
    closer: NDArray[np.bool_] | None = None
    escalation: Floats | None = None
    reasons: Sequence[tuple[Reason, ...]] = ()

"""The rules of the route: where a post belongs by what is known of it, whether triage or a person said so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parlour.core.nouns.assessment import Route
from parlour.core.triage.knowledge import Floats

ATTACKS: Final = ("attack.toxicity", "attack.threat")
SENSITIVE: Final = "sensitive."
_ROUTES = (Route.HUMAN, Route.WATCH, Route.PARLOUR, Route.KINDNESS, Route.HUMAN, Route.LOBBY)
"""Of a text that cannot be read, is not addressed, belongs in private, attacks, leaves doubt; of any other."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Known:
    """What decides the route of n posts.

    scores (n, outputs): probabilities. gives_away: there are personal data beyond a name. understood: the language is
    one of those triage knows, beyond doubt. certain (n, outputs): what a person said, which counts in any language;
    None where nobody said anything.
    """

    scores: Floats
    readable: Flags
    addressed: Flags
    gives_away: Flags
    understood: Flags
    certain: Flags | None = None


def is_stake(output: str) -> bool:
    """Whether this output decides a route by itself."""
    return output.startswith(SENSITIVE) or output in ATTACKS


def routes(known: Known, outputs: Sequence[str], bars: tuple[Floats, Floats]) -> tuple[list[Route], list[bool]]:
    """The route of each post, and whether it is in doubt. `bars`: from where each output counts, and is doubtful.

    Not addressed: watch. Sensitive, or with personal data beyond a name: parlour. An attack: kindness. In doubt:
    human. Else: lobby. A sensitive subject and an attack count only in a language that is understood, or where a person
    said so.
    """
    high, doubtful = known.scores >= bars[0], known.scores >= bars[1]
    heard = known.understood[:, None] if known.certain is None else known.understood[:, None] | known.certain
    counts = high & heard
    sensitive = counts[:, [i for i, name in enumerate(outputs) if name.startswith(SENSITIVE)]].any(axis=1)
    attack = counts[:, [i for i, name in enumerate(outputs) if name in ATTACKS]].any(axis=1)
    # An output beyond its bar that decides the route settles the matter; only where none is, doubt calls for a human.
    unsure = ~known.understood | ((doubtful & ~high).any(axis=1) & ~(sensitive | attack))
    private = sensitive | known.gives_away
    cases = np.stack([~known.readable, ~known.addressed, private, attack, unsure, np.ones_like(unsure)])
    return [_ROUTES[case] for case in cases.argmax(axis=0).tolist()], unsure.tolist()

"""What triage said of a post, as labels a person can correct, and what follows for the post when they do."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import numpy as np

from parlour.core.nouns.assessment import PersonalDatum, Route, gives_away
from parlour.core.triage.knowledge import Thresholds
from parlour.core.triage.where import Known, is_stake, routes

YES, NO = "yes", "no"
ROUTE, LANGUAGE, MOOD, INTENT = "route", "language", "sentiment", "intent"
CHOICES: Final = (ROUTE, MOOD, INTENT, LANGUAGE)
"""Labels of which one of several is right; every other label is yes or no."""
FAMILIES: Final = (MOOD, INTENT)
"""Those of them that are families of outputs: the label names the output."""
TOPIC: Final = "topics."
ASKED: Final = ("heat", "complaint", "urgency", "one_reply")
NESTED: Final = ("sensitive", "attack")
HALF: Final = 0.5
ONE_IN: Final = 20
"""Of so many posts every label of one is asked for."""

Labels = Mapping[str, str]
"""Label → what a person says it is: yes or no, a route, a mood, an intent or a language."""


@dataclass(frozen=True, slots=True)
class Said:
    """What triage said, and how likely it took it to be; None where its probability is not kept."""

    value: str
    chance: float | None


def said_of(result: Mapping[str, Any], route: str, thresholds: Thresholds) -> dict[str, Said]:
    """Label → what triage said, of an assessment in the words of the contract; what it did not judge is no key.

    Small scores are left out of what is kept: an output that was judged and is not there was denied. Topics are told
    where they count; of all others only that they do not is known, and they are no key.
    """
    found = {ROUTE: Said(route, None)}
    if LANGUAGE not in result:
        return found
    found[LANGUAGE] = Said(result[LANGUAGE], None)
    if moods := result.get(MOOD):
        likeliest = max(moods, key=moods.__getitem__)
        found[MOOD] = Said(likeliest, moods[likeliest])
    if wanted := result.get(INTENT):
        found[INTENT] = Said(wanted["label"], wanted["p"])
    scores = scores_of(result)
    for name in judged(result, thresholds):
        chance = scores.get(name)
        counts = chance is not None and chance >= thresholds.high.get(name, HALF)
        found[name] = Said(YES if counts else NO, chance)
    return found | {TOPIC + name: Said(YES, None) for name in result.get("topics", ())}


def judged(result: Mapping[str, Any], thresholds: Thresholds) -> list[str]:
    """The yes/no outputs that were judged, topics aside: in a flood only those from which something follows."""
    yes_no = [name for name in thresholds.high if name in ASKED or name.partition(".")[0] in NESTED]
    return yes_no + [name for name in ASKED if name not in thresholds.high and INTENT in result]


def asked_whole(post: int) -> bool:
    """Whether this is one of the posts of which every label is asked for: chosen by chance, the same at every look.

    Whoever reads a post because something on it is wrong sees more that is wrong than there is. These are the few that
    say how often triage errs at all.
    """
    return int.from_bytes(blake2b(str(post).encode(), digest_size=8).digest()) % ONE_IN == 0


def is_whole(labels: Container[str], thresholds: Thresholds) -> bool:
    """Whether somebody has said something of every label that is always judged."""
    always = (ROUTE, MOOD, LANGUAGE, *judged({}, thresholds))
    return all(name in labels for name in always)


def scores_of(result: Mapping[str, Any]) -> dict[str, float]:
    """Dotted output → probability, as far as an assessment in the words of the contract keeps it."""
    found: dict[str, float] = {}
    for name, value in result.items():
        if isinstance(value, float | int) and not isinstance(value, bool):
            found[name] = float(value)
        elif name in (*NESTED, MOOD):
            found |= {f"{name}.{leaf}": float(chance) for leaf, chance in value.items()}
    return found


def corrected_scores(scores: Mapping[str, float], labels: Labels) -> dict[str, float]:
    """The scores with what a person said of them for certain."""
    certain = {name: float(value == YES) for name, value in labels.items() if value in (YES, NO)}
    return {**scores, **{name: sure for name, sure in certain.items() if not name.startswith(TOPIC)}}


def corrected_route(result: Mapping[str, Any], route: str, labels: Labels, thresholds: Thresholds) -> str:
    """Where the post belongs: as a person said, else by the rules of `where.routes` on the corrected labels.

    Without a correction that touches the route it stays as judged.
    """
    if labels.get(ROUTE):
        return labels[ROUTE]
    deciding = [*dict.fromkeys((*filter(is_stake, thresholds.high), *thresholds.doubtful))]
    if not any(name in labels for name in (*deciding, LANGUAGE)):
        return route
    bars = thresholds.bars(deciding)
    if LANGUAGE in labels:
        understood = labels[LANGUAGE] in thresholds.understood
    else:
        # How likely a language was is not kept. Where triage was unsure and no score says of what, it was the language.
        told_why = routes(_known(result, route, {}, deciding, understood=True), deciding, bars)[1][0]
        understood = result.get(LANGUAGE) in thresholds.understood and (told_why or not result.get("unsure"))
    return routes(_known(result, route, labels, deciding, understood=understood), deciding, bars)[0][0].value


def _known(
    result: Mapping[str, Any], route: str, labels: Labels, deciding: Sequence[str], *, understood: bool
) -> Known:
    """What decides the route of the one post, with what a person said."""
    scores = corrected_scores(scores_of(result), labels)
    return Known(
        scores=np.array([[scores.get(name, 0.0) for name in deciding]]),
        readable=np.array([True]),
        addressed=np.array([route != Route.WATCH]),
        gives_away=np.array([gives_away(PersonalDatum(**datum) for datum in result.get("personal_data", ()))]),
        understood=np.array([understood]),
        certain=np.array([[name in labels for name in deciding]], np.bool_),
    )

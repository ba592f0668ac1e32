"""Rest after a final word: what brings a case back, what is only counted, and which cases rest.

Nothing is hidden. Posts heard at rest belong to their case, are found by search, and the case stands in its own list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, Q

from parlour.core.moves.attack import ATTACKS, DANGERS, Tone, lifts_rest, tone_of
from parlour.core.nouns.assessment import Assessment, Route, in_words
from parlour.core.triage.labels import FAMILIES, INTENT, LANGUAGE, ROUTE, YES, said_of
from parlour.store.assessments import PLACES
from parlour.store.models import Brand, Case
from parlour.usecases.thresholds import thresholds

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Resting:
    """A case at rest, and how many posts of its person were heard since."""

    case: Case
    heard: int


def resting_cases(brand: Brand | int) -> tuple[Resting, ...]:
    """Cases at rest, those heard last first, MOST at most. One query."""
    theirs = Q(thread__posts__author=F("person"), thread__posts__own=False, thread__posts__deleted_at=None)
    since = Q(thread__posts__received_at__gt=F("resting_at"))
    cases = Case.objects.of(brand).filter(resting_at__isnull=False).select_related("person", "account", "assignee")
    counted = cases.annotate(heard=Count("thread__posts", filter=theirs & since))
    return tuple(Resting(case, case.heard) for case in counted.order_by("-last_post_at", "-pk")[:MOST])


def stays_at_rest(judgements: Iterable[Assessment]) -> bool:
    """Whether posts that were just heard leave a resting case at rest: none is in earnest, and nobody is in danger."""
    return not any(_lifts(judged) for judged in judgements)


def tone(values: Mapping[str, str], labels: Mapping[str, str]) -> Tone:
    """How a kept post counts, by what triage said (output → value) and what people said of it since (their labels).

    Where a person chose its route, that says whether it attacks.
    """
    counts, understood = _counting({**values, **labels})
    if ROUTE in labels:
        counts = counts | ATTACKS if labels[ROUTE] == Route.KINDNESS else counts - ATTACKS
        return tone_of(counts, understood=True)
    return tone_of(counts, understood=understood)


def _lifts(judged: Assessment) -> bool:
    said = said_of(in_words(judged, PLACES), judged.route.value, thresholds())
    counts, understood = _counting({name: one.value for name, one in said.items()})
    # Danger in doubt is danger: to let a threat rest is the graver mistake.
    doubtful = thresholds().doubtful
    maybe = {name for name in DANGERS & said.keys() if (said[name].chance or 0.0) >= doubtful[name]}
    return lifts_rest(counts | maybe, understood=understood)


def _counting(values: Mapping[str, str]) -> tuple[frozenset[str], bool]:
    """The outputs that count, and whether the post was understood."""
    held = {name for name, value in values.items() if value == YES}
    likeliest = {f"{family}.{values[family]}" for family in FAMILIES if family in values}
    return frozenset(held | likeliest), values.get(LANGUAGE) in thresholds().understood and INTENT in values

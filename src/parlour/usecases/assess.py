"""Assess: judge texts that wait, open or join cases, and give each its place, in batches."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError, OperationalError, transaction

from parlour.core.nouns.assessment import Assessment
from parlour.core.triage.kernel import assess_posts
from parlour.store import assessing, assessments
from parlour.store.live import announce
from parlour.usecases.house import House
from parlour.usecases.open_cases import CaseWork, open_or_join

logger = logging.getLogger(__name__)


def assess_waiting(house: House, *, limit: int = assessing.BATCH_TEXTS) -> int:
    """Claim, judge and write one round of waiting texts; how many texts were claimed (0 when none wait).

    Nothing is locked while the kernel runs. A round that fails in the database is given back in halves, so that one
    text never stops another.
    """
    claims = assessing.claim(now=house.clock(), limit=limit)
    for mine in _together(claims):
        try:
            _assess_brand(mine[0].brand, mine, house)
        except OperationalError:
            raise  # the database went away: nobody's text is to blame, the claim is taken up when its lease ends
        except DatabaseError as problem:
            logger.exception("A batch could not be written; it is tried again in halves.")
            with transaction.atomic():
                assessing.give_back(mine, str(problem)[:500])
    return sum(len(claim.texts) for claim in claims)


def _together(claims: Sequence[assessing.Claim]) -> list[list[assessing.Claim]]:
    """Claims to be written in one transaction: all of a brand, but each that failed before by itself."""
    fresh = [claim for claim in claims if claim.attempt == 1]
    brands = sorted({claim.brand for claim in fresh})
    return [[claim for claim in fresh if claim.brand == brand] for brand in brands] + [
        [claim] for claim in claims if claim.attempt > 1
    ]


def _assess_brand(brand: int, claims: Sequence[assessing.Claim], house: House) -> None:
    texts = assessments.load([text for claim in claims for text in claim.texts])
    judged = assess_posts([text.post for text in texts], house.knowledge.triage)
    at = house.clock()
    with transaction.atomic():
        held = assessing.still_ours(claims)
        ours = {text for claim in held for text in claim.texts}
        pairs = [(text, judgement) for text, judgement in zip(texts, judged, strict=True) if text.number in ours]
        _write(brand, pairs, at=at)
        assessing.done(held)


def _write(brand: int, pairs: Sequence[tuple[assessments.WaitingText, Assessment]], *, at: datetime) -> None:
    work = [CaseWork(text, judgement) for text, judgement in pairs]
    cases = open_or_join(brand, work, at=at)
    assessments.write(brand, [(text, judgement, cases.get(text.post_number)) for text, judgement in pairs], at=at)
    if cases:
        announce(brand, cases.values())

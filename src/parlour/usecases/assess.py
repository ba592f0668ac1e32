"""Assess: judge texts that wait, open or join cases, and give each its place, in batches."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError, OperationalError, transaction

from parlour.core.nouns.assessment import Assessment
from parlour.core.triage.kernel import assess_posts
from parlour.store import assessing, assessments
from parlour.store.corrections import recalibration_of
from parlour.store.live import announce
from parlour.usecases.house import House
from parlour.usecases.open_cases import CaseWork, open_or_join, place_again

logger = logging.getLogger(__name__)

CALM = 64
"""Texts waiting together at which each is still read twice; of more, posts come faster than the encoder reads.

What a flood left half read is looked at again when no new texts wait.
"""
CLOSER = 16
"""Texts looked at again together: a twentieth of a second for each dozen, which new texts may have to wait."""


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
    flood = len(texts) > CALM
    knowledge = house.knowledge.brief_triage if flood else house.knowledge.triage
    judged = assess_posts([text.post for text in texts], knowledge.of_brand(recalibration_of(brand)))
    at = house.clock()
    with transaction.atomic():
        held = assessing.still_ours(claims)
        ours = {text for claim in held for text in claim.texts}
        pairs = [(text, judgement) for text, judgement in zip(texts, judged, strict=True) if text.number in ours]
        cases = _write(brand, pairs, at=at)
        assessing.done(held)
        if flood:
            assessing.queue_again(brand, [text.number for text, _ in pairs if text.post_number in cases])


def _write(brand: int, pairs: Sequence[tuple[assessments.WaitingText, Assessment]], *, at: datetime) -> dict[int, int]:
    """Post number → case number of those that belong to one."""
    work = [CaseWork(text, judgement) for text, judgement in pairs]
    cases = open_or_join(brand, work, at=at)
    assessments.write(brand, [(text, judgement, cases.get(text.post_number)) for text, judgement in pairs], at=at)
    if cases:
        announce(brand, cases.values())
    return cases


def look_closer(house: House) -> int:
    """Read the next texts again that a flood left half read; how many (0 when none wait).

    To be asked when no new texts wait: at most CLOSER at a time, so that new ones wait no longer for it.
    """
    claim = assessing.claim_again(now=house.clock(), limit=CLOSER)
    if claim is None:
        return 0
    texts = [text for text in assessments.load(claim.texts) if text.current]
    knowledge = house.knowledge.triage.of_brand(recalibration_of(claim.brand))
    judged = assess_posts([text.post for text in texts], knowledge)
    try:
        _write_closer(claim, list(zip(texts, judged, strict=True)), at=house.clock())
    except OperationalError:
        raise
    except DatabaseError:
        # They keep what was said of them in the flood.
        logger.exception("A closer look at texts of a flood could not be written; it is left out.")
        assessing.go_on(claim)
    return len(claim.texts)


def _write_closer(
    claim: assessing.Closer, pairs: Sequence[tuple[assessments.WaitingText, Assessment]], *, at: datetime
) -> None:
    with transaction.atomic():
        if not assessing.go_on(claim):
            return
        cases = assessments.rewrite(pairs, at=at)
        place_again(claim.brand, [CaseWork(text, judgement) for text, judgement in pairs], cases, at=at)
        if cases:
            announce(claim.brand, cases.values())

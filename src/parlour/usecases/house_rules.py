"""What the house holds against a reply beside the guard: rules about the case, not about the words."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from parlour.core.moves.sameness import MANY, MOST_COMPARED, people_told_the_same
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Finding, Severity, Verdict, decide
from parlour.core.triage.labels import SENSITIVE, YES
from parlour.store.models import Case, Outbox, OutboxState
from parlour.usecases.correct import spoken_of
from parlour.usecases.house import House

MINORS: Final = f"{SENSITIVE}minors"
LOOKED_BACK: Final = timedelta(hours=24)
MOST_POSTS: Final = 50
_SAID: Final = (OutboxState.APPROVED, OutboxState.SENT_UNKNOWN, OutboxState.CONFIRMED, OutboxState.QUESTION)
_WITH_A_MINOR: Final = (
    "A child or a teenager is concerned, and nobody takes a minor aside alone. A second person reads this invitation "
    "and knows of the talk."
)


def with_house_rules(verdict: Verdict, case: Case, *, purpose: str) -> Verdict:
    """The verdict with what the house asks of a reply of this purpose in this case: a second person, maybe."""
    if purpose != "invitation" or not concerns_a_minor(case):
        return verdict
    return _with(verdict, Finding("house.minor", Severity.REVIEW, 0, 0, _WITH_A_MINOR))


def with_repetition(verdict: Verdict, payload: Payload, case: Case, *, house: House) -> Verdict:
    """The verdict with a hint where many others were told nearly the same in public today. One query with a limit."""
    if payload.surface is not Surface.PUBLIC:
        return verdict
    others = people_told_today(payload.text[payload.draft_start : payload.draft_end], case, house=house)
    if others < MANY:
        return verdict
    message = f"These words went to {others} people today. Say it to this one in words of their own."
    return _with(verdict, Finding("house.repeated", Severity.HINT, payload.draft_start, payload.draft_end, message))


def people_told_today(text: str, case: Case, *, house: House) -> int:
    """How many other people our brand told nearly these words in public in the last day."""
    rows = Outbox.objects.of(case.brand_id).filter(
        surface="public", state__in=_SAID, approved_at__gt=house.clock() - LOOKED_BACK
    )
    newest = rows.exclude(recipient=case.person.address).order_by("-approved_at", "-pk")
    return people_told_the_same(text, newest.values_list("recipient", "text")[:MOST_COMPARED])


def concerns_a_minor(case: Case) -> bool:
    """Whether a post of this case speaks of a child or a teenager, as triage or a person judged it."""
    return any(
        one.values.get(MINORS, one.said[MINORS].value if MINORS in one.said else "") == YES
        for one in spoken_of(case, most=MOST_POSTS)
    )


def _with(verdict: Verdict, finding: Finding) -> Verdict:
    findings = (*verdict.findings, finding)
    return replace(verdict, findings=findings, decision=decide(findings))

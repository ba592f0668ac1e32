"""What the house holds against a reply beside the guard: rules about the case, not about the words."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from parlour.core.moves.aside import asks_aside
from parlour.core.moves.listen import ENDED
from parlour.core.moves.sameness import MANY, MOST_COMPARED, people_told_the_same
from parlour.core.moves.solved import says_solved
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Finding, Severity, Verdict, decide
from parlour.store.models import Agent, Case, Move, Outbox, OutboxState
from parlour.store.models.outbox import ON_ITS_WAY
from parlour.usecases.house import House
from parlour.usecases.minors import concerns_a_minor
from parlour.usecases.read_along import company

LOOKED_BACK: Final = timedelta(hours=24)
_SAID: Final = (*ON_ITS_WAY, OutboxState.CONFIRMED)
_MINOR: Final = "house.minor"
_TAKES_ASIDE: Final = ("invitation", "followup")
_INVITING: Final = (
    "A child or a teenager is concerned, and nobody takes a minor aside alone. A second person reads this invitation "
    "and knows of the talk."
)
_ASKING: Final = (
    "A child or a teenager is concerned, and this asks them to go on where nobody else reads along. Nobody takes a "
    "minor aside alone: a second person reads it first."
)
_ALONE: Final = (
    "A child or a teenager is concerned, and nobody writes to a minor in private alone. A second person reads this "
    "first, or says on the case that they read along."
)
_UNSOLVED: Final = (
    "This calls it solved, and on record the talk ended without that. Say only that your door stays open, or open the "
    "talk again."
)


def with_house_rules(verdict: Verdict, case: Case, *, purpose: str, agent: Agent, house: House) -> Verdict:
    """The verdict with what the house asks of a reply of this purpose in this case: a second person, maybe."""
    if purpose not in _TAKES_ASIDE or not concerns_a_minor(case, at=house.clock(), author=agent):
        return verdict
    return _with(verdict, Finding(_MINOR, Severity.REVIEW, 0, 0, _INVITING))


def with_company(verdict: Verdict, payload: Payload, case: Case, *, agent: Agent, house: House) -> Verdict:
    """The verdict, with a second person where these words take a minor aside and nobody else is in the talk.

    Every private word does, by whatever way, and public words that name one. No query for other public words.
    """
    private, at = payload.surface is Surface.PRIVATE, house.clock()
    if not private and not asks_aside(payload.text[payload.draft_start : payload.draft_end]):
        return verdict
    if not concerns_a_minor(case, at=at, author=agent) or company(case, at=at, besides=agent):
        return verdict
    return _with(verdict, Finding(_MINOR, Severity.REVIEW, 0, 0, _ALONE if private else _ASKING))


def with_ending(verdict: Verdict, payload: Payload, case: Case) -> Verdict:
    """The verdict, with a second look where a matter that ended unsolved is called solved in public.

    No query for words that call nothing solved.
    """
    words = payload.text[payload.draft_start : payload.draft_end]
    if payload.surface is not Surface.PUBLIC or not says_solved(words):
        return verdict
    newest = Move.objects.of(case.brand_id).filter(case=case.pk).order_by("-pk").first()
    if newest is None or newest.state not in ENDED or not newest.reason:
        return verdict
    message = f"{_UNSOLVED} It says: {newest.reason}"
    return _with(verdict, Finding("house.unsolved", Severity.REVIEW, payload.draft_start, payload.draft_end, message))


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


def _with(verdict: Verdict, finding: Finding) -> Verdict:
    """One rule says it once: what says more about this reply comes last."""
    findings = (*(one for one in verdict.findings if one.rule != finding.rule), finding)
    return replace(verdict, findings=findings, decision=decide(findings))

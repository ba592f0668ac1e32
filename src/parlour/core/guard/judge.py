"""The guard's verdict on one payload."""

import hashlib
import json
from collections.abc import Iterable

from parlour.core.guard.checks import CHECKS, Check
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.rewrite import Measure, candidates, with_draft
from parlour.core.guard.softened import softened
from parlour.core.guard.view import Background, View
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.verdict import Decision, Finding, Severity, Verdict, decide
from parlour.core.text.spans import Spans

# Findings no wording can answer: a rewrite that leaves only these is as clean as words can be.
_NOT_ABOUT_WORDS = frozenset({"form.media", "form.second_pair", "form.unread_facts"})
_BEYOND_WORDS = ("form.recipient", "form.mentions", "guard.failed")


def judge(
    payload: Payload,
    context: GuardContext,
    knowledge: GuardKnowledge,
    measure: Measure | None = None,
    *,
    checks: tuple[Check, ...] = CHECKS,
) -> Verdict:
    """Judge a payload; never raises. A check that fails becomes a finding no one can override.

    For a block the verdict offers, where one exists, a rewrite of the draft that has itself been judged: nothing is
    left in it but what no wording can change (media, a second pair of eyes). Where none can be made there is none.
    `measure` says how long it is; without one, a character is taken to be one of the network's unit.
    """
    background = Background(context, knowledge)
    findings = _findings(payload, background, checks)
    decision = decide(findings)
    rewrite = ""
    if decision is Decision.BLOCK:
        try:
            rewrite = _rewrite(payload, background, checks, findings, measure)
        except Exception:  # noqa: BLE001 - the verdict stands without a rewrite: it blocks already, and says why
            rewrite = ""
    return Verdict(decision, findings, binding(payload, context), rewrite)


def binding(payload: Payload, context: GuardContext) -> str:
    """SHA-256 (hex) over payload, recipient, surface and the version of the facts it was judged against."""
    parts = [payload.digest(), context.recipient, payload.surface.value, context.version]
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def _findings(payload: Payload, background: Background, checks: tuple[Check, ...]) -> tuple[Finding, ...]:
    try:
        view = View(payload, background)
    except Exception as error:  # noqa: BLE001 - the guard fails closed at its edge, whatever went wrong inside
        return (_failure("reading", error),)
    found = _Found()
    found.take(view.unread)
    for check in checks:
        try:
            found.take(check(view, background.context, background.knowledge))
        except Exception as error:  # noqa: BLE001 - as above: what was not checked is not sent
            found.take((_failure(check.__name__.removeprefix("check_"), error),))
    try:
        return softened(tuple(found.kept), view, background.context, background.knowledge)
    except Exception as error:  # noqa: BLE001 - as above: findings stay as hard as they were
        return (*found.kept, _failure("softening", error))


class _Found:
    """Findings, each once; one that a stronger one tells already, of the same words and kind of fact, is left out."""

    def __init__(self) -> None:
        self.kept: dict[Finding, None] = {}
        self._told: dict[tuple[str, Severity], Spans] = {}

    def take(self, made: Iterable[Finding]) -> None:
        for one in made:
            if not any(
                (one.fact_kind, stronger) in self._told and self._told[one.fact_kind, stronger].meet(one.start, one.end)
                for stronger in Severity
                if stronger > one.severity
            ):
                self.kept.setdefault(one)
                self._told.setdefault((one.fact_kind, one.severity), Spans()).add(one.start, one.end)


def _failure(check: str, error: Exception) -> Finding:
    message = (
        f"The guard could not finish its check of {check.replace('_', ' ')} ({type(error).__name__}), "
        "so nothing can be sent. Please tell whoever runs this desk."
    )
    return Finding(f"guard.failed.{check}", Severity.NEVER, 0, 0, message)


def _rewrite(
    payload: Payload,
    background: Background,
    checks: tuple[Check, ...],
    findings: tuple[Finding, ...],
    measure: Measure | None,
) -> str:
    if any(finding.rule.startswith(_BEYOND_WORDS) for finding in findings):
        return ""
    for draft in candidates(payload, background.context, background.knowledge, findings):
        rest = _findings(with_draft(payload, draft, measure), background, checks)
        if all(one.severity is Severity.HINT or one.rule in _NOT_ABOUT_WORDS for one in rest):
            return draft
    return ""

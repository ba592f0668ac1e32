"""The guard's verdict on one payload."""

import hashlib
import json

from parlour.core.guard.checks import CHECKS, Check
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.rewrite import candidates, with_draft
from parlour.core.guard.view import Background, View
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.verdict import Decision, Finding, Severity, Verdict, decide

# Findings no wording can answer: a rewrite that leaves only these is as clean as words can be.
_NOT_ABOUT_WORDS = frozenset({"form.media", "form.second_pair"})
_BEYOND_WORDS = ("form.recipient", "form.mentions", "guard.failed")


def judge(
    payload: Payload, context: GuardContext, knowledge: GuardKnowledge, *, checks: tuple[Check, ...] = CHECKS
) -> Verdict:
    """Judge a payload; never raises. A check that fails becomes a finding no one can override.

    For a block the verdict offers, where one exists, a rewrite of the draft that has itself been judged: nothing is
    left in it but what no wording can change (media, a second pair of eyes).
    """
    background = Background(context, knowledge)
    findings = _findings(payload, background, checks)
    decision = decide(findings)
    rewrite = _rewrite(payload, background, checks, findings) if decision is Decision.BLOCK else ""
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
    found: list[Finding] = []
    for check in checks:
        try:
            made = check(view, background.context, background.knowledge)
            found.extend(one for one in made if not any(_covers(other, one) for other in found))
        except Exception as error:  # noqa: BLE001 - as above: what was not checked is not sent
            found.append(_failure(check.__name__.removeprefix("check_"), error))
    return tuple(dict.fromkeys(found))


def _covers(stronger: Finding, weaker: Finding) -> bool:
    """Whether a stronger finding of an earlier check is about the same words and kind of fact: nothing new is said."""
    overlap = stronger.start < weaker.end and weaker.start < stronger.end
    return stronger.severity > weaker.severity and overlap and stronger.fact_kind == weaker.fact_kind


def _failure(check: str, error: Exception) -> Finding:
    message = (
        f"The guard could not finish its check of {check.replace('_', ' ')} ({type(error).__name__}), "
        "so nothing can be sent. Please tell whoever runs this desk."
    )
    return Finding(f"guard.failed.{check}", Severity.NEVER, 0, 0, message)


def _rewrite(payload: Payload, background: Background, checks: tuple[Check, ...], findings: tuple[Finding, ...]) -> str:
    if any(finding.rule.startswith(_BEYOND_WORDS) for finding in findings):
        return ""
    for draft in candidates(payload, background.context, background.knowledge, findings):
        rest = _findings(with_draft(payload, draft), background, checks)
        if all(one.severity is Severity.HINT or one.rule in _NOT_ABOUT_WORDS for one in rest):
            return draft
    return ""

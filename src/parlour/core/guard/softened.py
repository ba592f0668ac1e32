"""Patterns cannot know what a word means beside others: the network is asked whether their blocks are borne out."""

from dataclasses import replace
from math import inf

from parlour.core.guard.in_other_words import OtherWords
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.view import View
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding, Severity


def softened(
    findings: tuple[Finding, ...], view: View, context: GuardContext, knowledge: GuardKnowledge
) -> tuple[Finding, ...]:
    """Findings where the block of a rule asks for a second person only, if the network has read all of the reply and
    hears nothing of what the rule names (`heard`). All else stays as it is, and nothing is released by it."""
    named = {rule.id: rule.heard for rule in knowledge.rules if rule.heard}
    blocks = {one for one in findings if one.severity is Severity.BLOCK and one.rule in named}
    if knowledge.told is None or not view.public or not blocks:
        return findings
    reading = OtherWords(view, context, knowledge.told())
    if not reading.is_read:
        return findings

    def odds(rule: str) -> float:
        return max((reading.heard[name] for name in named[rule] if name in reading.heard), default=inf)

    unheard = {one for one in blocks if odds(one.rule) < reading.told.bars["doubt"]}
    return tuple(replace(one, severity=Severity.REVIEW) if one in unheard else one for one in findings)

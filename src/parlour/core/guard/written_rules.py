"""The rules somebody wrote down: asking in public, sector law, leaks of the house, kindness."""

from collections.abc import Iterator

from parlour.core.guard.knowledge import CompiledRule, GuardKnowledge
from parlour.core.guard.view import Part, View
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding


def check_asking(view: View, context: GuardContext, knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """Asking for personal data where everyone reads the answer; asking to send it privately passes."""
    return _apply("asking", view, context, knowledge)


def check_sector(view: View, context: GuardContext, knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """What the law of a sector forbids to say, above all that somebody is a patient or customer."""
    return _apply("sector", view, context, knowledge)


def check_house(view: View, context: GuardContext, knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """Unfilled placeholders and words meant for colleagues."""
    return _apply("house", view, context, knowledge)


def check_kindness(view: View, context: GuardContext, knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """Blame, sarcasm, threats, bargains about reviews, questioning the person."""
    return _apply("kindness", view, context, knowledge)


def _apply(check: str, view: View, context: GuardContext, knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    rules = tuple(knowledge.rules_of(check, context.sectors, view.payload.surface))
    return tuple(finding for part in view.parts for rule in rules for finding in _findings(rule, part))


def _findings(compiled: CompiledRule, part: Part) -> Iterator[Finding]:
    rule, text, spans = compiled.rule, part.reading.text, part.reading.sentences
    if not compiled.pattern.search(text):
        return
    for place, (start, end) in enumerate(spans):
        until = spans[place + 1][1] if rule.unless_next and place + 1 < len(spans) else end
        if compiled.unless is not None and compiled.unless.search(text[start:until]):
            continue
        for match in compiled.pattern.finditer(text[start:end]):
            span = (start + match.start(), start + match.end())
            if span[0] < span[1]:
                yield part.finding(rule.id, rule.severity, span, rule.message)

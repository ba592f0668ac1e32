"""The rules somebody wrote down: asking in public, sector law, leaks of the house, kindness."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import re2

from parlour.core.guard.drawn import without_codes
from parlour.core.guard.form import unsigned
from parlour.core.guard.knowledge import CompiledRule, GuardKnowledge, Scope
from parlour.core.guard.view import Part, View
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding, Severity
from parlour.core.text.fold import fold

_PROMISES = "kindness.promise"
_BEFORE_WORDS = re2.compile(r"(?:[@.][\w.@-]+[\s,:]+)*[¿¡\"\s]*")
_ENOUGH_WORDS = 3  # a reply of fewer says too little to miss anything in it

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the payload: its folded form without codes that were drawn by lot, and the sentences as spans of it."""

    part: Part
    folded: str
    sentences: tuple[Span, ...]

    def around(self, place: int, scope: Scope) -> str:
        """What stands around the sentence at that place, as far as the scope reaches."""
        if scope is Scope.REPLY:
            return self.folded
        reach = 1 if scope is Scope.NEAR else 0
        first, last = max(0, place - reach), min(len(self.sentences) - 1, place + reach)
        return self.folded[self.sentences[first][0] : self.sentences[last][1]]


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
    """Blame, sarcasm, threats, bargains about reviews, questioning the person; as hints what a kind reply lacks."""
    return _apply("kindness", view, context, knowledge) + unsigned(view, context)


def _apply(check: str, view: View, context: GuardContext, knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    rules = knowledge.rules_of(check, context.sectors, view.payload.surface, context.jurisdictions)
    texts = tuple(_Text(part, without_codes(part.reading.text), tuple(_sentences(part))) for part in view.parts)
    return tuple(finding for compiled in rules for finding in _broken(compiled, texts, view, context))


def _sentences(part: Part) -> Iterator[Span]:
    """The sentences of a text, each from its first word: without the people it begins with."""
    text = part.reading.text
    for start, end in part.reading.sentences:
        before = _BEFORE_WORDS.match(text[start:end])
        yield start + (before.end() if before else 0), end


def _broken(compiled: CompiledRule, texts: tuple[_Text, ...], view: View, context: GuardContext) -> Iterator[Finding]:
    if compiled.rule.absent:
        found = list(_missing(compiled, view))
    else:
        found = [finding for text in texts for finding in _findings(compiled, text, context)]
    if found and _is_situation(compiled, view, context):
        yield from found


def _is_situation(compiled: CompiledRule, view: View, context: GuardContext) -> bool:
    """Whether thread or reply speak of what the rule is about."""
    if compiled.said is None:
        return True
    posts = (*context.public_posts, *(post.text for post in context.thread))
    told = (*(part.reading.text for part in view.parts), *(fold(text).text for text in posts))
    return any(compiled.said.search(text) for text in told)


def _missing(compiled: CompiledRule, view: View) -> Iterator[Finding]:
    reading = view.parts[0].reading
    excused = compiled.unless is not None and compiled.unless.search(reading.text)
    if len(reading.words) >= _ENOUGH_WORDS and not excused and not compiled.pattern.search(reading.text):
        yield Finding(compiled.rule.id, compiled.rule.severity, 0, 0, compiled.rule.message)


def _findings(compiled: CompiledRule, text: _Text, context: GuardContext) -> Iterator[Finding]:
    rule = compiled.rule
    for place, (start, end) in enumerate(text.sentences):
        sentence = text.folded[start:end]
        matches = _matches(compiled, sentence)
        if not matches or not _is_held(compiled, text, place) or _is_allowed(rule.id, sentence, context):
            continue
        for left, right in matches:
            span = (start + left, start + right)
            if not text.part.excused(*span):
                yield text.part.finding(rule.id, _severity(compiled, sentence[left:right]), span, rule.message)


def _severity(compiled: CompiledRule, words: str) -> Severity:
    """The rule's own; a second look at most where the words are also said without harm."""
    doubtful = compiled.doubtful is not None and compiled.doubtful.search(words)
    return min(compiled.rule.severity, Severity.REVIEW) if doubtful else compiled.rule.severity


def _matches(compiled: CompiledRule, sentence: str) -> list[Span]:
    """Where a pattern stands, with all it needs in the sentence near it."""
    found = [match.span() for match in compiled.pattern.finditer(sentence) if match.end() > match.start()]
    if found and compiled.spare is not None:
        found = [(left, right) for left, right in found if not compiled.spare.search(sentence[left:right])]
    for need in compiled.needs if compiled.rule.needs_in is Scope.SENTENCE else ():
        if found:
            found = _near(found, [match.span() for match in need.finditer(sentence)], compiled.rule.within)
    return found


def _near(found: list[Span], there: list[Span], within: int) -> list[Span]:
    """Those with one of `there` at most `within` characters away; 0 means anywhere."""
    if within == 0 or not there:
        return found if there else []
    starts = [start for start, _ in there]
    # Matches stand in order and do not overlap, so the last one that starts in reach also ends last.
    last = [(left, right, bisect_right(starts, right + within) - 1) for left, right in found]
    return [(left, right) for left, right, at in last if at >= 0 and there[at][1] >= left - within]


def _is_held(compiled: CompiledRule, text: _Text, place: int) -> bool:
    """Whether what stands around the sentence bears the rule out: all it needs further off, nothing that excuses."""
    rule = compiled.rule
    if compiled.unless is not None and compiled.unless.search(text.around(place, rule.unless_in)):
        return False
    if rule.needs_in is Scope.SENTENCE:
        return True
    around = text.around(place, rule.needs_in)
    return all(need.search(around) for need in compiled.needs)


def _is_allowed(rule: str, sentence: str, context: GuardContext) -> bool:
    """Whether this is a promise that the playbook of the case makes itself."""
    return rule == _PROMISES and any(fold(promise).text in sentence for promise in context.promises if promise)

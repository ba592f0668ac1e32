"""A card, password or identity number that a private message tells in full, to its owner or not."""

from collections.abc import Iterator

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.private_facts import is_own
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.codes import Mixed
from parlour.core.guard.shapes.references import is_mixed
from parlour.core.guard.view import View
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding, Severity

_SHORT, _WHOLE = 4, 6  # letters and figures from which a value says all of itself: as it is written, and in any shape


def told_whole(view: View, context: GuardContext, knowledge: GuardKnowledge) -> Iterator[Finding]:
    """In private, the recipient's own card, password or identity number where it stands in full, however written."""
    for fact in context.private_facts:
        kind = knowledge.kind(fact.kind)
        if not kind.never or not is_own(fact, context):
            continue
        message = f"This is the whole {kind.noun}. It must never be sent."
        value = view.background.read(fact.value)
        for part in view.parts:
            for span in (*_whole_at(value, part.reading), *_short_at(value, part.reading)):
                yield part.finding(
                    f"fact.{fact.kind}", Severity.NEVER, span, message, source=fact.source, fact_kind=fact.kind
                )


def _whole_at(value: Reading, text: Reading) -> Iterator[tuple[int, int]]:
    """Where the value stands without the words before it, as letters and figures or as figures alone."""
    words = [token.word for token in value.tokens]
    first = next((place for place, word in enumerate(words) if any(map(str.isdigit, word))), 0)
    wholes = ("".join(words[begin:]) for begin in (0, max(0, first - 1), first))
    for letters in dict.fromkeys((*wholes, value.squeezed[0])):
        if len(letters) >= _WHOLE:
            yield from text.glued(letters)
    digits = "".join(filter(str.isdigit, value.text))
    if len(digits) < _WHOLE:
        return
    figures = [(figure, place) for run, places in text.runs for figure, place in zip(run, places, strict=True)]
    at = "".join(figure for figure, _ in figures).find(digits)
    if at >= 0:
        yield figures[at][1][0], figures[at + len(digits) - 1][1][1]


def _short_at(value: Reading, text: Reading) -> Iterator[tuple[int, int]]:
    """Where a value too short for that stands as it is written: letters and figures, or what is said to be a secret."""
    words = tuple(token.word for token in value.tokens)
    if _SHORT <= len("".join(words)) < _WHOLE:
        for match in Mixed(words).matches(text):
            if is_mixed(value) or text.cue_near("secret", match.start, match.end):
                yield match.start, match.end

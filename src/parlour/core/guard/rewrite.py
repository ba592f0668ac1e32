"""Clean words for a draft that was blocked: without the offending sentences, with an invitation to talk in private."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.view import MOST_READ
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Finding, Severity
from parlour.core.text.fold import fold
from parlour.core.text.language import sure_language
from parlour.core.text.spans import Spans
from parlour.core.text.tokens import sentences, tokens

Measure = Callable[[str], int]
"""How long a network takes a payload to be in which these words are the draft, in its own unit."""

_INVITES = re.compile(r"\bdm\b|direct message|private|privat|direktnachricht|mensaje|privado|prive")
_NOT_EVEN_IN_PRIVATE = "asking.secret"
"""The rule on what nobody may ask for: no rewrite asks for it elsewhere."""
_WORDS_THAT_STAND = 4  # a sentence of fewer words is a scrap once its neighbour is gone


def candidates(
    payload: Payload, context: GuardContext, knowledge: GuardKnowledge, findings: tuple[Finding, ...]
) -> Iterator[str]:
    """Drafts to try, best first; every one still has to be judged. Offsets of `findings` are in the payload's text.

    Where a draft asked for data, the request is put in private instead. What stood beside unkind words is likely
    unkind too, so there all of it goes. Their language is the draft's where that is sure, else the one it was meant in,
    the person's own, the thread's, or English.
    """
    draft = payload.text[payload.draft_start : payload.draft_end]
    spoken = _spoken(draft) or payload.language[:2] or _spoken(" ".join(context.public_posts)) or _in_thread(context)
    words = {purpose: table.get(spoken, table["en"]) for purpose, table in knowledge.rewrites.items()}
    held = [finding.rule for finding in findings if finding.severity >= Severity.REVIEW]
    kept = " ".join(_clean_sentences(payload, draft, findings))
    stands = len(tokens(kept)) >= _WORDS_THAT_STAND and not any(rule.startswith("kindness.") for rule in held)
    sign = f" ^{context.author.initials}" if context.author.initials else ""
    if payload.surface is Surface.PRIVATE:
        yield from [kept] if stands else []
        yield words["private_templates"] + sign
        return
    asked = any(rule.startswith("asking.") and rule != _NOT_EVEN_IN_PRIVATE for rule in held)
    invitation = words["private_requests" if asked else "invitations"]
    if stands:
        yield kept if _INVITES.search(fold(kept).text) else f"{kept} {invitation}"
    elif asked:
        yield invitation + sign
    yield words["templates"] + sign
    yield words["templates"]
    yield words["invitations"]


def with_draft(payload: Payload, draft: str, measure: Measure | None = None) -> Payload:
    """The payload with another draft in its place; its length is measured, or moves by as many characters."""
    text = payload.text[: payload.draft_start] + draft + payload.text[payload.draft_end :]
    return replace(
        payload,
        text=text,
        draft_end=payload.draft_start + len(draft),
        length=measure(draft) if measure else max(0, payload.length + len(text) - len(payload.text)),
        links=tuple(link for link in payload.links if link in text),
    )


def _spoken(text: str) -> str:
    """The language a text is surely written in, "" where it says too little."""
    return sure_language(token.word for token in tokens(fold(text[:MOST_READ]).text))


def _in_thread(context: GuardContext) -> str:
    """The language of what everybody wrote in the thread."""
    return _spoken(" ".join(post.text for post in context.thread))


def _clean_sentences(payload: Payload, draft: str, findings: tuple[Finding, ...]) -> list[str]:
    bad = Spans()
    for finding in findings:
        if finding.severity >= Severity.REVIEW and finding.end > finding.start:
            bad.add(finding.start - payload.draft_start, finding.end - payload.draft_start)
    return [draft[start:end] for start, end in sentences(draft) if not bad.meet(start, end)]

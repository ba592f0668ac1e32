"""Clean words for a draft that was blocked: without the offending sentences, with an invitation to talk in private."""

import re
from collections.abc import Iterator
from dataclasses import replace

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Finding, Severity
from parlour.core.text.fold import fold
from parlour.core.text.language import language
from parlour.core.text.tokens import sentences, tokens

_INVITES = re.compile(r"\bdm\b|direct message|private|privat|direktnachricht|mensaje|privado")


def candidates(
    payload: Payload, context: GuardContext, knowledge: GuardKnowledge, findings: tuple[Finding, ...]
) -> Iterator[str]:
    """Drafts to try, best first; every one still has to be judged. Offsets of `findings` are in the payload's text."""
    draft = payload.text[payload.draft_start : payload.draft_end]
    spoken = payload.language[:2] if payload.language[:2] in knowledge.templates else _language(draft)
    kept = _clean_sentences(payload, draft, findings)
    sign = f" ^{context.author.initials}" if context.author.initials else ""
    if kept and not _is_signature(kept[-1]):
        remaining = " ".join(kept)
        if payload.surface is Surface.PRIVATE or _INVITES.search(fold(remaining).text):
            yield remaining
        else:
            yield f"{remaining} {knowledge.invitations[spoken]}"
    if payload.surface is Surface.PUBLIC:
        yield knowledge.templates[spoken] + sign
        yield knowledge.invitations[spoken]


def with_draft(payload: Payload, draft: str) -> Payload:
    """The payload with another draft in its place; its length moves by as many characters as the draft does."""
    text = payload.text[: payload.draft_start] + draft + payload.text[payload.draft_end :]
    return replace(
        payload,
        text=text,
        draft_end=payload.draft_start + len(draft),
        length=max(0, payload.length + len(text) - len(payload.text)),
        links=tuple(link for link in payload.links if link in text),
    )


def _language(draft: str) -> str:
    return language(token.word for token in tokens(fold(draft).text))


def _clean_sentences(payload: Payload, draft: str, findings: tuple[Finding, ...]) -> list[str]:
    bad = [
        (finding.start - payload.draft_start, finding.end - payload.draft_start)
        for finding in findings
        if finding.severity >= Severity.REVIEW and finding.end > finding.start
    ]
    return [
        draft[start:end]
        for start, end in sentences(draft)
        if not any(left < end and start < right for left, right in bad)
    ]


def _is_signature(sentence: str) -> bool:
    return len(tokens(sentence)) < 3

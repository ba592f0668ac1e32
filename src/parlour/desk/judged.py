"""A verdict as an agent reads it: the exact words that would leave, marked, with what each mark means beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.core.nouns.fact import FactSource
from parlour.core.nouns.verdict import Decision, Finding, Severity
from parlour.desk.marks import Span, marked
from parlour.usecases.draft import Judged

STANDING: Final = {
    (Decision.ALLOW, "go"): later("Ready to go."),
    (Decision.REVIEW, "ask"): later("A colleague reads it before it goes."),
    (Decision.BLOCK, "ask"): later("This should not go as it is."),
    (Decision.BLOCK, "stop"): later("Nobody may send this as it is."),
}


ORIGINS: Final[Mapping[str, str]] = {
    FactSource.CRM: later("from the customer file"),
    FactSource.DM: later("from a private message"),
    FactSource.PHONE: later("from a call"),
    FactSource.ROOM: later("from the private room"),
    FactSource.NOTE: later("from a note"),
    FactSource.HR: later("from the personnel file"),
    FactSource.COLLECTIONS: later("from collections"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said, and of which words; no quotes where it concerns the whole. `origin`: where the fact behind it
    was learnt, "" where there is none."""

    severity: str
    message: str
    quotes: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` is the payload's text with marks. `way` is go, ask (a second person may release it) or stop.

    `instead_of` are the words of ours that would be overwritten, "" where none would.
    """

    words: SafeString
    plain: str
    findings: tuple[Told, ...]
    decision: str
    standing: str
    way: str
    rewrite: str
    shown: str
    length: int
    limit: int
    instead_of: str


def read_verdict(judged: Judged, *, may_see: bool) -> Reading:
    """A verdict as the composer shows it: the words that would leave, marked, the gravest finding first.

    may_see: whether its reader may know which fact is behind a finding; to others it is "a private fact".
    """
    payload, verdict = judged.payload, judged.verdict
    findings = sorted(verdict.findings, key=lambda finding: (-finding.severity, finding.start))
    findings = findings if may_see else [*map(_unnamed, findings)]
    way = "go" if verdict.decision is Decision.ALLOW else "ask" if verdict.overridable else "stop"
    return Reading(
        words=marked(payload.text, [_span(finding) for finding in findings if finding.end > finding.start]),
        plain=payload.text,
        findings=_told(findings, payload.text),
        decision=verdict.decision.value,
        standing=gettext(STANDING[verdict.decision, way]),
        way=way,
        rewrite=verdict.rewrite,
        shown=judged.shown,
        length=payload.length,
        limit=payload.limit,
        instead_of=judged.instead_of,
    )


def _span(finding: Finding) -> Span:
    return Span(finding.start, finding.end, Severity(finding.severity).word, finding.message)


def _told(findings: Sequence[Finding], text: str) -> tuple[Told, ...]:
    """Each thing said once, with all the words it concerns, in the order of the findings."""
    said: dict[tuple[str, str, str], dict[str, None]] = {}
    for finding in findings:
        quotes = said.setdefault((Severity(finding.severity).word, finding.message, _origin(finding)), {})
        if quote := text[finding.start : finding.end].strip():
            quotes[quote] = None
    return tuple(Told(severity, message, tuple(quotes), origin) for (severity, message, origin), quotes in said.items())


def _origin(finding: Finding) -> str:
    return gettext(ORIGINS[finding.source]) if finding.source in ORIGINS else ""


def _unnamed(finding: Finding) -> Finding:
    """The finding without what kind of fact is behind it and where that came from."""
    if not finding.fact_kind or not finding.source:
        return finding
    return replace(finding, message=gettext("This may tell a private fact. Leave it out here."), source="")

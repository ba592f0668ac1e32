"""What the guard says about a payload."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Decision(StrEnum):
    """Allow: the author may send. Review: any second agent. Block: a holder of the override right, in writing."""

    ALLOW = "allow"
    REVIEW = "review"
    BLOCK = "block"


class Severity(IntEnum):
    """How strongly one finding weighs. NEVER blocks and knows no override."""

    HINT = 0
    REVIEW = 1
    BLOCK = 2
    NEVER = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason of a verdict.

    `start` and `end` are code points in the judged payload's text (half open; both 0 when it concerns the whole).
    `message` is for a tired person. `source` says where a matched private fact came from (`crm`, `dm` …); it is shown
    only to those who may see the fact. `fact_kind` and `owner` let a caller decide who may be told which fact.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    message: str
    source: str = ""
    fact_kind: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The guard's answer, bound to what it judged.

    `binding` is the hash of payload, recipient, surface and facts version: a verdict for other bytes is void.
    `rewrite`, where offered, has itself passed the guard. `tone` holds only measured scores.
    """

    decision: Decision
    findings: tuple[Finding, ...]
    binding: str
    rewrite: str = ""
    tone: Mapping[str, float] = field(default_factory=dict)

    @property
    def overridable(self) -> bool:
        """Whether a second person may release these exact bytes."""
        return all(finding.severity is not Severity.NEVER for finding in self.findings)

    @property
    def held(self) -> tuple[Finding, ...]:
        """The findings that are held against these bytes: all but hints."""
        return tuple(finding for finding in self.findings if finding.severity is not Severity.HINT)


def decide(findings: tuple[Finding, ...]) -> Decision:
    """The strongest finding decides; hints decide nothing."""
    worst = max((finding.severity for finding in findings), default=Severity.HINT)
    if worst >= Severity.BLOCK:
        return Decision.BLOCK
    return Decision.REVIEW if worst is Severity.REVIEW else Decision.ALLOW

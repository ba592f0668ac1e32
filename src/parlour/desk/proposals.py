"""Proposed replies as a second person reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from parlour.desk.entry import Visit
from parlour.desk.marks import Span, marked
from parlour.store.models import Outbox, OutboxState, RoomFile

MOST = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """The exact words with marks, and whether this visitor may let them go (never one's own)."""

    words: SafeString
    files: Sequence[RoomFile]
    findings: Sequence[Mapping[str, Any]]
    blocked: bool
    own: bool
    may_release: bool


def waiting_proposals(brand: int) -> list[Outbox]:
    """What waits, oldest first. One query."""
    waiting = Outbox.objects.of(brand).filter(state=OutboxState.PROPOSED)
    return list(waiting.select_related("author", "case__person", "account").order_by("drafted_at", "id")[:MOST])


def read_proposal(reply: Outbox, visit: Visit) -> Proposal:
    """A waiting reply as its page shows it: the guard's finds marked, and whether this visitor may release it."""
    findings = reply.verdict.get("findings", [])
    blocked = reply.verdict.get("decision") == "block"
    own = reply.author_id == visit.agent.pk
    spans = [
        Span(one["start"], one["end"], str(one["severity"]), one["message"])
        for one in findings
        if one["end"] > one["start"]
    ]
    return Proposal(
        words=marked(reply.payload["text"], spans),
        files=list(reply.files.defer("body").order_by("pk")),
        findings=findings,
        blocked=blocked,
        own=own,
        may_release=not own and visit.may("override" if blocked else "release"),
    )

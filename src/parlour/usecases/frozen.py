"""Payloads and verdicts as they are kept: what was judged is what is sent, byte for byte."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from parlour.core.nouns.draft import Media
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Finding, Verdict
from parlour.store.models import Outbox


def freeze_payload(payload: Payload) -> dict[str, Any]:
    """The payload as JSON; `thaw_payload` gives it back with the same digest."""
    return asdict(payload)


def thaw_payload(kept: Mapping[str, Any]) -> Payload:
    """The payload that was kept. Raises KeyError or TypeError when it is not the shape that was frozen."""
    return Payload(
        **{
            **kept,
            "surface": Surface(kept["surface"]),
            "mentions": tuple(kept["mentions"]),
            "links": tuple(kept["links"]),
            "media": tuple(Media(**item) for item in kept["media"]),
        }
    )


def still_frozen(row: Outbox) -> bool:
    """Whether a kept reply is still, in every field, the one that was approved."""
    try:
        payload = thaw_payload(row.payload)
    except (KeyError, TypeError, ValueError):
        return False
    frozen = (row.payload_digest, row.recipient, row.surface)
    return (payload.digest(), payload.recipient, payload.surface.value) == frozen


def freeze_verdict(verdict: Verdict) -> dict[str, Any]:
    """The verdict in the words of the contract, for whoever reads it later."""
    return {
        "decision": verdict.decision.value,
        "findings": [_kept(finding) for finding in verdict.findings],
        "rewrite": verdict.rewrite,
        "tone": dict(verdict.tone),
    }


def _kept(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "severity": finding.severity.word}

"""Verify: read the whole record again and say what holds, what does not, and what cannot be proved."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import orjson
from django.conf import settings

from parlour.core.record.chain import NOTHING, ChainedEvent, payload_digest
from parlour.core.record.checkpoint import Statement, heads_root
from parlour.store.bulk import fetch
from parlour.store.models import Checkpoint, Event
from parlour.store.record import EMPTY
from parlour.store.signing import signature_holds, trusted_keys

PROBLEMS_TOLD = 100
RAW_AT_ONCE = 1000


class UnknownCheckpointError(Exception):
    """There is no such checkpoint; the message names the ones there are."""


@dataclass(slots=True)
class Findings:
    """What verifying found. `problems` names at most PROBLEMS_TOLD, `more` counts the rest."""

    events: int = 0
    checkpoints: int = 0
    raw_events: int = 0
    erased: int = 0
    unsigned: int = 0
    up_to: str = ""
    newest: str = ""
    problems: list[str] = field(default_factory=list)
    more: int = 0

    @property
    def holds(self) -> bool:
        return not self.problems

    def blame(self, problem: str) -> None:
        if len(self.problems) < PROBLEMS_TOLD:
            self.problems.append(problem)
        else:
            self.more += 1

    @property
    def cannot_prove(self) -> list[str]:
        """What no such check can show, said plainly."""
        words = [
            "That what was recorded is true: only that it was not changed afterwards.",
            "Anything, if somebody had both the database and the signing key.",
        ]
        if self.unsigned:
            words.append(f"That no events after the last checkpoint were cut off: {self.unsigned} are not signed yet.")
        if not self.checkpoints:
            words.append("That no whole stream is missing: there is no checkpoint yet.")
        return words


def verify(known: str = "") -> Findings:
    """Check every event, payload, raw body and checkpoint.

    `known` is a checkpoint kept elsewhere, `12` or `12:<hash>`: it must still be there, with that hash, and everything
    up to it must hold; later events are checked too. Raises UnknownCheckpointError.
    """
    findings = Findings()
    _check_known(known, findings)
    _check_streams(findings)
    _check_checkpoints(findings)
    _check_raw_bodies(findings)
    return findings


def _check_known(known: str, findings: Findings) -> None:
    if not known:
        return
    number, _, digest = known.partition(":")
    found = Checkpoint.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if found is None:
        newest = Checkpoint.objects.order_by("-id").values_list("id", flat=True).first()
        raise UnknownCheckpointError(f"There is no checkpoint {number!r}; the newest is {newest or 'not made yet'}.")
    findings.up_to = f"{found.pk}:{bytes(found.hash).hex()}"
    if digest and bytes(found.hash).hex() != digest.lower():
        findings.blame(f"Checkpoint {number} is not the one you kept: its hash is {bytes(found.hash).hex()}.")


def _check_streams(findings: Findings) -> None:
    stream, seq, prev = "", 0, NOTHING
    for event in _events():
        findings.events += 1
        if event.stream != stream:
            stream, seq, prev = event.stream, 0, NOTHING
        if event.seq != seq + 1:
            findings.blame(f"{stream}: event {seq + 1} is missing before event {event.seq}.")
        elif bytes(event.prev) != prev:
            findings.blame(f"{stream}: event {event.seq} does not follow event {seq}.")
        if _hash(event) != bytes(event.hash):
            findings.blame(f"{stream}: event {event.seq} ({event.verb}) was changed.")
        _check_payload(event, findings)
        seq, prev = event.seq, bytes(event.hash)


def _events() -> Iterator[Event]:
    return Event.objects.select_related("payload").order_by("stream", "seq").iterator(chunk_size=2000)


def _hash(event: Event) -> bytes:
    return ChainedEvent(
        event.brand_id,
        event.stream,
        event.seq,
        event.actor,
        event.verb,
        event.cause,
        event.at,
        bytes(event.payload_digest),
        bytes(event.prev),
    ).hash()


def _check_payload(event: Event, findings: Findings) -> None:
    payload = getattr(event, "payload", None)
    digest = bytes(event.payload_digest)
    if payload is None:
        if digest == EMPTY:
            return
        findings.erased += 1
        if not Event.objects.filter(verb="payload_erased", cause=f"event:{event.pk}").exists():
            findings.blame(f"{event.stream}: the content of event {event.seq} is gone and no erasure was recorded.")
    elif payload_digest(bytes(payload.salt), bytes(payload.body)) != digest:
        findings.blame(f"{event.stream}: the content of event {event.seq} ({event.verb}) was changed.")


def _check_checkpoints(findings: Findings) -> None:
    trusted = trusted_keys(settings.CHECKPOINT_KEY_FILE)
    prev, last = NOTHING, 0
    for one in Checkpoint.objects.order_by("id").iterator():
        findings.checkpoints += 1
        statement = Statement(
            one.first_event, one.last_event, one.events, bytes(one.root), bytes(one.prev), one.at, one.key_id
        )
        if statement.hash() != bytes(one.hash) or not signature_holds(
            one.key_id, bytes(one.signature), bytes(one.hash)
        ):
            findings.blame(f"Checkpoint {one.pk} was changed or its signature does not hold.")
        if one.key_id not in trusted:
            findings.blame(f"Checkpoint {one.pk} is signed with a key that is not ours: {one.key_id}.")
        if bytes(one.prev) != prev or one.first_event != last:
            findings.blame(f"Checkpoint {one.pk} does not follow the one before it.")
        _check_heads(one, findings)
        prev, last = bytes(one.hash), one.last_event
        findings.newest = f"{one.pk}:{prev.hex()}"
    findings.unsigned = Event.objects.filter(id__gt=last).count()


def _check_heads(one: Checkpoint, findings: Findings) -> None:
    heads: dict[str, tuple[int, bytes]] = {}
    count = 0
    covered = Event.objects.filter(id__gt=one.first_event, id__lte=one.last_event).values_list("stream", "seq", "hash")
    for stream, seq, digest in covered.iterator(chunk_size=5000):
        count += 1
        heads[stream] = max(heads.get(stream, (0, b"")), (seq, bytes(digest)))
    if count != one.events:
        findings.blame(f"Checkpoint {one.pk} of {one.at:%Y-%m-%d %H:%M} covers {one.events} events; {count} are there.")
    elif heads_root(heads) != bytes(one.root):
        findings.blame(f"Checkpoint {one.pk} of {one.at:%Y-%m-%d %H:%M}: an event it covers was replaced.")


def _check_raw_bodies(findings: Findings) -> None:
    """Raw bodies against the digests recorded when they were heard; a body may be empty only under a tombstone.

    A tombstone is a post that was deleted, or a mail that was erased, whether it was anybody's words or not.
    """
    heard = Event.objects.filter(verb="heard", payload__isnull=False).values_list("payload__body", flat=True)
    for body in heard.iterator(chunk_size=200):
        recorded: dict[str, str] = orjson.loads(bytes(body))["raw"]
        names = list(recorded)
        for start in range(0, len(names), RAW_AT_ONCE):
            _check_raw_part({int(name): recorded[name] for name in names[start : start + RAW_AT_ONCE]}, findings)


def _check_raw_part(recorded: dict[int, str], findings: Findings) -> None:
    rows = fetch(
        "select raw.id, raw.body, raw.body = '' and (exists (select 1 from store_arrivedmail mail "
        "where mail.raw_event_id = raw.id and mail.erased_at is not null) or "
        "exists (select 1 from store_post post where deleted_at is not null "
        "and (exists (select 1 from store_hearing h where h.post_id = post.id and h.raw_event_id = raw.id) or exists "
        "(select 1 from store_posttext t where t.post_id = post.id and t.raw_event_id = raw.id)))) "
        "from store_rawevent raw where raw.id = any(%s::bigint[])",
        [list(recorded)],
    )
    findings.raw_events += len(rows)
    for number, body, buried in rows:
        if not buried and hashlib.sha256(bytes(body)).hexdigest() != recorded[number]:
            findings.blame(f"Raw event {number} was changed after it was heard.")
    for number in sorted(set(recorded) - {row[0] for row in rows}):
        findings.blame(f"Raw event {number} was heard and is gone.")

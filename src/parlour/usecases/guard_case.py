"""Judge one draft that came with everything the guard is to know: read it, ask the guard, say what it answers."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parlour.channels.clock import utc_now
from parlour.core.guard import judge
from parlour.core.guard.view import same_address
from parlour.core.nouns.context import Author, GuardContext, Other, PublicPost
from parlour.core.nouns.draft import Media
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Finding, Severity, Verdict
from parlour.core.text import clean
from parlour.knowledge import Knowledge
from parlour.knowledge.guard.closed_lists import Network, network, sector
from parlour.usecases.json_lines import BadLine, Record, text_field, texts_field
from parlour.usecases.politeness import politeness

Case = tuple[str, Payload, GuardContext]

_MENTION = re.compile(r"(?<![\w@.])@[\w.\-]*\w(?:@[\w.\-]*\w)?")
_REFERENCE = re.compile(
    r"(?:c|cust(?:omer)?|crm|id|kd|kunden?|client[ea]?|person|p|acc(?:oun)?t|user|u|ref|no|nr)?[-_#:. /]?\d[\d-]*",
    re.IGNORECASE,
)
_TELEPHONE = 7  # figures from which an address of figures is a telephone number
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')]+", re.IGNORECASE)


def judged(case: Case, knowledge: Knowledge) -> Record:
    """The verdict on a case as the contract writes it, with how polite it is. A guard that breaks holds the draft back
    for good."""
    name, payload, context = case
    try:
        verdict = judge(payload, context, knowledge.guard)
        verdict = replace(verdict, tone=politeness(payload.text, knowledge.triage))
    except Exception as error:  # noqa: BLE001 - whatever went wrong inside, what was not judged is not sent
        verdict = _failed(error)
    return answer(name, verdict)


def _failed(error: Exception) -> Verdict:
    message = (
        f"The guard could not finish ({type(error).__name__}), so nothing can be sent. "
        "Please tell whoever runs this desk."
    )
    return Verdict(Decision.BLOCK, (Finding("guard.failed.judging", Severity.NEVER, 0, 0, message),), binding="")


def answer(name: str, verdict: Verdict) -> Record:
    """A verdict as the contract writes it; offsets are code points of the draft."""
    line: Record = {
        "id": name,
        "decision": verdict.decision.value,
        "reasons": [_reason(finding) for finding in verdict.findings],
        "tone": dict(verdict.tone),
    }
    return line | ({"rewrite": verdict.rewrite} if verdict.rewrite else {})


def _reason(finding: Finding) -> Record:
    reason: Record = {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
    }
    return reason | ({"source": finding.source} if finding.source else {})


def parse_case(record: Record) -> Case:
    """Id, payload and context out of one line; raises BadLine naming the field that is missing or wrong."""
    customer, author = _object(record, "customer"), _author(record)
    handle, shown = text_field(customer, "handle"), _text(customer, "display_name")
    facts, recipient = _facts(customer, "private_facts"), _text(record, "recipient")
    context = GuardContext(
        recipient=handle,
        author=author,
        now=_now(record),
        recipient_name=shown,
        owner=_reference(facts, (handle, shown)),
        sectors=_sectors(record),
        public_posts=tuple(map(clean, texts_field(customer, "public_posts"))),
        thread=tuple(
            PublicPost(text_field(post, "author"), _clean(post, "text")) for post in _objects(record, "thread")
        ),
        private_facts=tuple(_unnamed(fact, shown) for fact in facts),
        viewed_facts=tuple(_unnamed(fact, shown) for fact in _facts(record, "viewed_facts")),
        others=tuple(_other(other) for other in _objects(record, "others")),
        own_addresses=tuple(contact for contact in author.company_contacts if contact.startswith("@")),
        jurisdictions=texts_field(record, "jurisdictions"),
        promises=tuple(map(clean, texts_field(record, "promises"))),
    )
    if recipient and not _is_the_customer(recipient, handle, shown, facts):
        context = _to_somebody_else(context, recipient)
    return text_field(record, "id"), _payload(record, context.recipient), context


def _is_the_customer(recipient: str, handle: str, shown: str, facts: Iterable[Fact]) -> bool:
    """Whether this address is one of the customer's: their handle, name, or a way to reach them that is on file."""
    ways = (fact.value for fact in facts if fact.kind in ("email", "phone", "handle"))
    return _compared(recipient) in {_compared(way) for way in (handle, shown, *ways) if way}


def _compared(address: str) -> str:
    """An address as it is compared: without its sign and case, of a telephone number the figures alone."""
    bare = same_address(address)
    figures = "".join(filter(str.isdigit, bare))
    return figures if len(figures) >= _TELEPHONE and not any(map(str.isalpha, bare)) else bare


def _reference(facts: Iterable[Fact], names: Collection[str]) -> str:
    """The customer's number in our books, where the one owner these facts name is such a number and no other person."""
    known = {_compared(name) for name in names}
    owners = {fact.owner for fact in facts if fact.owner and _compared(fact.owner) not in known}
    return next(iter(owners)) if len(owners) == 1 and all(map(_REFERENCE.fullmatch, owners)) else ""


def _unnamed(fact: Fact, shown: str) -> Fact:
    """The fact as the customer's own, where its owner is told by the name that the network shows."""
    return replace(fact, owner="") if fact.owner and _compared(fact.owner) == _compared(shown) else fact


def _to_somebody_else(context: GuardContext, recipient: str) -> GuardContext:
    """The same where the draft goes to another person than the customer, who thereby becomes one of the others."""
    handle = context.recipient
    customer = Other(handle, context.recipient_name, tuple(_of(fact, handle) for fact in context.private_facts))
    return replace(
        context, recipient=recipient, recipient_name="", owner="", public_posts=(), private_facts=(),
        others=(*context.others, customer),
    )  # fmt: skip


def _of(fact: Fact, owner: str) -> Fact:
    return fact if fact.owner else replace(fact, owner=owner)


def _sectors(record: Record) -> tuple[str, ...]:
    try:
        return tuple(map(sector, texts_field(record, "sectors")))
    except ValueError as error:
        raise BadLine("unknown_sector", f"'sectors': {error}") from error


def _network(record: Record) -> Network:
    name = _text(record, "network")
    try:
        return network(name) if name else Network("")
    except ValueError as error:
        raise BadLine("unknown_network", f"'network': {error}") from error


def sendable(case: Case) -> Case:
    """The case, if its draft could be sent at all; raises BadLine where there is none or the network takes less."""
    payload = case[1]
    over = payload.length - payload.limit
    if not payload.text.strip() and not payload.media:
        raise BadLine("empty_draft", "'draft' is empty: there is nothing to judge")
    if payload.limit and over > 0:
        takes = f"{payload.network} takes {payload.limit}, this is {payload.length}"
        raise BadLine("too_long", f"'draft' is {over} too long: {takes}")
    return case


def _payload(record: Record, recipient: str) -> Payload:
    draft, surface, where = _clean(record, "draft"), _surface(record), _network(record)
    return Payload(
        network=_text(record, "network"),
        surface=surface,
        text=draft,
        recipient=recipient,
        draft_start=0,
        draft_end=len(draft),
        mentions=tuple(_MENTION.findall(draft)),
        links=tuple(_LINK.findall(draft)),
        media=tuple(_media(record)),
        length=where.length(draft),
        limit=where.limit(surface),
    )


def _media(record: Record) -> Iterable[Media]:
    attached = record.get("attachments") or []
    if not isinstance(attached, list):
        raise BadLine("wrong_type", "'attachments' must be a list")
    for place, one in enumerate(attached):
        described = one.get("alt_text") if isinstance(one, dict) else ""
        yield Media(str(place), clean(described) if isinstance(described, str) else "")


def _author(record: Record) -> Author:
    agent = _object(record, "agent")
    return Author(
        name=_text(agent, "name"),
        initials=_text(agent, "initials"),
        company=_text(agent, "company"),
        company_contacts=texts_field(agent, "company_contacts"),
    )


def _other(entry: Record) -> Other:
    return Other(_text(entry, "handle"), _text(entry, "name"), _facts(entry, "facts"))


def _facts(holder: Record, field: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(text_field(entry, "kind"), _clean(entry, "value"), _text(entry, "source") or "crm", _text(entry, "owner"))
        for entry in _objects(holder, field)
    )


def _surface(record: Record) -> Surface:
    try:
        return Surface(text_field(record, "surface"))
    except ValueError as error:
        raise BadLine("invalid_surface", "'surface' must be 'public' or 'private'") from error


def _now(record: Record) -> datetime:
    """`now` in `timezone`; without them the present moment in UTC."""
    zone = _zone(record)
    said = _text(record, "now")
    if not said:
        return utc_now().astimezone(zone)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise BadLine("invalid_time", "'now' must be an ISO 8601 date and time") from error
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(zone) if record.get("timezone") else moment
    except OverflowError as error:
        raise BadLine("invalid_time", "'now' is no date in 'timezone'") from error


def _zone(record: Record) -> tzinfo:
    name = _text(record, "timezone")
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadLine("invalid_timezone", "'timezone' must be an IANA name such as Europe/Berlin") from error


def _clean(record: Record, field: str) -> str:
    return clean(text_field(record, field))


def _text(record: Record, field: str) -> str:
    """The string under `field`, empty when absent or null; raises BadLine on another type."""
    return "" if record.get(field) is None else clean(text_field(record, field))


def _object(record: Record, field: str) -> Record:
    found = record.get(field)
    if found is None:
        raise BadLine("missing_field", f"{field!r} is missing")
    if not isinstance(found, dict):
        raise BadLine("wrong_type", f"{field!r} must be an object")
    return found


def _objects(holder: Mapping[str, object], field: str) -> list[Record]:
    found = holder.get(field)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadLine("wrong_type", f"{field!r} must be a list of objects")
    return found

"""Judge one draft that came with everything the guard is to know: read it, ask the guard, say what it answers."""

import re
from dataclasses import replace

from parlour.core.guard import judge
from parlour.core.nouns.context import Author, GuardContext, Other, PublicPost
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Finding, Severity, Verdict
from parlour.core.text import clean
from parlour.knowledge import Knowledge
from parlour.knowledge.guard.closed_lists import Network, jurisdiction, network, sector
from parlour.knowledge.guard.kinds import known_kind
from parlour.usecases.guard_files import files
from parlour.usecases.guard_moment import moment
from parlour.usecases.json_lines import BadLine, Record
from parlour.usecases.line_fields import Fields
from parlour.usecases.politeness import politeness
from parlour.usecases.whose_facts import with_owners

Case = tuple[str, Payload, GuardContext]

_MENTION = re.compile(r"(?<![\w@.])@[\w.\-]*\w(?:@[\w.\-]*\w)?")
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')]+", re.IGNORECASE)


def judged(case: Case, knowledge: Knowledge) -> Record:
    """The verdict on a case as the contract writes it, with how polite it is. A guard that breaks holds the draft back
    for good."""
    name, payload, context = case
    try:
        verdict = judge(payload, context, knowledge.guard, _known_network(payload.network).length)
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
    line = Fields(record)
    context = with_owners(_context(line), line.text("recipient"))
    return line.needed("id"), _payload(line, context.recipient), context


def _context(line: Fields) -> GuardContext:
    """What the guard is told, as the line says it."""
    customer, author = line.object("customer"), _author(line.object("agent"))
    return GuardContext(
        recipient=customer.needed("handle"),
        author=author,
        now=moment(line),
        recipient_name=customer.text("display_name"),
        sectors=_sectors(line),
        public_posts=tuple(map(clean, customer.texts("public_posts"))),
        thread=tuple(PublicPost(post.needed("author"), clean(post.needed("text"))) for post in line.objects("thread")),
        private_facts=_facts(customer, "private_facts"),
        viewed_facts=_facts(line, "viewed_facts"),
        others=tuple(_other(other) for other in line.objects("others")),
        own_addresses=tuple(contact for contact in author.company_contacts if contact.startswith("@")),
        jurisdictions=_jurisdictions(line),
        promises=tuple(map(clean, line.texts("promises"))),
    )


def _sectors(line: Fields) -> tuple[str, ...]:
    try:
        return tuple(map(sector, line.texts("sectors")))
    except ValueError as error:
        raise BadLine("unknown_sector", f"'sectors': {error}") from error


def _jurisdictions(line: Fields) -> tuple[str, ...]:
    try:
        return tuple(map(jurisdiction, line.texts("jurisdictions")))
    except ValueError as error:
        raise BadLine("unknown_jurisdiction", f"'jurisdictions': {error}") from error


def _network(line: Fields) -> Network:
    try:
        return _known_network(line.text("network"))
    except ValueError as error:
        raise BadLine("unknown_network", f"'network': {error}") from error


def _known_network(name: str) -> Network:
    """The network of that name; without one, any, which takes every length."""
    return network(name) if name else Network("")


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


def _payload(line: Fields, recipient: str) -> Payload:
    draft, surface, where = clean(line.needed("draft")), _surface(line), _network(line)
    return Payload(
        network=line.text("network"),
        surface=surface,
        text=draft,
        recipient=recipient,
        draft_start=0,
        draft_end=len(draft),
        mentions=tuple(_MENTION.findall(draft)),
        links=tuple(_LINK.findall(draft)),
        media=tuple(files(line)),
        length=where.length(draft),
        limit=where.limit(surface),
    )


def _author(agent: Fields) -> Author:
    return Author(
        name=agent.text("name"),
        initials=agent.text("initials"),
        company=agent.text("company"),
        company_contacts=agent.texts("company_contacts"),
    )


def _other(entry: Fields) -> Other:
    return Other(entry.text("handle"), entry.text("name"), _facts(entry, "facts"))


def _facts(holder: Fields, field: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            known_kind(entry.needed("kind")),
            clean(entry.needed("value")),
            entry.text("source") or "crm",
            entry.text("owner"),
        )
        for entry in holder.objects(field)
    )


def _surface(line: Fields) -> Surface:
    try:
        return Surface(line.needed("surface"))
    except ValueError as error:
        raise BadLine("invalid_surface", "'surface' must be 'public' or 'private'") from error

"""What a payload is as a whole: its length, its media, whom it reaches, who wrote it."""

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.private_facts import is_own
from parlour.core.guard.view import View, same_address
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding, Severity


def check_length(view: View, _context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """Too long for the network, or empty."""
    payload = view.payload
    typed = payload.text[payload.draft_start : payload.draft_end]
    if not typed.strip() and not payload.media:
        return (Finding("form.empty", Severity.BLOCK, 0, 0, "There is nothing written yet."),)
    if payload.limit and payload.length > payload.limit:
        over = payload.length - payload.limit
        message = f"This is {over} too long for {payload.network or 'this network'}. Please shorten it."
        return (Finding("form.too_long", Severity.BLOCK, 0, 0, message),)
    return ()


def check_media(view: View, _context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """No matcher sees what a picture shows: on a public surface a second person looks."""
    if view.public and view.payload.media:
        message = "A file goes out in public. Let a second person look at it first."
        return (Finding("form.media", Severity.REVIEW, 0, 0, message),)
    return ()


def check_recipient(view: View, context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """The payload goes to the person it was judged for, and in private to nobody else."""
    payload, found = view.payload, []
    if same_address(payload.recipient) != same_address(context.recipient):
        message = "This would go to somebody else than the person of this conversation."
        found.append(Finding("form.recipient", Severity.NEVER, 0, 0, message))
    mentioned = {same_address(mention) for mention in payload.mentions}
    if not view.public:
        allowed = {same_address(context.recipient), *map(same_address, context.own_addresses)}
        if any(not _is_among(mention, allowed) for mention in mentioned):
            message = "A private message must name nobody but the person it is for; others might read it."
            found.append(Finding("form.mentions", Severity.NEVER, 0, 0, message))
        return tuple(found)
    strangers = {same_address(other.address) for other in context.others if other.address} - view.background.addresses
    if mentioned & strangers:
        message = "This mentions another customer who is not part of this thread."
        found.append(Finding("form.mentions", Severity.NEVER, 0, 0, message))
    return tuple(found)


def _is_among(mention: str, allowed: set[str]) -> bool:
    return mention in allowed or ("@" not in mention and any(one.partition("@")[0] == mention for one in allowed))


def check_second_pair(view: View, context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """In a regulated sector whoever has read a private fact of a person does not answer them in public alone."""
    if view.public and view.background.regulated and any(is_own(fact, context) for fact in context.viewed_facts):
        message = f"You have seen private facts of {view.background.subject}. A second person has to read this first."
        return (Finding("form.second_pair", Severity.REVIEW, 0, 0, message),)
    return ()

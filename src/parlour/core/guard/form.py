"""What a payload is as a whole: its length, its media, whom it reaches, who wrote it."""

import re
from collections.abc import Iterator

import re2

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.private_facts import is_own
from parlour.core.guard.view import View, same_address
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding, Severity
from parlour.core.text.fold import fold
from parlour.core.text.handles import HANDLE
from parlour.core.text.tokens import tokens

_A_REPLY = 3  # words below which a reply is no more than a nod
_TELLING = 5  # letters of a name on a network below which it may be any word

_ARTICLES = frozenset({"the", "der", "die", "das", "el", "la", "los", "las", "le", "les"})

_HANDLE = re.compile(rf"(?<![\w@.]){HANDLE}")
_PRIVATE_LINK = re2.compile(r"/room(?:/key|-files)/[a-z0-9_.:\-]{8,}")


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
    """The payload goes to the person it was judged for, in private to nobody else, and names no other customer."""
    payload, found = view.payload, []
    if same_address(payload.recipient) != same_address(context.recipient):
        message = "This would go to somebody else than the person of this conversation."
        found.append(Finding("form.recipient", Severity.NEVER, 0, 0, message))
    mentioned = dict.fromkeys(map(same_address, payload.mentions))
    strangers = {same_address(other.address) for other in context.others if other.address} - view.background.addresses
    written = _handles(payload.text) if mentioned else {}
    for mention in mentioned:
        if not view.public and not _is_allowed(mention, context):
            message = (
                f"A private message must name nobody but the person it is for, not @{mention}; others might read it."
            )
        elif mention in strangers:
            message = f"This mentions another customer who is not part of this thread: @{mention}."
        else:
            continue
        places = written.get(mention) or written.get(mention.partition("@")[0]) or [(0, 0)]
        found += [Finding("form.mentions", Severity.NEVER, *place, message) for place in places]
    return (*found, *(finding for stranger in sorted(strangers) for finding in _named(stranger, view)))


def _handles(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where each handle stands in a text, as it is written there: with its server or without."""
    written: dict[str, list[tuple[int, int]]] = {}
    for match in _HANDLE.finditer(text):
        handle = match.group().rstrip(".-")
        written.setdefault(same_address(handle), []).append((match.start(), match.start() + len(handle)))
    return written


def check_private_links(view: View, _context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """A key of a room and a file given in one belong to one browser: whoever else has the link has what it opens."""
    message = (
        "This link opens something private by itself. It must never be written anywhere; give them the door's link."
    )
    return tuple(
        part.finding("house.private_link", Severity.NEVER, match.span(), message)
        for part in view.parts
        for match in _PRIVATE_LINK.finditer(part.reading.text)
    )


def _is_allowed(mention: str, context: GuardContext) -> bool:
    """Whether a private message may name this address: its recipient's, or one of the house."""
    contacts = map(same_address, context.author.company_contacts)
    allowed = {same_address(context.recipient), *map(same_address, context.own_addresses), *contacts}
    short = "@" not in mention and any(one.partition("@")[0] == mention for one in allowed)
    return mention in allowed or short or _is_called_as(mention, context.author.company)


def _is_called_as(mention: str, company: str) -> bool:
    """Whether an address is the company's name, its first words, some in a row, or begins with all of it: "@northwind",
    "@bergamsee" of a Hotel Berg am See."""
    local, words = _letters(mention.partition("@")[0]), [_letters(word) for word in company.split()]
    words = words[1:] if words[1:] and words[0] in _ARTICLES else words
    whole = "".join(words)
    begun = {"".join(words[:count]) for count in range(1, len(words) + 1)}
    in_a_row = {"".join(words[first:last]) for last in range(2, len(words) + 1) for first in range(last - 1)}
    called = local in begun | in_a_row or (len(whole) >= _TELLING and local.startswith(whole))
    return len(local) >= _TELLING and called


def _named(address: str, view: View) -> Iterator[Finding]:
    """Where the name that another customer has on the network stands in a text, whatever marks divide it."""
    letters = _letters(address.partition("@")[0])
    if len(letters) < _TELLING or letters in view.background.knowledge.common:
        return
    message = "This names another customer as the network knows them. It must never be written here."
    for part in view.parts:
        for span in part.reading.glued(letters):
            if not part.excused(*span):
                yield part.finding("other.handle", Severity.NEVER, span, message, fact_kind="handle", owner=address)


def _letters(name: str) -> str:
    return "".join(character for character in fold(name).text if character.isalnum())


def unsigned(view: View, context: GuardContext) -> tuple[Finding, ...]:
    """A hint where a public reply does not tell who speaks: no name, no initials, no company."""
    author, payload = context.author, view.payload
    words = _words(payload.text[payload.draft_start : payload.draft_end])
    known = {word for word in _words(f"{author.name} {author.company}") if len(word) >= 3} | _words(author.initials)
    if not view.public or not author.name or len(words) < _A_REPLY or words & known:
        return ()
    message = "Nobody can see who is speaking. Your name or initials make it a person."
    return (Finding("form.unsigned", Severity.HINT, 0, 0, message),)


def _words(text: str) -> set[str]:
    return {token.word for token in tokens(fold(text).text)}


def check_second_pair(view: View, context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """In a regulated sector whoever has read a private fact of a person does not answer them in public alone.

    Whatever owner stands on their file counts as theirs here: where a file names several, nothing is sure but that.
    """
    on_file = {same_address(fact.owner) for fact in context.private_facts}
    seen = any(is_own(fact, context) or same_address(fact.owner) in on_file for fact in context.viewed_facts)
    if view.public and view.background.regulated and seen:
        message = f"You have seen private facts of {view.background.subject}. A second person has to read this first."
        return (Finding("form.second_pair", Severity.REVIEW, 0, 0, message),)
    return ()

"""What we know privately about somebody must not show in public, nor in another person's parlour."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from parlour.core.guard.knowledge import FactKind, GuardKnowledge
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.amounts import Amount
from parlour.core.guard.shapes.days import Day
from parlour.core.guard.shapes.names import Called, Somebody, name_shapes
from parlour.core.guard.shapes.places import Place, Street, Town
from parlour.core.guard.shapes.shape import Match, Shape
from parlour.core.guard.shapes.words import Excerpt, Mentioned
from parlour.core.guard.view import Part, View, same_address
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Finding, Severity
from parlour.core.text.spans import Spans

MOST_FACTS = 20_000
"""Facts that are compared with a reply; where there are more, the verdict says so."""
_MOST_KNOWN = 10**6  # code points of all their values
_MOST = 64  # places of one shape in one text; a reply that repeats itself more often tells nothing more
_BESIDE = 2  # characters between a street and the number of a house in it
_NEAR_SUM = 24  # characters between a sum and a word of money
_OWED = re.compile(
    r"\b(?:owe[sd]?|owing|bills?|billed|balance|refund(?:ed)?|charged?|fees?|debts?|invoices?|paid|pay|payment|rechnung|"
    r"schuld\w*|erstatt\w*|gutschrift|bezahlt|zahlen|abgebucht|deuda|debo|factura|reembolso|pagado|pague|cobr\w+|dois|dette|"
    r"facture|rembours\w+|paye|preleve)\W+(?:\w+\W+){0,2}$"
)
_EVERYDAY = (Amount, Called, Somebody)
"""Shapes whose very words are also said of other things: a sum is a count or a number, a name a colour."""
_TELLING = 5  # characters with a space at both ends; fewer are said by chance


@dataclass(frozen=True)
class _Trace:
    """A fact somewhere in the payload."""

    fact: Fact
    kind: FactKind
    shape: Shape
    part: Part
    match: Match

    @property
    def place(self) -> tuple[str, int, int]:
        return self.part.where, self.match.start, self.match.end

    @property
    def must_never_be_sent(self) -> bool:
        """Of a passport that is its number: the day it ends on, or the limit of a card, is but private."""
        return self.kind.never and not isinstance(self.shape, Day | Amount)


def check_private_facts(view: View, context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """Facts of the recipient on a public surface; facts of anyone else on both."""
    known = all_facts(context)
    facts = list(_compared(known))
    own = {fact: None for fact in facts if is_own(fact, context)}
    own_traces = [trace for fact in own for trace in _traces(fact, view)]
    foreign = [trace for fact in facts if fact not in own for trace in _traces(fact, view, foreign=True)]
    shared = {trace.place for trace in own_traces}
    found = [_own_finding(trace, view) for trace in own_traces if view.public]
    found += [_foreign_finding(trace) for trace in foreign if trace.place not in shared]
    found += list(_owner_named(view, context)) if view.public else []
    unread = len(known) - len(facts)
    return (*_strongest(found), *([_unread_facts(unread)] if unread else []))


def _compared(known: list[Fact]) -> Iterator[Fact]:
    """As many of the facts as are compared with a reply, the first ones first; one too large for it is passed over."""
    room = _MOST_KNOWN
    for fact in known[:MOST_FACTS]:
        if len(fact.value) <= room:
            room -= len(fact.value)
            yield fact


def _unread_facts(count: int) -> Finding:
    message = f"More is known than can be compared with a reply: {count} facts were left out. Let a second person look."
    return Finding("form.unread_facts", Severity.REVIEW, 0, 0, message)


def is_own(fact: Fact, context: GuardContext) -> bool:
    """Whether the fact belongs to the person this is written to."""
    owners = {same_address(known) for known in (context.owner, context.recipient) if known}
    return not fact.owner or same_address(fact.owner) in owners


def all_facts(context: GuardContext) -> list[Fact]:
    """Everything private that the author could have in mind: this person's, what they have read, other customers'."""
    everything = [*context.private_facts, *context.viewed_facts]
    for other in context.others:
        owner = other.address or other.name or "someone else"
        everything += [_owned(fact, owner) for fact in other.facts]
        if other.name and not _is_recipient(other.address, context):
            everything.append(Fact("name", other.name, "crm", owner))
    return [fact for fact in dict.fromkeys(everything) if not fact.is_public]


def _owned(fact: Fact, owner: str) -> Fact:
    return fact if fact.owner else Fact(fact.kind, fact.value, fact.source, owner, fact.sensitive, fact.as_of)


def _is_recipient(address: str, context: GuardContext) -> bool:
    return bool(address) and same_address(address) == same_address(context.recipient)


def _traces(fact: Fact, view: View, *, foreign: bool = False) -> Iterator[_Trace]:
    kind = view.background.knowledge.kind(fact.kind)
    stays_private = fact.sensitive or kind.always_private or (view.background.regulated and not foreign)
    for shape in view.background.shapes(fact):
        seen = [(part, match) for part in view.parts for match in _seen(shape, part, foreign=foreign)]
        if seen and isinstance(shape, Mentioned) and not stays_private:
            rest = _untold(shape, view, foreign=foreign)
            seen = [(part, match) for part in view.parts for match in _seen(rest, part, foreign=foreign)]
        # A town says nothing of where in it somebody lives: what the person posted of it is known to all.
        elif seen and (not stays_private or isinstance(shape, Town)) and _is_public(shape, view, foreign=foreign):
            continue
        if seen and not foreign and isinstance(shape, Street | Place) and _is_public(shape, view):
            seen = [(part, match) for part, match in seen if _is_about_home(match, part)]
        for part, match in seen:
            said = not (stays_private or isinstance(shape, _EVERYDAY)) and _was_said(match, part, view)
            if not said and not _is_shown_name(fact, match, part, view):
                yield _Trace(fact, kind, shape, part, match)


def _is_about_home(match: Match, part: Part) -> bool:
    """Whether a street that the person posted is told as theirs, not as the place that the thread is about."""
    reading = part.reading
    house = any(
        0 <= match.start - one.end <= _BESIDE or 0 <= one.start - match.end <= _BESIDE for one in reading.numbers
    )
    return house or reading.speaks_to_one(match.start) or reading.cue_near("home", match.start, match.end)


def _seen(shape: Shape, part: Part, *, foreign: bool) -> list[Match]:
    """Where the shape shows; of another person's message not what any two messages share."""
    matches = _matches(shape, part)
    return [] if foreign and isinstance(shape, Excerpt) and _is_chance(shape, matches, part) else matches


def _matches(shape: Shape, part: Part) -> list[Match]:
    """Where the shape shows, but in what everybody may read anyway."""
    shown = (match for match in shape.matches(part.reading) if not part.excused(match.start, match.end))
    return list(islice(shown, _MOST))


def _is_chance(message: Excerpt, matches: list[Match], part: Part) -> bool:
    """Whether all that is shared is one word, and no name: of all that a colleague reads in a day, one word will be."""
    words = {part.reading.text[match.start : match.end] for match in matches}
    if len(words) != 1 or any(match.firm for match in matches):
        return False
    word = words.pop()
    return " " not in word and not (message.capitals_are_names and word in message.names)


def _is_public(shape: Shape, view: View, *, foreign: bool = False) -> bool:
    """Whether the recipient showed this trace in the thread themselves.

    Of a message only the words that were said are known, never the rest of it. What another person's fact shares with
    a post has to be told there as plainly as in a reply.
    """
    if isinstance(shape, Excerpt):
        return False
    posts = view.background.posts if foreign or isinstance(shape, Amount) else view.background.said_in_public
    return any(_is_meant(shape, match, post) for post in posts for match in shape.matches(post))


def _untold(shape: Mentioned, view: View, *, foreign: bool) -> Mentioned:
    """What a message mentions without what the recipient told in the thread: the other things in it are private."""
    single = (replace(shape, concepts=frozenset({one})) for one in shape.concepts)
    kept = (each.concepts for each in single if not _is_public(each, view, foreign=foreign))
    return replace(shape, concepts=frozenset().union(*kept))


def _is_meant(shape: Shape, match: Match, post: Reading) -> bool:
    """Whether a sum is one of money in a post, and no other count; and a name that is an everyday word a name."""
    if isinstance(shape, Amount):
        money = (one.currency for one in post.sums if one.start == match.start)
        return any(money) or _OWED.search(post.text, max(0, match.start - _NEAR_SUM), match.start) is not None
    shy = isinstance(shape, Somebody) or (isinstance(shape, Called) and shape.shy)
    return not shy or post.is_name(match.start, match.end)


def _was_said(match: Match, part: Part, view: View) -> bool:
    """Whether the recipient used these very words in the thread."""
    words = f" {part.reading.text[match.start : match.end]} "
    return len(words) >= _TELLING and any(words in post for post in view.background.words_in_public)


def _is_shown_name(fact: Fact, match: Match, part: Part, view: View) -> bool:
    """Whether these are words of a name that everybody sees; of other facts only the person's own name is."""
    kind, background = view.background.knowledge.kind(fact.kind), view.background
    if "name" not in kind.shapes and (kind.always_private or fact.sensitive):
        return False
    words = background.read(part.reading.text[match.start : match.end]).words
    return bool(words) and words <= (background.shown_names if "name" in kind.shapes else background.own_names)


def _own_finding(trace: _Trace, view: View) -> Finding:
    kind, fact = trace.kind, trace.fact
    severity = Severity.REVIEW
    if trace.match.firm:
        severity = Severity.NEVER if trace.must_never_be_sent else Severity.BLOCK
    if "message" in kind.shapes:
        message = f"This tells something {view.background.subject} said in private. Leave it out here."
    elif trace.match.firm:
        message = f"This names {view.background.subject}'s {kind.noun}. It is private."
    else:
        message = f"This may point at {view.background.subject}'s {kind.noun}. Let a second person look."
    return trace.part.finding(
        f"fact.{fact.kind}", severity, (trace.match.start, trace.match.end), message,
        source=fact.source, fact_kind=fact.kind, owner=fact.owner,
    )  # fmt: skip


def _foreign_finding(trace: _Trace) -> Finding:
    fact = trace.fact
    severity = Severity.REVIEW
    if trace.match.firm and not isinstance(trace.shape, Excerpt):
        never = trace.shape.identifying or trace.must_never_be_sent
        severity = Severity.NEVER if never else Severity.BLOCK
    message = f"This tells another person's {trace.kind.noun}. It must never be written here."
    if severity is not Severity.NEVER:
        message = f"This looks like another person's {trace.kind.noun}. Please check who you are writing to."
    return trace.part.finding(
        f"other.{fact.kind}", severity, (trace.match.start, trace.match.end), message,
        source=fact.source, fact_kind=fact.kind, owner=fact.owner,
    )  # fmt: skip


def _owner_named(view: View, context: GuardContext) -> Iterator[Finding]:
    """The recipient's real name, where the network does not show it."""
    if not context.owner_name:
        return
    fact = Fact("name", context.owner_name, "crm", context.owner)
    kind = view.background.knowledge.kind("name")
    for shape in name_shapes(context.owner_name, view.background.read(context.owner_name)):
        if not view.background.regulated and _is_public(shape, view):
            continue
        for part in view.parts:
            for match in _matches(shape, part):
                if not _is_shown_name(fact, match, part, view):
                    yield _own_finding(_Trace(fact, kind, shape, part, match), view)


def _strongest(found: list[Finding]) -> tuple[Finding, ...]:
    """One finding per fact and place: the strongest, and of those the longest; in the order of the text."""
    kept: list[Finding] = []
    told: dict[str, Spans] = {}
    for finding in sorted(found, key=lambda one: (-one.severity, one.start - one.end)):
        places = told.setdefault(finding.fact_kind, Spans())
        if not places.hold(finding.start, finding.end):
            places.add(finding.start, finding.end)
            kept.append(finding)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))

"""A payload as the guard looks at it: every text that would leave, and how to say where something stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import unquote_plus

from parlour.core.guard.facts import shapes_of
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Shape
from parlour.core.guard.shapes.words import Excerpt, Mentioned
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Finding, Severity
from parlour.core.text.fold import fold
from parlour.core.text.handles import HANDLE
from parlour.core.text.tokens import tokens

MOST_READ = 65_536
"""Code points of a payload that are read, more than any network takes; before very many facts fewer, but always
LEAST_READ."""
LEAST_READ = 10_000
MOST_TEXTS = 100
"""Texts of a payload that are read: its own, links, descriptions."""
_WORK = 10**8  # code points times facts that are compared at most
_APART = re.compile(r"[\s.,;:!?()\"]+")
_HOST = re.compile(r"[^\W_][\w\-]*(?:\.[\w\-]+)*\.[a-z]{2,}")
_MENTION = re.compile(HANDLE)


@dataclass(frozen=True)
class Part:
    """One text of the payload; `exempt` are sorted spans of it that everybody may read.

    Only places in the main text can be shown; elsewhere a finding concerns the whole.
    """

    reading: Reading
    where: str = ""
    exempt: tuple[tuple[int, int], ...] = ()

    def finding(self, rule: str, severity: Severity, span: tuple[int, int], message: str, **origin: str) -> Finding:
        """A finding at a span of the folded text, told in places of the payload's text."""
        start, end = (0, 0) if self.where else self.reading.folded.span(*span)
        said = message if not self.where else f"In the {self.where}: {message}"
        return Finding(rule, severity, start, end, said, **origin)

    def excused(self, start: int, end: int) -> bool:
        """Whether the span lies inside a company contact or name, or the address of somebody in the thread."""
        at = bisect_right(self.exempt, (start, len(self.reading.text))) - 1
        return at >= 0 and self.exempt[at][0] <= start and end <= self.exempt[at][1]


class Background:
    """What stays the same however a reply is worded: the thread, and the traces of every fact, each read once."""

    def __init__(self, context: GuardContext, knowledge: GuardKnowledge) -> None:
        self.context = context
        self.knowledge = knowledge
        self._shapes: dict[Fact, tuple[Shape, ...]] = {}

    def shapes(self, fact: Fact) -> tuple[Shape, ...]:
        """Every shape in which the fact could show."""
        if fact not in self._shapes:
            made = shapes_of(fact, self.context.now.date(), self.knowledge, shown=self.shown_names | self.trade)
            self._shapes[fact] = tuple(self._of_thread(one) for one in made)
        return self._shapes[fact]

    def _of_thread(self, shape: Shape) -> Shape:
        """A message tells nothing with words that anyone in this thread could have used."""
        if isinstance(shape, Mentioned):
            return replace(shape, trade=self.trade)
        return replace(shape, plain=self.plain) if isinstance(shape, Excerpt) else shape

    def read(self, text: str) -> Reading:
        """A text read as of the moment of judging."""
        return Reading(text, self.context.now.date(), self.knowledge)

    @cached_property
    def regulated(self) -> bool:
        """Whether a sector of this reply forbids to repeat even what a person said in public."""
        return any(sector in self.knowledge.regulated for sector in self.context.sectors)

    @cached_property
    def said_in_public(self) -> tuple[Reading, ...]:
        """The recipient's own posts in this thread, where nothing needs an introduction."""
        now = self.context.now.date()
        return tuple(Reading(text, now, self.knowledge, trusting=True) for text in self.context.public_posts)

    @cached_property
    def posts(self) -> tuple[Reading, ...]:
        """The recipient's own posts in this thread, read as a reply is."""
        return tuple(self.read(text) for text in self.context.public_posts)

    @cached_property
    def words_in_public(self) -> tuple[str, ...]:
        """The words of the recipient's own posts in this thread, one space between each and at both ends."""
        return tuple(f" {' '.join(_APART.split(post.text))} " for post in self.said_in_public)

    @cached_property
    def plain(self) -> frozenset[str]:
        """Words that give nothing away here: everyday ones and those anyone in the thread has used."""
        texts = [*(post.text for post in self.context.thread), *self.context.public_posts, *self.context.own_addresses]
        return self.knowledge.common | self.shown_names | self.trade | self._words(texts)

    @cached_property
    def trade(self) -> frozenset[str]:
        """Words that the sectors of this reply say all day long."""
        trades = self.knowledge.trades
        return frozenset().union(*(trades.get(sector, frozenset()) for sector in self.context.sectors))

    @cached_property
    def shown_names(self) -> frozenset[str]:
        """Folded words of names and addresses that the thread already shows, and of the house itself."""
        context = self.context
        texts = [context.recipient_name, context.author.name, context.author.company]
        return self._words([*texts, *(re.sub(r"[_.@\-\d]", " ", address) for address in self.addresses)])

    @cached_property
    def own_names(self) -> frozenset[str]:
        """Folded words of the name that the network shows of the recipient."""
        return self._words([self.context.recipient_name])

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Addresses anyone reading the thread can see: its authors, the recipient, the house."""
        context = self.context
        seen = {post.author for post in context.thread} | {context.recipient, *context.own_addresses}
        return frozenset(same_address(address) for address in seen if address)

    @cached_property
    def names(self) -> frozenset[str]:
        """The addresses without their servers."""
        return frozenset(address.partition("@")[0] for address in self.addresses)

    @property
    def subject(self) -> str:
        """What the network calls the recipient, for messages; never a name only we know."""
        shown = self.context.recipient_name.split()
        return shown[0] if shown else "this person"

    def _words(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(token.word for text in texts for token in tokens(fold(text).text))


class View:
    """A payload with its texts read once, before its background."""

    def __init__(self, payload: Payload, background: Background) -> None:
        self.payload = payload
        self.background = background
        self.unread: tuple[Finding, ...] = ()
        self.parts = tuple(self._parts())

    @property
    def public(self) -> bool:
        return self.payload.surface is Surface.PUBLIC

    def _parts(self) -> Iterator[Part]:
        """The texts as far as they are read; what is left out is told in `unread`."""
        room = _most_read(self.background.context)
        for place, (text, where) in enumerate(self._texts()):
            if place == MOST_TEXTS or len(text) > room:
                kept = len(text[:room]) if place < MOST_TEXTS else 0
                self.unread = (_unread(kept, len(text), where),)
                yield from [self._part(text[:kept], where)] if kept else []
                return
            yield self._part(text, where)
            room -= len(text)

    def _texts(self) -> Iterator[tuple[str, str]]:
        payload = self.payload
        yield payload.text, ""
        for link in payload.links:
            yield unquote_plus(unquote_plus(link)), "link"
        for media in payload.media:
            if media.alt_text:
                yield media.alt_text, "name or description of a file"
        if payload.warning:
            yield payload.warning, "warning"

    def _part(self, text: str, where: str = "") -> Part:
        reading = self.background.read(text)
        return Part(reading, where, _merged(sorted(self._exempt(reading))))

    def _exempt(self, reading: Reading) -> Iterator[tuple[int, int]]:
        author = self.background.context.author
        for shown in (*author.company_contacts, author.company, author.name):
            yield from _places_of(shown, reading)
        for host in dict.fromkeys(filter(None, map(_host_of, author.company_contacts))):
            yield from _places_of(host, reading)
        for match in _MENTION.finditer(reading.text):
            if self._is_in_thread(same_address(match.group())):
                yield match.span()

    def _is_in_thread(self, mention: str) -> bool:
        """Whether a mention is of somebody in the thread; "@name" is short for "name@server"."""
        return mention in self.background.addresses or ("@" not in mention and mention in self.background.names)


def _most_read(context: GuardContext) -> int:
    """How many code points are read before so many facts."""
    known = len(context.private_facts) + len(context.viewed_facts) + sum(1 + len(one.facts) for one in context.others)
    return max(LEAST_READ, min(MOST_READ, _WORK // max(known, 1)))


def _unread(start: int, end: int, where: str) -> Finding:
    """That a text was read up to a place only; nothing behind it, and no text after it, has been looked at."""
    message = (
        f"This is too much to check: of the {where or 'text'} only the first {start} characters were read, and nothing "
        "after them. Please shorten it, or let a second person read all of it."
    )
    return Finding("form.unread", Severity.REVIEW, *((0, 0) if where else (start, end)), message)


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sorted spans with those that overlap made one."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept and start <= kept[-1][1]:
            kept[-1] = kept[-1][0], max(kept[-1][1], end)
        else:
            kept.append((start, end))
    return tuple(kept)


def _places_of(contact: str, reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a company contact stands, as written or with its figures grouped otherwise."""
    wanted = fold(contact).text.strip()
    at = reading.text.find(wanted) if wanted else -1
    while at >= 0:
        yield at, at + len(wanted)
        at = reading.text.find(wanted, at + 1)
    digits = re.sub(r"\D", "", wanted)
    if len(digits) >= 5 and len(digits) * 2 >= len(re.sub(r"\s", "", wanted)):
        yield from _figures_at(reading, digits[-9:])


def _host_of(contact: str) -> str:
    """The name of the server in an e-mail address or link of the house; empty for other contacts."""
    host = re.sub(r"^[a-z]+://", "", contact.strip().lower()).rpartition("@")[2].partition("/")[0].removeprefix("www.")
    return host if _HOST.fullmatch(host) else ""


def same_address(address: str) -> str:
    """An address in the one form in which two of them are compared."""
    return address.strip().removeprefix("@").rstrip(".").casefold()


def _figures_at(reading: Reading, digits: str) -> Iterator[tuple[int, int]]:
    for run, places in reading.runs:
        at = run.find(digits)
        if at >= 0:
            yield places[at][0], places[at + len(digits) - 1][1]

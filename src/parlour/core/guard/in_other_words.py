"""Private facts told in other words, relationships told or denied, and a tone that hurts: what no pattern reaches."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

import numpy as np

from parlour.core.guard.drawn import without_drawn
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.meaning import MeaningKnowledge, ReadText, Shown
from parlour.core.guard.private_facts import all_facts, is_own
from parlour.core.guard.view import Part, View
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Finding, Severity

_CONTACT = re.compile(r"(?!@)\S*(?:\w@\w|\w\.\w|\d{3})")
_CROWD = 0.3  # how much surer it must be for each e-fold of other people's facts: among many, one resembles anything
MOST_FACTS = 500
"""Facts compared by meaning; further ones are found by their shapes alone, and the verdict says so."""


def check_other_words(view: View, context: GuardContext, knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """What the network reads in the words that leave. Nothing without a network."""
    if knowledge.told is None:
        return ()
    return tuple(OtherWords(view, context, knowledge.told()).findings())


class OtherWords:
    """One payload before one context, each of its texts read once."""

    def __init__(self, view: View, context: GuardContext, told: MeaningKnowledge) -> None:
        self.view = view
        self.context = context
        self.told = told
        self.parts = [(part, told.meaning.read(_words_of(part))) for part in view.parts]

    def findings(self) -> Iterator[Finding]:
        facts, all_compared = self._facts()
        if not (all_compared and self.is_read):
            message = "This is very long: only a part of it, or of what is known, was compared by meaning."
            yield Finding("meaning.partly", Severity.HINT, 0, 0, message)
        yield from self._told_facts(facts)
        if self.view.public:
            yield from self._relationships()
            yield from self._tones()

    @cached_property
    def is_read(self) -> bool:
        """Whether no word of the payload was left unread."""
        return all(read.whole for _, read in self.parts)

    @cached_property
    def heard(self) -> Mapping[str, float]:
        """How surely each tone is heard, and "relationship" where one of a sector at hand can be; log-odds."""
        tones = {name: shown.odds for name, _, shown in self._heard_tones()}
        relationships = [shown.odds for _, _, shown in self._heard_relationships()]
        return tones | ({"relationship": max(relationships)} if relationships else {})

    def _facts(self) -> tuple[list[Fact], bool]:
        known = self.view.background.knowledge.kinds
        chosen = [
            fact
            for fact in all_facts(self.context)
            if (fact.kind in self.told.kinds or fact.kind not in known)
            and (self.view.public or not is_own(fact, self.context))
        ]
        return chosen[:MOST_FACTS], len(chosen) <= MOST_FACTS

    def _told_facts(self, facts: list[Fact]) -> Iterator[Finding]:
        """The fact that is told most surely, of the person's own ones and of those of others."""
        for own, name in ((True, "fact"), (False, "other")):
            mine = [fact for fact in facts if is_own(fact, self.context) is own]
            bar = self.told.bars[name] + (0 if own else _CROWD * np.log(max(len(mine), 1)))
            found = sorted(((*self._strongest(fact), fact) for fact in mine), key=lambda one: -one[1].odds)
            for part, shown, fact in found:
                if shown.odds < bar:
                    break
                place = self._beside_offer(part, shown, fact)
                if place[1].odds >= bar and self._is_unsaid(fact, bar):
                    yield self._finding(f"{name}.{fact.kind}", *place, self._message(fact, own=own), fact)
                    break

    def _beside_offer(self, part: Part, shown: Shown, fact: Fact) -> tuple[Part, Shown]:
        """Where the fact shows; if in an offer to talk, and not too plainly, where it shows without such offers."""
        if shown.odds < self.told.bars["offer"] and self._is_offer(part, shown.start):
            return self._most(self._tells(fact), self._beside_offers)
        return part, shown

    def _is_offer(self, part: Part, place: int) -> bool:
        """Whether the sentence at a place leaves the door open and names a contact of the house: such offers resemble
        many a fact."""
        first, last = part.reading.sentence_at(place)
        text, open_door = part.reading.text, self.view.background.knowledge.phrase_patterns["open_door"]
        contacts = (first <= start < last and _CONTACT.match(text, start, end) for start, end in part.exempt)
        return open_door.search(text[first:last]) is not None and any(contacts)

    @cached_property
    def _beside_offers(self) -> list[tuple[Part, ReadText]]:
        """The texts read again, with blanks in the place of offers to talk."""
        return [(part, self.told.meaning.read(self._without_offers(part))) for part, _ in self.parts]

    def _without_offers(self, part: Part) -> str:
        text = _words_of(part)
        for start, end in part.reading.sentences:
            if self._is_offer(part, start):
                text = text[:start] + " " * (end - start) + text[end:]
        return text

    def _strongest(self, fact: Fact) -> tuple[Part, Shown]:
        return self._most(self._tells(fact), self.parts)

    def _tells(self, fact: Fact) -> Callable[[ReadText], Shown]:
        held = self.told.meaning.fact(fact.kind, fact.value)
        return lambda read: self.told.meaning.tells(read, held)

    def _most(self, shown: Callable[[ReadText], Shown], parts: list[tuple[Part, ReadText]]) -> tuple[Part, Shown]:
        return max(((part, shown(read)) for part, read in parts), key=lambda one: one[1].odds)

    def _is_unsaid(self, fact: Fact, bar: float) -> bool:
        """Whether the payload tells more of the fact than the person has told in the thread, or may not repeat it.

        Of a message of several sentences those that were not told stay private.
        """
        background, meaning = self.view.background, self.told.meaning
        if fact.sensitive or background.regulated or background.knowledge.kind(fact.kind).always_private:
            return True
        held = meaning.fact(fact.kind, fact.value)
        posts = [meaning.read(post.text) for post in background.said_in_public]
        known = self.told.bars["public"]
        sentences = range(len(held.pieces))
        unsaid = [one for one in sentences if all(meaning.tells(post, held.only([one])).odds < known for post in posts)]
        if len(unsaid) in (0, len(sentences)):
            return bool(unsaid)
        rest = held.only(unsaid)
        return self._most(lambda read: meaning.tells(read, rest), self.parts)[1].odds >= bar

    def _message(self, fact: Fact, *, own: bool) -> str:
        noun = self.view.background.knowledge.kind(fact.kind).noun
        if own:
            return f"This may tell {self.view.background.subject}'s {noun} in other words. Let a second person look."
        return f"This may tell another person's {noun} in other words. Please check who you are writing to."

    def _relationships(self) -> Iterator[Finding]:
        for sector, part, shown in self._heard_relationships():
            if shown.odds >= self.told.bars["relationship"]:
                yield self._finding(f"relationship.{sector}", part, shown, self.told.messages["relationship"])

    def _heard_relationships(self) -> Iterator[tuple[str, Part, Shown]]:
        for sector in self.context.sectors:
            if said := self.told.relationships.get(sector):
                yield (sector, *self._strongest(Fact("relationship", said, "")))

    def _tones(self) -> Iterator[Finding]:
        """The tone that is furthest over its bar; more than one would only tire."""
        bars = self.told.bars
        over = [(shown.odds - bars.get(name, np.inf), name, part, shown) for name, part, shown in self._heard_tones()]
        excess, name, part, shown = max(over, key=lambda one: one[0])
        if excess >= 0:
            yield self._finding(f"tone.{name}", part, shown, self.told.messages[name])

    def _heard_tones(self) -> Iterator[tuple[str, Part, Shown]]:
        for name in self.told.meaning.tones:
            yield (name, *self._most(partial(self.told.meaning.tone, name=name), self.parts))

    def _finding(self, rule: str, part: Part, shown: Shown, message: str, fact: Fact | None = None) -> Finding:
        origin = {"source": fact.source, "fact_kind": fact.kind, "owner": fact.owner} if fact else {}
        return part.finding(rule, Severity.REVIEW, (shown.start, shown.end), message, **origin)


def _words_of(part: Part) -> str:
    """What somebody chose to say in it."""
    return without_drawn(part.reading.text, link=part.where == "link")

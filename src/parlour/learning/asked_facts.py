"""Which replies are asked about which facts, to learn whether a reply as a whole retells a fact."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parlour.core.guard.meaning import sentences_of
from parlour.learning.written_replies import RELATIONSHIP, Reply

RENAMED = 0.5
"""Share of relationships that are asked about in the words in which the guard names them."""
ABROAD = 0.3
"""Share of facts that are asked about in another language, where they are known in one."""
ANOTHER, INNOCENT = 0.5, 0.25
"""What it counts that a reply does not tell another fact of the kind it is about; and that one about no fact tells none
drawn from all, or any innocent one not what its sector never tells."""


class Asked(NamedTuple):
    """Whether a reply tells a fact, both by their numbers, and what the answer counts."""

    reply: int
    fact: int
    answer: bool
    counts: float


class Facts:
    """What replies are asked about: `known`, the sentences of each fact, by their numbers.

    relationships: sector → what is never told there; abroad: value → the same in other languages.
    """

    def __init__(
        self, replies: Sequence[Reply], relationships: Mapping[str, str], abroad: Mapping[str, Sequence[str]]
    ) -> None:
        self.known: list[tuple[str, ...]] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._of_kind: dict[str, list[int]] = defaultdict(list)
        self._replies = replies
        self._untold = {sector: self._number(RELATIONSHIP, said) for sector, said in relationships.items()}
        self._own = [self._number(each.kind, each.value) if each.is_fact else None for each in replies]
        self._abroad: dict[int, list[int]] = {}
        self._words: defaultdict[int, set[str]] = defaultdict(set)
        for reply, own in zip(replies, self._own, strict=True):
            if own is not None:
                others = abroad.get(reply.value, ())
                self._abroad[own] = [self._number(reply.kind, value) for value in others]
                for number in (own, *self._abroad[own]):
                    self._words[number] |= {value.casefold() for value in (reply.value, *others)}

    def _number(self, kind: str, value: str) -> int:
        if (kind, value) not in self._numbers:
            self._numbers[kind, value] = len(self.known)
            self._of_kind[kind].append(len(self.known))
            self.known.append(tuple(sentences_of(kind, value)))
        return self._numbers[kind, value]

    def asked(self, chance: random.Random) -> Iterator[Asked]:
        """All replies once: about their own fact and another of its kind, or about any."""
        for number, (reply, own) in enumerate(zip(self._replies, self._own, strict=True)):
            untold = self._untold.get(reply.sector)
            if own is not None:
                yield Asked(number, self._named(own, reply, chance), reply.does, 1)
                other = chance.choice(self._of_kind[reply.kind])
                if reply.kind != RELATIONSHIP and self._differ(own, other):
                    yield Asked(number, other, False, ANOTHER)
            else:
                yield Asked(number, chance.randrange(len(self.known)), False, INNOCENT)
            if untold is not None and not reply.does and reply.kind != RELATIONSHIP:
                yield Asked(number, untold, False, INNOCENT)

    def _named(self, own: int, reply: Reply, chance: random.Random) -> int:
        """A fact, or the same in other words: as the guard says it, or in another language."""
        untold = self._untold.get(reply.sector)
        if untold is not None and reply.kind == RELATIONSHIP and chance.random() < RENAMED:
            return untold
        abroad = self._abroad[own]
        return chance.choice(abroad) if abroad and chance.random() < ABROAD else own

    def _differ(self, own: int, other: int) -> bool:
        """Whether another fact of the same kind shares no word for it in any language."""
        return self._words[own].isdisjoint(self._words[other])

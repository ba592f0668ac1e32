"""Many words for one thing: which concepts a text names, and by which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import ahocorasick_rs

_YOURS = (
    *("your", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres", "dein", "deine", "deinen", "deinem", "deiner"),
    *("tu", "tus", "su", "sus", "vuestra", "vuestro"),
    *("votre", "vos", "ton", "ta", "tes"),
)


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing with many names in four languages, folded (no case, no accents).

    `terms` name it anywhere; `told` only in what a person told us ("my appointment"); `vague` only in a reply ("the
    work on your tooth"). A trailing or leading "*" lets a word go on; "{your}" stands for every word for "your".
    `broader` is the concept this one is a case of.
    """

    id: str
    terms: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    broader: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named at a half-open span of the joined words."""

    concept: str
    start: int
    end: int


class Lexicon:
    """All concepts in one automaton over words joined by single spaces, with a space at both ends."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self._broader: Mapping[str, str] = {concept.id: concept.broader for concept in concepts if concept.broader}
        self._told, self._told_ids = _automaton((c.id, term) for c in concepts for term in (*c.terms, *c.told))
        self._said, self._said_ids = _automaton((c.id, term) for c in concepts for term in (*c.terms, *c.vague))

    def told(self, joined: str) -> frozenset[str]:
        """The concepts a private fact or message is about, with everything they are a case of."""
        found = {self._told_ids[place] for place, _, _ in self._told.find_matches_as_indexes(joined, overlapping=True)}
        return frozenset(wider for concept in found for wider in self.widening(concept))

    def said(self, joined: str) -> tuple[Mention, ...]:
        """The concepts a reply names, with their places in `joined`."""
        matches = self._said.find_matches_as_indexes(joined, overlapping=True)
        return tuple(Mention(self._said_ids[place], start, end) for place, start, end in matches)

    def widening(self, concept: str) -> Iterator[str]:
        """The concept and what it is a case of, narrowest first."""
        while concept:
            yield concept
            concept = self._broader.get(concept, "")


def _automaton(pairs: Iterator[tuple[str, str]]) -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    spelled = [(concept, form) for concept, term in pairs for form in _forms(term)]
    return ahocorasick_rs.AhoCorasick([form for _, form in spelled]), tuple(concept for concept, _ in spelled)


def _forms(term: str) -> Iterator[str]:
    """Every literal a term stands for; a space at an edge is the edge of a word."""
    left = "" if term.startswith("*") else " "
    right = "" if term.endswith("*") else " "
    body = term.strip("*")
    for yours in _YOURS if "{your}" in body else ("",):
        yield left + body.replace("{your}", yours) + right

"""What the guard is told about the world: rules, synonyms, kinds of facts and everyday words, all of it data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

import re2

from parlour.core.guard.lexicon import Concept, Lexicon
from parlour.core.guard.meaning import MeaningKnowledge
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity


class Scope(StrEnum):
    """How far around a sentence something is looked for."""

    SENTENCE = "sentence"
    NEAR = "near"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Example:
    """A reply that a rule must or must not hold, and what the person had posted, where that matters."""

    reply: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One written rule.

    `patterns` are RE2 expressions over folded text (lower case, no accents), sentence by sentence. A match counts
    where none of `spare` stands in it (where one of `doubtful` does, for a second look at most), each of `needs` in
    `needs_in` around it (in its sentence at most `within` characters away, 0: anywhere), none of `unless` in
    `unless_in`, and one of `said`, if there are any, in the thread or the reply. An `absent` rule is held against a
    whole reply in which no pattern stands, where the same holds for `said`. `heard`: tones, or "relationship", of which
    the network hears one where the rule is right; where it hears none, the rule asks for a second look at most; without
    any, the patterns decide. Empty `sectors` or `jurisdictions` mean all of them, no `surface` both; `except_sectors`
    are left out. `fires` and `passes` are replies the rule must and must not hold, by language; a test runs them all.
    """

    id: str
    check: str
    severity: Severity
    message: str
    source: str
    patterns: tuple[str, ...]
    spare: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_in: Scope = Scope.SENTENCE
    within: int = 0
    unless: tuple[str, ...] = ()
    unless_in: Scope = Scope.SENTENCE
    said: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    absent: bool = False
    sectors: tuple[str, ...] = ()
    except_sectors: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    surface: Surface | None = Surface.PUBLIC
    fires: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)
    passes: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)

    def applies(self, sectors: tuple[str, ...], surface: Surface, jurisdictions: tuple[str, ...] = ()) -> bool:
        """Whether this rule speaks about replies of these sectors on this surface, under one of these laws.

        No jurisdictions at all means that every law counts.
        """
        if self.surface not in (None, surface) or (self.sectors and not set(self.sectors) & set(sectors)):
            return False
        if self.except_sectors and set(self.except_sectors) & set(sectors):
            return False
        if not self.jurisdictions or not jurisdictions:
            return True
        return any(_same_law(ours, theirs) for ours in self.jurisdictions for theirs in jurisdictions)


def _same_law(ours: str, theirs: str) -> bool:
    """Whether one is the other or a part of it: `us-ca` lies in `us`."""
    left, right = f"{ours.lower()}-", f"{theirs.lower()}-"
    return left.startswith(right) or right.startswith(left)


@dataclass(frozen=True, slots=True)
class FactKind:
    """How facts of one kind are recognised and how private they are.

    `noun` names the kind in messages, `also` are other names people give it. `shapes` are the shapes its value takes
    (words of `shapes/`). `words` says how much a single rare word of the value gives away: "strong", "weak" (needs a
    cue beside it) or "none". `minimum` is the shortest shape that gives the fact away by itself, in letters or figures;
    what is shorter counts only with a cue beside it, and then only for a second look. `concept` is what a mere mention
    of the kind is ("your appointment"); `always_private` facts stay so even if posted by their owner; `never` facts
    leave the house on no surface.
    """

    id: str
    noun: str
    shapes: tuple[str, ...] = ()
    words: str = "none"
    minimum: int = 5
    concept: str = ""
    always_private: bool = False
    never: bool = False
    also: tuple[str, ...] = ()


def names_of_kinds(kinds: Iterable[FactKind]) -> Mapping[str, str]:
    """The kind that each name stands for, read by `plain_name`."""
    return {plain_name(name): kind.id for kind in kinds for name in (kind.id, *kind.also)}


def plain_name(name: str) -> str:
    """A name of a kind without regard to case and to what divides its words: "E-Mail" is "email"."""
    return "".join(filter(str.isalnum, name.casefold()))


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its patterns compiled to linear-time matchers."""

    rule: Rule
    pattern: Any
    spare: Any
    doubtful: Any
    needs: tuple[Any, ...]
    unless: Any
    said: Any


@dataclass(frozen=True, eq=False)
class GuardKnowledge:
    """Everything the guard knows, compiled once; two values are equal only if they are the same.

    `told` brings the network that reads meaning when it is first asked for; without it words alone are judged.
    `trades` are words by sector that its replies say whoever is answered.
    `rewrites` are clean words by purpose and language, `phrases` RE2 expressions by meaning and language.
    """

    rules: tuple[Rule, ...]
    concepts: tuple[Concept, ...]
    kinds: Mapping[str, FactKind]
    cues: Mapping[str, tuple[str, ...]]
    common: frozenset[str]
    stop: frozenset[str]
    name_words: frozenset[str]
    regulated: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    cities: frozenset[str]
    trades: Mapping[str, frozenset[str]]
    rewrites: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, Mapping[str, str]]
    told: Callable[[], MeaningKnowledge] | None = None
    compiled: tuple[CompiledRule, ...] = field(init=False, repr=False)
    lexicon: Lexicon = field(init=False, repr=False)
    cue_patterns: Mapping[str, Any] = field(init=False, repr=False)
    phrase_patterns: Mapping[str, Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", tuple(map(_compile_rule, self.rules)))
        object.__setattr__(self, "lexicon", Lexicon(self.concepts))
        cues = {shape: _compile(tuple(map(_cue, words))) for shape, words in self.cues.items()}
        object.__setattr__(self, "cue_patterns", cues)
        phrases = {meaning: _compile(tuple(tongues.values())) for meaning, tongues in self.phrases.items()}
        object.__setattr__(self, "phrase_patterns", phrases)

    def kind(self, name: str) -> FactKind:
        """The kind of that name; an unknown one is private text, of which words, numbers, days and codes are sought."""
        known = name if name in self.kinds else self._names_of_kinds.get(plain_name(name), "")
        return self.kinds.get(known) or FactKind(name, name.replace("_", " "), shapes=UNKNOWN, words="strong")

    @cached_property
    def _names_of_kinds(self) -> Mapping[str, str]:
        return names_of_kinds(self.kinds.values())

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Given names and their short forms."""
        return frozenset(self.nicknames).union(*self.nicknames.values())

    def is_a_word(self, name: str) -> bool:
        """Whether a name is also an everyday word ("Rose", "Sommer"), or the plural of one."""
        singular = name[:-1] if len(name) > 3 and name.endswith("s") else name
        return any(form in self.name_words or form in self.common for form in (name, singular))

    def rules_of(
        self, check: str, sectors: tuple[str, ...], surface: Surface, jurisdictions: tuple[str, ...] = ()
    ) -> Iterator[CompiledRule]:
        """The compiled rules one check has to apply here."""
        return (
            compiled
            for compiled in self.compiled
            if compiled.rule.check == check and compiled.rule.applies(sectors, surface, jurisdictions)
        )


UNKNOWN = ("anything", "words", "day", "some_money", "data", "pet_names")
"""The shapes of a fact of no known kind."""

# Bytes one expression may use at most. With less, one that calls long word lists falls back to a slower matcher.
_MEMORY = 64 * 2**20


def _cue(cue: str) -> str:
    """A cue as a whole word; one that is a class of signs stands for itself."""
    return cue if cue.startswith("[") else rf"\b(?:{cue})\b"


def _compile_rule(rule: Rule) -> CompiledRule:
    needs = tuple(_compile((pattern,)) for pattern in rule.needs)
    optional = {name: _compiled(getattr(rule, name)) for name in ("spare", "doubtful", "unless", "said")}
    return CompiledRule(rule, _compile(rule.patterns), needs=needs, **optional)


def _compiled(patterns: tuple[str, ...]) -> Any:
    return _compile(patterns) if patterns else None


def _compile(patterns: tuple[str, ...]) -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    return re2.compile("|".join(f"(?:{pattern})" for pattern in patterns), options)

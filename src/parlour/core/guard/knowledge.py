"""What the guard is told about the world: rules, synonyms, kinds of facts and everyday words, all of it data."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import re2

from parlour.core.guard.lexicon import Concept, Lexicon
from parlour.core.guard.meaning import MeaningKnowledge
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One written rule.

    `patterns` are RE2 expressions over folded text (lower case, no accents), sentence by sentence; `unless` are those
    that excuse the sentence, or with `unless_next` also the one after it. Empty `sectors` means every sector, an empty
    `surface` both. `fires` and `passes` are sentences the rule must and must not match; a test runs them all.
    """

    id: str
    check: str
    severity: Severity
    message: str
    source: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_next: bool = False
    sectors: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    surface: Surface | None = Surface.PUBLIC
    fires: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()

    def applies(self, sectors: tuple[str, ...], surface: Surface) -> bool:
        """Whether this rule speaks about replies of these sectors on this surface."""
        right_sector = not self.sectors or any(sector in self.sectors for sector in sectors)
        return right_sector and self.surface in (None, surface)


@dataclass(frozen=True, slots=True)
class FactKind:
    """How facts of one kind are recognised and how private they are.

    `noun` names the kind in messages. `shapes` are the shapes its value takes (words of `shapes/`). `words` says how
    much a single rare word of the value gives away: "strong", "weak" (needs a cue beside it) or "none". `minimum` is
    the shortest shape that gives the fact away by itself, in letters or figures; what is shorter counts only with a cue
    beside it, and then only for a second look. `concept` is what a mere mention of the kind is ("your appointment");
    `always_private` facts stay so even if posted by their owner; `never` facts leave the house on no surface.
    """

    id: str
    noun: str
    shapes: tuple[str, ...] = ()
    words: str = "none"
    minimum: int = 5
    concept: str = ""
    always_private: bool = False
    never: bool = False


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its patterns compiled to linear-time matchers."""

    rule: Rule
    pattern: Any
    unless: Any


@dataclass(frozen=True, eq=False)
class GuardKnowledge:
    """Everything the guard knows, compiled once; two values are equal only if they are the same.

    `told` brings the network that reads meaning when it is first asked for; without it words alone are judged.
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
    invitations: Mapping[str, str]
    templates: Mapping[str, str]
    told: Callable[[], MeaningKnowledge] | None = None
    compiled: tuple[CompiledRule, ...] = field(init=False, repr=False)
    lexicon: Lexicon = field(init=False, repr=False)
    cue_patterns: Mapping[str, Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", tuple(map(_compile_rule, self.rules)))
        object.__setattr__(self, "lexicon", Lexicon(self.concepts))
        cues = {shape: _compile(tuple(map(_cue, words))) for shape, words in self.cues.items()}
        object.__setattr__(self, "cue_patterns", cues)

    def kind(self, name: str) -> FactKind:
        """The kind of that name; an unknown one is private text, of which words, numbers, days and codes are sought."""
        return self.kinds.get(name) or FactKind(name, name.replace("_", " "), shapes=UNKNOWN, words="strong")

    def is_a_word(self, name: str) -> bool:
        """Whether a name is also an everyday word ("Rose", "Sommer"), or the plural of one."""
        singular = name[:-1] if len(name) > 3 and name.endswith("s") else name
        return any(form in self.name_words or form in self.common for form in (name, singular))

    def rules_of(self, check: str, sectors: tuple[str, ...], surface: Surface) -> Iterator[CompiledRule]:
        """The compiled rules one check has to apply here."""
        return (
            compiled
            for compiled in self.compiled
            if compiled.rule.check == check and compiled.rule.applies(sectors, surface)
        )


UNKNOWN = ("anything", "words", "day", "some_money", "data")
"""The shapes of a fact of no known kind."""
YOUR = r"(?:your|ihr(?:e[mnrs]?)?|dein(?:e[mnrs]?)?|eure?[mnrs]?|tus?|sus?|vuestr[oa]s?|votre|vos|ton|ta|tes)"


def _cue(cue: str) -> str:
    """A cue as a whole word; one that is a class of signs stands for itself."""
    return cue if cue.startswith("[") else rf"\b(?:{cue})\b"


def _compile_rule(rule: Rule) -> CompiledRule:
    return CompiledRule(rule, _compile(rule.patterns), _compile(rule.unless) if rule.unless else None)


def _compile(patterns: tuple[str, ...]) -> Any:
    return re2.compile("|".join(f"(?:{pattern})" for pattern in patterns).replace("{your}", YOUR))

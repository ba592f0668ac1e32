"""Things that are called as people are: a device, a line, a storm, a shop. What stands beside a name tells them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.text.fold import fold

_REACH = 64
"""Code points on each side of a name that are read."""
_ENDS = re.compile(r"'s?$|[\s.,:;!?\"()\[\]*_]+$")


_LAST_BEFORE = re.compile(r"\b([a-z']{1,16}) (?:& )?$")
_FIRST_BEHIND = re.compile(r" (?:& )?([a-z]{1,16})\b")


class Pattern(Protocol):
    """A compiled pattern of RE2 or of the standard library."""

    def search(self, text: str, /) -> object:
        """A match anywhere in the text, or None."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of thing, on folded text.

    It is meant where `before` finds something at the end of what stands before a name, `behind` at the beginning of
    what stands behind it, or `near` anywhere beside it; without any of them, always.
    """

    before: Pattern | None = None
    behind: Pattern | None = None
    near: Pattern | None = None

    def is_meant(self, before: str, behind: str) -> bool:
        """Whether the words on both sides of a name say this thing."""
        if self.before is None and self.behind is None and self.near is None:
            return True
        return (
            _finds(self.before, before)
            or _finds(self.behind, behind)
            or (self.near is not None and (_finds(self.near, before) or _finds(self.near, behind)))
        )


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The things by their names (folded), those that any name may be of, and the words that tell a person.

    `unsure`: below this confidence what the tagger takes for a name is a thing more often than a person.
    """

    named: Mapping[str, Sequence[Thing]] = field(default_factory=dict)
    unnamed: Sequence[Thing] = ()
    person: Thing = Thing(near=re.compile(r"(?!)"))
    unsure: float = 0.0

    def people(self, tagged: tuple[PersonalDatum, ...], text: str) -> tuple[PersonalDatum, ...]:
        """The data without the names of things."""
        if not any(datum.kind == "person" for datum in tagged):
            return tagged
        return tuple(datum for datum in tagged if datum.kind != "person" or self._is_a_person(datum, text))

    def _is_a_person(self, datum: PersonalDatum, text: str) -> bool:
        return datum.confidence >= self.unsure and not self.is_a_thing(text, datum.start, datum.end)

    def is_a_thing(self, text: str, start: int, end: int) -> bool:
        """Whether the name from `start` to `end` is a thing's by what stands beside it, and no word tells a person."""
        name = fold(text[start:end]).text
        plain = _ENDS.sub("", name)
        bare = plain.replace(" & ", " ")
        before = fold(text[max(0, start - _REACH) : start]).text
        behind = name[len(plain) :] + fold(text[end : end + _REACH]).text
        if _any_meant((*self.named.get(bare, ()), *self.unnamed), before, behind):
            return not self.person.is_meant(before, behind)
        return any(
            _any_meant(self.named.get(longer, ()), *sides) and not self.person.is_meant(*sides)
            for longer, sides in _longer(bare, before, behind)
        )


def _longer(name: str, before: str, behind: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The name with the word beside it, and what then stands on both sides: of "Yves Rocher" one word may be told."""
    if first := _LAST_BEFORE.search(before):
        yield f"{first.group(1)} {name}", (before[: first.start()], behind)
    if last := _FIRST_BEHIND.match(behind):
        yield f"{name} {last.group(1)}", (before, behind[last.end() :])


def _any_meant(things: Iterable[Thing], before: str, behind: str) -> bool:
    return any(thing.is_meant(before, behind) for thing in things)


def _finds(pattern: Pattern | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None

"""Who says what when: half of the posts begin a new case, the others go on in a thread whose case somebody has open."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

SHOWN = 0  # the person whose case stands in the browser
SHOWN_EVERY = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A post to say: its number, who says it, and the case in whose thread they say it (0: a new one)."""

    number: int
    by: int
    case: int


@dataclass(frozen=True)
class Script:
    """All posts, in order."""

    lines: tuple[Line, ...]

    @cached_property
    def openings(self) -> frozenset[int]:
        """The posts that begin a case."""
        return frozenset(line.number for line in self.lines if not line.case)

    def of_case(self, case: int) -> frozenset[int]:
        """The posts that go on in a case."""
        return frozenset(line.number for line in self.lines if line.case == case)


def write_script(posts: int, cases: Mapping[int, int]) -> Script:
    """`cases` are those of the people who have spoken before: person → case, persons counted from 0."""
    lines = []
    for place in range(posts):
        number = len(cases) + place
        if place % SHOWN_EVERY == SHOWN_EVERY - 1:
            lines.append(Line(number, SHOWN, cases[SHOWN]))
        elif place % 2:
            by = 1 + place // 2 % (len(cases) - 1)
            lines.append(Line(number, by, cases[by]))
        else:
            lines.append(Line(number, number, 0))
    return Script(tuple(lines))

"""What every shape of a fact can do: find itself in a reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from parlour.core.guard.reading import Reading


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the folded text where a fact shows; a `firm` one needs no second look to be sure."""

    start: int
    end: int
    firm: bool


class Shape(Protocol):
    """One recognisable trace of a fact. `identifying` traces point at one person wherever they appear."""

    @property
    def identifying(self) -> bool: ...

    def matches(self, reading: Reading) -> Iterator[Match]:
        """Every place in the reading where this trace shows."""
        ...

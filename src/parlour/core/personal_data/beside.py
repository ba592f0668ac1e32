"""What stands right beside some figures: a street or the name of a person."""

from collections.abc import Iterable

from parlour.core.nouns.assessment import PersonalDatum

_SURE = 0.5
_NEAR = 3
"""Code points, none of a word, between figures and the street or name that they stand beside."""


class Beside:
    """Where streets and names of persons begin and end in a text."""

    def __init__(self, data: Iterable[PersonalDatum], text: str) -> None:
        self._text = text
        self._starts: set[tuple[str, int]] = set()
        self._ends: set[tuple[str, int]] = set()
        for datum in data:
            if datum.kind == "address" or (datum.kind == "person" and datum.confidence >= _SURE):
                self._starts.add((datum.kind, datum.start))
                self._ends.add((datum.kind, datum.end))

    def names(self, datum: PersonalDatum) -> bool:
        """Whether a street stands right beside the figures of a place, or a name beside those of a person."""
        kind = "address" if datum.kind == "address" else "person"
        return any(
            ((kind, datum.start - gap) in self._ends and self._is_gap(datum.start - gap, datum.start))
            or ((kind, datum.end + gap) in self._starts and self._is_gap(datum.end, datum.end + gap))
            for gap in range(_NEAR + 1)
        )

    def _is_gap(self, start: int, end: int) -> bool:
        return not any(map(str.isalnum, self._text[start:end]))

"""Seats told by their row and by what they are next to: "row 14, the middle one", "front row by the window"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match, Shape

_SEAT = re.compile(r"([1-9]\d?)\s?-?([a-l])|(?:row|reihe|fila|rang|rangee) ([1-9]\d?)\W{1,3}(?:\w+ )?([a-l])")
_SIDES = {"seat_window": "afghjkl", "seat_aisle": "cdgh", "seat_middle": "beh"}
_IN_THE = re.compile(r"\b(?:in(?: der)?|en(?: la)?|la|der|au|dans la) $")
_SEATS = re.compile(
    r"\b(?:seats|windows|aisles|view|views|sitze|platze|fenster(?:platze|sitze)|blick|aussicht|asientos|ventanas|"
    r"ventanillas|vistas?|sieges|places|fenetres|hublots|vue)\b"
)
_TOGETHER = re.compile(
    r"\b(?:you (?:two|three|four|both|all)|(?:both|two|three|four|all|pair|lot|rest) of (?:you|ye|youse)|together|"
    r"side by side|(?:sie|ihr|euch|ihnen) (?:beide[nr]?|zwei|drei|vier|alle)|zusammen|nebeneinander|"
    r"(?:los|las|ustedes) (?:dos|tres|cuatro)|junt[oa]s|vous (?:deux|trois|quatre|tous)|"
    r"(?:tous|toutes) les (?:deux|trois|quatre)|ensemble|cote a cote)\b"
)
_SEVERAL = re.compile(r"\s?(?:,|/|&|\band\b|\bund\b|\by\b|\bet\b|\+)\s?")
_NEAR = 48  # characters between a row and the side
_LABEL = 16


@dataclass(frozen=True, slots=True)
class RowAndSide:
    """The row of a seat with its side, as one of the cues that say it."""

    row: int
    side: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(self._rows(reading)):
            beside = reading.cued(self.side, start) and reading.cue_near(self.side, start, end, _NEAR)
            if beside and not reading.speaks_to_all(start):
                yield Match(start, end, firm=False)

    def _rows(self, reading: Reading) -> Iterator[tuple[int, int]]:
        for number in reading.numbers:
            if number.value == self.row and not number.value % 1:
                labelled = reading.cue_before("label", number.start, _LABEL)
                said = _IN_THE.search(reading.text, max(0, number.start - _LABEL), number.start)
                to_one = reading.speaks_to_one(number.start) and not reading.is_count(number.end)
                to_all = not reading.speaks_to_one(number.start) and _is_of_the_house(number.start, reading)
                if (labelled and not to_all) or (said is not None and to_one):
                    yield number.start, number.end
        for start, end in reading.places_of("front_row") if self.row == 1 else ():
            if reading.speaks_to_one(start) or not _is_of_the_house(start, reading):
                yield start, end


@dataclass(frozen=True, slots=True)
class RowOfSome:
    """The row of two seats and more, told of those who sit there: "you two are in row 34"."""

    row: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for number in reading.numbers:
            labelled = number.value == self.row and reading.cue_before("label", number.start, _LABEL)
            together = labelled and _TOGETHER.search(reading.text, *reading.sentence_at(number.start))
            if together and not reading.speaks_to_all(number.start):
                yield Match(number.start, number.end, firm=False)


def _is_of_the_house(place: int, reading: Reading) -> bool:
    """Whether a sentence tells how the seats of a house are: "window seats are in row 14", "the view from row 3"."""
    return _SEATS.search(reading.text, *reading.sentence_at(place)) is not None


def seat_shapes(reading: Reading) -> Iterator[Shape]:
    """The seats that a value is ("14F", "row 14, seat F", "34B and 34C") by row and side."""
    whole = reading.text.strip()
    seats = [_SEAT.fullmatch(part) for part in ([whole] if _SEAT.fullmatch(whole) else _SEVERAL.split(whole))]
    known = [(int(seat[1] or seat[3]), seat[2] or seat[4]) for seat in seats if seat]
    if len(known) < len(seats):
        return
    for row, letter in known:
        yield from (RowAndSide(row, side) for side, letters in _SIDES.items() if letter in letters)
    if len(known) > 1:
        yield from map(RowOfSome, sorted({row for row, _ in known}))

"""How many days something lasts, summed up: "a week and four days", "quinze jours", "a fortnight less a day"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parlour.core.text.numbers import Number

_FULL = (
    r"(?:(?:full|whole|entire|solid|lovely|more|further|extra|ganzen?|volle|vollen|weitere|enter[oa]s?|complet[oa]s?|"
    r"pleines?|entieres?) )?"
)
_WEEK, _FORTNIGHT = 7, 14
_UNIT = (
    r"(?:(?P<week>weeks?|wochen?|semanas?|semaines?)|(?P<fortnight>fortnights?|quincenas?|quinzaines?)|"
    r"(?P<day>days?|nights?|sleeps?|tagen?|tage|nachten?|nacht|dias?|noches?|jours?|nuits?|nuitees?))(?![^\W_])"
)
_BEHIND = re.compile(rf"[\s\-]{_FULL}{_UNIT}")
_ONE = re.compile(rf"\b(?:an?|the|eine|einer|die|una|la|une) {_FULL}{_UNIT}")
_JOINT = re.compile(
    r",? ?(?:(?P<less>less|minus|weniger|menos|moins|bar)|and|plus|und|y|mas|et|&|\+)\s?(?:another |noch |otr[oa]s? )?"
)
# A week and two as they are counted with both their ends: "huit jours", "quince días", "acht Tage".
_ROUND_WEEKS = {8: ("jours", "dias", "tage", "tagen"), 15: ("jours", "dias")}
_MOST = 60  # of anything that is counted so


@dataclass(frozen=True, slots=True)
class Lasting:
    """So many days from `start` to `end` of a text; `summed` from two counts."""

    start: int
    end: int
    days: int
    summed: bool = False


def lasting(text: str, found: Sequence[Number]) -> tuple[Lasting, ...]:
    """Every count of days, nights, weeks and fortnights in a folded text whose numbers were `found`."""
    single = sorted(_single(text, found), key=lambda one: one.start)
    return (*single, *_summed(text, single))


def _single(text: str, found: Sequence[Number]) -> Iterator[Lasting]:
    taken = set()
    for number in found:
        said = _BEHIND.match(text, number.end)
        if said and not number.ordinal and 1 <= number.value <= _MOST and number.value == int(number.value):
            taken.add(said.end())
            yield Lasting(number.start, said.end(), int(number.value) * _days(said))
            if number.spoken and said["day"] in _ROUND_WEEKS.get(int(number.value), ()):
                yield Lasting(number.start, said.end(), int(number.value) - 1)
    for said in _ONE.finditer(text):
        if said.end() not in taken:
            yield Lasting(*said.span(), _days(said))


def _days(said: re.Match[str]) -> int:
    return _WEEK if said["week"] else _FORTNIGHT if said["fortnight"] else 1


def _summed(text: str, single: Sequence[Lasting]) -> Iterator[Lasting]:
    for left, right in pairwise(single):
        joint = _JOINT.fullmatch(text, left.end, right.start) if left.days >= _WEEK > right.days else None
        if joint:
            days = left.days + right.days * (-1 if joint["less"] else 1)
            yield Lasting(left.start, right.end, days, summed=True)

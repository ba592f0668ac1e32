"""How far somebody has come of so many: "three down, three to go", "vier haben Sie, acht fehlen noch", "halfway"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_OF = re.compile(r"(?: [^\W\d_]+)?\s?(?:(?:out )?of|von|de|sur|/)\s?(?:the |your |den |ihren |las? |los |les )?")
_DONE = re.compile(
    r"(?: [^\W\d_]+)? (?:down|in|done|paid|gone|behind|geschafft|bezahlt|erledigt|durch|haben|hast|drin|list[oa]s|"
    r"hech[oa]s|pagad[oa]s|de faites?|de payees?|faites|payees|derriere)\b"
)
_TO_GO = re.compile(
    r"(?: [^\W\d_]+)? (?:(?:still |left )?to (?:go|come|pay|get)|left|more|still|remain\w*|ahead|noch|fehlen|offen|"
    r"ubrig|stehen (?:noch )?aus|por delante|restantes?|pendientes|mas|a venir|restant\w*|encore)\b"
)
_TO_GO_BEFORE = re.compile(
    r"\b(?:noch|nur noch|fehlen|quedan?|faltan?|plus que|reste(?:nt)?|encore|another|another full)"
    r"(?: (?:only|just|solo|ihnen|dir))? $"
)
_HALF = re.compile(
    r"\bhalf ?way (?:there|through|on|home|done)\b|\b(?:are|'re) half ?way\b|\bhalf of (?:the|your|them|it)\b|"
    r"\bhalbzeit\b|\b(?:auf )?halbe[mnr]? (?:weg|strecke)\b|\bdie halfte\b|\b(?:a|por la) mitad\b|\bla mitad\b|"
    r"\ba mi-? ?chemin\b|\bla moitie\b"
)
_APART = 32  # characters between what is done and what is left
_MOST = 120  # of anything that is paid or collected bit by bit
_FEW = 2  # fewer left are said of anything


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of a whole: both said, what is done with what is left, what is left for "you", or that it is half."""

    done: int
    whole: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        left = self.whole - self.done
        for one, other in pairwise(reading.numbers):
            apart = reading.text[one.end : other.start]
            of = other.value == self.whole and one.value in (self.done, left) and _OF.fullmatch(apart)
            both = one.value == self.done and other.value == left and len(apart) <= _APART
            to_go = _is_to_go(other.start, other.end, reading)
            if (of or (both and (_DONE.match(reading.text, one.end) or to_go))) and self._theirs(one.start, reading):
                yield Match(one.start, other.end, firm=False)
        for one in reading.numbers:
            told = one.value == left >= _FEW and _is_to_go(one.start, one.end, reading)
            if told and reading.speaks_to_one(one.start) and self._theirs(one.start, reading):
                yield Match(one.start, one.end, firm=False)
        for half in _HALF.finditer(reading.text) if self.done * 2 == self.whole else ():
            if reading.speaks_to_one(half.start()) and self._theirs(half.start(), reading):
                yield Match(*half.span(), firm=False)

    @staticmethod
    def _theirs(place: int, reading: Reading) -> bool:
        return not (reading.speaks_to_all(place) or reading.is_our_doing(place))


def _is_to_go(start: int, end: int, reading: Reading) -> bool:
    before = _TO_GO_BEFORE.search(reading.text, max(0, start - 28), start)
    return before is not None or _TO_GO.match(reading.text, end) is not None


def progress_of(reading: Reading) -> Iterator[Progress]:
    """What a value counts of a whole: "3 of 6 instalments paid", "4 mensualités sur 12"."""
    for one, other in pairwise(reading.numbers):
        whole = 0 < one.value < other.value <= _MOST and not (one.value % 1 or other.value % 1)
        if whole and _OF.fullmatch(reading.text, one.end, other.start):
            yield Progress(int(one.value), int(other.value))

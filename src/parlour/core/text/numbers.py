"""Numbers in a text, in digits and in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parlour.core.text.number_words import CONNECTORS, HUNDREDS, LEADING, REPEATS, SCALES, SHY, SIMPLE, german, ordinal
from parlour.core.text.tokens import Token, tokens

_DIGITS = re.compile(
    r"(?<![\d])(?:\d{1,3}(?:[.,']\d{3})+(?:[.,]\d{1,2})?|(?<![\-/.:,])\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?|"
    r"\d{1,30}(?:[.,]\d{1,2})?)(?!\d)"
    r"(?P<scale>\s?(?:k|tsd|mio|thousand|tausend|mil|million(?:en|es)?|millon(?:es)?|hundred|hundert)(?![^\W_]))?"
    r"(?P<ordinal>st|nd|rd|th|º|ª)?"
)
_BETWEEN = re.compile(r"[\s\-]{0,2}")
_JOINT = re.compile(r"[\s\-./()+,_*]{0,3}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `digits` are its figures as written ("0049"), or those of its value when it was in words."""

    start: int
    end: int
    value: Decimal
    digits: str
    ordinal: bool = False
    spoken: bool = False


def numbers(text: str, words: Sequence[Token] | None = None) -> tuple[Number, ...]:
    """All numbers of a folded text in order; `words` are its tokens, where the caller has them already."""
    written = [_written(match) for match in _DIGITS.finditer(text)]
    scaled = {place for number in written for place in range(number.start, number.end)}
    spoken = [one for one in _spoken(text, tokens(text) if words is None else words) if one.start not in scaled]
    return tuple(sorted([*written, *spoken], key=lambda number: number.start))


def runs(text: str, found: Sequence[Number]) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Figures that stand together: for each run its digits, and for every digit the span it was read from."""
    joined: list[tuple[str, list[tuple[int, int]]]] = []
    last = -1
    for number in found:
        places = [(number.start, number.end)] * len(number.digits)
        if not number.spoken:
            places = [(at, at + 1) for at in range(number.start, number.end) if text[at].isdigit()]
        if len(places) != len(number.digits):
            places = [(number.start, number.end)] * len(number.digits)
        if joined and _JOINT.fullmatch(text, last, number.start):
            joined[-1] = (joined[-1][0] + number.digits, joined[-1][1] + places)
        else:
            joined.append((number.digits, places))
        last = number.end
    return tuple((digits, tuple(places)) for digits, places in joined)


def _written(match: re.Match[str]) -> Number:
    figures = match.group()[: match.start("scale") - match.start() if match["scale"] else None]
    figures = figures.removesuffix(match["ordinal"] or "")
    value = _value(figures)
    scale = (match["scale"] or "").strip()
    if scale:
        value *= 100 if scale in HUNDREDS else SCALES[scale]
    digits = re.sub(r"\D", "", figures)
    return Number(match.start(), match.end(), value, digits, ordinal=bool(match["ordinal"]))


def _value(figures: str) -> Decimal:
    """The value of figures: a last mark before one or two figures divides decimals, every other one thousands."""
    whole, mark, rest = figures, "", ""
    for place in range(len(figures) - 1, -1, -1):
        if figures[place] in ".,":
            whole, mark, rest = figures[:place], figures[place], figures[place + 1 :]
            break
    decimals = rest if mark and len(rest) <= 2 else ""
    plain = re.sub(r"\D", "", whole if decimals else whole + rest)
    return Decimal(f"{plain}.{decimals}") if decimals else Decimal(plain)


def _spoken(text: str, words: Sequence[Token]) -> Iterator[Number]:
    place = 0
    while place < len(words):
        number, used = _spoken_at(text, words, place)
        if number is not None:
            yield number
        place += used


def _spoken_at(text: str, words: Sequence[Token], first: int) -> tuple[Number | None, int]:
    """The number that starts at word `first`, and how many words it took (1 when there is none)."""
    head = words[first]
    if head.word in REPEATS and first + 1 < len(words) and 0 <= SIMPLE.get(words[first + 1].word, -1) <= 9:
        digits = str(SIMPLE[words[first + 1].word]) * REPEATS[head.word]
        return Number(head.start, words[first + 1].end, Decimal(int(digits)), digits, spoken=True), 2
    total, current, place, last, is_ordinal = 0, None, first, first, False
    while place < len(words) and (place == first or _BETWEEN.fullmatch(text, words[place - 1].end, words[place].start)):
        word = words[place].word
        step = _combine(total, current, word)
        if step is None and word in CONNECTORS and place > first:
            place += 1
            continue
        if step is None or (place == first and word in SCALES and word not in LEADING):
            break
        total, current, is_ordinal = step
        place += 1
        last = place
        if is_ordinal:
            break
    if last == first or (last == first + 1 and head.word in SHY):
        return None, 1
    value = total + (current or 0)
    number = Number(head.start, words[last - 1].end, Decimal(value), str(value), ordinal=is_ordinal, spoken=True)
    return number, last - first


def _combine(total: int, current: int | None, word: str) -> tuple[int, int | None, bool] | None:
    """The sum so far after one more word, or None where the word does not continue this number."""
    if word in HUNDREDS:
        return None if current is not None and not 0 < current < 100 else (total, (current or 1) * 100, False)
    if word in SCALES:
        return None if current is None and total else (total + (current or 1) * SCALES[word], None, False)
    value = SIMPLE.get(word)
    if value is None and len(word) > 5:
        value = german(word)
    if value is not None and _fits(current, value):
        return total, (current or 0) + value, False
    rank = ordinal(word)
    if rank is not None and _fits(current, rank):
        return total, (current or 0) + rank, True
    return None


def _fits(current: int | None, value: int) -> bool:
    """Whether `value` can follow `current` inside one number: 100 + 30, 30 + 4, but not 4 + 4."""
    if current is None:
        return True
    if current == 0:
        return False
    room = 100 if current % 100 == 0 else 10 if current % 10 == 0 and current % 100 >= 20 else 1
    return 0 < value < room

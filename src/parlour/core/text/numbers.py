"""Numbers in a text, in digits and in words."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from parlour.core.text.number_words import HUNDREDS, SCALES
from parlour.core.text.spoken import spoken
from parlour.core.text.tokens import Token, tokens

_SCALE = "|".join(sorted({*SCALES, *HUNDREDS}, key=len, reverse=True))
_DIGITS = re.compile(
    r"(?<![\d])(?:\d{1,3}(?:[.,']\d{3})+(?:[.,]\d{1,2})?|\d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,2})?|"
    r"(?<![\-/.:,])\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?|\d{1,30}(?:[.,]\d{1,2})?)(?!\d)"
    rf"(?P<scale>[\s\-]?(?:{_SCALE})(?![^\W_]))?"
    r"(?P<ordinal>(?:st|nd|rd|th|e|er|re|eme|ieme)(?![^\W_])|º|ª)?"
)
_BETWEEN_THOUSANDS = re.compile(r"[ ']")
_JOINT = re.compile(r"[\s\-./()+,_*]{0,3}")
_MARK_SAID = re.compile(
    r"\W{1,3}(?:(?:forward |back)?slash|stroke|dash|hyphen|(?:schrag|binde)?strich|barra|guion|barre(?: oblique)?|"
    r"tiret|trait d'union)\W{1,3}"
)
_AND_THEN = re.compile(r"\W{1,3}(?:and(?: then)?|then|y(?: luego)?|und(?: dann)?|et(?: puis)?|puis)\W{1,3}")
_TIMES = re.compile(
    r"\W{1,3}(?:repeated |repetid[oa] |wiederholt |repet[eé]e? )?"
    r"(?:(two|dos|zwei|deux|three|tres|drei|trois|four|cuatro|vier|quatre|[234]) ?(?:times|veces|mal|fois)|"
    r"(?<!, )twice)\b"
)
_REPEATABLE = 8  # figures; nobody repeats more, and what is repeated must not grow without bound
_HOW_OFTEN = {
    "two": 2, "dos": 2, "zwei": 2, "deux": 2, "2": 2, "three": 3, "tres": 3, "drei": 3, "trois": 3, "3": 3,
    "four": 4, "cuatro": 4, "vier": 4, "quatre": 4, "4": 4,
}  # fmt: skip
_FIRST_TIMES = re.compile(
    r"\b(?:(two|dos|zwei|deux|three|tres|drei|trois|four|cuatro|vier|quatre) ?(?:times|veces|mal|fois)|twice)\W{1,3}$"
)
_PLURAL = re.compile(
    r"\s(?:(zeroe?s|ceros|nullen)|(ones|unos|einsen)|(twos|doses|zweien)|(threes|treses|dreien)|"
    r"(fours|cuatros|vieren)|(fives|cincos|funfen)|(sixes|seises|sechsen)|(sevens|sietes|siebenen)|"
    r"(eights|ochos|achten)|(nines|nueves|neunen))\b"
)


class Number(NamedTuple):
    """A number; `digits` are its figures as written ("0049"), or those of its value when it was in words.

    `unit` is the last thing it was counted in: 1000 for "48 thousand", 1 for "48".
    """

    start: int
    end: int
    value: Decimal
    digits: str
    ordinal: bool = False
    spoken: bool = False
    unit: int = 1


def numbers(text: str, words: Sequence[Token] | None = None, *, apart: bool = False) -> tuple[Number, ...]:
    """All numbers of a folded text in order; `words` are its tokens, where the caller has them already.

    `apart` as in `spoken`: words that only a space divides are numbers of their own.
    """
    words = tokens(text) if words is None else words
    written = [_written(match) for match in _DIGITS.finditer(text)]
    said = [
        Number(
            words[one.first].start, words[one.last - 1].end, Decimal(one.value), one.figures,
            ordinal=one.ordinal, spoken=True, unit=one.unit,
        )
        for one in spoken(text, words, apart=apart)
    ]  # fmt: skip
    if not said:
        return tuple(written)
    taken = {place for number in written for place in range(number.start, number.end)}
    free = [number for number in said if number.start not in taken]
    return tuple(sorted([*written, *free], key=lambda number: number.start))


def runs(text: str, found: Sequence[Number]) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Figures that stand together: for each run its digits, and for every digit the span it was read from.

    "5555 three times and then 4444" and "four fours" are runs too.
    """
    joined: list[tuple[list[str], list[tuple[int, int]]]] = []
    last, repeated = -1, False
    for number in found:
        if number.start < last or (number.ordinal and number.spoken):
            continue  # "first nine, then four" is no 194
        digits, places = _figures(text, number)
        often, end = _how_often(text, number)
        gap = _gap(text, last, number.start) if joined else None
        if gap or (joined and repeated and _AND_THEN.fullmatch(text, last, number.start)):
            whole = gap is not None and len(number.digits) == 1
            joined[-1][0].append(digits)
            joined[-1][1].extend(places)
            if often > 1:
                _repeat(*joined[-1], often, whole=whole, count=len(digits))
        else:
            joined.append(([digits * often], places * often))
        repeated, last = repeated or often > 1 or end > number.end, end
    return tuple(("".join(digits), tuple(places)) for digits, places in joined)


def _gap(text: str, last: int, start: int) -> re.Match[str] | None:
    """Whether only marks stand between two numbers, as they are written or said."""
    return _JOINT.fullmatch(text, last, start) or _MARK_SAID.fullmatch(text, last, start)


def _repeat(digits: list[str], places: list[tuple[int, int]], often: int, *, whole: bool, count: int) -> None:
    """Says the last number of a run, or with `whole` all of it, so many times more."""
    if (len(places) if whole else count) <= _REPEATABLE:
        said = "".join(digits) if whole else digits[-1]
        where = places if whole else places[-count:]
        digits.append(said * (often - 1))
        places.extend(list(where) * (often - 1))


def _figures(text: str, number: Number) -> tuple[str, list[tuple[int, int]]]:
    """The figures of one number ("four fours" has four), and where each was read."""
    plural = _PLURAL.match(text, number.end) if 2 <= number.value <= 9 else None
    if plural:
        digits = str((plural.lastindex or 1) - 1) * int(number.value)
        return digits, [(number.start, plural.end())] * len(digits)
    written = [(at, at + 1) for at in range(number.start, number.end) if text[at].isdigit()]
    if not number.spoken and len(written) == len(number.digits):
        return number.digits, written
    return number.digits, [(number.start, number.end)] * len(number.digits)


def _how_often(text: str, number: Number) -> tuple[int, int]:
    """How often the figures up to this number are said to be repeated, and where what says so ends."""
    plural = _PLURAL.match(text, number.end) if 2 <= number.value <= 9 else None
    if plural:
        return 1, plural.end()
    after = _TIMES.match(text, number.end)
    if after:
        return _HOW_OFTEN[after[1] or "two"], after.end()
    before = _FIRST_TIMES.search(text, max(0, number.start - 16), number.start)
    return (_HOW_OFTEN[before[1] or "two"] if before else 1), number.end


def _written(match: re.Match[str]) -> Number:
    whole = match.group()
    if whole.isdigit():
        return Number(*match.span(), Decimal(whole), whole)
    figures = whole[: match.start("scale") - match.start() if match["scale"] else None]
    figures = figures.removesuffix(match["ordinal"] or "")
    scale = (match["scale"] or "").strip(" -")
    unit = (100 if scale in HUNDREDS else SCALES[scale]) if scale else 1
    one_mark = bool(scale) and len(re.findall(r"[.,]", figures)) == 1
    value = Decimal(_BETWEEN_THOUSANDS.sub("", figures).replace(",", ".")) if one_mark else _value(figures)
    digits = re.sub(r"\D", "", figures)
    ranked = match["ordinal"] not in ("er", "re") or value == 1  # "1er août" is a rank, "der 72er" a birthday
    return Number(
        match.start(), match.end(), value * unit, digits, ordinal=bool(match["ordinal"]) and ranked, unit=unit
    )


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

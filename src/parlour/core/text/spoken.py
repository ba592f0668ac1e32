"""Numbers said in words, language by language; of two readings the longer one holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parlour.core.text.date_words import MONTHS
from parlour.core.text.number_words import (
    COUNTED,
    DOUBLED,
    FIGURES,
    KNOWN,
    LANGUAGES,
    LEADING,
    PLACED,
    REPEATS,
    SHY,
    SPOKEN_ZEROS,
    Numerals,
    german,
    may_be_compound,
    named,
    ordinal,
)
from parlour.core.text.tokens import Token

_BETWEEN = re.compile(r"[\s\-]{0,2}")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words: tokens [first, last), its value, its figures, and the last scale it was counted in."""

    first: int
    last: int
    value: int
    figures: str
    ordinal: bool = False
    unit: int = 1


@dataclass(slots=True)
class _Sum:
    """What the words so far add up to: whole thousands in `total`, the rest in `current`."""

    total: int = 0
    current: int | None = None
    unit: int = 1
    ordinal: bool = False

    @property
    def value(self) -> int:
        return self.total + (self.current or 0)


def spoken(text: str, words: Sequence[Token], *, apart: bool = False) -> Iterator[Spoken]:
    """Every number in words, in order.

    With `apart` words divided by a space alone are numbers of their own ("soixante douze" is 60 and 12), as people
    dictate figures; hyphens, "and" and words like "hundred" still join.
    """
    place = 0
    while place < len(words):
        number = None
        if _may_start(words[place].word):
            number = _figures(text, words, place) or _longest(text, words, place, apart=apart)
        if number is None:
            place += 1
        else:
            yield number
            place = number.last


@lru_cache(maxsize=8192)
def _may_start(word: str) -> bool:
    """Whether a number can begin with this word."""
    if word in KNOWN or word in REPEATS or word in SPOKEN_ZEROS or word in DOUBLED or may_be_compound(word):
        return True
    return word.endswith(("te", "ten", "ter")) and ordinal(word) is not None


def _figures(text: str, words: Sequence[Token], place: int) -> Spoken | None:
    """ "Double seven", and "oh" for zero beside other figures."""
    word = words[place].word
    following = words[place + 1].word if place + 1 < len(words) and _adjacent(text, words, place + 1) else ""
    figure = FIGURES.get(following, 0 if following in SPOKEN_ZEROS else None)
    if word in DOUBLED:
        return Spoken(place, place + 1, int(DOUBLED[word]), DOUBLED[word])
    if word in REPEATS and figure is not None:
        digits = str(figure) * REPEATS[word]
        return Spoken(place, place + 2, int(digits), digits)
    if word in SPOKEN_ZEROS:
        before = place > 0 and _adjacent(text, words, place) and _is_figure(words[place - 1].word)
        ahead = figure is not None or following in REPEATS or following.isdigit()
        if before or (ahead and word == "oh"):
            return Spoken(place, place + 1, 0, "0")
    return None


def _is_figure(word: str) -> bool:
    return word in FIGURES or word in SPOKEN_ZEROS or word in KNOWN


def _adjacent(text: str, words: Sequence[Token], place: int) -> bool:
    return _BETWEEN.fullmatch(text, words[place - 1].end, words[place].start) is not None


def _longest(text: str, words: Sequence[Token], place: int, *, apart: bool) -> Spoken | None:
    found = [_read(text, words, place, numerals, apart=apart) for numerals in LANGUAGES]
    return max((one for one in found if one is not None), key=lambda one: one.last, default=None)


def _read(text: str, words: Sequence[Token], first: int, numerals: Numerals, *, apart: bool) -> Spoken | None:
    """The number of one language that starts at word `first`."""
    running, place, last = _Sum(), first, first
    while place < len(words) and (place == first or _adjacent(text, words, place)):
        word = words[place].word
        if apart and last > first and not _holds_together(text, words, place, numerals):
            break
        if last > first and _is_some(words, place):
            break
        if _add(running, word, numerals, first=place == first):
            place += 1
            last = place
            if running.ordinal:
                break
        elif word in numerals.joints and place == last > first:
            place += 1
        else:
            break
    if last == first or (last == first + 1 and _is_everyday(words, first)):
        return None
    return Spoken(first, last, running.value, str(running.value), running.ordinal, running.unit)


def _is_some(words: Sequence[Token], place: int) -> bool:
    """Whether "ein" is no number but the beginning of "ein bisschen", "ein paar"."""
    following = words[place + 1].word if place + 1 < len(words) else ""
    return words[place].word == "ein" and following in ("bisschen", "bissl", "bisserl", "paar", "wenig")


def _is_everyday(words: Sequence[Token], place: int) -> bool:
    """Whether a lone word is rather an everyday word of another language.

    "Mil" is a number in "mil euros", and so is "once" beside another number of its language.
    """
    word = words[place].word
    if word not in SHY:
        return False
    if word in ("once", "quince") and place and words[place - 1].word in PLACED:
        return False
    following = tuple(other.word for other in words[place + 1 : place + 3])
    if following[:1] and following[0] in COUNTED:
        return False
    if following[:1] in (("de",), ("of",)) and following[1:] and following[1] in MONTHS:
        return False  # "el quince de enero", "the second of May"
    beside = {words[near].word for near in (place - 1, place + 1) if 0 <= near < len(words)}
    return not any(
        (word in numerals.known and not (beside - SHY).isdisjoint(numerals.known))
        or (word in numerals.simple and not beside.isdisjoint(numerals.simple))
        for numerals in LANGUAGES
    )


def _holds_together(text: str, words: Sequence[Token], place: int, numerals: Numerals) -> bool:
    """Whether more than a space joins the word to the one before."""
    pair = (words[place - 1].word, words[place].word)
    multiplied = numerals.hundreds.union(numerals.scales, numerals.joints, ("ciento",))
    return "-" in text[words[place - 1].end : words[place].start] or not multiplied.isdisjoint(pair)


def _add(running: _Sum, word: str, numerals: Numerals, *, first: bool) -> bool:
    """Takes one more word into the sum; False where it does not continue this number."""
    if word in numerals.twenties and running.current is not None and running.current % 100 == 4:
        running.current += 76
        return True
    if word in numerals.hundreds:
        return _hundred(running)
    if word in numerals.scales:
        return _scale(running, numerals.scales[word], allowed=not first or word in LEADING)
    value = numerals.simple.get(word)
    if value is None and numerals.compound:
        value = german(word) or (named(word) if first else None)
    if value is not None and _fits(running.current, value, numerals):
        running.current = (running.current or 0) + value
        return True
    rank = numerals.ordinals.get(word) or (ordinal(word) if numerals.compound else None)
    if rank is not None and _fits(running.current, rank, numerals):
        running.current, running.ordinal = (running.current or 0) + rank, True
        return True
    return False


def _hundred(running: _Sum) -> bool:
    if running.current is not None and not 0 < running.current < 100:
        return False
    running.current, running.unit = (running.current or 1) * 100, 100
    return True


def _scale(running: _Sum, scale: int, *, allowed: bool) -> bool:
    if not allowed or (running.current is None and running.total):
        return False
    running.total, running.current, running.unit = running.total + (running.current or 1) * scale, None, scale
    return True


def _fits(current: int | None, value: int, numerals: Numerals) -> bool:
    """Whether `value` can follow `current` inside one number: 100 + 30, 30 + 4, but not 4 + 4."""
    if current is None:
        return True
    if current == 0:
        return False
    rest = current % 100
    if numerals.twenties:
        if rest == 10:
            return 7 <= value <= 9
        if rest in (60, 80):
            return 0 < value < 20
    room = 100 if rest == 0 else 10 if rest % 10 == 0 and rest >= 20 else 1
    return 0 < value < room

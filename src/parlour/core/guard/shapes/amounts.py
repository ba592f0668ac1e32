"""Amounts of money, exact and rounded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.sums import Sum

_ABOUT = re.compile(
    r"\b(?:about|around|approx\w*|roughly|nearly|almost|over|under|some|more than|less than|close to|close on|shy of|"
    r"short of|north of|upwards of|just (?:over|under)|best part of|getting on for|near enough|"
    r"glatte|runde|rund|etwa|ca|circa|ungefahr|knapp|fast|uber|gut|gute|guet|gegen|an die|um die|"
    r"so um die|nahezu|beinahe|"
    r"unos|unas|casi|mas de|menos de|alrededor de|cerca de|aproximadamente|poco mas de|rondando|sobre|"
    r"environ|presque|pres de|quasi|quasiment|autour de|plus de|moins de|a peu pres|quelque|dans les|grosso modo|"
    r"pas loin de|une bonne|bien)"
    r"\W{1,3}(?:(?:a|the|de|des|los|les|la|le|die|den|un|une)\s)?$"
)
_ODD = re.compile(
    r"\W?(?:\w+ )?(?:odd|or so|ish|(?:some )?change|and some|and a bit|and change|and something|"
    r"give or take|y pico|y algo|mas o menos|o asi|"
    r"und ein (?:paar|bisschen|bissl|bisserl|wenig)|und noch was|oder so|"
    r"et quelques|et des (?:poussieres|brouettes|bananes|miettes)|und a (?:bissl|bisserl|bisschen)|"
    r"a peu pres|et quelque)\b"
)
_HALVES = re.compile(r"\bodd\b|\bhalf\b|halb|\bmedi[ao]\b|\bdemie?\b")
_IN_THOUSANDS = re.compile(r"(?:k|thousand|grand|tausend|mil|mille)$")
_THE = re.compile(r"\b(?:the|that|those|die|den|los|las|esos|les|ces)\s$")
_THEIRS = re.compile(r"\b(?:your|ihren?|deinen?|eure|sus?|tus?|vos|tes)\s$")
_WHAT_FOR = re.compile(
    r"\s(?:for|of|on|fur|von|aus|de|del|por|pour|du|d'|in|an|\w*(?:gebuhr|steuer|miete|beitrag|kaution))\b"
)
_STEPS = (1, 5, 10, 50, 100, 500, 1000, 5000, 10000, 50000, 100000)
_RARE = 4  # figures of a sum that is hardly anybody else's
_LARGE = 100  # a number that is rounded and counts nothing is money from here on
_HUGE = 100_000  # a number of that size that counts nothing is money
_ROUND = 1000  # "viereinhalbtausend" of nothing is money, too
_CENTS = Decimal("0.05")
_CLOSE = Decimal("0.05")  # a rounded sum that nobody calls rounded is at most this far off, as a share


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money. `minimum` figures are telling by themselves; fewer, and rounded ones, need money words."""

    value: Decimal
    minimum: int = 3
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for said in self._near(reading):
            firm = self._firm(said, reading)
            if firm is not None:
                public = _public_price(said, reading)
                odd = said.value == self.value and self._figures() >= _RARE
                if public == 0 or (public == 1 and odd):
                    yield Match(said.start, said.end, firm=firm and public == 0)

    def _near(self, reading: Reading) -> Iterator[Sum]:
        """The sums that may be this one, exact or rounded, in order."""
        whole = int(self.value)
        wholes = {whole - 1, whole, whole + 1, *(() if reading.trusting else map(int, rounded(self.value)))}
        wholes |= set() if reading.trusting else {int(_head(self.value))}
        places = {place for one in wholes for place in reading.sums_by_whole.get(one, ())}
        yield from (reading.sums[place] for place in sorted(places))

    def _firm(self, said: Sum, reading: Reading) -> bool | None:
        """Whether the sum said is surely this one; None where it is another."""
        exact = said.value == self.value
        near = _is_cut(said.value, self.value)
        if not exact and not near and (reading.trusting or said.value not in rounded(self.value)):
            more = said.value == _head(self.value) and _ODD.match(reading.text, said.end)
            if reading.trusting or not more:
                return None
        money = said.currency or reading.cue_near("amount", said.start, said.end, 24)
        if not said.currency and said.value == int(said.value) and reading.is_count(said.end):
            return None
        if not (exact or near) and self.value < _LARGE and not self._is_theirs(said, reading):
            return None
        if exact and self._figures() >= self.minimum:
            return money or self._figures() >= 4
        if exact and self.value >= _LARGE and _is_owned(said, reading):
            return False
        if exact or near:
            figures = 3 if reading.speaks_to_one(said.start) else _RARE
            odd = near and not exact and (_figures(said.value) >= figures or is_about(said, reading))
            told = is_about(said, reading) or reading.speaks_to_one(said.start) or _is_the_one(said, reading)
            round_one = exact and said.value >= _ROUND and told
            return (not exact and self.value >= _LARGE) if money else False if odd or round_one else None
        about = is_about(said, reading) or _in_thousands(said, reading) or _is_the_one(said, reading)
        if about and (money or said.value >= _LARGE):
            return money
        if _ODD.match(reading.text, said.end) and reading.speaks_to_one(said.start):
            return False  # "te quedan setenta y pico de la luz"
        close = abs(said.value - self.value) <= self.value * _CLOSE
        return False if close and (said.currency or said.value >= _HUGE) else None

    def _is_theirs(self, said: Sum, reading: Reading) -> bool:
        """Whether a small sum that is not the very one is at least somebody's: paid, owed, or told to "you"."""
        return reading.cue_near("amount", said.start, said.end, 40) or reading.speaks_to_one(said.start)

    def _figures(self) -> int:
        return _figures(self.value)


def _is_cut(said: Decimal, value: Decimal) -> bool:
    """Whether somebody says a sum without its cents, or with them a little off."""
    off = abs(said - value)
    return value >= 10 and (off <= _CENTS or (off < 1 and said == int(said)))


@lru_cache(maxsize=1024)
def rounded(value: Decimal) -> frozenset[Decimal]:
    """What somebody says who rounds: to a step of at most a quarter of the sum, down, up or to the nearest."""
    rounded = set()
    for step in _STEPS:
        if value >= 20 and Decimal(step) * 4 <= value:
            low = value // step * step
            rounded |= {low, low + step}
    return frozenset(rounded)


def _head(value: Decimal) -> Decimal:
    """A sum of hundreds or more with its first figure alone: 1,250 is "a thousand and something"."""
    step = Decimal(10) ** value.adjusted()
    return value // step * step if value >= _LARGE else value


def _public_price(said: Sum, reading: Reading) -> int:
    """How plainly the sentence is about what everybody pays or gets: 0 not at all, 2 without doubt."""
    if reading.trusting:
        return 0
    everyone, offer = reading.cued("everyone", said.start), reading.cued("offer", said.start)
    return everyone + offer if everyone or not reading.speaks_to_one(said.start) else 0


def _figures(value: Decimal) -> int:
    """How many figures a number has that are not zeros at an end."""
    return len(str(value).replace(".", "").strip("0"))


def is_about(said: Sum, reading: Reading) -> bool:
    before = _ABOUT.search(reading.text, max(0, said.start - 28), said.start)
    halved = _HALVES.search(reading.text, said.start, said.end)
    return before is not None or halved is not None or _ODD.match(reading.text, said.end) is not None


def _is_owned(said: Sum, reading: Reading) -> bool:
    """Whether a number that counts nothing is said to be somebody's, and what for: "vos 310 de loyer"."""
    before = _THEIRS.search(reading.text, max(0, said.start - 8), said.start)
    return before is not None and _WHAT_FOR.match(reading.text, said.end) is not None


def _is_the_one(said: Sum, reading: Reading) -> bool:
    """Whether a number of thousands is spoken of as one that both know: "the 75k don enter"."""
    known = _THE.search(reading.text, max(0, said.start - 8), said.start)
    return known is not None and _IN_THOUSANDS.search(reading.text, said.start, said.end) is not None


def _in_thousands(said: Sum, reading: Reading) -> bool:
    """Whether somebody is told a number of thousands: "you have 7.3k"."""
    whole = _IN_THOUSANDS.search(reading.text, said.start, said.end)
    theirs = reading.speaks_to_one(said.start) or reading.cue_near("amount", said.start, said.end, 24)
    return whole is not None and theirs

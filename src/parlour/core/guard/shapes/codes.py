"""Codes and figures: references, account and telephone numbers, cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.guard.shapes.words import Phrase
from parlour.core.text.number_words import FIGURES, PLURALS
from parlour.core.text.spelt import LEET

_ENDING = re.compile(
    r"(?:\b(?:ending|ends?|ended|finishing|finishes|suffix|last (?:four|4|three|3|few|digits)|final (?:four|4)|tail|"
    r"endet|endend|endung|endziffern?|schlussziffern?|hinten|letzten? (?:vier|4|drei|3|ziffern)|endigt|"
    r"termina(?:da|do|n|cion)?|acaba(?:do|da|n)?|finaliza(?:da|do)?|ultim[oa]s (?:cuatro|4|tres|3|cifras)|"
    r"hort mit|hort (?:auf|uf)|cierra|(?:tel|telephone|portable|numero|carte|mobile|compte) en|"
    r"fini(?:t|ssant|ssent|e)?|termine(?:nt|e)?|terminant|derniers (?:chiffres|quatre|4)|quatre derniers)\b"
    r"[^.!?]{0,24}|[*x•#.…]{2,}[\s\-]?)$"
)
_ENDING_AFTER = re.compile(
    r"\s?(?:(?:right|just|tout|justo|ganz) )?(?:endet|endend|a?ufhort|aufhoren|am (?:ende|end|schluss)|zum schluss|"
    r"hinten|(?:at|on) the (?:very |tail )?(?:end|tail)|al final|a la fin|au bout|en dernier)\b"
)
_OF_A_PLACE = re.compile(
    r"[^.!?]{0,12}\b(?:end|tail|ende|schluss|final|fin|bout) (?:of|del?|des|der|du) (?!(?:it|your|ihrer)\b)"
)
_STARTING = re.compile(
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|prefix|first (?:four|4|six|6)|beginnt|beginnend|anfangend|fangt|empieza|"
    r"empezando|"
    r"comienza|que empieza|commence|commencant|debut|debute)\b[^.!?]{0,16}$"
)
_STARTING_AFTER = re.compile(
    r"\s?(?:(?:right|just|tout|justo|ganz) )?(?:anfangt|beginnt|losgeht|(?:at|in|on) the (?:front|start|beginning)|"
    r"up front|am anfang|vorne?|al (?:principio|inicio|comienzo)|delante|au debut|en tete|devant)\b"
)
_SENT_TO = re.compile(
    r"\b(?:the (?:other |same )?ones?|d(?:er|ie|as)(?:jenige)?(?: andere)?|(?:al|el|la|del) (?:que|otr[oa] que)|"
    r"(?:le|celui|celle|sur (?:le|la))(?: qui)?) "
    r"(?:that |which |qui |que |mit |en |die |der |das )?[^.!?]{0,20}$"
)
_TOLD_BY = re.compile(
    r"\b(?:text(?:ed|ing|s)?|sms|mess?ag\w*|call(?:ed|ing|s)?|ring(?:s|ing)?|rang|whatsapp|dial(?:led|ling)?|"
    r"(?:rufen?|ruft|rief\w*|angerufen|anrufen|nachricht\w*)|mensaje\w*|llam\w+|texto|appel\w*|sonn\w+)\b"
)
_NOTHING_BUT = re.compile(
    r"\b(?:nothing but|all(?: the)?|only|just|lauter|nur|alles|pur[oa]s|solo|tod[oa]s|tod[oa] (?:de )?|"
    r"que des?|plein de|those|the|all those) $"
)
_MASK = re.compile(r"\s?-?(?:[*x•#…]{2,}|\.{3}|_{2,}|\?{2,})")
_TIGHT = 18  # characters between a cue and the short number it introduces
_SEED = 3  # letters and figures of a code that are enough after "ending in"
_DISTINCT = 3  # different figures in a part of a number that tells it from others
_THE = re.compile(r"\b(?:the|auf der|von der|mit der|die|la|el|le)\s$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_THING = re.compile(
    r"\b(?:\d{3,4}er|number|mobile|phone|cell|handy\w*|\w*nummer|numero|portable|movil|celular|card|karte|tarjeta|carte|account|"
    r"konto|cuenta|compte|pedido|commande|bestellung)\b"
)
_OURS_BEHIND = re.compile(r"\s(?:ist|is|es|est) (?:our|unser\w*|nuestr\w+|notre)\b")
_FOUR = 4  # figures of a beginning that tells a number from others
_TWO = 2  # last figures that are worth a look after "ending in"
_LONGEST_START = 6  # first figures of a number that anybody says are in front
_TAIL = 6  # figures at the end of a number that are hardly those of another
_PIECE = 6  # letters and figures of a code that are telling without the rest


@dataclass(frozen=True, slots=True)
class Code:
    """Letters and figures that name one thing ("BK-48211-Q"), whatever divides them, also said aloud.

    With a `cue` they count only beside a word of it, and for a second look unless `sure`; a `short` one only right
    after it.
    """

    letters: str
    cue: str = ""
    identifying: bool = True
    short: bool = False
    sure: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys([*reading.glued(self.letters), *reading.spelt.find(self.letters)]):
            if self.letters.isdigit() and reading.text[start:end].isalpha():
                continue  # "1057" read as letters is "lost"
            if not self.cue:
                yield Match(start, end, firm=True)
            elif self.short:
                if reading.cue_before(self.cue, start, _TIGHT):
                    yield Match(start, end, firm=False)
            elif reading.cue_near(self.cue, start, end):
                yield Match(start, end, firm=self.sure)


@dataclass(frozen=True, slots=True)
class Mixed:
    """A short code of letters and figures as it is written: "hund3" is not "Hunde"."""

    words: tuple[str, ...]
    identifying: bool = True

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in Phrase(self.words).places(reading):
            if any(map(str.isdigit, reading.text[start:end])):
                yield Match(start, end, firm=True)


@dataclass(frozen=True, slots=True)
class Piece:
    """The beginning or the end of a code of letters and figures: alone worth a look, with "ending in" sure.

    The first `common` letters are those of all such codes ("POL") and tell nothing.
    """

    letters: str
    common: int = 0
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        wanted = self.letters.translate(LEET)
        squeezed, places = reading.squeezed
        starts, ends = reading.edges
        for piece, introduced in ((wanted[-_SEED:], _ENDING), (wanted[:_SEED], _STARTING)):
            at = squeezed.find(piece)
            while at >= 0:
                start, end, length = places[at], places[at + len(piece) - 1] + 1, len(piece)
                grown = self._grown(squeezed, at, wanted, forwards=introduced is _STARTING)
                for first, last in grown:
                    if places[first] in starts and places[last - 1] + 1 in ends:
                        start, end, length = places[first], places[last - 1] + 1, last - first
                told = introduced is not _STARTING or length > self.common
                if start in starts and end in ends and told and length < len(wanted):
                    said = introduced.search(reading.text, max(0, start - 48), start) is not None
                    behind = _MASK if introduced is _STARTING else _ENDING_AFTER
                    said = said or behind.match(reading.text, end) is not None
                    if said or (length >= _PIECE and any(c.isdigit() for c in reading.text[start:end])):
                        yield Match(start, end, firm=said)
                at = squeezed.find(piece, at + 1)

        for start, end in reading.spelt.find(self.letters[-_SEED:]):
            if _ENDING.search(reading.text, max(0, start - 48), start) and not reading.speaks_to_all(start):
                yield Match(start, end, firm=False)

    @staticmethod
    def _grown(squeezed: str, at: int, wanted: str, *, forwards: bool) -> Iterator[tuple[int, int]]:
        """The piece at a place made longer letter by letter, as far as the code goes on."""
        first, last = at, at + _SEED
        if forwards:
            while last < len(squeezed) and wanted.startswith(squeezed[first : last + 1]):
                last += 1
                yield first, last
        else:
            while first and wanted.endswith(squeezed[first - 1 : last]):
                first -= 1
                yield first, last


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in a row, in digits or words, spaced or dashed.

    All of them, or `window` in a row (0: only all), are firm; the last four need words like "ending in" to be firm
    and a cue of the code to be worth a second look.
    """

    digits: str
    window: int = 6
    identifying: bool = True

    def matches(self, reading: Reading) -> Iterator[Match]:
        for digits, places in (reading.runs[place] for place in self._near(reading)):
            span = self._shared(digits, places)
            if span:
                yield Match(*span, firm=True)
            elif (
                not reading.trusting
                and len(self.digits) > 4
                and _TWO <= len(digits) < len(self.digits)
                and self.digits.endswith(digits)
            ):
                yield from self._last(reading, places[0][0], places[-1][1], len(digits))
            elif not reading.trusting and _FOUR <= len(digits) < len(self.digits) and self.digits.startswith(digits):
                start, end = places[0][0], places[-1][1]
                said = _STARTING.search(reading.text, max(0, start - 48), start) or (
                    len(digits) <= _LONGEST_START and _STARTING_AFTER.match(reading.text, end)
                )
                if said and not reading.speaks_to_all(start) and not reading.is_of_us(start):
                    yield Match(start, end, firm=False)

    def _near(self, reading: Reading) -> list[int]:
        """The runs that have enough of these figures, or end them."""
        width = self.window or len(self.digits)
        parts = {self.digits[first : first + width] for first in range(len(self.digits) - width + 1)}
        near = {place for part in parts if part for place in reading.runs_with(part)}
        shorter = [length for length in reading.run_lengths if length < len(self.digits)]
        ends = {part for length in shorter for part in (self.digits[-length:], self.digits[:length])}
        return sorted(near.union(*(reading.runs_by_figures.get(end, ()) for end in ends)))

    def _shared(self, run: str, places: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
        if len(run) < 4:
            return None
        at = run.find(self.digits)
        if at >= 0 and (len(self.digits) >= 6 or _stands_alone(at, at + len(self.digits), places)):
            return places[at][0], places[at + len(self.digits) - 1][1]
        if self.window:
            # A run as long as the whole is another number, unless the two end alike.
            whole = len(run) >= len(self.digits)
            for first in range(len(self.digits) - self.window if whole else 0, len(self.digits) - self.window + 1):
                part = self.digits[first : first + self.window]
                at = run.find(part)
                if at >= 0 and len(set(part)) >= _DISTINCT and (not whole or run.endswith(part)):
                    begin, end = _grown(run, at, self.digits, first, self.window)
                    return places[begin][0], places[end - 1][1]
        return None

    def _last(self, reading: Reading, start: int, end: int, length: int) -> Iterator[Match]:
        before = _ENDING.search(reading.text, max(0, start - 48), start)
        if before or _ENDING_AFTER.match(reading.text, end):
            if length > _TWO or _is_of_a_thing(start, end, reading):
                yield Match(start, end, firm=length > _TWO)
        elif length >= _TAIL or (
            length >= 4 and (reading.cue_near("code", start, end) or _is_called(start, end, reading))
        ):
            yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class LastFour:
    """Four figures that stand for a card or an account which both know: "the 4419 has been blocked"."""

    digits: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for place in reading.runs_by_figures.get(self.digits, ()):
            start, end = reading.runs[place][1][0][0], reading.runs[place][1][-1][1]
            ending = _ENDING.search(reading.text, max(0, start - 48), start) or _ENDING_AFTER.match(reading.text, end)
            if (ending or _is_called(start, end, reading)) and not reading.speaks_to_all(start):
                yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class AllTheSame:
    """A number that ends in one figure several times, told as that: "the one with nothing but fives at the end"."""

    figure: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in reading.tokens:
            if PLURALS.get(token.word, FIGURES.get(token.word)) != self.figure:
                continue
            before = _NOTHING_BUT.search(reading.text, max(0, token.start - 28), token.start)
            ending = before and (
                _ENDING.search(reading.text, max(0, before.start() - 48), before.start())
                or _ENDING_AFTER.match(reading.text, token.end)
            )
            placed = _OF_A_PLACE.match(reading.text, token.end)  # "at the end of the shelf"
            if before and ending and not placed and not reading.speaks_to_all(token.start):
                yield Match(before.start(), token.end, firm=False)


def _is_of_a_thing(start: int, end: int, reading: Reading) -> bool:
    """Whether two last figures are those of a number: "the card ending 92", "we'll text the one ending 92"."""
    near = max(0, start - 40), min(len(reading.text), end + 40)
    if _THING.search(reading.text, *near):
        return True
    one_of_some = _SENT_TO.search(reading.text, near[0], start) is not None
    return one_of_some and _TOLD_BY.search(reading.text, *reading.sentence_at(start)) is not None


def _is_called(start: int, end: int, reading: Reading) -> bool:
    """Whether four figures are spoken of as one thing that both know: "auf der 6605 ist es wieder drauf"."""
    ours = reading.is_of_us(start) or _OURS_BEHIND.match(reading.text, end) is not None
    known = not ours and _THE.search(reading.text, max(0, start - 10), start) is not None
    year = _YEAR.fullmatch(reading.text, start, end) is not None
    return known and not year and not reading.is_count(end)


def _grown(run: str, at: int, digits: str, first: int, length: int) -> tuple[int, int]:
    """From where to where a run shows the same figures, where so many from `at` are those from `first`."""
    end = at + length
    while at and first and run[at - 1] == digits[first - 1]:
        at, first, length = at - 1, first - 1, length + 1
    while end < len(run) and first + length < len(digits) and run[end] == digits[first + length]:
        end, length = end + 1, length + 1
    return at, end


def _stands_alone(first: int, last: int, places: tuple[tuple[int, int], ...]) -> bool:
    """Whether a stretch of a run is not the inside of a longer written number."""
    before = first == 0 or places[first - 1][1] != places[first][0]
    return before and (last == len(places) or places[last - 1][1] != places[last][0])

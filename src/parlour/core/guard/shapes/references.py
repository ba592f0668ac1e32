"""What a reference, a telephone number, a secret or a value of an unknown kind may look like."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from parlour.core.guard.knowledge import FactKind
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.codes import AllTheSame, Code, Figures, LastFour, Mixed, Piece
from parlour.core.guard.shapes.durations import durations_of
from parlour.core.guard.shapes.in_part import class_of_school, plate_parts
from parlour.core.guard.shapes.labelled import UNITS, CuedNumber, Labelled, Prefix, ShortCode
from parlour.core.guard.shapes.numbered import InParts, Numbered, SaidInParts
from parlour.core.guard.shapes.parties import parties_of
from parlour.core.guard.shapes.pieces import BothEnds, InPieces, OneByOne
from parlour.core.guard.shapes.progress import progress_of
from parlour.core.guard.shapes.seats import seat_shapes
from parlour.core.guard.shapes.shape import Shape
from parlour.core.guard.shapes.sizes import size_shapes
from parlour.core.guard.shapes.wings import InWing
from parlour.core.guard.shapes.words import Phrase

_MODEL, _MODEL_PART, _MODEL_WORDS = 2, 3, 3  # letters and figures, letters before figures, words
_CODE_WORDS = 6  # more words are no code but a sentence
_DATE = re.compile(r".*\d[:,]\d\d(?!\d)|\d{4}-\d{2}(?:-\d{2})?\W*$|\d{1,2}[./]\d{1,2}[./]\d{2,4}\W*$")
_YEAR = re.compile(r"\b(?:in|since|from|until|im|seit|jahr|en|desde|hasta|depuis|de) $")
_GRADED = frozenset(
    "grade grades mark marks score fail failed pass passed note nota notas suspenso aprobado bestanden "
    "durchgefallen".split()
)
_NO_SIZE = 5  # figures that are no size or count of anything
_LEADING_ZEROS = re.compile(r"([a-z])0+(?=\d{3})")  # "WO0048817"
_ODD_PART = re.compile(r"\d|[^\w\-'’]")  # of a value, what is no word
_EDGES = ".,;:!?()\"'"
_THREE = re.compile(r"[1-9]\d\d")
_FOUR = re.compile(r"\d{4,8}")
_LONGEST = 34  # letters and figures of a code
_AREA = re.compile(r"(?:\+\d{1,3}[\s.\-]+)?\(?0?([1-9]\d{2,4})\)?[\s.\-/]")
_SAME = re.compile(r"(\d)\1{3,}$")  # one figure four times and more
_WITH_AREA = 9  # figures of a telephone number that has one
_PLACE = re.compile(
    r"(\d{1,2})[-/ ](\d{1,3})([a-z])?|(\d{1,3})([a-z])|([1-9])0(\d)|([1-9])([1-9]\d)|([1-9]\d)0?([1-9]\d?)"
)
_ROOM = re.compile(r"[1-9]\d{2,3}\b")
_LETTERED = re.compile(r"[a-z]{1,2}[\s\-]?([1-9]\d{2})")  # "B-207"
_WINGED = re.compile(r"([a-z])[\s\-]?([1-9]\d{0,2})")
_COUNTED = UNITS["hours"] | UNITS["months"] | UNITS["years"] | UNITS["children"]  # no end of a code
_SHORT_MIXED = 4  # letters and figures of a secret that has both and is known wherever it stands as it is written
_SHORT_SECRET, _LONG_SECRET = 3, 6  # letters and figures from which a secret counts beside a cue, and anywhere
ODD_FIGURES = 3
"""Figures in a word that make it a code."""


def code_shapes(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """References: whole, by their figures, by the last four."""
    letters = "".join(token.word for token in reading.tokens).replace("'", "")
    digits = re.sub(r"\D", "", letters)
    odd = len(digits) >= ODD_FIGURES or letters not in reading.knowledge.common
    if letters and len(letters) >= kind.minimum:
        yield Code(letters, cue="" if odd else "code")
        yield from _without_zeros(reading, kind)
        if len(letters) > len(digits) and len(letters) >= 6 and reading.tokens[-1].word not in _COUNTED:
            yield Piece(letters, common=_common(reading))
            yield from _in_part(reading)
    elif letters:
        yield Code(letters, cue="code", short=len(letters) < 4)
        if letters.isdigit():
            yield CuedNumber(Decimal(letters), "code")
            yield Numbered(Decimal(letters))
    yield from numbered(reading)
    yield from _in_two_parts(reading)
    yield from _piece_by_piece(letters, reading)
    for token in reading.tokens:
        if len(token.word) >= 5 and sum(character.isdigit() for character in token.word) >= ODD_FIGURES:
            yield Code(token.word)
            yield Code(_LEADING_ZEROS.sub(r"\1", token.word))
    yield from _codes_among_words(reading)
    if len(digits.lstrip("0")) >= 5 and digits.startswith("0"):
        yield Figures(digits.lstrip("0"), window=0)
    if len(digits) >= 5:
        yield Figures(digits, window=6 if len(digits) > 6 else 0)
    elif len(digits) == 4:
        yield Phrase((digits,), cue="code", identifying=True)
        yield LastFour(digits)
    yield from _all_the_same(digits)
    yield from plate_parts(reading, kind)


def _all_the_same(digits: str) -> Iterator[Shape]:
    """One figure at the end of a number, several times."""
    same = _SAME.search(digits)
    if same:
        yield AllTheSame(int(same[1]))


def _piece_by_piece(letters: str, reading: Reading) -> Iterator[Shape]:
    """A code with a few words between its pieces, and four figures of it said one by one."""
    if _NO_SIZE <= len(letters) <= _LONGEST and sum(map(str.isdigit, letters)):
        yield InPieces(letters)
    yield from (OneByOne(token.word) for token in reading.tokens if _FOUR.fullmatch(token.word))


def _in_two_parts(reading: Reading) -> Iterator[Shape]:
    """Row and seat, carriage and seat, floor and room: "22A", "3-12B", "512"."""
    yield from seat_shapes(reading)
    room = _ROOM.match(reading.text)
    place = _PLACE.fullmatch(room[0] if room else reading.text.strip())
    lettered = _LETTERED.fullmatch(reading.text.strip())
    if lettered:
        yield Numbered(Decimal(lettered[1]))
    winged = _WINGED.fullmatch(reading.text.strip())
    if winged:
        yield InWing(winged[1], Decimal(winged[2]))
    if place:
        parts = [part for part in place.groups() if part]
        yield from (InParts(Decimal(one), other) for one, other in pairwise(parts) if one.isdigit())


def _codes_among_words(reading: Reading) -> Iterator[Shape]:
    """Codes with marks in them that stand in a longer value: "sell order 7719-AA-340 rejected"."""
    parts = reading.raw.split()
    for part in parts if len(parts) > 1 else ():
        letters = "".join(token.word for token in Reading(part, reading.now, reading.knowledge).tokens)
        figures = sum(map(str.isdigit, letters))
        if len(letters) >= _NO_SIZE and figures >= ODD_FIGURES and not _DATE.match(part):
            yield Code(letters)


def _common(reading: Reading) -> int:
    """How many letters a reference begins with before its first mark: those of all of its kind."""
    first = reading.tokens[0].word
    return len(first) if first.isalpha() and len(reading.tokens) > 1 else 0


def _in_part(reading: Reading) -> Iterator[Shape]:
    """Two parts of a reference that has more: "2286 KD" of "HTL-2286-KD"."""
    words = [token.word for token in reading.tokens]
    for left, right in pairwise(words) if 2 < len(words) <= _CODE_WORDS else ():
        letters = left + right
        if left.isdigit() and right in _COUNTED:
            continue  # "7 hours"
        if not letters.isalpha() and not letters.isdigit() and len(letters) >= _MODEL_PART:
            yield ShortCode(letters, frozenset())


def _without_zeros(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """The parts without leading zeros, and in another order."""
    parts = [token.word for token in reading.tokens]
    short = "".join(part.lstrip("0") or part for part in parts)
    if short != "".join(parts) and len(short) >= kind.minimum:
        yield Code(short)
    if len(parts) == 2:
        yield Code(parts[1] + parts[0])


def numbered(reading: Reading) -> Iterator[Shape]:
    """Numbers of rooms and the like within a reference: "room 412, from 12 August"."""
    for number in reading.numbers:
        if reading.cue_before("label", number.start, 14) and number.value == int(number.value):
            yield Numbered(number.value)


def secret_shapes(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    """A password or code: the whole value, and what in it is no word ("2580" of "screen PIN 2580")."""
    words = tuple(token.word for token in reading.tokens)
    if is_mixed(reading) and _SHORT_MIXED <= len("".join(words)) < _LONG_SECRET:
        yield Mixed(words)
    for letters in dict.fromkeys(_secrets(reading)):
        known = len(letters) >= _LONG_SECRET and not reading.knowledge.is_a_word(letters)
        yield Code(letters, cue="" if known else "secret", sure=True)
    yield from _piece_by_piece("".join(words), reading)


def is_mixed(reading: Reading) -> bool:
    """Whether a value of one piece has letters and figures, as no word and no count has ("k7#Q2")."""
    one = not re.search(r"\s", reading.text.strip())
    return one and re.search(r"\d", reading.text) is not None and re.search(r"[^\W\d_]", reading.text) is not None


def _secrets(reading: Reading) -> Iterator[str]:
    """Its letters and figures without the marks, and with those read as letters that may stand for one."""
    parts = reading.raw.split()
    odd = [part for part in parts if _ODD_PART.search(part.strip(_EDGES))] if len(parts) > 1 else []
    for part in (reading, *(Reading(each, reading.now, reading.knowledge) for each in odd)):
        plain = "".join(token.word for token in part.tokens)
        mixed = () if plain.isdigit() else (part.squeezed[0],)
        yield from (letters for letters in (plain, *mixed) if len(letters) >= _SHORT_SECRET)


def phone_shapes(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    """A telephone number as it is called within its country, and its first figures as a kind of number."""
    digits = re.sub(r"\D", "", reading.text)
    if len(digits) >= 5:
        national = digits[-9:] if len(digits) > 9 else digits.lstrip("0")
        yield Figures(national, window=min(7, len(national)))
        yield BothEnds(national)
    area = _AREA.match(reading.raw.strip())
    if area and len(digits) >= _WITH_AREA:
        yield Prefix(area[1])
    yield from _all_the_same(digits)


def model_shapes(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """Letters and figures that name a model of something ("WAN28", "G 5210 SC"), however divided."""
    yield from numbered(reading)
    words, labels = [token.word for token in reading.tokens], frozenset(kind.noun.split())
    for first, word in enumerate(words):
        for length in range(1, _MODEL_WORDS + 1):
            letters = "".join(words[first : first + length])
            short = len(word) <= _MODEL_PART or not word.isalpha()
            mixed = not letters.isalpha() and not letters.isdigit()
            if mixed and short and letters[-1].isdigit():
                yield ShortCode(f"{letters}er", labels)
            if mixed and short and len(letters) >= _MODEL and first + length <= len(words):
                yield ShortCode(letters, labels)


def unknown_shapes(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """A fact of a kind nobody told us of: a code, or numbers with the words they belong to."""
    words = [token.word for token in reading.tokens]
    yield from _in_two_parts(reading)
    yield from durations_of(reading)
    yield from parties_of(reading)
    yield from progress_of(reading)
    yield from class_of_school(reading)
    yield from plate_parts(reading, kind)
    yield from (SaidInParts(token.word) for token in reading.tokens if _THREE.fullmatch(token.word))
    yield from size_shapes(words, reading, kind)
    yield from (OneByOne(token.word) for token in reading.tokens if _FOUR.fullmatch(token.word))
    if _is_code(words, reading):
        letters = "".join(words)
        if not letters.isdigit() and len(letters) < kind.minimum:
            yield ShortCode(letters, frozenset(kind.noun.split()))
        else:
            yield from code_shapes(reading, kind)
    days = [day for day in reading.dates if day.year or day.end - day.start > len("11.5.")]
    taken = [(one.start, one.end) for one in days] + [(one.start, one.end) for one in reading.times]
    for said in reading.sums:
        a_year = _YEAR.search(reading.text, max(0, said.start - 8), said.start) and 1900 <= said.value <= 2100
        if said.currency or a_year or any(start <= said.start < end for start, end in taken):
            continue
        near = [token for token in reading.tokens if 0 < abs(token.start - said.start) <= 24 and token.word.isalpha()]
        labels = {token.word for token in near} or set(kind.noun.split())
        if not labels.isdisjoint(_GRADED):
            labels |= _GRADED
        yield Labelled(said.value, frozenset(label for label in labels if len(label) > 2 or label in UNITS))


def _is_code(words: list[str], reading: Reading) -> bool:
    """Whether a value is letters and figures that name something, and no number with its word ("11.5 wide")."""
    figures = sum(character.isdigit() for word in words for character in word)
    if not figures or len(words) > _CODE_WORDS or reading.dates or reading.times:
        return False
    if any(one.currency for one in reading.sums):
        return False
    one_number = sum(not word.isalpha() for word in words) == 1
    spoken = any(word.isalpha() and len(word) > 3 for word in words) and (one_number or figures < _NO_SIZE)
    return not re.search(r"\s", reading.text) or not spoken

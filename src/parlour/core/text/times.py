"""Times of day in a text, in the common forms of English, German, Spanish and French."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parlour.core.text.numbers import Number

_CLOCK = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-3])"
    r"(?::|\s?h\s?|\s(?:uhr|heures?|horas)\s|\.(?=\d\d\s?(?:uhr|am\b|pm\b|h\b|hrs))|(?<=\b(?:at|um|ab) \d)\.|"
    r"(?<=\b(?:at|um|ab) \d\d)\.|(?<=\blas \d)\.|(?<=\blas \d\d)\.|(?<=, \d\d)\.(?!\d\d\s?(?:[€$£%]|eur|chf)))"
    r"([0-5]\d)(?!\d)(?:\s?(am|pm|a\.m|p\.m)\b)?"
)
_RANGE_ON = re.compile(r"\s?(?:-|to|till|until|bis|a|and|und|y|et)\s?(?:las? )?\d")
_RANGE_FROM = re.compile(
    r"(?<!\bel )(?<!\bel \d)\d(?:\s?(?:uhr|h|am|pm))?\s?(?:-|to|till|until|bis|a|and|und|y|et)\s?(?:las? )?$"
)
_UNDIVIDED = re.compile(r"\b(?:at|tomorrow|tmrw|today|tonight|um) ([01]\d|2[0-3])([0-5]\d)\b(?!\s?(?:[€$£%]|eur))")
_NAMED = re.compile(r"\b(noon|midday|midnight|mittags?|mitternacht|mediodia|medianoche|midi|minuit)\b")
_NAMED_HOURS = {"midnight": 0, "mitternacht": 0, "medianoche": 0, "minuit": 0}
_MARK = re.compile(r"\s?(?:(am|pm|a\.m|p\.m)\b|(uhr|o'clock|oclock|heures?|h|hrs|horas|on the dot|en punto|pile)\b)")
_BEFORE = re.compile(
    r"\b(half past|half|halb|quarter past|quarter after|quarter to|quarter of|viertel nach|viertel vor|drei ?viertel|"
    r"viertel)\s$"
)
_SHIFT = {
    "half past": 30, "half": 30, "halb": -30, "quarter past": 15, "quarter after": 15, "viertel nach": 15,
    "quarter to": -15, "quarter of": -15, "viertel vor": -15, "viertel": -45, "dreiviertel": -15, "drei viertel": -15,
}  # fmt: skip
_MINUTES_TO = re.compile(r"\s(?:minutos )?pa(?:ra)? las?\s")  # "faltan diez para las seis"
_IT_LACKS = re.compile(r"\b(?:a las?|son(?: las)?|es|faltan?|como a las?)\s$")
_MINUTES_BEFORE = re.compile(r"\s(?:minutes? |minuten )?(past|to|nach|vor|after|ab)\s(halb\s)?$")
_TAIL = re.compile(r"\s(et quart|et demie?|moins le quart|moins quart|y media|y cuarto|menos cuarto)\b")
_TAIL_SHIFT = {
    "et quart": 15, "et demi": 30, "et demie": 30, "moins le quart": -15, "moins quart": -15, "y media": 30,
    "y cuarto": 15, "menos cuarto": -15,
}  # fmt: skip
_MINUTES_AFTER = re.compile(r"\s?(?:(y|et|con|und)\s|(menos|moins)\s)?\s?")
_AT_ONE = re.compile(
    r"\b(?:a|como a|hacia|sobre|de|desde|entre|hasta|para|y|antes de|despues de) (la una)\b"
    r"(?: (y media|y cuarto|menos cuarto)\b)?(?! (?:y la|u) otra)"
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|circa|ca\.?|near enough|gegen|so gegen|etwa|ungefahr|hacia|sobre|a eso de|como a|vers|"
    r"aux environs de|aux alentours de|autour de)(?: las?)?\s$"
)
_NEARLY = re.compile(
    r"\b(?:(?:just|shortly|right|a (?:little|bit|tad|shade)|not long|moments) (?:before|shy of|short of|to)|shy of|"
    r"nearly|almost|kurz vor|knapp vor|fast|casi|(?:un )?poco antes de|(?:un )?peu avant|juste avant|presque)"
    r"(?: a)?(?: las?)?\s$"
)
_JUST_GONE = re.compile(
    r"\b(?:(?:just|shortly|right|a (?:little|bit|tad|shade)|not long) (?:after|past|gone)|just gone|"
    r"kurz nach|knapp nach|(?:un )?poco despues de|pasad(?:it)?as|(?:un )?peu apres|juste apres)(?: a)?(?: las?)?\s$"
)
_SHORTLY = 15  # minutes that one before or after an hour may be off
_ROUGHLY = 5  # minutes that an hour told roughly may be off
_SPANISH = re.compile(r"\b(?:a|de|desde|sobre|hacia|hasta|y)? ?las?\s$")
_BARE = re.compile(
    r"\b(?:at|from|by|around|about|till|until|before|after|um|gegen|ab|bis|kurz vor|kurz nach|vers|a|des|jusqu'a)\s$"
)
_OF_THE_DAY = re.compile(r"\s(?:in the morning|(in the (?:afternoon|evening)|at night|p\.?m\b)|a\.?m\b|tomorrow|today)")
_PART_BEHIND = re.compile(
    r"\s(?:in the (?:morning|(?P<late>afternoon|evening))|morgens|vormittags|du matin|de la manana)(?![^\W_])"
)
# After a bare "at two" a noun would make it a count: "at two of our shops".
_NO_NOUN = re.compile(
    r"\s?(?:$|[.,;:!?)\-]|(?:with|to|on|and|in|for|sharp|tomorrow|today|tonight|mit|in|vor|am|und|morgen|bei|klingeln|"
    r"steht|kommt|wenn|sobald|when|cuando|quand|lorsque|con|y|en|de la|du|avec|et|pour|pile|tapantes|punkt|so|"
    r"hat|haben|ist|war|wurde|has|was|he|she|they|we|ha|fue|lo|il|elle)\b)"
)


_NOON = 720


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time of day in minutes after midnight; one before noon may also mean the afternoon, unless it is `exact`.

    An `exact` one says its half of the day ("3 am"), a `rough` one that it is about then, one `before` or `after` that
    it is shortly so. A `bare` one is one after "at" or "by", which may be something else; one `in_range` opens or
    closes a span of hours ("from 9 to 5").
    """

    start: int
    end: int
    minutes: int
    bare: bool = False
    in_range: bool = False
    exact: bool = False
    rough: bool = False
    before: bool = False
    after: bool = False

    @property
    def may_be(self) -> tuple[int, ...]:
        """The times of day this can be."""
        return (self.minutes,) if self.exact or self.minutes >= _NOON else (self.minutes, self.minutes + _NOON)

    @property
    def may_mean(self) -> tuple[int, ...]:
        """The times of day somebody may mean by this who rounds."""
        earliest = -_SHORTLY if self.before else 1 - _ROUGHLY if self.rough else 0
        latest = _SHORTLY if self.after else _ROUGHLY - 1 if self.rough else 0
        off = range(earliest, latest + 1)
        return tuple(minutes + shift for minutes in self.may_be for shift in off)


def times(text: str, found: Sequence[Number]) -> tuple[TimeSpan, ...]:
    """Every time of day in a folded text, in order; `found` are its numbers."""
    clock = list(_clock(text))
    taken = {place for span in clock for place in range(span.start, span.end)}
    spans = [*clock, *(span for span in _hours(text, found) if taken.isdisjoint(range(span.start, span.end)))]
    return tuple(sorted((_ranged(span, text) for span in spans), key=lambda span: span.start))


def _ranged(span: TimeSpan, text: str) -> TimeSpan:
    rough = span.minutes % 60 > 0 and bool(_ABOUT.search(text, max(0, span.start - 20), span.start))
    soon, gone = (said.search(text, max(0, span.start - 24), span.start) for said in (_NEARLY, _JUST_GONE))
    start = _RANGE_FROM.search(text, max(0, span.start - 16), span.start)
    ranged = bool(start or _RANGE_ON.match(text, span.end))
    return replace(span, rough=rough, before=bool(soon), after=bool(gone), in_range=ranged)


def _clock(text: str) -> Iterator[TimeSpan]:
    for match in _CLOCK.finditer(text):
        hour = _of_day(int(match[1]), match[3] or "")
        yield TimeSpan(match.start(), match.end(), hour * 60 + int(match[2]), exact=match[3] is not None)
    for match in _UNDIVIDED.finditer(text):
        yield TimeSpan(match.start(1), match.end(), int(match[1]) * 60 + int(match[2]))
    for match in _AT_ONE.finditer(text):
        yield TimeSpan(match.start(1), match.end(), 60 + (_TAIL_SHIFT[match[2]] if match[2] else 0))
    for match in _NAMED.finditer(text):
        yield TimeSpan(match.start(), match.end(), _NAMED_HOURS.get(match[1], 12) * 60, exact=True)


def _hours(text: str, found: Sequence[Number]) -> Iterator[TimeSpan]:
    for place, number in enumerate(found):
        if 0 <= number.value <= 24 and number.value == int(number.value) and not number.ordinal:
            if text[number.start - 1 : number.start] == ":":
                continue
            before = found[place - 1] if place else None
            after = found[place + 1] if place + 1 < len(found) else None
            span = _counted_to(text, number, before) or _counted_from(text, number, after)
            if span is not None:
                yield span


def _counted_to(text: str, hour: Number, before: Number | None) -> TimeSpan | None:
    """ "Half past ten", "zehn vor acht", "twenty past three"."""
    said = _BEFORE.search(text, max(0, hour.start - 16), hour.start)
    if said and hour.value <= 12:
        return TimeSpan(said.start(), hour.end, _minutes(int(hour.value) * 60 + _SHIFT[said[1]]))
    if before is None or not 0 < before.value < 60 or before.value % 1 or hour.value > 12:
        return None
    if _MINUTES_TO.fullmatch(text, before.end, hour.start):
        lacking = _IT_LACKS.search(text, max(0, before.start - 12), before.start)
        return TimeSpan(before.start, hour.end, _minutes(int(hour.value) * 60 - int(before.value))) if lacking else None
    joint = _MINUTES_BEFORE.fullmatch(text, before.end, hour.start)
    if joint is None or not ("minut" in joint[0] or (before.spoken and not before.value % 5)):
        return None
    shift = int(before.value) * (-1 if joint[1] in ("to", "vor") else 1) - (30 if joint[2] else 0)
    return TimeSpan(before.start, hour.end, _minutes(int(hour.value) * 60 + shift))


def _counted_from(text: str, hour: Number, after: Number | None) -> TimeSpan | None:
    """ "10 Uhr 30", "neuf heures et quart", "las diez menos cuarto", "3 pm", "at two"."""
    marked = _MARK.match(text, hour.end)
    spanish = _SPANISH.search(text, max(0, hour.start - 10), hour.start) is not None
    half = (marked[1] or "") if marked else ""
    base, exact = _of_day(int(hour.value), half) * 60, bool(half)
    end = marked.end() if marked else hour.end
    tail = _TAIL.match(text, end)
    if marked or spanish or (tail and hour.spoken):
        if tail:
            return TimeSpan(hour.start, tail.end(), _minutes(base + _TAIL_SHIFT[tail[1]]), exact=exact)
        joint = _MINUTES_AFTER.fullmatch(text, end, after.start) if after is not None else None
        if joint and after is not None and 0 < after.value < 60 and end < after.start:
            minutes = _minutes(base + int(after.value) * (-1 if joint[2] else 1))
            return TimeSpan(hour.start, after.end, minutes, exact=exact)
        return TimeSpan(hour.start, end, base, exact=exact)
    if after is not None and _is_clock_in_words(text, hour, after):
        part = _OF_THE_DAY.match(text, after.end)
        late = _NOON if part and part[1] and hour.value < 12 else 0
        return TimeSpan(hour.start, after.end, base + int(after.value) + late, bare=part is None)
    part = _PART_BEHIND.match(text, hour.end)
    if part and 1 <= hour.value <= 12:
        late = _NOON if part["late"] and hour.value < 12 else 0
        return TimeSpan(hour.start, part.end(), base + late, exact=True)
    if _BARE.search(text, max(0, hour.start - 12), hour.start) and _NO_NOUN.match(text, hour.end):
        return TimeSpan(hour.start, hour.end, base, bare=True)
    return None


def _is_clock_in_words(text: str, hour: Number, after: Number) -> bool:
    """ "Two thirty", "nine fifteen"."""
    both = hour.spoken and after.spoken and text[hour.end : after.start] == " " and not after.ordinal
    return both and 1 <= hour.value <= 12 and after.value in range(10, 60, 5)


def _minutes(minutes: int) -> int:
    return minutes % 1440


def _of_day(hour: int, half: str) -> int:
    if half.startswith("p"):
        return hour % 24 if hour >= 12 else hour + 12
    return 0 if half and hour == 12 else hour % 24

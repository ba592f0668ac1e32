"""Dates of birth: the date, the birthday, the age."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.date_span import DateSpan
from parlour.core.text.numbers import Number

_TO_BE = re.compile(r"\s(?:werden|wirst)\b|,? (?:tomorrow|today|next (?:week|month))\b")
_YEARS = r"(?:years?|yrs?|jahren?|anos|anitos|ans|printemps|primaveras|lenze)"
_OLD = re.compile(
    rf"[\s\-]?(?:{_YEARS}[\s\-]?(?:old|young|of age|alt|jung|recien)|-?jahrige?[nrms]?\b|yo\b|"
    r"candles|kerzen|bougies|velas|velitas)|"
    r"\.?\s?(?:birthday|geburtstag|cumpleanos|cumple\b|anniversaire)"
)
_TODAY = re.compile(rf"\s?(?:{_YEARS}\s)?(?:today|heute|hoy|aujourd'hui)\b")
_AT_AN_AGE = re.compile(r"\b(?:mit|a los)\s$")
_SOME_YEARS = re.compile(
    rf"\s?{_YEARS}\b(?! (?:de |d'|of |erfahrung|garantie|experience|warranty|lang|ago|now|with us))"
)
_YOUR = re.compile(
    r"\b(?:your|vos|tes|tus|sus|deinen?|deiner|ihren?|ihrer|the big|cumpl\w+|tienes|tiene|avez|as|werden|wirst|bist|"
    r"aurez|auras|fetez|fetes|sind|aged?|age of|con|mit|a los|a|fet\w+|(?:le|te) caen|dann bist|then you.re)"
    r"\s(?:los |tus |sus |ihren |deinen |deja |ya |schon |ja |erst |casi |fast |presque |nearly |almost )?$"
)
_TURNING = re.compile(
    r"\b(?:happy|felices|joyeux|alles gute zum|gluckwunsch zum|"
    r"turn|turning|turned|being|(?:you|he|she)(?:'ll| will) be|(?:werden|sind) sie|(?:wirst|bist) du|cumpl\w+|"
    r"werden|wirst|aged?|age of|(?:the )?big|you're|you were|war(?:en|st)|eras?|etiez|you are|youre|"
    r"(?:lady|woman|man|gentleman|girl|boy|chap|lad|lass|person|customer|guest|dame|herrn?|senora?|monsieur)"
    r" (?:of|von|de)"
    r")\s(?:only |just |still |now |about |nearly |almost |ja |erst |schon |bald )?$"
)
_OF_THE_YEAR = re.compile(r"\b(?:(?:eres|es) del|naciste en el|nacio en el|jahrgang) $")  # "usted es del 85"
_OF_A_YEAR = re.compile(r"(?:er)?\s(?:baby|babies|kid|child|vintage|model|jahrgang)\b")
_WITH = re.compile(r"\b(?:mit|at|a los|con)\s$")
_ALL_THE_MORE = re.compile(
    r"\b(?:even more|even|especially|particularly|more so|gerade|besonders|erst recht|y mas|mas aun|sobre todo|incluso|"
    r"mas|surtout|encore plus|et meme)\s(?:at|mit|a los|con|a)\s$|\ba (?:tus|sus)\s$"
)
_NEARLY = re.compile(
    r"\b(?:nearly|almost|coming up to|pushing|about to (?:hit|turn|be)|knocking on|approaching|(?:mit )?(?:bald|fast|"
    r"beinahe|knapp|um die)|kurz vor (?:dem|der|ihrem|deinem)|casi|a punto de cumplir(?: los)?|rozando los|"
    r"camino de los|presque|bientot|the big)\s$"
)
_NO_AGE = re.compile(
    r"\s?(?:%|[€$£]|[:.,]\d|of (?:you|us|them|our)|von (?:euch|ihnen|uns)|de (?:vous|nous|ustedes)|"
    r"\w*(?:minute|hour|stunde|tag|woche|hora|dia|heure|jour|time|mal|call|euro|dollar|pound))"
)
_AROUND = 3  # years to a round number that somebody is nearly as old as
_AT_FIRST = ("at ", "mit ", "con ", "a ")  # "At 63 the eyes change"
_ONE_HAS = re.compile(r"\s(?:hat|ist|war|kann|darf|sollte|muss|uno|on|one|you|man)\b")
_THE = re.compile(r"\b(?:den|zum|ihren|deinen)\s$")
_SOON = 14  # days before a birthday on which its mere mention tells it
_PAST = 7  # days after it


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth as far as the fact tells it; a weekday or an age needs words about birthdays or years."""

    year: int | None
    month: int | None
    day: int | None
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        yield from self._days(reading)
        yield from self._undivided(reading)
        if self.year:
            yield from self._ages(reading, self.year)
        if self._is_near(reading.now):
            for start, end in reading.places_of("birthday"):
                if reading.speaks_to_one(start) and not reading.speaks_to_all(start):
                    yield Match(start, end, firm=False)

    def _days(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            said = span.month is not None and span.day is not None
            year = self._year_of(span, reading)
            same = (span.month, span.day) == (self.month, self.day) and (year in (None, self.year) or not self.year)
            cued = reading.cued("celebration", span.start)
            if said and same:
                # Without a word of births the day alone may be that of anything the house does or everybody keeps.
                sure = cued or span.year is not None or reading.cued("birth", span.start)
                sure = sure or reading.speaks_to_one(span.start)
                if sure or not (reading.speaks_to_all(span.start) or reading.is_our_doing(span.start)):
                    yield Match(span.start, span.end, firm=sure)
            elif not said and self.year and (span.month, year) == (self.month, self.year):
                if cued or reading.cued("birth", span.start) or reading.speaks_to_one(span.start):
                    yield Match(span.start, span.end, firm=False)
            elif not span.recurring and cued and self._can_mean(span):
                very_day = span.days and not span.loose and _is_of_births(span, reading)
                if not reading.speaks_to_all(span.start) or (very_day and not reading.cued("offer", span.start)):
                    yield Match(span.start, span.end, firm=False)

    @staticmethod
    def _year_of(span: DateSpan, reading: Reading) -> int | None:
        """The year that is said; nobody was born in one to come, so "49" is 1949."""
        return span.year - 100 if span.year is not None and span.year > reading.now.year else span.year

    def _undivided(self, reading: Reading) -> Iterator[Match]:
        """ "14031987", "870314": the figures alone, in any order."""
        if not (self.year and self.month and self.day):
            return
        day, month, year = f"{self.day:02}", f"{self.month:02}", f"{self.year:04}"
        written = {
            "".join(order)
            for said in (year, year[2:])
            for order in ((day, month, said), (month, day, said), (said, month, day))
        }
        for number in reading.numbers:
            if number.digits in written and not number.spoken:
                yield Match(number.start, number.end, firm=reading.cued("birth", number.start))

    def _can_mean(self, span: DateSpan) -> bool:
        if span.days:
            return any(self._is_birthday(day) for day in span.days)
        if span.month is not None and span.day is None:
            return span.month == self.month
        return span.month is None and span.day == self.day

    def _is_birthday(self, day: date) -> bool:
        """Whether the birthday is on this day; a leap day's is kept on the days around it in other years."""
        if (self.month, self.day) == (2, 29) and day.year % 4:
            return (day.month, day.day) in ((2, 28), (3, 1))
        return (day.month, day.day) == (self.month, self.day)

    def _is_near(self, now: date) -> bool:
        days = (date.fromordinal(now.toordinal() + offset) for offset in range(-_PAST, _SOON + 1))
        return any(self._is_birthday(day) for day in days)

    @staticmethod
    def _is_nearly(value: int, age: int) -> bool:
        return age - 1 <= value <= age + 1 or (value % 10 == 0 and age < value < age + _AROUND)

    def _ages(self, reading: Reading, year: int) -> Iterator[Match]:
        age = reading.now.year - year
        for number in reading.numbers:
            if (
                (number.value in (age, age - 1) and _is_age(number, reading))
                or (self._is_nearly(int(number.value), age) and _is_soon(number, reading))
                or (number.value == year and reading.cued("birth", number.start))
                or (number.value == year % 100 and reading.cue_before("birth", number.start, 16))
                or (number.value == year % 100 and _is_vintage(number, reading))
            ):
                yield Match(number.start, number.end, firm=False)


def _is_of_births(span: DateSpan, reading: Reading) -> bool:
    return any(reading.cue_near(cue, span.start, span.end) for cue in ("birthday", "birth"))


def _counts_others(number: Number, reading: Reading) -> bool:
    """Whether a number counts something that is no year of a life."""
    return reading.is_count(number.end) and not _SOME_YEARS.match(reading.text, number.end)


def _is_vintage(number: Number, reading: Reading) -> bool:
    """Whether two figures are those of somebody's year: "usted es del 85", "a '71 baby"."""
    said = _OF_THE_YEAR.search(reading.text, max(0, number.start - 20), number.start)
    return said is not None or _OF_A_YEAR.match(reading.text, number.end) is not None


def _is_soon(number: Number, reading: Reading) -> bool:
    """Whether a number that counts nothing is said to be nearly reached: "bald achtzig und dann so lange warten"."""
    if (
        reading.speaks_to_all(number.start)
        or _counts_others(number, reading)
        or _NO_AGE.match(reading.text, number.end)
    ):
        return False
    return _NEARLY.search(reading.text, max(0, number.start - 32), number.start) is not None


def _is_age(number: Number, reading: Reading) -> bool:
    """Whether a number is said to be somebody's years."""
    text, start, end = reading.text, number.start, number.end
    before = text[max(0, start - 32) : start]
    if reading.speaks_to_all(start):
        return False
    if _SOME_YEARS.match(text, end) and not _OLD.match(text, end):
        today = _TODAY.match(text, end) and not number.ordinal
        return bool(today or _YOUR.search(before) or _TURNING.search(before))
    return _is_said_of_years(number, before, reading) or (
        not reading.is_count(end) and _is_introduced(number, before, reading)
    )


def _is_said_of_years(number: Number, before: str, reading: Reading) -> bool:
    """Whether the words behind a number make it an age: "years old", "today", "one has"."""
    text, start, end = reading.text, number.start, number.end
    if _TO_BE.match(text, end) and (reading.speaks_to_one(start) or start == reading.begin_of(start)):
        return True
    if _OLD.match(text, end) or (text[:end].endswith("er") and _THE.search(before)):
        return True
    if _TODAY.match(text, end) and not number.ordinal:
        return True
    return _WITH.search(before) is not None and _ONE_HAS.match(text, end) is not None


def _is_introduced(number: Number, before: str, reading: Reading) -> bool:
    """Whether the words before a number that counts nothing make it an age: "turning", "even at", "mit"."""
    if (number.ordinal and _YOUR.search(before)) or _TURNING.search(before) or _ALL_THE_MORE.search(before):
        return True
    if _AT_AN_AGE.search(before) and not _NO_AGE.match(reading.text, number.end):
        return True
    first = reading.text[reading.begin_of(number.start) : number.start] in _AT_FIRST
    return first or reading.cue_near("age", number.start, number.end, 24)

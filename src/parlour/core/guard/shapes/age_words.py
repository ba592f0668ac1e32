"""What makes a number somebody's years: "turning 40", "even at 63", "bald achtzig", "a '71 baby"."""

import re

from parlour.core.guard.reading import Reading
from parlour.core.text.numbers import Number

_TO_BE = re.compile(r"\s(?:werden|wirst)\b|,? (?:tomorrow|today|next (?:week|month))\b")
_YEARS = r"(?:years?|yrs?|jahren?|anos|anitos|ans|printemps|primaveras|lenze)"
_OLD = re.compile(
    rf"[\s\-]?(?:{_YEARS}[\s\-]?(?:old|young|of age|alt|jung|recien)|-?jahrige?[nrms]?\b|yo\b|"
    r"candles|kerzen|bougies|velas|velitas)|"
    r"\.?\s?(?:birthday|geburtstag|cumpleanos|cumple\b|anniversaire)"
)
_TODAY = re.compile(rf"\s?(?:{_YEARS}\s)?(?:today|heute|hoy|aujourd'hui)\b")
_IN_LINE = re.compile(r"(?:st|nd|rd|th)?\s(?:in (?:the )?(?:queue|line)|on the list)\b")
_AT_AN_AGE = re.compile(r"\b(?:mit(?: ihren| deinen)?|a los)\s$")
_SOME_YEARS = re.compile(
    rf"\s?{_YEARS}\b(?! (?:de |d'|of |erfahrung|garantie|experience|warranty|lang|ago|now|with us))"
)
_YOUR = re.compile(
    r"\b(?:your|vos|tes|tus|sus|deinen?|deiner|ihren?|ihrer|the big|cumpl(?!imos)\w+|tienes|tiene|avez|as|werden|wirst|"
    r"bist|aurez|auras|fetez|fetes|sind|aged?|age of|con|mit|a los|a|fet\w+|(?:le|te) caen|dann bist|then you.re)"
    r"\s(?:los |tus |sus |ihren |deinen |deja |ya |schon |ja |erst |casi |fast |presque |nearly |almost )?$"
)
_TURNING = re.compile(
    r"\b(?:happy|felices|joyeux|alles gute zum|gluckwunsch zum|"
    r"turn|turning|turned|being|(?:you|he|she)(?:'ll| will) be|(?:werden|sind) sie|(?:wirst|bist) du|cumpl(?!imos)\w+|"
    r"werden|wirst|aged?|age of|(?:the )?big|you're|you were|sie sind|du bist|war(?:en|st)|eras?|etiez|you are|youre|"
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
    r"\s?(?:%|[€$£]|[:.,]\d|(?:in (?:the|a)|on the|out|here|there|today|outside|so far|degrees|grad)\b|"
    r"of (?:you|us|them|our)|von (?:euch|ihnen|uns)|de (?:vous|nous|ustedes)|"
    r"\w*(?:minute|hour|stunde|tag|woche|hora|dia|heure|jour|time|mal|call|euro|dollar|pound))"
)
_AT_FIRST = ("at ", "mit ", "con ", "a ")  # "At 63 the eyes change"
_ONE_HAS = re.compile(r"\s(?:hat|ist|war|kann|darf|sollte|muss|uno|on|one|you|man)\b")
_THE = re.compile(r"\b(?:den|zum|ihren|deinen)\s$")


def _counts_others(number: Number, reading: Reading) -> bool:
    """Whether a number counts something that is no year of a life."""
    return reading.is_count(number.end) and not _SOME_YEARS.match(reading.text, number.end)


def is_vintage(number: Number, reading: Reading) -> bool:
    """Whether two figures are those of somebody's year: "usted es del 85", "a '71 baby"."""
    said = _OF_THE_YEAR.search(reading.text, max(0, number.start - 20), number.start)
    return said is not None or _OF_A_YEAR.match(reading.text, number.end) is not None


def is_soon(number: Number, reading: Reading) -> bool:
    """Whether a number that counts nothing is said to be nearly reached: "bald achtzig und dann so lange warten"."""
    no_years = number.value != int(number.value) or _NO_AGE.match(reading.text, number.end)
    if no_years or reading.speaks_to_all(number.start) or _counts_others(number, reading):
        return False
    return _NEARLY.search(reading.text, max(0, number.start - 32), number.start) is not None


def is_age(number: Number, reading: Reading) -> bool:
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
    if _IN_LINE.match(reading.text, number.end):
        return False
    if (number.ordinal and _YOUR.search(before)) or _TURNING.search(before) or _ALL_THE_MORE.search(before):
        return True
    if _AT_AN_AGE.search(before) and not _NO_AGE.match(reading.text, number.end):
        return True
    first = reading.text[reading.begin_of(number.start) : number.start] in _AT_FIRST
    return first or reading.cue_near("age", number.start, number.end, 24)

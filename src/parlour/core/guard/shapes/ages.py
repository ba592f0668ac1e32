"""What tells a date of birth without a day or a number of years: a decade of life, a sign of the zodiac."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match

_LIFE = r"(?:your|their|his|her|one's|ones)"
# For each decade of life the words for it: English "fifties" and "fifty", German, Spanish, French, and the Latin ones.
_DECADES = {
    20: ("twenties", "twenty", "zwanzig", "veinte", "veintena", "veint", "vingtaine", ""),
    30: ("thirties", "thirty", "dreissig", "treinta", "treintena", "treint", "trentaine", "trentena"),
    40: ("forties", "forty", "vierzig", "cuarenta", "cuarentena", "cuarent", "quarantaine", "quadragena"),
    50: ("fifties", "fifty", "funfzig", "cincuenta", "cincuentena", "cincuent", "cinquantaine", "quinquagena"),
    60: ("sixties", "sixty", "sechzig", "sesenta", "sesentena", "sesent", "soixantaine", "sexagena"),
    70: ("seventies", "seventy", "siebzig", "setenta", "setentena", "setent", "", "septuagena"),
    80: ("eighties", "eighty", "achtzig", "ochenta", "ochentena", "ochent", "", "octogena"),
    90: ("nineties", "ninety", "neunzig", "noventa", "noventena", "novent", "", "nonagena"),
}  # fmt: skip


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """How one decade of life is told, in a folded text."""
    plural, english, german, spanish, some, kind, french, latin = words
    told = [
        rf"\b{_LIFE} (?:very )?(?:early |mid |late |early-|mid-|late-)?{plural}\b|\b{english}-?somethings?\b",
        rf"\b(?:anfang|mitte|ende) (?:der )?{german}\b|\b(?:ihren|deinen|ihre|deine) (?:besten )?{german}ern\b",
        rf"\b(?:runde[nrs]?|zum|ihre[nm]|deine[nm]) {german}(?:er|sten)\b|\bu ?-?{german}\b",
        rf"\b{spanish} y (?:tantos|muchos|pocos)\b|\b(?:su|tu|pasad[oa] la) {some}\b",
        rf"\b{kind}(?:an)?(?:on|ona|er[oa])s?\b",
        rf"\b(?:pasad[oa]s?|cumplid[oa]s|mas alla de) (?:ya )?los {spanish}\b",
    ]
    told += [rf"\b(?:(?:passe|depasse|dans|a) la|votre|sa|ta) {french}(?! d[e'])"] if french else []
    told += [rf"\b{latin}(?:ires?|rians?|ri[ao]s?)\b"] if latin else []
    return re.compile("|".join(told))


_TOLD = {first: _pattern(words) for first, words in _DECADES.items()}
_OURS = re.compile(r"\b(?:our|my|unser\w*|mein\w*|nuestr\w+|mis?|notre|nos|mon|ma)\s(?:\w+\s)?$")
_SOON = timedelta(days=60)  # before a birthday somebody is told the decade to come
_TEENS = re.compile(r"\b(?:sweet sixteen|(quinceanera))\b")
_BIG = re.compile(r"\bthe big (?:([3-9])|(three)|(four)|(five)|(six)|(seven)|(eight)|(nine))[\s-]?(?:0|oh?)\b")
_LEAP = re.compile(
    r"\bleap(?:[ -]?(?:year|day)s?)? (?:bab(?:y|ies)|birthdays?|child(?:ren)?)\b|\bleaplings?\b|"
    r"\bschalt(?:jahr|tag)e?s?kind(?:er)?\b"
)

_SIGNS = (
    ((1, 20), "capricorn steinbock capricornio capricorne"),
    ((2, 19), "aquarius wassermann acuario verseau"),
    ((3, 21), "pisces fisch fische piscis poissons"),
    ((4, 20), "aries widder belier"),
    ((5, 21), "taurus stier tauro taureau"),
    ((6, 21), "gemini zwilling geminis gemeaux"),
    ((7, 23), ""),  # "cancer" is another thing
    ((8, 23), "leo lowe lion"),
    ((9, 23), "virgo jungfrau vierge"),
    ((10, 23), "libra waage balance"),
    ((11, 22), "scorpio skorpion escorpio escorpion scorpion"),
    ((12, 22), "sagittarius schutze sagitario sagittaire"),
    ((12, 32), "capricorn steinbock capricornio capricorne"),
)
"""Signs with the day after their last one."""
_AS_A = re.compile(
    r"\b(?:typical|true|proper|fellow|stubborn|as an?|being an?|like an?|you|echter?|typischer?|als|los|las|una?|"
    r"buena?|tipic[oa]|une?|en bon(?:ne)?|vraie?)\s$"
)
_LIKE_YOU = re.compile(
    r"s?\s(?:like (?:you|yourself)|wie (?:sie|du|ihnen|dir)|como (?:usted|tu|vos)|comme (?:vous|toi))\b"
)


@dataclass(frozen=True, slots=True)
class Decade:
    """The decade of life that somebody is in ("in your fifties", "Mitte fünfzig", "septuagénaire")."""

    born: date
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        age = _age(self.born, reading.now)
        for first in {age // 10 * 10, _age(self.born, reading.now + _SOON) // 10 * 10} & _TOLD.keys():
            for match in _TOLD[first].finditer(reading.text):
                ours = _OURS.search(reading.text, max(0, match.start() - 24), match.start())
                if not (ours or reading.cued("everyone", match.start())):
                    yield Match(*match.span(), firm=False)
        for match in _TEENS.finditer(reading.text):
            if age in ((14, 15) if match[1] else (15, 16)):
                yield Match(*match.span(), firm=False)
        for match in _BIG.finditer(reading.text):
            tens = int(match[1] or (match.lastindex or 0) + 1)
            if tens * 10 - 1 <= age <= tens * 10:
                yield Match(*match.span(), firm=False)


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of the zodiac that a day of birth belongs to, said of the person: "a Libra like you"."""

    month: int
    day: int
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        if (self.month, self.day) == (2, 29):
            yield from (Match(*match.span(), firm=False) for match in _LEAP.finditer(reading.text))
        names = next(names for before, names in _SIGNS if (self.month, self.day) < before).split()
        for token in reading.tokens:
            if token.word.removesuffix("s") not in names and token.word not in names:
                continue
            said = _AS_A.search(reading.text, max(0, token.start - 16), token.start)
            alike = _LIKE_YOU.match(reading.text, token.end)
            if reading.is_capital(token.start) and (alike or (said and reading.is_about_one(token.start))):
                yield Match(token.start, token.end, firm=False)


def _age(born: date, now: date) -> int:
    """Whole years from one day to another."""
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))

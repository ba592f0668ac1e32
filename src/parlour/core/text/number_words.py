"""Number words of English, German, Spanish and French, as folded text spells them (no case, no accents)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Numerals:
    """How one language counts.

    `simple` are words that add up ("thirty", "two", Spanish "doscientos"), `hundreds` and `scales` those that multiply
    what stands before them, `joints` words between the parts. `twenties` multiply a four ("quatre-vingts");
    `compound` reads a number written as one word, for languages that write them so.
    """

    simple: Mapping[str, int]
    ordinals: Mapping[str, int]
    hundreds: frozenset[str]
    scales: Mapping[str, int]
    joints: frozenset[str]
    twenties: frozenset[str] = frozenset()
    compound: bool = False
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        words = {*self.simple, *self.ordinals, *self.hundreds, *self.scales, *self.twenties}
        object.__setattr__(self, "known", frozenset(words))


def _count(words: str, *, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + place * step for place, word in enumerate(words.split())}


_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH = Numerals(
    simple=_count(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    )
    | _count(_EN_TENS, start=20, step=10)
    | {"nought": 0, "naught": 0, "fourty": 40, "ninty": 90, "dozen": 12},
    ordinals=_count(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth",
        start=1,
    )
    | {ten[:-1] + "ieth": value for ten, value in _count(_EN_TENS, start=20, step=10).items()},
    hundreds=frozenset({"hundred"}),
    scales={
        "thousand": 10**3, "k": 10**3, "grand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
        "lakh": 10**5, "lakhs": 10**5, "lpa": 10**5, "lac": 10**5, "lacs": 10**5, "crore": 10**7, "crores": 10**7,
    },
    joints=frozenset({"and"}),
)  # fmt: skip

# The German of Switzerland drops and darkens vowels; these are its commonest spellings.
_DE_SWISS = {
    "eis": 1, "zwoi": 2, "druu": 3, "dru": 3, "fuf": 5, "foif": 5, "sachs": 6, "sibe": 7, "nuun": 9, "nun": 9,
    "zah": 10, "vieri": 4, "foifi": 5, "sachsi": 6, "sibni": 7, "achti": 8, "nuni": 9, "zahni": 10, "elfi": 11,
    "zwolfi": 12, "zwanzg": 20, "drissg": 30, "vierzg": 40, "fufzg": 50, "sachzg": 60, "sibezg": 70, "achtzg": 80,
    "nunzg": 90,
}  # fmt: skip
_DE_TENS = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"
_GERMAN = Numerals(
    simple=_count(
        "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn "
        "siebzehn achtzehn neunzehn"
    )
    | _count(_DE_TENS, start=20, step=10)
    | {"zwo": 2, "fuenf": 5, "zwoelf": 12, "fuenfzehn": 15, "fuenfzig": 50, "sechszehn": 16, "dreizig": 30,
       "fuffzig": 50, "fuffzich": 50,
       "fuffzisch": 50, "fuchzig": 50, "zwanzich": 20, "dreissich": 30}
    | {"dutzend": 12}
    | _DE_SWISS,
    ordinals={"erste": 1, "ersten": 1, "erster": 1, "erscht": 1, "erschte": 1, "erschten": 1,
               "zweite": 2, "zweiten": 2, "dritte": 3, "dritten": 3},
    hundreds=frozenset({"hundert", "hunderter", "hundertern"}),
    scales={
        "tausend": 10**3, "tausender": 10**3, "tausendern": 10**3, "tsd": 10**3, "tuusig": 10**3,
        "million": 10**6, "millionen": 10**6,
        "riesen": 10**3, "mio": 10**6, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9,
    },
    joints=frozenset({"und"}),
    compound=True,
)  # fmt: skip

_ES_HUNDREDS = "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
_ES_ORDINALS = "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo"
_SPANISH = Numerals(
    simple=_count(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
        "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
        "veintiocho veintinueve"
    )
    | _count("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", start=20, step=10)
    | _count(_ES_HUNDREDS, start=100, step=100)
    | {word.replace("os", "as"): value for word, value in _count(_ES_HUNDREDS, start=100, step=100).items()}
    | {"ciento": 100, "un": 1, "una": 1, "veintiun": 21, "docena": 12, "decena": 10, "veintena": 20, "centenar": 100},
    ordinals=_count(_ES_ORDINALS, start=1)
    | {word[:-1] + "a": value for word, value in _count(_ES_ORDINALS, start=1).items()}
    | {"primer": 1, "tercer": 3},
    hundreds=frozenset(),
    scales={
        "mil": 10**3, "millar": 10**3, "luquitas": 10**3, "lucas": 10**3, "luca": 10**3,
        "millon": 10**6, "millones": 10**6,
        "palo": 10**6, "palos": 10**6, "palitos": 10**6,
    },
    joints=frozenset({"y"}),
)  # fmt: skip

_FR_ORDINAL_STEMS = (
    "un deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz "
    "dixsept dixhuit dixneuv vingt trent"
)
_FRENCH = Numerals(
    simple=_count("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    | _count("vingt trente quarante cinquante soixante septante huitante nonante", start=20, step=10)
    | {"une": 1, "octante": 80, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
    | {"quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100},
    ordinals={
        f"{stem}{ending}": value
        for stem, value in _count(_FR_ORDINAL_STEMS, start=1).items()
        for ending in ("ieme", "iemes")
    }
    | {"premier": 1, "premiere": 1, "trentieme": 30, "centieme": 100},
    hundreds=frozenset({"cent", "cents"}),
    scales={
        "mille": 10**3, "millier": 10**3, "milliers": 10**3, "million": 10**6, "millions": 10**6,
        "milliard": 10**9, "milliards": 10**9,
    },
    joints=frozenset({"et"}),
    twenties=frozenset({"vingt", "vingts"}),
)  # fmt: skip

LANGUAGES = (_ENGLISH, _GERMAN, _SPANISH, _FRENCH)
SCALES = {word: value for language in LANGUAGES for word, value in language.scales.items()}
HUNDREDS = frozenset({"hundred", "hundert", "hunderter", "hundertern"})
RANKS = {word: value for language in LANGUAGES for word, value in language.ordinals.items()}
LEADING = frozenset({"mil", "mille", "thousand", "tausend", "tuusig"})  # scales that need no number before them
KNOWN = frozenset[str]().union(*(language.known for language in LANGUAGES))
REPEATS = {
    "double": 2, "triple": 3, "treble": 3, "quadruple": 4, "doppel": 2, "doppelte": 2, "doppelten": 2, "dreifache": 3,
    "dreifachen": 3, "doble": 2,
}  # fmt: skip
FIGURES = {
    word: value
    for language in LANGUAGES
    for word, value in language.simple.items()
    if 0 <= value <= 9 and word != "dozen"
}
DOUBLED = {f"doppel{word}": str(value) * 2 for word, value in FIGURES.items()}
"""Two of a figure in one word, as German says it: "Doppelvier"."""
# What people call several of one figure: "four fours", "lauter Siebenen".
PLURALS = {
    word: figure
    for figure, line in enumerate(
        ("zeros zeroes ceros nullen", "ones unos einsen einser", "twos doses zweien zweier",
         "threes treses dreien dreier", "fours cuatros vieren vierer", "fives cincos funfen funfer",
         "sixes seises sechsen sechser",
         "sevens sietes siebenen siebner", "eights ochos achten achter", "nines nueves neunen neuner")
    )
    for word in line.split()
}  # fmt: skip
SPOKEN_ZEROS = frozenset({"oh", "o"})  # zero among figures, an everyday word elsewhere
# Everyday words of one language that are numbers of another, read as numbers only beside other number words.
SHY = frozenset(
    {"once", "second", "segundo", "k", "grand", "mil", "mn", "bn", "million", "cuarto", "cent", "cents", "lac", "lacs",
     "quince", "un", "une", "una", "eis", "dru", "nun", "sachs", "zah", "lucas", "luca", "palo", "palos", "mille",
     "primer", "premiere", "primera", "sexta", "sexto", "uno"}
)  # fmt: skip
# What follows a number and nothing else: beside it a shy word is one.
COUNTED = frozenset(
    {"euro", "euros", "dolares", "dollars", "francs", "francos", "pesos", "peso", "pesito", "dolar",
     "balles", "piastres", "libras", "soles",
     "pavos", "rupias", "yenes", "dias", "horas", "meses", "anos", "jours", "heures", "ans", "semaines", "personnes",
     "personas"}
)  # fmt: skip
_LONGEST_COMPOUND = len("siebenhundertsiebenundsiebzigtausendsiebenhundertsiebenundsiebzigsten")
# Spanish words for places, behind which "once" and "quince" are numbers.
PLACED = frozenset(
    "planta piso fila mesa puerta habitacion asiento anden numero via taquilla cuarto casa calle".split()
)
_DE_PAIRED = (*_DE_TENS.split(), "fuffzig", "fuffzich", "fuchzig")
_COMPOUND = ("hundert", "tausend", "tuusig", "zig", "ssig", "zehn", "zg")


@lru_cache(maxsize=4096)
def ordinal(word: str) -> int | None:
    """The value of a German ordinal ("vierundzwanzigsten", "hundertste"); None for other words."""
    for ending in ("ste", "sten", "ster", "te", "ten", "ter"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            value = _DE_ODD_ORDINALS.get(stem) or german(stem)
            if value:
                return value
    return None


_DE_HALVES = {"anderthalb": 1, "eineinhalb": 1}
_DE_ODD_ORDINALS = {"ers": 1, "drit": 3, "sieb": 7, "ach": 8}


@lru_cache(maxsize=4096)
def german(word: str) -> int | None:
    """The value of a German compound below one million ("vierhundertdreissig"); None for other words."""
    if len(word) > _LONGEST_COMPOUND:
        return None
    simple = 1 if word in {"ein", "eine"} else _GERMAN.simple.get(word)
    if simple is not None:
        return simple
    for joint, factor in _DE_JOINTS:
        before, found, after = word.partition(joint)
        if found:
            return _joined(before, after, factor)
    return _hundreds_and_tens(word) or _ones_and_tens(word)


_DE_JOINTS = (("tausend", 1000), ("tuusig", 1000), ("hundert", 100))


def _joined(before: str, after: str, factor: int) -> int | None:
    """ "Zweitausenddreihundert", "anderthalbtausend": what stands before and behind a word for 100 or 1000."""
    left = german(before) if before else 1
    right = german(after.removeprefix("und")) if after else 0
    if before.endswith("halb"):
        left, right = _DE_HALVES.get(before, german(before.removesuffix("einhalb"))), factor // 2
    return None if left is None or right is None or right >= factor else left * factor + right


def _hundreds_and_tens(word: str) -> int | None:
    """ "Zwölffünfzig"."""
    for ten in _DE_PAIRED:
        head = german(word.removesuffix(ten)) if word.endswith(ten) and len(word) > len(ten) + 2 else None
        if head and 10 < head < 100:
            return head * 100 + _GERMAN.simple[ten]
    return None


def _ones_and_tens(word: str) -> int | None:
    """ "Vierundzwanzig"."""
    unit, _, ten = word.partition("und")
    if not ten.endswith(("ig", "zg", "ssg")):
        return None
    low, high = german(unit), german(ten)
    return low + high if low is not None and high is not None and 0 < low < 10 and high % 10 == 0 else None


@lru_cache(maxsize=4096)
def named(word: str) -> int | None:
    """The value of a German number that names a thing ("der Zweiundvierziger", "im Zweihundertzwölfer")."""
    for ending in ("ern", "ers", "er"):
        if word.endswith(ending) and may_be_compound(word):
            return german(word.removesuffix(ending))
    return None


def may_be_compound(word: str) -> bool:
    """Whether a word looks as if it were a German number written as one."""
    return len(word) > 5 and any(part in word for part in _COMPOUND)

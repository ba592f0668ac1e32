"""Number words of English, German and Spanish, as folded text spells them (no case, no accents)."""

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_DE = (
    "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve"
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
)
_ES_HUNDREDS = "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
_EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ES_ORDINALS = "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo"
_DE_ODD_ORDINALS = {"erst": 1, "dritt": 3, "siebt": 7, "siebent": 7, "acht": 8}


def _count(words: str, *, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + place * step for place, word in enumerate(words.split())}


SIMPLE: dict[str, int] = (
    _count(_EN)
    | _count(_DE)
    | _count(_ES)
    | {word: value for tens in _TENS for word, value in _count(tens, start=20, step=10).items()}
    | _count(_ES_HUNDREDS, start=100, step=100)
    | {hundreds.replace("os", "as"): value for hundreds, value in _count(_ES_HUNDREDS, start=100, step=100).items()}
    | {"ciento": 100, "zwo": 2, "fuenf": 5, "zwoelf": 12, "fuenfzehn": 15, "fuenfzig": 50, "sechszehn": 16}
    | {"dreizig": 30, "fourty": 40, "veintiun": 21}
)
HUNDREDS = frozenset({"hundred", "hundert"})
SCALES = {
    "thousand": 10**3, "tausend": 10**3, "mil": 10**3, "k": 10**3, "tsd": 10**3, "grand": 10**3,
    "million": 10**6, "millions": 10**6, "millionen": 10**6, "millon": 10**6, "millones": 10**6,
    "mio": 10**6, "mn": 10**6,
}  # fmt: skip
LEADING = frozenset({"mil", "thousand", "tausend"})  # scales that need no number before them
CONNECTORS = frozenset({"and", "und", "y"})
REPEATS = {"double": 2, "triple": 3}
# Everyday words of one language that are numbers of another, read as numbers only beside other number words.
SHY = frozenset({"once", "second", "segundo", "k", "grand", "mil", "mn", "million", "cuarto"})


def ordinal(word: str) -> int | None:
    """The value of an ordinal word up to 99 in any of the three languages; None for other words."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    for ending in ("ste", "sten", "ster", "te", "ten", "ter"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            value = _DE_ODD_ORDINALS.get(stem) or german(stem)
            if value:
                return value
    return None


_ORDINALS = (
    _count(_EN_ORDINALS, start=1)
    | {"thirtieth": 30, "erste": 1, "ersten": 1, "erster": 1}
    | _count(_ES_ORDINALS, start=1)
    | {word[:-1] + "a": value for word, value in _count(_ES_ORDINALS, start=1).items()}
)


def german(word: str) -> int | None:
    """The value of a German compound below one million ("vierhundertdreissig"); None for other words."""
    if word in SIMPLE:
        return SIMPLE[word]
    if word in {"ein", "eine"}:
        return 1
    for joint, factor in (("tausend", 1000), ("hundert", 100)):
        before, found, after = word.partition(joint)
        if found:
            left = german(before) if before else 1
            right = german(after.removeprefix("und")) if after else 0
            return None if left is None or right is None or right >= factor else left * factor + right
    unit, found, ten = word.partition("und")
    if found and ten.endswith("ig"):
        low, high = german(unit), SIMPLE.get(ten)
        return low + high if low is not None and high is not None and 0 < low < 10 else None
    return None

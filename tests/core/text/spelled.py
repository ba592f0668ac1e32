"""Writes numbers out in words, as people do; knows nothing of the code that reads them."""

from collections.abc import Callable

_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_DE_SMALL = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
).split()
_DE_TENS = "- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_ES_SMALL = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_ES_TENS = "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_ES_HUNDREDS = (
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()
_FR_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_FR_TENS = "- - vingt trente quarante cinquante soixante".split()
_FR_SOUTH = {70: "septante", 80: "huitante", 90: "nonante"}


def english(number: int) -> str:
    if number < 20:
        return _EN_SMALL[number]
    if number < 100:
        return _EN_TENS[number // 10] + (f"-{_EN_SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{_EN_SMALL[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    rest = number % 1000
    joint = " and " if 0 < rest < 100 else " "
    return f"{english(number // 1000)} thousand" + (joint + english(rest) if rest else "")


def german(number: int) -> str:
    if number < 20:
        return _DE_SMALL[number]
    if number < 100:
        unit = "ein" if number % 10 == 1 else _DE_SMALL[number % 10]
        return (f"{unit}und" if number % 10 else "") + _DE_TENS[number // 10]
    for size, word in ((1000, "tausend"), (100, "hundert")):
        if number >= size:
            before = "ein" if number // size == 1 else german(number // size)
            return before + word + (german(number % size) if number % size else "")
    raise AssertionError(number)


def spanish(number: int) -> str:
    if number < 30:
        return _ES_SMALL[number]
    if number < 100:
        return _ES_TENS[number // 10] + (f" y {_ES_SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        if number == 100:
            return "cien"
        return _ES_HUNDREDS[number // 100] + (f" {spanish(number % 100)}" if number % 100 else "")
    before = "mil" if number < 2000 else f"{spanish(number // 1000)} mil"
    return before + (f" {spanish(number % 1000)}" if number % 1000 else "")


def french(number: int, *, south: bool = False) -> str:
    """As in France; with `south` as in Switzerland ("septante", "huitante", "nonante")."""
    if number < 20:
        return _FR_SMALL[number]
    if number < 100:
        return _french_below_hundred(number, south=south)
    if number < 1000:
        before = "cent" if number < 200 else f"{_FR_SMALL[number // 100]} cent"
        return before + (f" {french(number % 100, south=south)}" if number % 100 else "")
    before = "mille" if number < 2000 else f"{french(number // 1000, south=south)} mille"
    return before + (f" {french(number % 1000, south=south)}" if number % 1000 else "")


def _french_below_hundred(number: int, *, south: bool) -> str:
    ten, unit = number // 10 * 10, number % 10
    if south and ten in _FR_SOUTH:
        return _FR_SOUTH[ten] + (" et un" if unit == 1 else f"-{_FR_SMALL[unit]}" if unit else "")
    if ten in (70, 90):
        base, rest = ("soixante", number - 60) if ten == 70 else ("quatre-vingt", number - 80)
        return "soixante et onze" if number == 71 else f"{base}-{_FR_SMALL[rest]}"
    if ten == 80:
        return "quatre-vingts" if unit == 0 else f"quatre-vingt-{_FR_SMALL[unit]}"
    return _FR_TENS[number // 10] + (" et un" if unit == 1 else f"-{_FR_SMALL[unit]}" if unit else "")


def french_south(number: int) -> str:
    return french(number, south=True)


WRITERS: dict[str, Callable[[int], str]] = {
    "en": english,
    "de": german,
    "es": spanish,
    "fr": french,
    "fr-CH": french_south,
}

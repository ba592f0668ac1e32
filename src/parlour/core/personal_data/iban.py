"""International bank account numbers (ISO 13616), by country length and check digits."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser, Rule, is_in_a_url

_FIGURES = 10
"""Figures that an account number in a link has at least."""
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24,
    "XK": 20,
}  # fmt: skip
_CANDIDATE = re.compile(r"\b[A-Za-z]{2}\d\d(?:[ \-]?[A-Za-z0-9]){11,34}")


def check_digits_hold(number: str) -> bool:
    """Whether the number, in upper case without spaces, leaves 1 modulo 97 (ISO/IEC 7064)."""
    rearranged = number[4:] + number[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1


def _judge(match: re.Match[str], _region: str) -> PersonalDatum | None:
    wanted = _LENGTHS.get(match.group()[:2].upper(), 0)
    places = [place for place, character in enumerate(match.group()) if character.isalnum()][:wanted]
    number = "".join(match.group()[place] for place in places).upper()
    # Links hold words of letters and figures by chance, one of which in some ten thousand has the check digits.
    by_chance = sum(map(str.isdecimal, number)) < _FIGURES and is_in_a_url(match.string, match.start())
    if wanted and len(number) == wanted and not by_chance and check_digits_hold(number):
        return PersonalDatum("iban", match.start(), match.start() + places[-1] + 1, 0.99)
    return None


IBAN = Recogniser(("iban",), (Rule(_CANDIDATE, _judge, resumes=True),))

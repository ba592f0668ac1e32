"""International bank account numbers (ISO 13616), by country length and check digits."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser, Rule

_LENGTHS = {
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
    "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26,
}  # fmt: skip
_CANDIDATE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d\d(?:[ \-]?[A-Za-z0-9]){11,34}")


def check_digits_hold(number: str) -> bool:
    """Whether the number, in upper case without spaces, leaves 1 modulo 97 (ISO/IEC 7064)."""
    rearranged = number[4:] + number[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1


def _judge(match: re.Match[str], _region: str) -> PersonalDatum | None:
    wanted = _LENGTHS.get(match.group()[:2].upper(), 0)
    places = [place for place, character in enumerate(match.group()) if character.isalnum()][:wanted]
    number = "".join(match.group()[place] for place in places).upper()
    if wanted and len(number) == wanted and check_digits_hold(number):
        return PersonalDatum("iban", match.start(), match.start() + places[-1] + 1, 0.99)
    return None


IBAN = Recogniser(("iban",), (Rule(_CANDIDATE, _judge),))

"""Check digits of national identity, tax, social security and health numbers, as their issuers publish them."""

import re
from collections.abc import Callable, Sequence

from parlour.core.personal_data.recogniser import luhn_holds

Check = Callable[[str], bool]

_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_FISCAL_ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22,
    25, 24, 23,
), strict=True))  # fmt: skip
_TURNED = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4), (5, 8, 0, 3, 7, 9, 6, 1, 4, 2),
    (8, 9, 1, 6, 0, 4, 3, 5, 2, 7), (9, 4, 5, 3, 1, 2, 6, 8, 7, 0), (4, 2, 8, 6, 5, 7, 3, 9, 0, 1),
    (2, 7, 9, 3, 8, 0, 6, 4, 1, 5), (7, 0, 4, 6, 9, 1, 3, 2, 5, 8),
)  # fmt: skip
"""The dihedral permutations of Verhoeff's scheme."""


_MEXICAN = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
"""The signs of an RFC by their values."""


def plain(number: str) -> str:
    """The letters and digits of a number, in upper case, digits of all scripts as the Latin ones."""
    return re.sub(r"\d", lambda digit: str(int(digit.group())), re.sub(r"[\W_]", "", number)).upper()


def weighted(number: str, weights: Sequence[int]) -> int:
    """The sum of the leading digits times their weights."""
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))


def dni_holds(number: str) -> bool:
    """Spain's DNI and NIE: the letter is the one of the number modulo 23; a NIE's first letter counts as 0, 1 or 2."""
    digits = str("XYZ".index(number[0])) + number[1:-1] if number[0] in "XYZ" else number[:-1]
    return _DNI_LETTERS[int(digits) % 23] == number[-1]


def steuer_id_holds(number: str) -> bool:
    """Germany's tax number: ISO/IEC 7064 MOD 11,10."""
    product = 10
    for digit in number[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(number[10])


def insurance_holds(number: str) -> bool:
    """Germany's pension insurance number (VKVV § 4): area, birth date, letter, serial and check digit."""
    digits = f"{number[:8]}{ord(number[8]) - 64:02d}{number[9:11]}"
    products = [int(digit) * weight for digit, weight in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True)]
    return sum(product // 10 + product % 10 for product in products) % 10 == int(number[11])


def identity_card_holds(number: str) -> bool:
    """Germany's identity card and passport: digits and letters by weights 7, 3, 1 (ICAO 9303)."""
    total = sum(int(sign, 36) * (7, 3, 1)[place % 3] for place, sign in enumerate(number[:9]))
    return len(number) == 9 or total % 10 == int(number[9])


def nhs_holds(number: str) -> bool:
    """The health numbers of England: modulo 11."""
    return (11 - weighted(number, range(10, 1, -1)) % 11) % 11 == int(number[9])


def nir_holds(number: str) -> bool:
    """France's NIR: the key is 97 less the rest of the number by 97; Corsica's 2A and 2B count as 19 and 18."""
    return 97 - int(number[:13].replace("2A", "19").replace("2B", "18")) % 97 == int(number[13:])


def bsn_holds(number: str) -> bool:
    """The BSN of the Netherlands: the eleven test with the last digit counted off."""
    number = number.zfill(9)
    return int(number) > 0 and (weighted(number, range(9, 1, -1)) - int(number[8])) % 11 == 0


def fiscal_code_holds(number: str) -> bool:
    """Italy's codice fiscale: odd and even places have values of their own, modulo 26."""
    even = sum(int(sign) if sign.isdigit() else ord(sign) - 65 for sign in number[1:15:2])
    return (sum(_FISCAL_ODD[sign] for sign in number[0:15:2]) + even) % 26 == ord(number[15]) - 65


def nif_holds(number: str) -> bool:
    """Portugal's NIF: modulo 11."""
    rest = weighted(number, range(9, 1, -1)) % 11
    return int(number[8]) == (0 if rest < 2 else 11 - rest)


def pesel_holds(number: str) -> bool:
    """Poland's PESEL: weights 1, 3, 7, 9."""
    return weighted(number, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def belgian_holds(number: str) -> bool:
    """Belgium's national number: 97 less the rest by 97; of those born from 2000 on with a 2 before it."""
    return any(97 - int(century + number[:9]) % 97 == int(number[9:]) for century in ("", "2"))


def pps_holds(number: str) -> bool:
    """Ireland's PPS number: modulo 23, a second letter counting nine times."""
    extra = (ord(number[8]) - 64) * 9 if len(number) == 9 and number[8] != "W" else 0
    return (weighted(number, range(8, 1, -1)) + extra) % 23 == (ord(number[7]) - 64) % 23


def swedish_holds(number: str) -> bool:
    """Sweden's personal number: Luhn over the last ten digits."""
    return luhn_holds(number[-10:]) and 1 <= int(number[-8:-6]) <= 12


def nuss_holds(number: str) -> bool:
    """Spain's social security number: the rest by 97 of province and serial."""
    province, serial = number[:2], number[2:10]
    whole = int(province + (serial.lstrip("0") if serial < "10000000" else serial))
    return int(number[10:]) in {whole % 97, int(number[:10]) % 97}


def cpf_holds(number: str) -> bool:
    """Brazil's CPF: two check digits modulo 11; one digit eleven times is none."""
    ends = [weighted(number, range(size, 1, -1)) * 10 % 11 % 10 for size in (10, 11)]
    return len(set(number)) > 1 and ends == [int(number[9]), int(number[10])]


def aadhaar_holds(number: str) -> bool:
    """India's Aadhaar number: Verhoeff's scheme."""
    check = 0
    for place, digit in enumerate(reversed(number)):
        check = _dihedral(check, _TURNED[place % 8][int(digit)])
    return check == 0


def _dihedral(one: int, other: int) -> int:
    """The product of two elements of the dihedral group of ten: 0 to 4 turn, 5 to 9 turn and mirror."""
    if one < 5:
        return (one + other) % 5 if other < 5 else 5 + (one + other - 5) % 5
    return 5 + (one - other) % 5 if other < 5 else (one - other) % 5


def tfn_holds(number: str) -> bool:
    """Australia's tax file number: modulo 11."""
    return weighted(number, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0


def ahv_holds(number: str) -> bool:
    """Switzerland's AHV number: the check digit of an EAN."""
    return weighted(number, (1, 3) * 6 + (1,)) % 10 == 0


def curp_holds(number: str) -> bool:
    """Mexico's CURP: letters count from 10 on, those after N one more as the alphabet has an Ñ; modulo 10."""
    values = (int(sign, 36) + (sign > "N") for sign in number[:17])
    return -sum(value * weight for value, weight in zip(values, range(18, 1, -1), strict=True)) % 10 == int(number[17])


def rfc_holds(number: str) -> bool:
    """Mexico's RFC of a person: modulo 11, ten is written A."""
    total = sum(_MEXICAN.index(sign) * weight for sign, weight in zip(number[:12], range(13, 1, -1), strict=True))
    return "0123456789A"[-total % 11] == number[12]

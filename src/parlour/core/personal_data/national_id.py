"""National identity and tax numbers: US SSN, UK NINO, Spanish DNI and NIE, German tax identification number."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

_SSN = re.compile(r"(?<![\w\-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w\-])")
_SSN_SAID = re.compile(
    r"\b(?:ssn|social security(?:\s(?:number|no\.?))?)\s?(?:is|:|#)?\s?"
    r"((?!000|666|9)\d{3}[ -]?(?!00)\d{2}[ -]?(?!0000)\d{4})(?!\w)",
    re.IGNORECASE,
)
_NINO = re.compile(
    r"(?<!\w)(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)",
    re.IGNORECASE,
)
_DNI = re.compile(r"(?<![\w\-])(?:(\d{8})|([XYZ])[ \-]?(\d{7}))[ \-]?([A-HJ-NP-TV-Z])(?!\w)", re.IGNORECASE)
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_STEUER_ID = re.compile(
    r"\b(?:steuer-?\s?id(?:entifikationsnummer|nr\.?)?|idnr\.?|steueridentifikationsnummer|tin|tax id)"
    r"(?:\s?(?:nummer|nr\.?|number))?\s?(?:ist|lautet|is|:)?\s?([1-9]\d(?: ?\d{3}){3})(?!\w)",
    re.IGNORECASE,
)


def _dni_letter_holds(match: re.Match[str]) -> bool:
    """Whether the letter is the one of the number modulo 23; a NIE's first letter counts as 0, 1 or 2."""
    plain, prefix, rest, letter = match.groups()
    number = int(plain) if plain else int(str("XYZ".index(prefix.upper())) + rest)
    return _DNI_LETTERS[number % 23] == letter.upper()


def _steuer_id_holds(match: re.Match[str]) -> bool:
    """Whether the last digit is the ISO/IEC 7064 MOD 11,10 check digit of the first ten."""
    digits = match.group(1).replace(" ", "")
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[10])


NATIONAL_ID = Recogniser(
    ("national_id",),
    (
        Rule(_SSN, named("national_id", 0.9)),
        Rule(_SSN_SAID, named("national_id", 0.97, group=1)),
        Rule(_NINO, named("national_id", 0.95)),
        Rule(_DNI, named("national_id", 0.97, holds=_dni_letter_holds)),
        Rule(_STEUER_ID, named("national_id", 0.98, group=1, holds=_steuer_id_holds)),
    ),
)

"""National identity, tax, social security and health numbers.

Those whose shape and check digit leave little to chance are found anywhere; the others where they are named.
"""

import re
from collections.abc import Callable

from parlour.core.personal_data.national_id_checks import (
    Check,
    aadhaar_holds,
    ahv_holds,
    belgian_holds,
    bsn_holds,
    cpf_holds,
    curp_holds,
    dni_holds,
    fiscal_code_holds,
    identity_card_holds,
    insurance_holds,
    nhs_holds,
    nif_holds,
    nir_holds,
    nuss_holds,
    pesel_holds,
    plain,
    pps_holds,
    rfc_holds,
    steuer_id_holds,
    swedish_holds,
    tfn_holds,
)
from parlour.core.personal_data.recogniser import Recogniser, Rule, luhn_holds, named

_SSN = re.compile(r"(?<![\w\-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w\-])")
_ITIN = re.compile(r"(?<![\w\-])9\d{2}-(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])-\d{4}(?![\w\-])")
_NINO = re.compile(
    r"(?<!\w)(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ \-]?\d{2}[ \-]?\d{2}[ \-]?\d{2}"
    r"[ \-]?[A-D](?!\w)",
    re.IGNORECASE,
)
# "typed my NI number so here: QQ 12 34 56 C": letters that were never issued, but said to be one.
_NINO_SAID = re.compile(
    r"\b(?:ni|national insurance) (?:number|num|no)\b[^.!?\n\d]{0,24}[\s:]"
    r"(?P<ref>[A-Z]{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?[A-D])(?!\w)",
    re.IGNORECASE,
)
_DNI = re.compile(r"(?<![\w\-])(?:\d{8}|\d\d\.\d{3}\.\d{3}|[XYZ][ \-]?\d{7})[ \-]?[A-HJ-NP-TV-Z](?!\w)", re.IGNORECASE)
_FISCAL_CODE = re.compile(
    r"(?<!\w)[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z](?!\w)", re.IGNORECASE
)
_NIR = re.compile(
    r"(?<![\w\-])[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-4]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\w\-])", re.IGNORECASE
)
_CPF = re.compile(r"(?<![\w.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)")
_BELGIAN = re.compile(r"(?<![\w.])\d{2}\.(?:0\d|1[0-2])\.[0-3]\d-\d{3}\.\d{2}(?!\w)")
_INDIAN_TAX = re.compile(r"(?<!\w)[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z](?!\w)")

_AHV = re.compile(r"(?<![\w.])756\.\d{4}\.\d{4}\.\d{2}(?!\w)")
_BORN = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_CURP = re.compile(rf"(?<!\w)[A-Z][AEIOUX][A-Z]{{2}}{_BORN}[HMX][A-Z]{{5}}[A-Z\d]\d(?!\w)", re.IGNORECASE)
_RFC = re.compile(rf"(?<!\w)[A-Z]{{4}}{_BORN}[A-Z\d]{{2}}[\dA](?!\w)", re.IGNORECASE)
_MBI_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI = (
    rf"[1-9]{_MBI_LETTER}(?:\d|{_MBI_LETTER})\d-?{_MBI_LETTER}(?:\d|{_MBI_LETTER})\d-?"
    rf"{_MBI_LETTER}{{2}}\d{{2}}"
)
# Without its dashes it looks like the number of a part.
_MEDICARE = re.compile(rf"(?<![\w\-])(?=\w{{4,7}}-){_MBI}(?![\w\-])")
_NAMED_BEHIND = re.compile(
    rf"(?<![\w\-]){_MBI}(?=,? (?:is|was|as) (?:my|his|her|their|our|the) (?:medicare|mbi)\b)", re.IGNORECASE
)
_GERMAN_CARD = r"(?=(?:[A-Z]{0,6}\d){2})[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d?"
_PASSPORT = r"passport|pasaporte|passeport|passaporto|passaporte"

_SAYS = (
    r"(?:[\s\-]?(?:number|num|no\.?|nr\.?|nummer|n[uú]mero|num[eé]ro|n[º°]|id))?"
    r"(?:\s(?:is|was|ist|lautet|es|est|è|[eé]|to be))?"
    r"[\s:#=(]{0,3}"
)
_SAID: tuple[tuple[str, str, Check], ...] = (
    (r"ssn|social(?: security)?", r"(?!000|666)\d{3}[ \-]?(?!00)\d{2}[ \-]?(?!0000)\d{4}", lambda _: True),
    (r"(?:last )?(?:4|four)(?: digits)?(?: of)?(?: my)? (?:ssn|social(?: security)?)", r"\d{4}", lambda _: True),
    (r"itin", r"9\d{2}[ \-]?\d{2}[ \-]?\d{4}", lambda _: True),
    (r"nino|ni|national insurance", r"[A-Z]{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?[A-D]", lambda _: True),
    (r"rut|run", r"\d{1,2}\.?\d{3}\.?\d{3}-[\dK]", lambda _: True),
    (r"nin", r"\d{11}", lambda _: True),
    (r"sv-?(?:nummer|nr\.?)|svnr", r"\d{4} ?[0-3]\d[01]\d{3}", lambda _: True),
    (r"nhs", r"\d{3}[ \-]?\d{3}[ \-]?\d{4}", nhs_holds),
    (
        r"steuer-?\s?id(?:entifikationsnummer|nr\.?)?|idnr\.?|steuer-?nummer|tin|tax id(?:entification)?",
        r"[1-9]\d(?: ?\d{3}){3}",
        steuer_id_holds,
    ),
    (
        r"sozialversicherungs-?(?:nummer|nr\.?)|rentenversicherungs-?(?:nummer|nr\.?)|sv-?(?:nummer|nr\.?)",
        r"\d{2} ?[0-3]\d[01]\d{3} ?[A-Z] ?\d{3}",
        insurance_holds,
    ),
    (
        rf"(?:personal)?ausweis(?:-?(?:nummer|nr\.?))?|(?:reise)?pass(?:-?(?:nummer|nr\.?))?|{_PASSPORT}",
        _GERMAN_CARD,
        identity_card_holds,
    ),
    (r"nuss|seguridad social|afiliaci[oó]n", r"\d{2}[ /\-]?\d{8}[ /\-]?\d{2}", nuss_holds),
    (r"bsn|burgerservicenummer|sofinummer", r"\d{4}[ .]?\d{2}[ .]?\d{2,3}", bsn_holds),
    (r"nif|contribuinte", r"[1-35689]\d{2} ?\d{3} ?\d{3}", nif_holds),
    (r"pesel", r"\d{11}", pesel_holds),
    (r"rijksregister(?:nummer)?|registre national|num[eé]ro national", r"\d{6}[ \-]?\d{3}[ \-]?\d{2}", belgian_holds),
    (r"ppsn?|personal public service", r"\d{7} ?[A-W][A-IW]?", pps_holds),
    (r"personnummer|person(?:al)? ?nr", r"(?:19|20)?\d{6}[ \-+]?\d{4}", swedish_holds),
    (r"cpf", r"\d{11}", cpf_holds),
    (r"aadh?aa?r", r"[2-9]\d{3}[ \-]?\d{4}[ \-]?\d{4}", aadhaar_holds),
    (r"sin|social insurance", r"\d{3}[ \-]?\d{3}[ \-]?\d{3}", luhn_holds),
    (r"tfn|tax file", r"\d{3} ?\d{3} ?\d{3}", tfn_holds),
    (r"ahv|avs|sozialversicherungs-?(?:nummer|nr\.?)", r"756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}", ahv_holds),
    (
        r"medicare(?: (?:card|member|patient|claims?|beneficiary(?: identifier)?))?|mbi",
        _MBI,
        lambda _: True,
    ),
    (r"pan(?: card)?", r"[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]", lambda _: True),
    (r"voter(?:['’]?s)?(?: id)?(?: card)?|epic", r"[A-Z]{3}\d{7}", lambda _: True),
    (_PASSPORT, r"[A-Z]{0,3}\d{5,9}|\d{2}[A-Z]{2}\d{5}", lambda _: True),
    (r"carta d['’]identit[aà]", r"[A-Z]{2}\d{5}[A-Z]{2}|[A-Z]{2}\d{7}", lambda _: True),
    (r"national id(?:entity)?|identity card|carte d['’]identit[eé]|c[eé]dula", r"[A-Z]{0,2}\d{6,12}", lambda _: True),
)


def _passes(check: Check) -> Callable[[re.Match[str]], bool]:
    """Whether the number of a match passes. Letters that only resemble Latin ones, as the Kelvin sign, are none."""

    def holds(match: re.Match[str]) -> bool:
        number = plain(match.group(match.lastindex or 0))
        return number.isascii() and check(number)

    return holds


def _anywhere(pattern: re.Pattern[str], confidence: float, check: Check) -> Rule:
    return Rule(pattern, named("national_id", confidence, holds=_passes(check)))


NATIONAL_ID = Recogniser(
    ("national_id",),
    (
        Rule(_SSN, named("national_id", 0.9)),
        Rule(_ITIN, named("national_id", 0.9)),
        Rule(_NINO, named("national_id", 0.95)),
        Rule(_NINO_SAID, named("national_id", 0.95, group="ref")),
        _anywhere(_DNI, 0.97, dni_holds),
        _anywhere(_FISCAL_CODE, 0.98, fiscal_code_holds),
        _anywhere(_NIR, 0.97, nir_holds),
        _anywhere(_CPF, 0.97, cpf_holds),
        _anywhere(_BELGIAN, 0.97, belgian_holds),
        Rule(_INDIAN_TAX, named("national_id", 0.85)),
        _anywhere(_AHV, 0.97, ahv_holds),
        _anywhere(_CURP, 0.97, curp_holds),
        _anywhere(_RFC, 0.95, rfc_holds),
        Rule(_MEDICARE, named("national_id", 0.9)),
        Rule(_NAMED_BEHIND, named("national_id", 0.9)),
        *(
            Rule(
                re.compile(rf"\b(?:{cue}){_SAYS}({shape})(?!\w)", re.IGNORECASE),
                named("national_id", 0.97, group=1, holds=_passes(check)),
            )
            for cue, shape, check in _SAID
        ),
    ),
)

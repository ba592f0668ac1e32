"""Payment card numbers, by issuer prefix, length and check digit."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, luhn_holds, named, speaks_of_a_parcel

_CANDIDATE = re.compile(r"(?<![\w\-])[2-6]\d{3}(?:[ \-.]?\d){9,15}(?![\w\-])")


def _is_issued(digits: str) -> bool:
    """Whether a scheme issues numbers of this prefix and length."""
    head, length = int(digits[:4]), len(digits)
    if digits[0] == "4":
        return length in {13, 16, 19}
    if 5100 <= head <= 5599 or 2221 <= head <= 2720:
        return length == 16
    if digits[:2] in {"34", "37"}:
        return length == 15
    if digits[:2] in {"30", "36", "38", "39"}:
        return length in {14, 16}
    return (digits[0] in "56" and 12 <= length <= 19) or 3528 <= head <= 3589


def _holds(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group())
    return luhn_holds(digits) and _is_issued(digits) and not speaks_of_a_parcel(match.string, match.start())


CARD = Recogniser(("card",), (Rule(_CANDIDATE, named("card", 0.98, holds=_holds)),))

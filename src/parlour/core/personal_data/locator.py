"""Codes that are known by their look: record locators of airlines and hotels, references with a mark before them."""

import re

from parlour.core.personal_data.recogniser import Rule, named, speaks_of_a_parcel, stands_in_a_link

_LOCATOR = r"(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d[A-Z0-9]*[A-Z])[A-Z0-9]{6}"
"""Six capitals and digits, a letter after a digit: "SAVE20" and "GATE22" are none."""
_CALLED = (
    r"(?i:ref(?:erence|erenz)?|r[ée]f(?:[ée]rence)?|referencia|confirmation|confirmaci[oó]n|code|c[oó]digo|"
    r"r[ée]sa(?:rvation)?|dossier|auftrag(?:s?nummer|s?nr)?|vorgang(?:s?nummer|s?nr)?|pnr|localizador|booking|buchung\w*|"
    r"reserva(?:ci[oó]n)?|resv?)"
)
_NAMED = re.compile(
    rf"\b{_CALLED}(?:(?i: (?:number|no|nr|nummer|code|ref|de (?:reserva|reservaci[oó]n|r[ée]servation)|bei der \w+|"
    rf"n[uú]mero|\w{{3,12}}|is|ist|es|est))\.?){{0,3}}[\s:#.=(\-]{{1,3}}"
    rf"(?P<ref>(?=[A-Z0-9]*\d[A-Z0-9]*[A-Z])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z0-9]{{6,10}}|[B-DF-HJ-NP-TV-XZ]{{6}})(?![\w\-])"
)
# All that somebody writes, as an answer to "what is your code?"; or a sentence of its own, or the first of a few parts.
_ALONE = re.compile(rf"(?:^\s*|[.!?]\s+)(?P<ref>{_LOCATOR})(?=\s*(?:$|[./!]|\s/\s))")
_SPOKEN = re.compile(
    r"\b(?:full |whole )?(?:code|ref|pnr|locator) is (?P<ref>(?=\w*\d\w*[a-z])(?=\w*[a-z]\w*[a-z])[a-z0-9]{6})\b"
)
_MARKED = re.compile(r"(?<![\w&/#])#(?P<ref>(?:[A-Z]{1,5}-?\d{5}|\d{6})\d{0,11})(?![\w\-])")
# Characters in web pages are written so, too: "&#128512;".
_MARKED_HINT = re.compile(r"(?:^|[^\w&/#])#(?:[A-Z]{1,5}-?\d{5}|\d{6})")
_DASHED = re.compile(r"(?<![\w\-/.#])(?P<ref>[A-Z]{1,5}-\d{5}\d{0,5}(?:-[A-Z0-9]{1,4})?|\d{2}-\d{5}-[A-Z])(?![\w\-])")
_BAGGAGE = re.compile(
    r"\b(?i:pir|world ?tracer(?: file)?|(?:dossier |r[ée]f\w* )?bagages?|gep[äa]ck\w*|maletas?|equipaje|"
    r"baggage(?: report)?)"
    r"[\s:#]{1,3}(?P<ref>[A-Z]{5}\d{5})(?!\w)"
)
_STANDARD = re.compile(
    r"(?:ISO|EN|DIN|IEC|RFC|CVE|KB|UTF|BS|UL|ERR|SKU|ASIN|EAN|COVID|SARS|LC|PC|IBM|CE|NP|SU|WS|NW|PR)-?\d"
)


def _is_code(match: re.Match[str]) -> bool:
    text, start = match.string, match.start()
    known = _STANDARD.match(match["ref"]) or speaks_of_a_parcel(text, start) or stands_in_a_link(text, start)
    return not known


def _is_locator(match: re.Match[str]) -> bool:
    return _is_code(match) and match["ref"] not in _EXAMPLES


_EXAMPLES = frozenset({"ABC123", "AB12CD", "XYZ123", "ABCDEF", "A1B2C3"})

LOCATED = (
    Rule(_BAGGAGE, named("ticket", 0.9, group="ref")),
    Rule(_NAMED, named("booking", 0.85, group="ref", holds=_is_locator)),
    Rule(_SPOKEN, named("booking", 0.8, group="ref")),
    Rule(_ALONE, named("booking", 0.65, group="ref", holds=_is_locator)),
    Rule(_MARKED, named("ticket", 0.65, group="ref", holds=_is_code), _MARKED_HINT),
    Rule(_DASHED, named("ticket", 0.65, group="ref", holds=_is_code)),
)

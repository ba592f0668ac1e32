"""Numbers a company knows a person's business by: each is named by the word before it."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.grouped_reference import GROUPED
from parlour.core.personal_data.locator import LOCATED, is_a_word
from parlour.core.personal_data.recogniser import Recogniser, Rule, is_in_a_url, named, stands_in_a_link
from parlour.core.personal_data.reference_cues import CUES

_LINK = (
    r"(?:numbers?|num|nummer|ids?|code|ref|reference|card|n[uú]m[eé]ro|n[º°]|n\.º|c[oó]digo|"
    r"referencia|r[eé]f[eé]rence|report|(?:d['’]|de l['’])?assurance|(?:al|del) seguro|is|was|ist|"
    r"lautet|war|es|est|c['’]est|das|del?|mi|should (?:be|read))(?![\w\-])|(?:no|nr|#)(?![^\W\d_])"
)
_LETTERS_AND_DIGITS = r"[A-Za-z0-9](?:[A-Za-z0-9]|[\-/](?=[A-Za-z0-9])){2,24}"
_SHAPE = rf"(?=[A-Za-z0-9\-/]{{0,24}}\d){_LETTERS_AND_DIGITS}"
# A bound number of words, each read in one way: what can be read in many takes time without end.
_LINKS = rf"(?:[\s:.=(\-]{{0,3}}(?:{_LINK})\.?){{0,4}}"
_BETWEEN = rf"(?P<link>{_LINKS})[\s:.=(\-?]{{0,3}}(?P<sign>#?)\s?"
_JOINED = r"(?:number|nummer|nr|id|no)?"
_PATTERNS = {
    kind: re.compile(rf"\b(?:{cue})(?P<joined>{_JOINED})(?![^\W\d_]){_BETWEEN}(?P<ref>{_SHAPE})(?![\w])", re.IGNORECASE)
    for kind, cue in CUES.items()
}
# No reference has fewer than two digits.
_HINTS = {
    kind: re.compile(rf"\b(?:{cue}){_JOINED}{_BETWEEN}(?:[A-Za-z0-9\-/]*\d){{2}}", re.IGNORECASE)
    for kind, cue in CUES.items()
}
# "can someone look at 4-9402357718673?"
_LOOKED_AT = re.compile(
    r"\b(?:look(?:ing|ed)?|check(?:ing|ed)?|updates?|news|follow(?:ing)?[ \-]up|chas(?:e|ing)|progress)"
    r"(?: (?:at|into|on|up on|with|about|for))?[\s:#]{1,3}(?P<ref>\d{1,3}-\d{8,14})(?![\w\-])",
    re.IGNORECASE,
)
# "I have this case number from your colleague: 8783224037"
_LATER = {
    kind: re.compile(
        rf"\b(?:{cue})[\s:#.]{{1,3}}(?:number|num|no|nr|id|code|ref|reference|nummer|n[uú]mero)\b"
        rf"(?P<gap>[^\d@\n]{{1,48}}[\s:#])(?P<ref>(?=(?:[A-Za-z\-/]*\d){{5}}){_LETTERS_AND_DIGITS})(?!\w)",
        re.IGNORECASE,
    )
    for kind, cue in CUES.items()
}
# "tickets 424717, 404146 and 450015"
_AND = r"(?:, (?:and )?| (?:and|or|und|oder|et|ou|y|o|&) (?:maybe )?)"
_PLURALS = {
    "ticket": r"tickets|cases|complaints|f[aä]lle|casos|dossiers",
    "order": r"orders|bestellungen|pedidos|commandes",
    "booking": r"bookings|buchungen|reservas|r[ée]servations",
    "claim": r"claims|sch[aä]den|siniestros|sinistres",
}
_LISTED = "|".join(f"(?P<{kind}>{CUES[kind]}|{plural})" for kind, plural in _PLURALS.items())
_FIRST_OF_LIST = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{kind}>{plural})' for kind, plural in _PLURALS.items())})(?![^\W\d_])"
    rf"{_LINKS}[\s:.=(\-]{{0,3}}#?(?P<ref>{_SHAPE})(?={_AND}#?{_SHAPE})",
    re.IGNORECASE,
)
# Of those that begin with few letters, behind one that ends in figures.
_FURTHER = re.compile(rf"(?<=\d\d){_AND}#?(?P<further>(?=[A-Za-z]{{0,4}}-?\d){_SHAPE})(?![\w])", re.IGNORECASE)
_FURTHER_HINT = re.compile(rf"\d\d{_AND}#?[A-Z]{{0,4}}-?\d", re.IGNORECASE)
_LIST_BEFORE = re.compile(
    rf"\b(?:{_LISTED})(?![^\W\d_]){_LINKS}[\s:.=(\-]{{0,3}}#?{_SHAPE}"
    rf"(?:{_AND}#?{_SHAPE}){{0,4}}$",
    re.IGNORECASE,
)
_LIST_READ = 120
"""Code points before a further reference that are searched for the word of the list."""
_OTHER_NUMBER = re.compile(r"phone|call|text|mobile|tel|whats|contact|track|parcel|zip|postcode|mail", re.IGNORECASE)
# Six letters and digits, as airlines and hotels print them; without a digit only after "code", "number" and the like,
# and after the words that name nothing else.
_SIX_LETTERS = re.compile(
    rf"\b(?i:{CUES['booking']})(?P<link>(?:[\s:#.=(\-]{{1,3}}(?i:{_LINK})\.?){{0,4}})[\s:#.=(\-]{{1,3}}(?P<ref>[A-Z0-9]{{6}})\b"
)
_LOCATOR = re.compile(r"pnr|(?:rec(?:ord)? )?locator|rec(?:ord)? loc\b|localizador", re.IGNORECASE)
_IS_MY = (
    r"[,.]?(?: [–—\-])? (?:is|was|ist|es|est|=|that['’]?s|it['’]?s|das ist|c['’]est|as)"
    r" (?:(?:my|our|the|an?|your|meine?|unsere|die|eure|mi|el|la|un|una|nuestra|mon|ma|le|une|notre) )?"
    r"(?:(?:n[uú]mero|num[ée]ro|nummer|number|code|n[º°]) (?:de |del |d['’]|of )?(?:the |my )?)?"
)
_AFTERWARDS = re.compile(
    # Looks no further than the reference can reach: this shape is tried at every word, not only after a cue.
    rf"(?<![\w\-])(?P<ref>(?=[A-Za-z0-9\-/]{{0,24}}\d){_LETTERS_AND_DIGITS}){_IS_MY}"
    rf"(?:{'|'.join(f'(?P<{kind}>{cue})' for kind, cue in CUES.items())})(?!\w)",
    re.IGNORECASE,
)
_AFTERWARDS_HINT = re.compile(
    rf"\d[A-Za-z0-9\-/]*{_IS_MY}"
    rf"(?:{'|'.join(CUES.values())})",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d+(?:st|nd|rd|th|x|k|m|kg|g|gb|mb|tb|cm|mm|km|h|min|am|pm|eur|usd|gbp|pcs|days?|p|p/m\w+|ppm)", re.IGNORECASE
)
_EXAMPLE = "123-4567890-1234567"
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/\-](?:19|20)?\d\d)?")
# Letters after digits and digits after letters, in capitals: nothing but a code is written so.
_MIXED = re.compile(r"(?=[A-Z0-9]{6,8}$)(?=[A-Z]*\d+[A-Z]+\d)[A-Z0-9]+")
# In a link these words name who sent the reader, or an advertiser.
_OF_A_LINK = frozenset(("ticket", "account"))

# Behind these so many figures in one run are a number, whatever follows, but for round sums.
_NUMBERED = re.compile(r"(?:account|acct|a/c|policy|claim)(?![^\W\d_])", re.IGNORECASE)
_BARE = re.compile(r"(?!\d{2,3}000(?!\d))\d{5,25}(?![\w\-/]|[.,]\d)")

_NAMED = re.compile(r"num|nr|no\b|id|code|ref|#|card|n[uú]m|n[ºo°]|c[oó]d", re.IGNORECASE)


def _is_reference(shape: str, *, named: bool, numbered: bool = False) -> bool:
    """Whether the shape is long and odd enough to name one thing; less is needed after "is", still less after
    "number" or "#"."""
    if (
        shape == _EXAMPLE
        or _MEASURE.fullmatch(shape)
        or re.fullmatch(r"\d{1,2}[/\-]\d{1,2}(?:[/\-]\d{2,4})?|\d{4}-\d\d-\d\d", shape)
    ):
        return False
    digits = sum(character.isdigit() for character in shape)
    if numbered and len(shape) >= 5:
        return digits >= 2
    if numbered or (named and not _YEAR.fullmatch(shape)):
        return digits >= 3 or _MIXED.match(shape) is not None
    return len(shape) >= 5 and (digits >= 3 or _MIXED.match(shape) is not None) and not _YEAR.fullmatch(shape)


def _said(match: re.Match[str]) -> bool:
    link = match["joined"] + match["link"] + match["sign"]
    numbered = _NAMED.search(link) is not None
    if not link and is_in_a_url(match.string, match.start()):
        return False
    if not numbered and not _is_bare(match) and is_counted(match.string, *match.span("ref")):
        return False
    return _is_reference(match["ref"], named=bool(link), numbered=numbered)


def _is_bare(match: re.Match[str]) -> bool:
    return _NUMBERED.match(match.group()) is not None and _BARE.match(match.string, match.start("ref")) is not None


def _outside_links(match: re.Match[str]) -> bool:
    return _said(match) and not stands_in_a_link(match.string, match.start())


def _first(match: re.Match[str], _region: str) -> PersonalDatum | None:
    if not _is_reference(match["ref"], named=False) or is_counted(match.string, *match.span("ref")):
        return None
    kind = next(kind for kind in _PLURALS if match[kind])
    return PersonalDatum(kind, match.start("ref"), match.end("ref"), 0.85)


def _further(match: re.Match[str], _region: str) -> PersonalDatum | None:
    if not _is_reference(match["further"], named=False) or is_counted(match.string, *match.span("further")):
        return None
    before = _LIST_BEFORE.search(match.string, max(0, match.start() - _LIST_READ), match.start())
    if before is None:
        return None
    kind = next(kind for kind in _PLURALS if before[kind])
    return PersonalDatum(kind, match.start("further"), match.end("further"), 0.85)


def _later(match: re.Match[str]) -> bool:
    return _is_reference(match["ref"], named=True) and not _OTHER_NUMBER.search(match["gap"])


def _six_hold(match: re.Match[str]) -> bool:
    if is_a_word(match["ref"]):
        return False
    return bool(match["link"]) or not match["ref"].isalpha() or _LOCATOR.match(match.group()) is not None


def _afterwards(match: re.Match[str], _region: str) -> PersonalDatum | None:
    if not _is_reference(match["ref"], named=True):
        return None
    return PersonalDatum(str(match.lastgroup), match.start("ref"), match.end("ref"), 0.85)


REFERENCE = Recogniser(
    tuple(CUES),
    (
        *(
            Rule(
                pattern,
                named(kind, 0.9, group="ref", holds=_outside_links if kind in _OF_A_LINK else _said),
                _HINTS[kind],
            )
            for kind, pattern in _PATTERNS.items()
        ),
        Rule(_FIRST_OF_LIST, _first),
        Rule(_FURTHER, _further, _FURTHER_HINT),
        *(Rule(pattern, named(kind, 0.75, group="ref", holds=_later)) for kind, pattern in _LATER.items()),
        Rule(_LOOKED_AT, named("ticket", 0.75, group="ref")),
        Rule(_SIX_LETTERS, named("booking", 0.85, group="ref", holds=_six_hold)),
        Rule(_AFTERWARDS, _afterwards, _AFTERWARDS_HINT),
        *GROUPED,
        *LOCATED,
    ),
)

"""How codes look that companies give out, and what looks like one: parcels, measures, dates, models, offers."""

import re

# Looked back at from the first sign of a code, so that a search begins only where one stands.
_OPEN = r"(?<![\w\-/.,#@&=+$€£%*<>\\~^].)(?<!\d:.)"
_FREE = rf"{_OPEN}(?<!\d [\dA-Z])(?<![:'’(].)"
_END = r"(?![\w\-/@€$£%*+=]|[.,:'’]\w)"
LOCATOR = re.compile(rf"(?P<ref>[A-Z0-9]{_OPEN}[A-Z0-9]{{5}}){_END}")
LOWER = re.compile(rf"(?P<ref>[a-z0-9]{_OPEN}[a-z0-9]{{5}}){_END}")
LETTERS = re.compile(rf"(?P<ref>[A-Z]{_OPEN}[A-Z]{{5}}){_END}")
PREFIXED = re.compile(rf"(?P<ref>[A-Z]{_OPEN}[A-Z]{{0,5}}[_:]?\d{{6,18}}(?:-\d{{1,4}}|[A-Z])?){_END}")
MIXED = re.compile(rf"(?P<ref>[A-Z0-9]{_OPEN}[A-Z0-9]{{6,15}}){_END}")
JOINED = re.compile(rf"(?P<ref>[A-Za-z0-9]{_OPEN}[A-Za-z0-9]{{0,9}}(?:[\-/._][A-Za-z0-9]{{1,12}}){{1,5}}){_END}")
RUN = re.compile(rf"(?P<ref>\d{_OPEN}(?:\d{{5,19}}|\d\d-\d{{10}}|-\d{{8,12}})){_END}(?! \d)")
GROUPS = re.compile(
    rf"(?P<ref>[A-Z0-9]{_FREE}(?:(?<=[A-Z])[A-Z]{{0,3}}\d{{0,3}}[ ]\d{{1,9}}|(?<=\d)\d{{0,8}})"
    rf"(?:[ .\-]\d{{1,9}}){{0,5}}(?:[ ][A-Z]{{1,2}})?){_END}(?! \d)"
)
NUMBER = re.compile(
    rf"(?P<ref>[A-Z0-9]{_FREE}(?:(?<=[A-Z])[A-Z]{{0,3}}\d{{0,3}}[ ]\d{{1,9}}|(?<=\d)\d{{0,19}})"
    rf"(?:[ .\-/]\d{{1,9}}){{0,5}}(?:[ \-][A-Z]{{1,2}})?){_END}(?! \d)"
)
SPLIT = re.compile(
    rf"(?P<ref>[A-Z0-9]{_OPEN}(?:(?:[ \-.][A-Z0-9]){{5}}|[A-Z0-9]{{2}}[ \-][A-Z0-9]{{3}})){_END}(?! [A-Z0-9]\b)"
)
# "TKT-4417", "RES7714": what a company writes before its own numbers.
KNOWN = re.compile(
    r"(?<![\w\-/.,#@&=+])(?P<ref>(?:TKT|TCK|CASE|REQ|ORD|INC|RMA|BKG?|RES|REF|CLM|POL|CRN|ORDER|TICKET|EXP|BUCH)"
    rf"[\-_]?\d{{3,12}}){_END}"
)
MARKED = re.compile(r"#(?<![\w&/#].)(?P<ref>\d{3,8}-\d{2,8})(?![\w\-])")
# "M62 J24", "14A 14B": roads, rows and seats.
_PLACES = re.compile(r"(?:\d\d?[A-Z]|[A-Z]\d\d?)[ \-](?:\d\d?[A-Z]|[A-Z]\d\d?)")

_PARCEL = re.compile(
    r"[A-Z]{2} ?\d{9} ?[A-Z]{2}|1Z[A-Z0-9]+|J?JD\d{10,}|TB[ACM]\d{9,}|H00[A-Z0-9]+|LP\d{11,}|YT\d{13,}|00\d{18}|"
    r"97[89]\d{10}|B0[A-Z0-9]{8}"
)
"""Parcels by their shape (UPU S10 and carriers' own), and books and articles."""
_MEASURE = re.compile(
    r"(?:\d{1,4}(?:GB|TB|MB|MP|MM|CM|KM|KG|ML|CL|HZ|W|V|A|AH|MAH|K|X|P|AM|PM|D|H|M|S|G|L|Y|FT|IN|FPS|ST|ND|RD|TH|EUR|"
    r"USD|GBP|INR|AED|PCS|PK|MIN|DAYS|HRS?)){1,3}\d{0,4}|\d{1,2}(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"(?:\d\d|\d{4})?|[A-Z0-9]*[345]G|(?:PS|XBOX|WIN|IOS|IPX?|DDR|USB|HDMI|RTX|GTX|RX|MP)\d[A-Z0-9]*"
)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}|[A-Z]\d[A-Z]\d[A-Z]\d")
_EPISODE = re.compile(r"S\d{1,2}E\d{1,3}", re.IGNORECASE)
_SHELF = re.compile(r"\d{3}\.\d{3}\.\d{2}")  # articles of a furniture house
_DATE = re.compile(
    r"(?:19|20)\d\d[\-./ ]\d\d?[\-./ ]\d\d?|\d\d?[\-./ ]\d\d?[\-./ ](?:(?:19|20)\d\d|\d\d)|"
    r"(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d|[0-3]\d(?:0\d|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d[\-/ ](?:19|20)?\d\d|"
    r"\d{1,2}[\-/.](?:[A-Za-z]{3,9})[\-/.]\d{2,4}"
)
_SUM = re.compile(r"\d{1,3}([. ])\d{3}(?:\1\d{3})*|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+[.]\d{1,2}|\d+0{5,}|\d+ 000")
_PUBLIC = re.compile(
    r"(?!(?:NF|SU|WS|NW|PR|WH|WF|LC|SM|NP)-?\d{7})(?:ISO|EN|DIN|IEC|RFC|CVE|KB|UTF|BS|UL|ERR|SKU|ASIN|EAN|COVID|SARS|IBM|CE|NP|SU|WS|NW|PR|MFC|WH|WF|LC|SM|"
    r"DDR\d|USB|IEEE|ANSI|NF|UNE|EU|MS|AWS|SAE|VIN|ICE|TGV|AVE|BOE|NCT|IP)[\-_./ ]?(?:[A-Z][\-_./ ]?)?\d",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"0|00|1?[ .\-]?(?:800|888|877|866|900|901|902)[ .\-]?\d|(?:131|13)[ ]\d")
_IN_A_WORD = re.compile(r"[A-Z]{5}|(?=[A-Z]{0,3}[AEIOU])[A-Z]{4}|^[2-5][GKDX]\d?[A-Z]+$")
_REPEATED = 4
"""Times that no number has each of its figures."""
_KNOWN = (_PARCEL, _MEASURE, _DATE, _POSTCODE, _PLACES, _EPISODE, _SHELF)
_VOWEL = re.compile(r"[AEIOUY]")
_EXAMPLES = frozenset(
    {"AB12CD", "A1B2C3", "ABC123", "123-4567890-1234567", "1234567890", "123456789", "12345678", "0123456789"}
)


def digits_of(shape: str) -> int:
    """How many figures it has."""
    return sum(map(str.isdecimal, shape))


def letters_of(shape: str) -> int:
    """How many letters it has."""
    return sum(map(str.isalpha, shape))


def is_known(shape: str) -> bool:
    """Whether everybody knows what is written so: a parcel, a measure, a date, a standard."""
    return (
        shape in _EXAMPLES
        or (shape.isdecimal() and len(set(shape)) * _REPEATED <= len(shape))
        or any(pattern.fullmatch(shape) is not None for pattern in _KNOWN)
        or _PUBLIC.match(shape) is not None
    )


def is_a_sum(shape: str) -> bool:
    """Whether sums and counts are written so: "1 204 500", "12000"."""
    return _SUM.fullmatch(shape) is not None


def is_to_call(shape: str) -> bool:
    """Whether figures begin as numbers to call do, with a trunk code or that of a free call."""
    return _TELEPHONE.match(shape) is not None


def is_random(shape: str) -> bool:
    """Whether six capitals and figures are as mixed as only record locators are: "WLKD82" is, "SAVE20" is not."""
    if letters_of(shape) < 2 or _IN_A_WORD.search(shape):
        return False
    if re.fullmatch(r"[B-DF-HJ-NP-TV-XZ]{4}\d\d", shape):
        return True
    return re.search(r"\d[A-Z0-9]*[A-Z]", shape) is not None and re.search(r"\d{3}", shape) is None


def is_a_word_with_figures(shape: str) -> bool:
    """Whether it is made as offers are: "XMAS24", "BONUS500"."""
    return re.fullmatch(r"(?=[A-Z]*[AEIOUY])[A-Z]{3,}\d{1,3}", shape) is not None


def is_like_a_flight(shape: str) -> bool:
    """Whether flights and trains are numbered so: "DL1822", "6E2043"."""
    return re.fullmatch(r"(?:[A-Z]{2,3}|[A-Z]\d|\d[A-Z])\d{1,4}", shape) is not None


def is_unspeakable(letters: str) -> bool:
    """Whether six capitals are no word: "GQZLTY"."""
    return len(_VOWEL.findall(letters)) <= 1 and len(set(letters)) > len(letters) // 2

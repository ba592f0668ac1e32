"""E-mail addresses, plain or written with words for the signs."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

_PLAIN = re.compile(r"(?<![\w.%+\-@])[\w.%+\-]{1,64}@(?:[\w\-]{1,63}\.){1,4}[^\W\d_]{2,24}(?![\w@])")
_AT = r"(?:\s?[\[({<]\s?(?:at|@|arroba|ät)\s?[\])}>]\s?|\s(?:at|arroba|ät)\s)"
_DOT = r"(?:\s?[\[({<]\s?(?:dot|punkt|punto|\.)\s?[\])}>]\s?|\s(?:dot|punkt|punto)\s|\.)"
_SPOKEN = re.compile(
    rf"(?<![\w.+\-@])([\w.+\-]{{1,64}}?(?:\s(?:dot|punkt|punto)\s\w{{1,32}})?)({_AT})([\w\-]{{1,63}})({_DOT})"
    rf"([\w\-]{{2,63}}(?:{_DOT}[a-z]{{2,10}})?)(?!\w)",
    re.IGNORECASE,
)
# Of the great mail houses everybody knows that a point belongs before the ending.
_KNOWN = re.compile(
    r"(?<![\w.+\-@])(?P<local>[\w.+\-]{1,64})(?:\s?@\s?|\s(?:at|arroba|ät)\s)"
    r"(?:g(?:oogle)?mail|yahoo|hotmail|outlook|icloud|aol|proton(?:mail)?|gmx|web|live|msn|ymail|mail)"
    r"\s?(?:\.|,|dot|punkt|punto)?\s?(?:com|co\.uk|net|org|de|es|fr|it|at|ch|nl|me)(?![\w@])",
    re.IGNORECASE,
)
_EVERYDAY = (
    "us|me|it|them|you|is|are|be|was|here|out|look|looked|looking|find|found|check|order|ordered|shop|buy|available|"
    "arrive|arrived|again|live|work|works|working|that|this|read|see|online|time|people|store|stores|meet|in|up|on|account|accounts|or|and|my|your|via|email|mail|support|one"
)
_NOT_A_MAILBOX = frozenset(_EVERYDAY.split("|"))


def _is_known(match: re.Match[str]) -> bool:
    return match["local"].lower() not in _NOT_A_MAILBOX


def _is_spoken_address(match: re.Match[str]) -> bool:
    local, at, _domain, dot, ending = match.groups()
    if at.strip()[0] in "[({<":
        return True
    # A bare "at" is an everyday word: only a spoken dot beside it makes it a sign, and not after an everyday verb.
    return dot != "." and local.lower() not in _NOT_A_MAILBOX and ending.split()[0].isalpha()


EMAIL = Recogniser(
    ("email",),
    (
        Rule(_PLAIN, named("email", 0.99)),
        Rule(_SPOKEN, named("email", 0.9, holds=_is_spoken_address)),
        Rule(_KNOWN, named("email", 0.9, holds=_is_known)),
    ),
)

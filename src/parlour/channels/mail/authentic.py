"""What the operator's own mail server found out about a sender: RFC 8601, and only where it names that very server.

The sender chooses much of what stands in such a header: their own copies of it below the server's, and the addresses
the server repeats. So only the topmost one can speak for a sender, it is read as it came, and what stands in quotes or
in a comment is never taken for a finding.
"""

import re
from email.message import EmailMessage
from typing import Final

from parlour.channels.mail.message import LONGEST_HEADER

NAME: Final = "authentication-results"
MOST: Final = 50
"""Headers of this name that are looked at."""
_RESULT: Final = re.compile(r"\s*(dmarc|dkim|spf)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)(?![\w-])(.*)", re.IGNORECASE)
_SERVER: Final = re.compile(r"\s*(?:\([^()]*\)\s*)*\"?([^\s;\"()]+)\"?(?:\s+\d+)?\s*(?:\([^()]*\)\s*)*(?:;|$)")
_ABOUT: Final = {
    "dmarc": (re.compile(r"(?<!\S)header\.from\s*=\s*(\S+)", re.IGNORECASE),),
    "dkim": tuple(re.compile(rf"(?<!\S)header\.{tag}\s*=\s*(\S+)", re.IGNORECASE) for tag in "di"),
    "spf": (re.compile(r"(?<!\S)smtp\.mailfrom\s*=\s*(\S+)", re.IGNORECASE),),
}
_SIGNS: Final = frozenset(" \t\r\n;=()")

Finding = tuple[str, str, str]
"""Method, verdict (both in small letters), and the properties behind them."""


def is_vouched_for(message: EmailMessage, *, sender: str, host: str) -> bool:
    """Whether the server called `host` says that `sender` may really be who sent this.

    The topmost result of that server counts: it wrote that one last. DMARC decides where it was asked, for the very
    domain of the sender; else DKIM or SPF for it. A DMARC that failed in a lower one of its results counts too: a
    second filter of the same server may have written it, and nobody else has anything to gain by it.
    """
    own = [findings for value in _values(message) if (findings := _findings(value, host)) is not None]
    if not own or any(method == "dmarc" and verdict == "fail" for found in own for method, verdict, _ in found):
        return False
    domain = sender.rpartition("@")[2].lower()
    dmarc = [one for one in own[0] if one[0] == "dmarc" and one[1] == "pass"]
    if dmarc:
        return all(_domain_of(one) in ("", domain) for one in dmarc)
    return any(verdict == "pass" and _domain_of((method, verdict, more)) == domain for method, verdict, more in own[0])


def _values(message: EmailMessage) -> list[str]:
    """The headers as they came, topmost first: decoding would let a sender write signs that were none."""
    found = [str(value) for name, value in message.raw_items() if name.lower() == NAME]
    return found[:MOST]


def _findings(value: str, host: str) -> list[Finding] | None:
    """What one header found, nothing where it is not written as it must be; None where it is not of this host."""
    named = _SERVER.match(value[:LONGEST_HEADER])
    if named is None or named[1].lower() != host.lower():
        return None
    # One of our server's that nobody can read still stands above what a sender wrote below it.
    parts = _parts(value) if len(value) <= LONGEST_HEADER else None
    matches = (_RESULT.fullmatch(" ".join(part.split())) for part in (parts or [])[1:])
    return [(match[1].lower(), match[2].lower(), match[3]) for match in matches if match]


def _parts(value: str) -> list[str] | None:
    """What stands between semicolons, without comments, signs in quotes made harmless; None where one stays open."""
    parts, depth, quoted, escaped = [""], 0, False, False
    for sign in value:
        if escaped:
            escaped, kept = False, "_"
        elif sign == "\\" and (quoted or depth):
            escaped, kept = True, ""
        elif depth:
            depth += (sign == "(") - (sign == ")")
            kept = "" if depth else " "
        elif sign == '"':
            quoted, kept = not quoted, ""
        elif quoted:
            kept = "_" if sign in _SIGNS else sign
        elif sign == "(":
            depth, kept = 1, ""
        elif sign == ";":
            parts.append("")
            kept = ""
        else:
            kept = sign
        if not depth:
            parts[-1] += kept
    return None if depth or quoted or escaped else parts


def _domain_of(finding: Finding) -> str:
    """The domain a finding is about, in small letters; "" where it names none."""
    found = (match[1] for pattern in _ABOUT[finding[0]] if (match := pattern.search(finding[2])))
    return next(found, "").rpartition("@")[2].lower().rstrip(".")

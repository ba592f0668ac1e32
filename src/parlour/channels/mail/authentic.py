"""What the operator's own mail server found out about a sender: RFC 8601, and only where it names that very server."""

import re
from email.message import EmailMessage
from typing import Final

from parlour.channels.mail.message import headers

_COMMENT: Final = re.compile(r"\([^()]*\)")
_RESULT: Final = re.compile(r"^\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)\b(.*)$", re.IGNORECASE)
_DOMAIN: Final = {
    "dkim": re.compile(r"\bheader\.d\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE),
    "spf": re.compile(r"\bsmtp\.mailfrom\s*=\s*\"?(?:[^\s;\"@]*@)?([^\s;\"]+)", re.IGNORECASE),
}


def is_vouched_for(message: EmailMessage, *, sender: str, host: str) -> bool:
    """Whether the server called `host` says that `sender` may really be who sent this.

    The topmost result of that server counts and no other's: it wrote that one last. DMARC decides where it was asked;
    else DKIM or SPF for the sender's own domain.
    """
    own = next((value for value in headers(message, "Authentication-Results") if _server(value) == host.lower()), "")
    domain = sender.rpartition("@")[2]
    found = [match for part in _COMMENT.sub(" ", own).split(";")[1:] if (match := _RESULT.match(part))]
    dmarc = [match[2].lower() for match in found if match[1].lower() == "dmarc"]
    if any(verdict in ("pass", "fail") for verdict in dmarc):
        return all(verdict == "pass" for verdict in dmarc if verdict in ("pass", "fail"))
    return any(match[2].lower() == "pass" and _is_of(match[1].lower(), match[3], domain) for match in found)


def _server(value: str) -> str:
    return _COMMENT.sub(" ", value.partition(";")[0]).split()[0].lower() if value.partition(";")[0].split() else ""


def _is_of(method: str, properties: str, domain: str) -> bool:
    pattern = _DOMAIN.get(method)
    match = pattern.search(properties) if pattern else None
    return match is not None and match[1].lower().rstrip(".") == domain

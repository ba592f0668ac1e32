"""Names a person goes by on other networks. A plain @mention is public speech and not a handle in this sense."""

import re
from collections.abc import Iterator

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser

_NETWORKS = (
    "insta(?:gram)?|ig|telegram|snap(?:chat)?|whatsapp|discord|tiktok|skype|paypal|venmo|signal|wechat|xbox|psn|steam|"
    "facebook|fb|linkedin|user ?name|user ?id|handle|gamertag|benutzername|nutzername|usuario"
)
_SAID = re.compile(
    rf"\b(?:(?:my|mein|meine|mi|on|auf|en)\s)?(?:(?:{_NETWORKS})\s?){{1,2}}(?:name|handle|account|cuenta|konto)?\s?"
    r"(?:(?P<sign>is|:|=|ist|es|as|als|como)\s?)?(?P<handle>@?\w(?:[\w.]{1,29}\w))",
    re.IGNORECASE,
)


def _search(text: str, _region: str) -> Iterator[PersonalDatum]:
    for match in _SAID.finditer(text):
        handle = match["handle"]
        if handle.startswith("@") or match["sign"] in {":", "="} or (match["sign"] and re.search(r"[\d_.]", handle)):
            yield PersonalDatum("handle", match.start("handle"), match.end("handle"), 0.85)


HANDLE = Recogniser(
    ("handle",),
    _search,
    cues=(
        "insta|telegram|snap|whatsapp|discord|tiktok|skype|paypal|venmo|signal|wechat|xbox|psn|steam|facebook|"
        "linkedin|handle|gamertag|username|user name|userid|user id|utzername|usuario| ig| fb"
    ),
)

"""Names a person goes by on other networks. A plain @mention is public speech and not a handle in this sense."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

_NETWORKS = (
    "insta(?:gram)?|ig|telegram|snap(?:chat)?|whatsapp|discord|tiktok|skype|paypal|venmo|signal|wechat|xbox|psn|steam|"
    "twitch|roblox|epic|riot|facebook|fb|linkedin|user ?name|user ?id|handle|game?r? ?tag|"
    "(?:online|game|player|psn|steam|epic|xbox|my) ?id|ign|"
    "benutzername|nutzername|usuario"
)
_SAID = re.compile(
    rf"\b(?:(?:my|mein|meine|mi|on|auf|en)\s)?(?:(?:{_NETWORKS})\s?){{1,2}}(?:name|handle|account|cuenta|konto)?\s?"
    r"(?:(?P<sign>is|:|=|ist|es|as|als|como)\s?)?(?P<handle>@?\w(?:[\w.]{1,29}\w))",
    re.IGNORECASE,
)
# "I'm @knitty_jo on insta", "auf insta bin ich @kuchenfee", "mon discord c'est zouk_971"
_ON = re.compile(
    rf"\b(?:i['’]?m|i am|me|ich bin|bin|soy|je suis)(?: \w+){{0,2}} (?P<handle>@\w[\w.]{{1,29}}\w) "
    rf"(?:on|auf|en|sur) (?:{_NETWORKS})\b",
    re.IGNORECASE,
)
_ME = re.compile(
    rf"\b(?:{_NETWORKS}) (?:bin ich|i['’]?m|i am|soy|je suis|c['’]est|ist mein name) "
    r"(?P<handle>@\w[\w.]{1,29}\w|(?=\w{0,20}[^\W\d_])\w{0,20}[_\d]\w{2,29})",
    re.IGNORECASE,
)
_HINT = re.compile(
    rf"\b(?:{_NETWORKS})\s?(?:{_NETWORKS})?\s?(?:name|handle|account|cuenta|konto)?\s?(?:@|:|=|is|ist|es|as|als|como)",
    re.IGNORECASE,
)


def _holds(match: re.Match[str]) -> bool:
    handle, sign = match["handle"], match["sign"]
    return handle.startswith("@") or sign in {":", "="} or bool(sign and re.search(r"[\d_.]", handle))


HANDLE = Recogniser(
    ("handle",),
    (
        Rule(_SAID, named("handle", 0.85, group="handle", holds=_holds), _HINT),
        Rule(_ON, named("handle", 0.85, group="handle")),
        Rule(_ME, named("handle", 0.85, group="handle")),
    ),
)

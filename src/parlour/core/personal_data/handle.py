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
    rf"\b(?:(?P<own>my|mein|meine|mi)\s|(?:on|auf|en)\s)?(?:(?:{_NETWORKS})\s?){{1,2}}"
    r"(?:name|handle|account|cuenta|konto)?\s?(?:(?P<sign>is|:|=|ist|es|as|als|como)\s?)?[\"„“]?"
    r"(?P<handle>@\w(?:(?:[\w.]|-(?=\w)){1,29}\w)|\w(?:[\w.]{1,29}\w))",
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
    rf"\b(?:{_NETWORKS})\s?(?:{_NETWORKS})?\s?(?:name|handle|account|cuenta|konto)?\s?[\"„“]?(?:@|:|=|is|ist|es|as|als|como)|"
    r"\b(?:user ?name|game?r? ?tag|benutzername|nutzername)\s?[\"„“]?[^\W\d_]\w*[_\d]",
    re.IGNORECASE,
)
_ASKS_FOR_A_NAME = re.compile(r"name|handle|game?r? ?tag|id\b|ign\b|usuario", re.IGNORECASE)
_NAME_WORD = re.compile(r"user ?name|game?r? ?tag|benutzername|nutzername", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[\"“”]?\s*(?:$|[,;.!?)\n])")
# "4.5", "v2.0", "1st", "100x", "24hrs"
_A_MEASURE = re.compile(
    r"v?\d[\d.]*(?:[a-z]{0,2}|mbps|hrs?|hours?|mins?|days?|weeks?|months?|years?|stars?|fps|bit)", re.IGNORECASE
)
_LOOKS_LIKE_ONE = re.compile(r"[\d_.]|[a-zß-ÿ][A-ZÀ-Þ]")
_LONG_ID = 5  # figures of which alone a name can be


def _holds(match: re.Match[str]) -> bool:
    """Whether the word is a name and not the next one of a sentence: "Xbox: still waiting", "Signal is 4.5"."""
    handle, sign = match["handle"], match["sign"]
    said = match.string[match.start() : match.start("handle")]
    asked = _ASKS_FOR_A_NAME.search(said) is not None
    if handle.startswith("@") or (asked and sign and handle.isdigit() and len(handle) >= _LONG_ID):
        return True
    if _A_MEASURE.fullmatch(handle):
        return False
    if sign is None:
        return _NAME_WORD.search(said) is not None and re.search(r"[^\W\d_]\w*[\d_]", handle) is not None
    if sign in {":", "="}:
        return _LOOKS_LIKE_ONE.search(handle) is not None or (
            _NAME_WORD.search(said) is not None and _CLAUSE_ENDS.match(match.string, match.end()) is not None
        )
    return re.search(r"[\d_]", handle) is not None or (match["own"] is not None and "." in handle)


HANDLE = Recogniser(
    ("handle",),
    (
        Rule(_SAID, named("handle", 0.85, group="handle", holds=_holds), _HINT),
        Rule(_ON, named("handle", 0.85, group="handle")),
        Rule(_ME, named("handle", 0.85, group="handle")),
    ),
)

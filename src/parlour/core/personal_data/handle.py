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
    rf"\b(?:(?P<own>my|mein|meine|mi)\s|(?P<on>(?:on|auf|en)\s))?(?:(?:{_NETWORKS})\s?){{1,2}}"
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
# Where people talk to each other; games and payments are rather complained about.
_TALK = re.compile(
    r"\b(?:insta(?:gram)?|ig|telegram|snap(?:chat)?|discord|tiktok|skype|wechat|twitch|facebook|fb|venmo)\b",
    re.IGNORECASE,
)
# What is said of a network, to it or about one's account there, and the first words of a sentence.
_SPEECH = frozenset(
    (
        "account accounts ads again also always amazing and answer app are awesome awful bad banned because best "
        "blocked boring broken bug bugs but cancelled closed crap crashed crashes dead deleted disabled "
        "disappointed disgusting does down error excellent expired fail failed failure fake fantastic finally fine "
        "fix fixed fraud frozen game games garbage gone good great hacked hello help here horrible how imagine "
        "instead it joke just lies link links live locked login logins lol lost love lovely me meh missing never "
        "new nice no none nope nothing now offline ok okay old online our password pathetic perfect please pls "
        "posts private problem problems refund refunds ridiculous rubbish sad same scam scammers server servers "
        "service shame shit shocking slow soon sorry spam still stolen stop stuck stupid support suspended "
        "terrible thank thanks that the there these they this today trash ugly unacceptable unavailable "
        "unbelievable unusable update updated useless waiting warning was what when where who why working worse "
        "worst wow yes yesterday you your "
        "aber auch bitte danke das defekt der die ein endlich falsch furchtbar gehackt geht genial gesperrt "
        "gestern gut heute hilfe immer ja kaputt katastrophe kein keine langsam leider mist nein neu nicht nichts "
        "nie schade schlecht schlimm schon schrecklich super toll warum weg wer wie wieder wo "
        "ayuda bien bloqueada bloqueado caído estafa fatal gracias hackeada hackeado hola lento mal malo nada "
        "nunca pero por porque pésimo que qué roto siempre vergüenza ya "
        "arnaque bloqué bonjour génial honte jamais lent merci mort nul nulle panne piraté pourquoi rien"
    ).split()
)
_GOES_ON = re.compile(
    r"\s(?:is|are|was|were|has|have|had|does|doesn|isn|won|can|keeps|not|ist|sind|hat|war|geht|nicht|es|está)\b",
    re.IGNORECASE,
)
_TOLD_ON = re.compile(r"\b(?:me|i['’]?m|i am|mich|bin|soy|suis)\s$", re.IGNORECASE)
_STATED_END = re.compile(r"[\"“”]?\s*(?:$|[,;.)\n])")
_CLAUSE_ENDS = re.compile(r"[\"“”]?\s*(?:$|[,;.!?)\n])")
# "4.5", "v2.0", "1st", "100x", "24hrs"
_A_MEASURE = re.compile(
    r"v?\d[\d.]*(?:[a-z]{0,2}|mbps|hrs?|hours?|mins?|days?|weeks?|months?|years?|stars?|fps|bit)", re.IGNORECASE
)
_LOOKS_LIKE_ONE = re.compile(r"[\d_.]|[a-zß-ÿ][A-ZÀ-Þ]")
_LONG_ID = 5  # figures of which alone a name can be


def _is_stated(match: re.Match[str]) -> bool:
    """Whether a plain word behind ":" or "=" is a name: "my insta: knittyjo", not "follow us on instagram: amazing"."""
    text, end = match.string, match.end()
    if match["handle"].lower() in _SPEECH or _GOES_ON.match(text, end):
        return False
    if match["own"] is not None or match["sign"] == "=":
        return True
    if match["on"] is not None and not _TOLD_ON.search(text, max(0, match.start() - 6), match.start()):
        return False
    said = text[match.start() : match.start("handle")]
    return _TALK.search(said) is not None and _STATED_END.match(text, end) is not None


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
            _is_stated(match)
            if _NAME_WORD.search(said) is None
            else _CLAUSE_ENDS.match(match.string, match.end()) is not None
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

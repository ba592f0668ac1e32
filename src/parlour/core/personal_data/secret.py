"""Passwords, PINs, card check codes and one-time codes, where somebody says them."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser, Rule, named

_IS = r"(?:\s?[:=]\s?|\s(?:(?:is|was)(?: still| now)?|ist|lautet|war|es|era|est|était)\s?:?\s?)"
_PASSWORD = re.compile(
    rf"\b(?:password|passwort|kennwort|passphrase|passwd|pwd?|contrase[nñ]a|clave|mot de passe)"
    rf"(?:\s\w+){{0,2}}?{_IS}[\"'„“‘]?(?P<value>[^\s\"'“”’]{{4,64}})",
    re.IGNORECASE,
)
# "mdp Biscotte_2021! marche plus"
_WRITTEN = re.compile(
    r"\b(?:mdp|pwd?|passwd|passwort)\s(?P<value>(?=\S*\d)(?=\S*[^\w\s.,/:\-])[^\s/]{6,64})", re.IGNORECASE
)
_CODE = re.compile(
    r"\b(?:pin|cvv2?|cvc2?|security code|passcode|otp|tan|one[- ]time (?:code|password)|verification code|login code|"
    r"sicherheitscode|pr[üu]fnummer|best[aä]tigungscode|c[oó]digo de (?:seguridad|verificaci[oó]n)|"
    r"(?:key ?safe|lock ?box|door|gate|garage|front door)(?: entry| access)? code|"
    r"(?:t[üu]r|tor|haus|garagen|schl[üu]sseltresor|zugangs)[- ]?code|"
    r"(?:clave|c[oó]digo) (?:de|del) (?:la |el )?(?:puerta|portal|alarma|garaje|entrada)|"
    r"code (?:de (?:la )?porte|d['’]entrée|du portail|d['’]alarme|d['’]immeuble)|digicode)"
    rf"(?:\s(?:code|number|nummer|n[uú]mero))?(?:\s(?:they|you|i|we)\s(?:sent|gave|got|have)(?:\sme|\syou)?)?"
    rf"(?:{_IS}|\s)(?P<value>\d(?:[ \-]?\d){{2,7}})(?![\w\-/]|[.,]\d)",
    re.IGNORECASE,
)
# "the code you sent me is 482913"
_CODE_SENT = re.compile(
    r"(?<!promo )(?<!discount )(?<!voucher )(?<!coupon )(?<!error )(?<!zip )(?<!post )\bcode(?: that)?"
    r"\s(?:they|you|u|we|i)(?: (?:just|have|had))?\s(?:sent|texted|emailed|mailed|gave|got|received)(?: (?:me|us|you))?"
    rf"{_IS}(?P<value>\d(?:[ \-]?\d){{3,7}})(?![\w\-/%€$£]|[.,]\d| (?:euros?|dollars?|pounds?|percent|points|miles)\b)",
    re.IGNORECASE,
)
# "G-482913 is your Google verification code"
_CODE_IS_YOURS = re.compile(
    r"(?<![\w\-#])(?P<value>(?:[A-Z]-)?\d{3}[ \-]?\d{1,5}) (?:is|ist|es|est) "
    r"(?:your|my|dein|ihr|mein|tu|su|mi|votre|ton|mon)(?: [\w.]{1,20}){0,2}?"
    r"(?: (?:verification|security|login|log-?in|sign-?in|one[- ]time|authentication|access) (?:code|pin|password)|"
    r" (?:otp|2fa code)| (?:[\w.]{1,20}-)?(?:best[äa]tigungs|sicherheits|verifizierungs)code|"
    r" c[oó]digo de (?:verificaci[oó]n|seguridad)| code de (?:v[ée]rification|s[ée]curit[ée]))\b",
    re.IGNORECASE,
)
_PUNCTUATION = ".,;)"
_DECORATION = _PUNCTUATION + "!?"
# Before a closing quotation mark, and where no new sentence begins, a "!" belongs to the password.
_GOES_ON = re.compile(r"[\"'“”’]|\s[a-zß-ÿ]")


def _password(match: re.Match[str], _region: str) -> PersonalDatum | None:
    value = match["value"].rstrip(_DECORATION)
    if "//" in value:
        return None
    # An ordinary word after "password is" is a sentence about passwords ("is wrong"), not one.
    if re.search(r"\d", value) or re.search(r"[^\w'’\-]", value.replace("/", "")):
        if _GOES_ON.match(match.string, match.end()):
            value = match["value"].rstrip(_PUNCTUATION)
        return PersonalDatum("secret", match.start("value"), match.start("value") + len(value), 0.9)
    return None


SECRET = Recogniser(
    ("secret",),
    (
        Rule(_PASSWORD, _password),
        Rule(_WRITTEN, _password),
        *(Rule(pattern, named("secret", 0.95, group="value")) for pattern in (_CODE, _CODE_SENT, _CODE_IS_YOURS)),
    ),
)

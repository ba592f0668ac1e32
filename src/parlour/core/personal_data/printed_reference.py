"""References told by where they are printed: "the slip says 441722", "441722 steht auf dem Bon"."""

import re

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.code_shapes import digits_of, is_a_sum, is_a_word_with_figures, is_known
from parlour.core.personal_data.counted import is_counted
from parlour.core.personal_data.phone_words import has_things_behind
from parlour.core.personal_data.recogniser import Rule, is_in_a_url

_PAPER = (
    r"(?:slip|ticket|letter|receipt|stub|paperwork|(?:boarding|luggage|claim) (?:pass|tag|card)|docket|confirmation|"
    r"invoice|calling card|e-?mail|voucher|statement|"
    r"zettel|bon|kassenbon|beleg|schein|brief|schreiben|best[äa]tigung|rechnung|fahrkarte|karte|abholschein|mail|"
    r"resguardo|papel|papelito|carta|recibo|billete|tarjeta|factura|comprobante|correo|boleto|volante|"
    r"re[çc]u|courrier|billet|carte|papier|facture|attestation|avis|bordereau)"
)
_THE = r"(?:(?:my|the|that|your|der|dem|den|meine[mrn]?|eure[mrn]?|el|la|mi|un|le|ma|mon|votre) )"
_CODE = (
    r"(?P<ref>\d{5,12}|(?=[A-Za-z\-/]{0,8}\d)(?=(?:[A-Za-z\-/]{0,8}\d){3})[A-Za-z0-9](?:[A-Za-z0-9]|"
    r"[\-/](?=[A-Za-z0-9])){4,18})"
)
_END = r"(?![\w\-/€$£%]|[.,:]\w)"
_SAYS = (
    r"(?:says?|reads?|shows?|states?|sagt|steht|zeigt|pone|dice|trae|indique|marque|dit|porte|"
    r"il y a(?: [ée]crit| marqu[ée])?)"
)
_NUMBER = r"(?: (?:number|no|nr|nummer|code|el|le|die|the|ref|n[úu]mero))?"
_SAID = re.compile(
    rf"\b{_PAPER} (?:(?:just|only|clearly|here|hier|nur|ici|solo|me) )?{_SAYS}"
    rf"{_NUMBER}[\s:\"“„]{{1,3}}{_CODE}{_END}",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?<![\w\-/.,#@€$£]){_CODE}{_END}[\"”“,.]?(?: [–—\-])? (?:(?:that['’]?s |is |das )?(?:what )?(?:it says|"
    rf"is printed|is written|is what"
    r"|printed|written|steht|pone|dice|est [ée]crit|est marqu[ée]|c['’]est ce qui est [ée]crit) )(?:it says )?"
    rf"(?:on|auf|en|sur|in) {_THE}?{_PAPER}\b",
    re.IGNORECASE,
)
_HINT = re.compile(rf"\b{_SAYS}{_NUMBER}[\s:\"“„]{{1,3}}[a-z\-/]{{0,9}}\d", re.IGNORECASE)
_BEHIND_HINT = re.compile(
    r"\b(?:says|printed|written|what|steht|pone|dice|est [ée]crit|est marqu[ée]) (?:it says )?(?:on|auf|en|sur|in) ",
    re.IGNORECASE,
)


def _printed(match: re.Match[str], _region: str) -> PersonalDatum | None:
    shape, (start, end) = match["ref"], match.span("ref")
    if is_known(shape) or is_a_sum(shape) or is_a_word_with_figures(shape.upper()) or digits_of(shape) < 3:
        return None
    if is_counted(match.string, start, end) or has_things_behind(match.string, end) or is_in_a_url(match.string, start):
        return None
    return PersonalDatum("ticket", start, end, 0.7)


PRINTED = (Rule(_SAID, _printed, _HINT), Rule(_BEHIND, _printed, _BEHIND_HINT))

"""Names of persons, only where the text introduces them as such."""

import re

from parlour.core.personal_data.recogniser import Recogniser, Rule, named

DOUBTFUL = 0.75
"""Below this confidence an introduction could as well introduce something else."""
_NAME = r"[^\W\d_a-zß-ÿ][^\W\d_]*(?:['’\-][^\W\d_]+)*"
_PARTICLE = r"(?:(?:von|van|de|del|della|der|den|la|bin|al|di|da|dos)\s){0,2}"
_INTRODUCED = re.compile(
    rf"\b(?i:my(?: full)? name is|my name's|the name is|name:|mein name ist|ich hei(?:ß|ss)e|me llamo|mi nombre es|"
    rf"nombre:|signed,|gezeichnet,)\s?(?P<name>{_NAME}(?:\s{_PARTICLE}{_NAME}){{0,3}})"
)
_NO_CLIENT = r"(?!(?:[Cc]lientes?|[Ss]oci[oa]|[Uu]suari[oa]|[Aa]bonad[oa]|[Ff]an|[Tt]eam|[Pp]remium|[Mm]iembro)\b)"
_SELF = re.compile(
    rf"\b(?:[Ii]['’]m|[Ii] am|[Tt]his is|[Ss]oy(?=\s{_NO_CLIENT})|[Hh]ier ist)\s"
    rf"(?P<name>{_NAME}(?:\s{_PARTICLE}{_NAME}){{1,3}})"
)
# "Soy Ana Prats, de Gandía": what is told behind the name makes it one, and no "Soy Cliente Premium".
_SOY = re.compile(
    rf"\b[Ss]oy\s{_NO_CLIENT}(?P<name>{_NAME}(?:\s{_PARTICLE}{_NAME}){{1,3}})"
    r"(?=,| y (?:llevo|tengo|me|no|quiero|soy|vivo|os|les)\b|"
    r" (?:de|del|vecin[oa])\b)"
)
# "Bravo à Ghislaine Tordeux, guichet 4": a desk or a trade behind the name.
_PRAISED = re.compile(
    r"\b(?:[Bb]ravo|[Mm]erci|[Ff]élicitations|[Cc]hapeau|[Gg]racias|[Tt]hanks|[Dd]anke) (?:à|a|to|an) "
    r"(?!(?:Air|La|Le|Les|L|Cr[ée]dit|Banque|Orange|Free|Soci[ée]t[ée]|Mondial|Leroy|Grand|Saint|Banco|El|The|Royal)\b)"
    rf"(?P<name>{_NAME}(?:\s{_NAME}){{1,2}})"
    r"(?=,? (?:(?:au|à l['’]|du|de la|en|in|at|on|vom|am|im|la|le|der|die|el|the) ?)?"
    r"(?:guichet|caisse|comptoir|accueil|conseill|vendeu|agent|h[ôo]tesse|magasin|ventanilla|caja|mostrador|desk|till|"
    r"counter|checkout|reception|Schalter|Kasse|Tresen|Empfang)\w*)"
)
# "das Paket bei Grabowskis im Dritten": a household is called by its name with an s.
_HOUSEHOLD = re.compile(
    r"\b[Bb]ei (?!(?:Nachbars|Amazons|Rossmanns|Aldis|Lidls|Omas|Opas|Mamas|Papas|Hermes|Fragen|Hinweis|Autos|Apps|"
    r"Jobs|Tests|Updates|Videos|Pizzas|News|Mails|Handys|Hotels|Shops)\b)(?P<name>[A-ZÄÖÜ][a-zäöüß]{3,15}s)"
    r"(?= (?:im (?:Erd|Ober|Dach|Hinter|Vorder|Neben|Ersten|Zweiten|Dritten|Vierten|ersten|zweiten|dritten|Haus)|"
    r"(?:von )?(?:nebenan|gegen[üu]ber|obendr[üu]ber)|ein Haus weiter|abgegeben)\w*)"
)
# "Mi abuela Herminia cumple 93": whose name stands behind a relative.
_RELATIVE = re.compile(
    r"\b(?:[Mm]i|[Nn]uestr[oa]|[Ss]u|[Mm]a|[Mm]on|[Nn]otre) (?:abuel[oa]|madre|padre|hij[oa]|herman[oa]|t[íi][oa]|"
    r"sobrin[oa]|prim[oa]|suegr[oa]|vecin[oa]|mujer|marido|esposa|esposo|grand-m[èe]re|grand-p[èe]re|m[èe]re|p[èe]re|"
    r"fille|fils|s[œo]e?ur|fr[èe]re|tante|oncle|ni[èe]ce|neveu|cousine?|voisine?|femme|mari) "
    r"(?P<name>[A-ZÁÉÍÓÚÀÂÇÈÊÎÔ][a-zà-ÿœ]{2,14})"
    r"(?= (?:cumple|tiene|no|sigue|est[áa]|lleva|vive|quiere|se|ya|a [a-zà-ÿ]{2,12}(?:é|i|u|is|it)|n['’]|"
    r"attend|vit|habite|est|fait|va)\b)"
)
# "my husband's called Dermot", "mein Sohn heißt Jannes"
_CALLED = re.compile(
    r"\b(?:(?:[Hh]usband|[Ww]ife|[Ss]on|[Dd]aughter|[Mm]um|[Dd]ad|[Bb]rother|[Ss]ister|[Gg]randson|"
    r"[Gg]randdaughter|[Pp]artner|[Nn]ephew|[Nn]iece)(?:['’]s| is|['’]s name is) (?:called |named )|"
    r"(?:[Mm]ann|[Ff]rau|[Ss]ohn|[Tt]ochter|[Mm]utter|[Vv]ater|[Bb]ruder|[Ss]chwester|[Ee]nkel(?:in)?)"
    r" hei(?:ß|ss)t |"
    r"(?:[Mm]arido|[Mm]ujer|[Hh]ij[oa]|[Mm]adre|[Pp]adre|[Hh]erman[oa]|[Nn]iet[oa]) se llama |"
    r"(?:[Mm]ari|[Ff]emme|[Ff]ils|[Ff]ille|[Mm][èe]re|[Pp][èe]re|[Ff]r[èe]re|[Ss]œur) s['’]appelle )"
    rf"(?!(?:Out|Up|In|Back|You|The|Customer)\b)(?P<name>{_NAME}(?:\s{_NAME})?)"
)
# "Gracias a Nuria de la tienda": one name, and where somebody works.
_AT_WORK = re.compile(
    r"\b(?:[Gg]racias a|[Ff]elicidades a|[Mm]erci à|[Bb]ravo à|[Tt]hanks to|[Kk]udos to|[Pp]rops to|[Ss]hout ?out to|"
    r"[Dd]anke an|[Ll]ob an) (?:(?:die|den|der|la|el) )?"
    r"(?!(?:La|El|Los|Las|Le|Les|The|Die|Das|Team|Amazon|Apple|Google|Boots|Tesco|Ikea|IKEA|Lidl|Aldi|Rewe|Zara|Orange|"
    r"Fnac|Air|Dios|Dieu|God|Covid|Corona|Brexit|Customer|Support|Kollegen|Leute|Damen|Herren|Your|Our|Everyone|Staff|"
    r"Mitarbeiter\w*|Verk[äa]ufer\w*|Kassierer\w*)\b)"
    r"(?P<name>[A-ZÁÉÍÓÚÀÂÇÈÊÎÔÖÜÄ][a-zà-ÿœß]{2,14})"
    r"(?= (?:de la|del|du|de l['’]|from (?:the|your)|at (?:the|your)|vom|von der|am|an der|im|in der|à la|à l['’]|au) ?"
    r"(?:tienda|caja|mostrador|ventanilla|oficina|recepci[óo]n|magasin|guichet|caisse|accueil|boutique|agence|"
    r"(?:\w{3,12} )?(?:shop|store|desk|till|counter|checkout|branch|reception)|"
    r"Schalter|Kasse|Tresen|Empfang|Laden|Filiale|Theke|Hotline)\b)"
)
_SIGNED = re.compile(
    r"\b(?:[Ff]irmad[oa]|[Ss]ign[ée]e?|[Ss]igned|[Gg]ezeichnet) ?: ?"
    r"(?!(?:Un|Una|El|La|Los|Las|Ein|Eine|Der|Die|Une|Le|Les|An?|The|Your|My|Happy|Angry|Sad|Vuestr\w|Su|Tu|Votre|Ihr)\b)"
    rf"(?P<name>{_NAME}(?:\s{_PARTICLE}{_NAME}){{1,3}})"
)
_SHOUTED = re.compile(
    r"\b(?:DE|CHEZ|AVEC|PAR|À|DEL|CON) (?:MONSIEUR|MADAME|MME|SEÑORA?|DOÑA|DON) "
    r"(?!(?:LE|LA|LES|EST|SONT|QUI|QUE|PAS|ET|NO|SE|ESTÁ|TOUT|LEMONDE)\b)(?P<name>[A-ZÀ-Ý]{4,20})\b"
)
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|Monsieur|Madame|Mme|Mlle|Señora?|Sra?|Doña|Don)\b\.?\s(?P<name>{_NAME}(?:\s{_NAME}){{0,2}})"
)
# Some of them are the names of persons too: who speaks, or has another name behind, is one.
_NOBODY_BEHIND = (
    r"(?!\s(?:called|calls|told|tells|said|says|rang|phoned|wrote|replied|promised|shouted|yelled|hung up|"
    r"was (?:so |very |really )?(?:rude|kind|friendly|unfriendly|nice|polite|impolite|lovely)|rief|sagte|dijo)\b)"
    r"(?!\s(?!(?:Magic|Eraser|Sheets?|Browser|Chromium|Documents?|Files?|Databases?|Online|App|Plan|Pro|Professional|"
    r"Server|Viewer|Season|Series|Episode|Christmas|Special|Fans?|Experience|Pageant|Contest|Winner|\w{3,6}day)\b)"
    r"[^\W\d_a-zß-ÿ][a-zß-ÿ])"
)
# Brands, programs, ranks and figures that are called as people are; in full, for a Mr Pepper is a person.
_NOBODY = re.compile(
    r"\b(?:Dr\.?\s(?:Martens|Pepper|Oetker|Scholl|Hauschka)|"
    r"Mr\.?\s(?:Muscle|Kipling|Whippy|Robot|Potato)|Mrs\.?\s(?:Doubtfire|Claus)|"
    r"Miss\s(?:Universe|World|Dior|Selfridge|Piggy)|"
    r"Ms\.?\s(?:Office|Excel|Teams|Windows|Outlook|Azure|Dynamics|Power[Pp]oint|Visio|Defender|Copilot)|"
    r"Sr\.?\s(?:Manager|Director|Engineer|Developer|Analyst|Consultant|Executive|Associate|Vice|Citizens?)|"
    r"(?:Monsieur|Madame)\s(?:Propre|Bricolage|Cuisine|Meuble|Store|Figaro|Tussauds?|Monsieur|Le|La|Bonjour|Bovary)|"
    r"Don\s(?:Quixote|Quijote)|Frau\sHolle|"
    rf"(?:Dr\.?\sWho|Mr\.?\sClean|Miss\sAmerica|Ms\.?\s(?:Word|Access|Edge|Paint|Project|Store)){_NOBODY_BEHIND})\b"
)

_LONGEST_TITLE = 9  # code points with what divides it from the name
_LONGEST_BEHIND = 24  # code points behind a name that tell a person


def _holds(match: re.Match[str]) -> bool:
    return not match["name"].isupper() or len(match["name"]) > 3


def is_nobody(text: str, start: int, end: int) -> bool:
    """Whether a name is part of what is only called as people are: "Dr. Martens"."""
    around = _NOBODY.finditer(text, max(0, start - _LONGEST_TITLE), end + _LONGEST_BEHIND)
    return any(match.start() < end and start < match.end() for match in around)


def _is_somebody(match: re.Match[str]) -> bool:
    return _holds(match) and _NOBODY.match(match.string, match.start()) is None


_TOLD_OF = (_SOY, _PRAISED, _HOUSEHOLD, _RELATIVE, _CALLED, _AT_WORK, _SIGNED)
PERSON = Recogniser(
    ("person",),
    (
        Rule(_INTRODUCED, named("person", 0.9, group="name", holds=_holds)),
        *(Rule(pattern, named("person", 0.8, group="name")) for pattern in _TOLD_OF),
        Rule(_SELF, named("person", 0.7, group="name", holds=_holds)),
        Rule(_SHOUTED, named("person", 0.75, group="name")),
        Rule(_TITLED, named("person", 0.8, group="name", holds=_is_somebody)),
    ),
)

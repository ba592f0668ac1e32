"""What the words around a code say of it: that it is a person's, and for what business; or that it names a thing."""

import re

from parlour.core.personal_data.reference_cues import CUES

OTHER = "other"
"""What a code is that names a parcel, an article, an error or an offer."""
ANY = "number"
"""What a code is of which no more is said than that it is a number or code."""
CALLED = "called"
"""What figures are that somebody is called by."""

_OTHER = (
    # Parcels
    r"track(?:ing|ed)?|parcels?|shipments?|courier|waybill|awb|sendungs?\w*|pakete?|paketnummer|colis|"
    r"seguimiento|env[ií]o|paquete|"
    r"gu[ií]a|suivi|dhl|ups|usps|fedex|dpd|gls|hermes|evri|seur|correos|royal mail|colissimo|chronopost|postnl|depot|"
    r"container|"
    # Articles and machines
    r"models?|modell\w*|mod[eè]le|modelo|parts?(?= (?:no|number|nr|\w*\d))|seeds?|trials?|study|"
    r"article(?= (?:no|number|nr|\w?\d))|"
    r"artikel\w*|art\.?-?nr|produkt\w*|product|"
    r"producto|produit|sku|asin|ean|gtin|upc|isbn|barcode|strichcode|firmware|fw|version|versi[oó]n|build|bios|"
    r"driver (?:version|update)|"
    r"batch|lot(?= (?:no|number|nr|#|\w?\d))|lote|chargen\w*|chip|cpu|gpu|laptop|printer|drucker|toner|cartridge|"
    r"tyres?|pneus?|reifen|neum[aá]ticos|serial|serien\w*|serie|s/n|"
    # Errors and the law
    r"error|err|fehler\w*|erreur|fault code|stop ?code|http|exception|status code|code d['’]erreur|"
    r"§+|section|artikel|art[ií]culo|ley|loi|law|directive|regulation|verordnung|norm|standard|norma|"
    # What a state calls somebody, and cars
    r"nino|ni(?= (?:no|number|num)\b)|national insurance|rut|curp|dni|nin|ssn|nhs|aadh?aa?r|tfn|e-?card|"
    r"sv-?(?:nummer|nr)|sozialversicherungs\w*|steuer-?(?:id|nummer)|passports?|pasaporte|passeport|reisepass|"
    r"placas?|number ?plates?|plates?|kennzeichen|immatriculation|matr[ií]cula|parkstrafe|"
    # Offers
    r"promo\w*|discount|coupon|gutschein\w*|rabatt\w*|cup[oó]n|descuento|gift ?card|"
    r"use (?:the )?code|"
    # Codes of all other kinds
    r"(?:area|zip|pin|post|postal|colou?r|country|dress|bar|qr|source|airport|iata|gate|door|entry|hex|hs|tariff|"
    r"referral|invite|friend) ?code|plz|code postal|c[oó]digo postal|frequency|asteroid|nasa|"
    # Money, and what is counted
    r"salary|budget|followers|views|population|score|patent|doi|arxiv"
)
_CALLS = (
    r"call(?:ed|ing)?|(?<!the )(?<!by )(?<!over )phone|tel|hotline|helpline|dial(?:led)?|rang|ring|"
    r"whatsapp|sms|appelez|ll[aá]m\w*|anrufen|ruft?"
)
_MORE = {
    "booking": (
        r"flight|fl[uü]g\w*|vuelo|vol|volo|check(?:ed)?[ \-]?in\w*|boarding|airlines?|hotel|airbnb|r[ée]sa|chalet|"
        r"cabin|cottage|villa|lodge|zimmer|habitaci[oó]n|chambre|mesa|seats?|upgraded?|layover|connection|"
        r"conexi[oó]n|correspondance|maleta|baggage|luggage|gep[aä]ck|bagages?|trips?|trainline|locali[sz]ador|best[aä]tigung|"
        r"confirmaci[oó]n|confirmad[oa]|passengers?|pasajeros?|tour|cruise|rental|hire car|mietwagen|"
        r"itin[ée]raire|vr?bo|appointment|termin|cita|rendez-vous"
    ),
    "order": (
        r"receipt|recibo|quittung|re[çc]u|kassenbon|bon|cde|cmde|command[ée]?e?s?|ordered|bestellt\w*|panier|"
        r"cart|warenkorb|click (?:and|n|&) collect|refund(?:ed)?|r[üu]ckerstattung|reembolso|remboursement|purchases?|"
        r"retoure\w*|retour|devoluci[oó]n|returns?|rma|delivery|lieferung|livraison|entrega|preorder"
    ),
    "policy": (
        r"insurance|insured?|versicher\w*|assurances?|assur[ée]e?|seguro|p[oó]lizas?|policies|mutuelle|soci[ée]taire|"
        r"renewal|premium|cover(?:age|ed)?|third party|underwrit\w*|haftpflicht|habitation|bris de glace|contrat|"
        r"vertr[aä]ge?|contract|tarjeta sanitaria"
    ),
    "claim": (
        r"claims?|loss adjuster|adjuster|assessor|perito|gutachter|sch[aä]den|d[ée]g[aâ]ts?|cashless|ccn|lodged|hail|"
        r"siniestros?|sinistres?|accident|unfall|accidente"
    ),
    "loyalty": (
        r"points?|punkte\w*|puntos|status|cards?|karte|carte|tarjeta|bonus\w*|club|member(?:s|ship)?|membres?|miles|"
        r"meilen|millas|cagnotte|stamps|tier|vorteils\w*|treue\w*|abonn[ée]e?|mitglied\w*|socios?|rewards?|perks|"
        r"a[ée]roplan|eurobonus|smiles|ikea family|latam pass|bonvoy|iberia plus|"
        r"[a-z]{2,12}(?:bonus|card|karte|club|miles|pass|points|punkte|plus)"
    ),
    "account": (
        r"uid|(?:player|user|customer|client|account|gamer?|my) ?ids?|login|kundenkonto|kundennr|konto|"
        r"acct|acc|kd|ban|statement|tariff|meter|kunde\w*|client[ea]?s?|abonado|contador|z[äa]hler\w*|compteur|"
        r"invoice|factur\w*|rechnung\w*|upi|txn|utr|transfer|transferencia|virement|[üu]berweisung|payment|zahlung|pago|"
        r"paiement|mandat\w{0,8}|familienkasse|kindergeld\w*|allocataires?|agreement|"
        r"direct debit|standing order|loan|mortgage|pr[êe]t|darlehen|hypothek|pr[ée]stamo"
    ),
    "ticket": (
        r"betreff|betr|bzgl|asunto|objet|regarding|concerning|updates?|news|neues|novedad(?:es)?|nouvelles|progress|"
        r"repairs?|reparatur|reparaci[oó]n|r[ée]paration|st[öo]rung\w*|aviso|aver[ií]a|sav|soporte|job|technician|"
        r"techniker|t[ée]cnico|technicien|multa|amende|kn[öo]llchen|penalty|r[ée]fs?|refer+ence|r[ée]f[ée]rences?|referencia|ref\w{0,3}nr|aktenzeichen|az|gz|signalement|registered|"
        r"complaints?|foi|"
        r"freedom of information|folios?|quot(?:e|ing)|brief|escalat\w*|opened|logged|raised|ombudsman|"
        r"appeal|application|visa|permit|docket|expedientes?|expte?|antrag|bescheid|recurso|demande|dossiers?|"
        r"tickets?|cases?|incidents?|incidencias?|reopen|reclamos?|reclamaci[oó]n\w*|r[ée]clamations?|plaintes?|"
        r"reklamation(?:en)?|nachforschung\w*|garantiefall|litiges?|rma|ubrn|referral|"
        r"beschwerden?|vorgang\w*|fall|anfrage|case ?no|sr|queja"
    ),
}
_NUMBER_WORDS = r"numbers?|nummer|nr|nro|n[uú]mero|num[ée]ro|num|no|ids?|codes?|cod|c[oó]digo|clave|letters?|records"
"""What any number is called; the word before it says whose it is."""
_KINDS = "|".join(f"(?P<{kind}>{CUES[kind]}|{more})" for kind, more in _MORE.items())
_ITS = r"(?:[ \-](?:codes?|numbers?|no|num|nr|nummer|n[uú]mero|num[ée]ro|ids?))?"
_ANY_WORD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+|§)")
_WORD_LONG = 12
_WORD = re.compile(
    rf"(?<![^\W\d_])(?:(?P<{OTHER}>(?:{_OTHER}){_ITS})|(?P<{CALLED}>(?:{_CALLS})){_ITS}|{_KINDS}|(?P<{ANY}>{_NUMBER_WORDS}))(?![^\W\d_])",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\b(?:netflix|firefox|chrome|safari|windows|android|ios|macos|linux|ps[345]|playstation|xbox|switch|router|"
    r"modem|tv|console|browser|navigateur|navegador|screen|display|[ée]cran|pantalla|bildschirm|washer|dishwasher|boiler|oven|"
    r"printer|drucker|imprimante|impresora|lavavajillas|lavadora|waschmaschine|sp[üu]lmaschine|lave-\w+|heizung|"
    r"caldera|chaudi[èe]re|kessel|crash\w*|st[üu]rzt|plante|reboots?|restart(?:ed|s)?|bluetooth|wi-?fi|hdmi|usb|"
    r"laptops?|phone case|socket|screws?|spare|motor|engine|moteur|oil|filter|filtre|filtro|bulb|battery|"
    r"batterie|monitor|headphones|camera|lens|charger)\b",
    re.IGNORECASE,
)
_READ_BEFORE, _READ_BEHIND = 72, 40
NEAR = 40
"""Code points before a code in which a word names it, and nothing else."""
_JOINED = 14
"""Code points between the word for a business and the word for its number."""
# Of whom it is and what it is called, and not where somebody is to be reached.
_LINK = re.compile(
    r"(?:[\s:#.=(\-?\"“„,–—!]{1,3}(?!(?:on|at|to|me|us|an|unter|al|au|am|en|for|from|in|under|since|by|and|und|y|et)\b)"
    r"[a-zà-ÿ°º']{1,12}\b){0,5}[\s:#.=(\-?\"“„,–—!]{1,3}",
    re.IGNORECASE,
)
_COUNTED = frozenset(("point", "points", "punkte", "puntos", "miles", "meilen", "millas", "stamps", "avios"))
_ITS_NUMBER = re.compile(rf"(?<![^\W\d_])(?:{_NUMBER_WORDS}|account|compte|konto|cuenta)(?![^\W\d_])", re.IGNORECASE)
_TOLD_OF_PEOPLE = frozenset("kunde kunden cliente clientes client customer member members patient".split())
"""Words for people, whose telephones may be told."""


def said_of(text: str, start: int, end: int, *, before: int = _READ_BEFORE, behind: int = _READ_BEHIND) -> str | None:
    """The kind of the code from `start` to `end` by the nearest word before it that names one, else by the first behind
    it; `OTHER` where that word names a thing."""
    last = _last(text, max(0, start - before), start)
    if last is None and behind:
        words = (_WORD.match(text, word.start()) for word in _ANY_WORD.finditer(text, end, end + behind))
        last = next(filter(None, words), None)
    return None if last is None else str(last.lastgroup)


def is_of_a_machine(text: str, start: int, end: int) -> bool:
    """Whether the words around a code are about a device or a program, which shows codes of its own."""
    return _MACHINE.search(text, max(0, start - _READ_BEFORE), end + _READ_BEHIND) is not None


def named_by(text: str, start: int, *, counted: bool) -> str | None:
    """The kind of the number at `start` by the word right before it; a word for any number alone says none.

    Where the number is written as what is `counted`, a word for points says none, either.
    """
    last = _last(text, max(0, start - NEAR), start)
    if last is None or last.lastgroup in {OTHER, CALLED, ANY} or (counted and last.group().lower() in _COUNTED):
        return None
    if last.group().lower() in _TOLD_OF_PEOPLE and not _ITS_NUMBER.search(text, max(0, last.start() - NEAR), start):
        return None
    return str(last.lastgroup) if _LINK.fullmatch(text, last.end(), start) else None


def _last(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The last word that names anything; one that names any number only where none stands near before it."""
    number: re.Match[str] | None = None
    starts = [word.start() for word in _ANY_WORD.finditer(text, begin, end)]
    for place in range(len(starts) - 1, -1, -1):
        if number is not None and number.start() - starts[place] > _JOINED + _WORD_LONG:
            break
        match = _WORD.match(text, starts[place], end)
        if match is None:
            continue
        if match.lastgroup != ANY:
            if number is not None and number.start() - match.end() > _JOINED:
                break
            return _longer(text, starts[max(0, place - 2) : place], match, end)
        number = number or match
    return number


def _longer(text: str, starts: list[int], match: re.Match[str], end: int) -> re.Match[str]:
    """The words of a thing that the match is the last of: "gift card"."""
    longer = (_WORD.match(text, start, end) for start in starts)
    return next((one for one in longer if one is not None and one.end() > match.start()), match)

"""Words that say what figures beside them are, where a place could stand as well: counts, prices, things, talk."""

import re

from parlour.core.text.date_words import MONTHS, WEEKDAYS
from parlour.core.text.fold import fold

_TALK = (
    "yes yeah yep yup no nope ok okay hi hello hey thanks thank thx sure please pls sorry ja nein danke bitte hallo "
    "oui non merci bonjour si gracias hola vale right correct wrong exactly alright fine good great wow lol haha "
    "help stop start cancel again still now then later today tomorrow yesterday tonight never always"
)
_LITTLE = (
    "a an the this that these those my your our his her their its it he she we you they who what which when where "
    "is are was were be been has have had do does did will would can could should may might must need needs want "
    "wants got get gets give gave send sent sends take took pay paid pays sold buy bought won win lost made makes "
    "say says said see saw use used ask asked told tell wait waited wrote in on at by of or and for from with without "
    "to into onto over under about around after before since until till than then as like per plus minus only just "
    "almost nearly exactly approx circa roughly more less most least up down off out not but because if so why how "
    "another every each all any some both other next last first second third new old same "
    "der die das den dem ein eine mein meine dein unser euer ist sind war hat habe haben und oder mit ohne von vom zu "
    "zum zur bei im am auf aus nach seit bis nur etwa rund fast mehr weniger noch schon nicht kein "
    "un una mi tu su es son fue tiene y o con sin por para desde hasta entre mas menos casi solo como pero "
    "une mon ma mes votre notre est sont avec sans pour par depuis jusque dans sur sous vers plus moins presque et ou"
)
_COUNTED = (
    "total sum amount balance price prices cost costs fee fees bill salary income budget tax discount refund value "
    "worth payment charge deposit limit score points point level rank rating top number numbers count figures "
    "dollars dollar euros euro pounds pound rupees rupee rs inr usd eur gbp chf aed cad aud bucks quid cents "
    "miles mile km kms kilometer kilometers kilometre kilometres kilometers mileage meter meters metre metres "
    "odometer reading readings steps step likes followers views subscribers fans people customers members votes "
    "users downloads times years year months month weeks week days day hours hour minutes minute seconds words "
    "calories tokens coins credits gems xp hp cc watts watt kwh mah mbps volts kg grams tons litres liters feet ft "
    "tickets orders items pieces units pages results comments posts photos songs flights copies "
    "summe betrag preis kosten gebuhr gehalt punkte stand zahlerstand kilometerstand stuck schritte leute menschen "
    "kunden stimmen zuschauer mitglieder jahr jahre tage stunden minuten zeichen worter nutzer "
    "precio importe saldo sueldo puntos nivel lectura pasos personas clientes ano anos dias horas minutos veces "
    "prix montant solde salaire niveau releve pas personnes clients annee ans jours heures fois vues abonnes"
)
_NUMBERED = (
    "room suite flat floor unit apartment house block building gate door platform terminal desk counter row seat "
    "coach car wagon carriage bus train tram flight line route road highway motorway exit junction bridge track zone "
    "sector bay lane channel frequency studio stage arena stadium page chapter section paragraph act article "
    "law rule form line item part model version build release update edition series season episode level size type "
    "error fault code bug issue windows iphone ipad galaxy android mac playstation xbox nokia intel ryzen core "
    "geforce radeon printer router modem port channel server player team group class grade lot batch product serial "
    "option step stage phase plan task test exam question answer pin otp tan iso din sku isbn ean bolt screw "
    "ice re rb ic tgv zug bahn linie strecke gleis raum zimmer halle tor tur reihe platz wagen seite kapitel absatz "
    "paragraf modell typ fehler artikel teil grosse gerat drucker formular "
    "tren linea via anden sala habitacion puerta fila asiento pagina articulo modelo tipo talla fallo "
    "ligne voie quai salle chambre porte rang siege page modele taille erreur panne formulaire "
    "mount mountain peak trail hiking bitcoin btc eth ethereum gold silver stock stocks share shares index nasdaq "
    "nifty sensex dow nikkei dax ibex ftse birthday christmas amazing awesome terrible wonderful best worst "
    "app gas kit lot job set bug log map mod bid pit fax tel "
    "honda toyota bmw audi ford nissan mazda volvo kia hyundai suzuki maruti yamaha skoda renault peugeot opel vw "
    "volkswagen mercedes tesla fiat chevy chevrolet sony samsung apple lenovo dell asus canon nikon bosch siemens"
)
_NAMES_NO_PLACE = (
    frozenset(f"{_TALK} {_LITTLE} {_COUNTED} {_NUMBERED}".split()) | frozenset(MONTHS) | frozenset(WEEKDAYS)
)
_STATES = frozenset(
    "al ak az ar ca ct dc fl ga ia id il ks ky ma md mi mn mo ms mt nc nd ne nh nj nm nv ny pa ri sc sd tn tx ut va vt "
    "wa wi wv wy ka ap ts kl mh gj rj wb uk nsw qld vic ontario".split()
)
"""States by the two letters or three that stand before a postcode."""
_ARTICLES = frozenset("la las los le les el the san santa st new".split())
_UNITS = (
    "am pm th st nd rd hr hrs min mins sec kg kgs gb mb tb mm cm ft inch lbs oz ml ltr usd eur gbp inr rs mph kmh "
    "kwh pcs pc nos set box cal yr yrs day days wk mo jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu "
    "fri sat sun uhr std tag eur euro chf vs bpm fps hp cc psi ghz mhz hz dpi x"
)
_SHORT_THINGS = (
    "ps xbox gta fifa nba nfl nhl ios mac win usb hd tv pro max top vol ep ed ver v t s no nr row bus tgv ice rb re "
    "ic sbb db lol omg wtf xd bmw vw kia suv cx glc gle id gt rs gti rtx gtx ddr ssd ram cpu gpu dvd cd mp lte wifi"
)
_SAYS_NO_CODE = frozenset(f"{_LITTLE} {_TALK} {_UNITS} {_SHORT_THINGS} me us i u r de go up al le oh ha".split())
_WORD = re.compile(r"[^\W\d_]+")
# "Goa", "Ulm", "Rio".
_SHORT_PLACE = re.compile(r"(?=[^aeiouy]{0,2}[aeiouy])[a-z]{3}")
_SPEAKABLE = re.compile(r"[^aeiou][aeiou][^aeiou]")


def may_be_called(words: str) -> bool:
    """Whether places are called so: no word in it counts, numbers things, or is said to anybody."""
    parts = _WORD.findall(fold(words).text)
    if len(parts) == 1 and len(parts[0]) <= 3 and not _SHORT_PLACE.fullmatch(parts[0]):
        return parts[0] in _STATES
    if len(parts) > 1 and parts[0] in _ARTICLES:
        parts = parts[1:]
    return bool(parts) and not any(part in _NAMES_NO_PLACE or len(part) == 1 for part in parts)


def may_be_letters(pieces: str) -> bool:
    """Whether no piece of a code is a little word, a unit or a short name of a thing."""
    parts = _WORD.findall(fold(pieces).text)
    return not any(part in _SAYS_NO_CODE or _SPEAKABLE.fullmatch(part) for part in parts)

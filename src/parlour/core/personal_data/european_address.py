"""Streets of Dutch, Italian, Portuguese, the Nordic languages and Polish."""

import re

_NAME = r"[^\W\d_a-zß-ÿ][\w'’.\-]{1,30}"
_PLACE = r"[^\W\d_a-zß-ÿ][\w\-]{1,30}"
_OF = r"(?:d[aeo]s?|di|del|dell[ae'’]|dei|degli|san|santa)"
# No year, no hour, nothing that is counted.
_HOUSE = (
    r"(?!(?:19|20)\d\d\b)\d{1,4} ?(?:[A-Za-z]\b)?"
    r"(?![.,:]\d|\w|\s?(?:%|[€$£]|times|x\b|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|km|kilomet\w{2,4}|"
    r"met\w{2,4}|euros?|ore\b|minuti|giorni|horas|minutos|dias|uur|minuten|dagen|timmar|minuter|dagar|timer|godzin\w?|"
    r"people|persons?|bags?|calls?|mal|emails?|messages?)\b)"
)
# "2 flights", "3 tickets", but "12 thanks"
_NOT_COUNTED = (
    r"(?! (?!(?:thanks|this|was|has|does|always|across|unless|plus|yes|needs|opens|closes|looks|seems|keeps|sells|"
    r"charges|refuses|stinks|smells|sits|stands|works)\b)(?:[a-z]{2,20}s|pizze|voli|volte|biglietti|ordini|persone|pezzi|goli|"
    r"bramek|razy|sztuk|os[oó]b|bilet[yó]w?|lot[yó]w?)\b)"
)
DUTCH = re.compile(
    r"(?<!\w)[A-Z][a-zà-ÿ\-]{2,30}(?:straat|gracht|laan|plein|kade|singel|dijk|steeg|dreef) "
    rf"{_HOUSE}(?:,? \d{{4}} ?[A-Z]{{2}}\b(?: {_PLACE})?)?"
)
# "Via Twitter 2 hours ago" names a way and no street.
ITALIAN = re.compile(
    r"(?<!\w)(?:Via|[Vv]iale|[Pp]iazza|[Pp]iazzale|[Cc]orso|[Vv]icolo) "
    r"(?!(?:Twitter|X|E-?[Mm]ail|Mail|Chat|Phone|App|Web|Facebook|WhatsApp|Instagram|Insta|DM|PM|SMS|Text|Telefon|Hotline|"
    r"Live|Skype|PayPal|Amazon|Google|Apple|Airport|Bus|Train|Zoom|Teams|Uber|Ryanair|Easy[Jj]et|Lufthansa|Skyscanner|"
    r"Booking|Expedia|Airbnb|Trainline|Flix[Bb]us|Deliveroo|Glovo|Lieferando|Just ?Eat|Vinted|Etsy|Klarna|Groupon|"
    r"You[Tt]ube|Tik[Tt]ok|Telegram|Discord|Linked[Ii]n|Messenger|DHL)\b)"
    rf"(?:{_OF} ?)?{_NAME}(?: (?:{_OF} )?{_NAME}){{0,3}}(?:, {_HOUSE}| {_HOUSE}{_NOT_COUNTED})(?:,? \d{{5}} {_PLACE})?"
)
PORTUGUESE = re.compile(
    rf"(?<!\w)(?:[Rr]ua|[Tt]ravessa|[Aa]lameda|[Pp]raça) (?:{_OF} )?{_NAME}(?: (?:{_OF} )?{_NAME}){{0,3}}"
    rf",? (?:n[.ºo]{{1,2}} ?)?{_HOUSE}(?:,? \d{{4,5}}-\d{{3}}(?: {_PLACE})?)?"
)
NORDIC = re.compile(
    r"(?<!\w)[A-ZÅÄÖÆØ][a-zà-ÿ\-]{2,30}(?:gatan|vägen|gränd|gaten|veien|vegen|vej|katu) "
    rf"{_HOUSE}(?:,? (?:\d{{3}} \d{{2}}|\d{{4,5}}) {_PLACE})?"
)
POLISH = re.compile(
    rf"(?<!\w)(?<!\bet )(?:[Uu]l|[Aa]l)\. ?{_NAME}(?: {_NAME}){{0,2}} \d{{1,4}}[a-zA-Z]?(?:/\d{{1,4}})?"
    rf"(?![\w.:]\d|\w){_NOT_COUNTED}(?:,? \d{{2}}-\d{{3}} {_PLACE})?"
)
BOX = re.compile(
    r"\b(?:p\.? ?o\.? ?box|post office box|postfach|postbus|apartado de correos|casella postale|bo[iî]te postale)"
    r"[\s:#]{1,2}\d{2,6}(?!\w|[.,]\d|\s?(?:%|mb|gb|e-?mails?|mails|messages|nachrichten)\b)",
    re.IGNORECASE,
)
EUROPEAN = (DUTCH, ITALIAN, PORTUGUESE, NORDIC, POLISH)

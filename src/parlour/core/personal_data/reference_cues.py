"""The words before a number that a company knows a person's business by, in kinds."""

CUES = {
    "order": (
        r"order|orden|purchase|best\.-?nr|bestell(?:ung|nummer|nr)?|auftrag(?:s?nummer|s?nr)?|pedido|compra|"
        r"commande|ordine|encomenda|"
        r"bestelling|cm?de|po(?= ?(?:#|no\b|number))"
    ),
    "booking": (
        r"bookings?|bkg|reservation|resv?|pnr|crn|conf(?:irmation|irm)?|(?:rec(?:ord)? )?locator|"
        r"rec(?:ord)? loc|itinerary|e-?ticket|"
        r"buchung(?:s?nummer|s?code|s?nr)?|reservierung(?:s?nummer|s?code)?|reserva|localizador|r[eé]servation|"
        r"prenotazione|boeking|reservering|voucher|cnf|"
        r"(?:trip|ride|stay|journey|appointment|rental|cita|termin|cabin)(?= (?:id|no|number|ref|reference|code|"
        r"nr)\b)"
    ),
    "policy": (
        r"policy|(?<!call )(?<!ring )(?<!dial )(?<!the )(?<! la )police|insurance(?= (?:number|no|nr|id)\b)|"
        r"versicherungs(?:schein)?(?:nummer|nr)|vertrag(?:s?nummer|s?nr)?|contract|p[oó]liza|contrato|"
        r"polizza|vnr|vers\.-?(?:schein-?)?nr|vs-?nr|(?:certificate|cover note|quote)(?= (?:id|no|number|ref)\b)"
    ),
    "claim": r"claim|clm|schaden(?:s?nummer|s?nr|sfall)?|siniestro|parte|sinistre|sinistro|ccn",
    "loyalty": (
        r"loyalty|member(?:ship)?|frequent fl[iy]er|ffn?|miles|rewards|points card|sky ?miles|aadvantage|"
        r"rapid rewards(?: account)?|mileage ?plus|exec(?:utive)? club|flying blue|kris ?flyer|"
        r"miles (?:&|and|und|&amp;) more|avios|bonvoy|honors|club ?card|nectar(?: card)?|bahn ?card|true ?blue|"
        r"rail ?card|oyster card|spg|rr(?= ?#)|club(?= (?:number|no|nr|id|#))|"
        r"velocity|asia miles|skywards|payback|bonuskarte|mitglied(?:s?nummer|s?nr|schaft)?|socio|socia|fidelidad|"
        r"puntos|fid[eé]lit[eé]|adh[eé]rent|tessera"
    ),
    "account": (
        r"account|acct|a/c|bank(?= (?:number|no|account|a/c)\b)|ktn|known travell?er|"
        r"customer|client|consumer|subscriber|iban|sort code|patient|meter|invoice|transaction|txn|"
        r"utr|upi|transfer|kunden(?:nummer|nr)|konto(?:nummer|nr)?|rechnung(?:s?nummer|s?nr)?|patientennummer|cuenta|"
        r"kd\.?-?nr|kunden-nr|vertragskonto(?:nummer)?|matrikel(?:nummer|nr)|z[äa]hler(?:nummer|nr)|mpan|mprn|uid|"
        r"(?:guest|student|employee|staff|crew|driver|rider|merchant|seller)(?= (?:id|no|number)\b)|"
        r"mandat(?:o|e|sreferenz|sref|snummer)?(?= ?[:#]? ?[a-z]{0,6}-?\d)|allocataire|kindergeld(?:nummer|nr)|"
        r"cliente|paciente|factura|compte|facture|conto|fattura|klant(?:nummer)?|rekening(?:nummer)?"
    ),
    "ticket": (
        r"ticket|case|complaint|folio|caso|plainte|(?:parking |penalty )fine|pcn|reclamo|fall(?= (?:nr|nummer))|"
        r"fault(?= (?:ref|reference|report|number|no)\b)|"
        r"(?:support |service )?request|sr|ref(?:erence)?|incident|inc|docket|interaction|"
        r"query|enquiry|inquiry|grievance|vorgang(?:s?nummer|s?nr)?|fallnummer|aktenzeichen|beschwerdenummer|"
        r"referenz(?:nummer|nr)?|"
        r"reklamation(?:s?nummer|s?nr)?|nachforschung(?:s?auftrag|s?nummer|s?nr)?|garantiefall|litige|rma|ubrn|"
        r"vorg\.?-?nr|az(?=[.:])|gesch\.?-?z|expte|work ?order|wo(?= ?(?:#|no\b|number|\d{6}))|"
        r"(?:job|application|permit|visa|appeal|docket)(?= (?:id|no|number|ref|reference)\b)|"
        r"incidencia|expediente|reclamaci[oó]n|referencia|dossier|r[eé]clamation|pratica|segnalazione|zaak(?:nummer)?"
    ),
}

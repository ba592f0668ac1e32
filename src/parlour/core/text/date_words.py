"""Names of months, days and distances in time, as folded text spells them (no case, no accents)."""

import re

NO_DAY = re.compile(
    r"\s?(?:[:%]|h(?![^\W\d])|uhr\b|[ap]\.?m\b|o'clock|heures?\b|hrs?\b|euros?\b|€|[.,]\d|"
    r"per ?cent|por ciento|pour cent|prozent)"
)
"""What stands behind a number that is an hour, a sum or a share, and so no day."""

_MONTH_NAMES = (
    "january jan januar janner jaenner janer enero ene janvier janv",
    "february feb februar feber febrero fevrier fevr",
    "march mar marz maerz mrz marzo mars",
    "april apr abril abr avril avr",
    "may mai mayo",
    "june jun juni junio juin",
    "july jul juli julio juillet juil",
    "august aug auguscht augscht agosto ago aout",
    "september sep sept septamber septiembre setiembre septembre",
    "october oct oktober okt octubre octobre",
    "november nov noviembre novembre",
    "december dec dezember dez diciembre dic decembre",
)
MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
# Month names that are also everyday words: they count only beside a day, a year or a word like "in".
CAREFUL_MONTHS = frozenset(
    {"may", "march", "mar", "mars", "jan", "jun", "jul", "ago", "ene", "dic", "august", "sep", "sept", "dec"}
)
_WEEKDAY_NAMES = (
    "monday montag lunes lundi",
    "tuesday dienstag martes mardi tue tues",
    "wednesday mittwoch miercoles mercredi wed weds",
    "thursday donnerstag jueves jeudi thu thur thurs",
    "friday freitag viernes vendredi fri",
    "saturday samstag sonnabend sabado samedi",
    "sunday sonntag domingo dimanche",
)
WEEKDAYS = {name: day for day, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
# As calendars shorten them: weekdays only behind a word like "am", and with a point or an hour behind.
SHORT_WEEKDAYS = {
    "mo": 0, "lun": 0, "di": 1, "mar": 1, "mi": 2, "mie": 2, "mer": 2, "do": 3, "jue": 3, "jeu": 3, "fr": 4, "vie": 4,
    "ven": 4, "sa": 5, "sab": 5, "sam": 5, "so": 6, "dom": 6, "dim": 6,
}  # fmt: skip
ENGLISH_SHORT = {"mon": 0, "sat": 5, "sun": 6}
"""These stand before a part of the day: "Mon morning"."""
BEFORE_SHORT = frozenset("am bis vom ab der den dem dieser diesen kommenden el este ese del le ce du on this".split())
# German joins the part of the day to the name: "Dienstagabend".
PARTS_OF_DAY = ("abend", "vormittag", "nachmittag", "mittag", "morgen", "nacht", "fruh")
NAMED_DAYS = {
    "tmrw": 1, "tmr": 1, "2moro": 1, "2morrow": 1, "dem1": 1, "2m1": 1, "le jour d apres": 2,
    "tomorrow but one": 2, "al dia siguiente de manana": 2, "tomoz": 1,
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "day before yesterday": -2, "the day after tomorrow": 2,
    "day after tomorrow": 2, "last night": -1, "a week ago": -7, "in a week": 7, "a fortnight ago": -14,
    "in a fortnight": 14, "a week today": 7, "this day week": 7,
    "today week": 7, "a week tomorrow": 8, "a fortnight today": 14, "in a week's time": 7,
    "fortnight today": 14, "two weeks today": 14,
    "morn": 1, "ubermorn": 2, "geschter": -1,
    "heute": 0, "gestern": -1, "morgen": 1, "vorgestern": -2, "ubermorgen": 2, "uebermorgen": 2, "heute morgen": 0,
    "gestern morgen": -1, "vor einer woche": -7, "in einer woche": 7, "in acht tagen": 7, "in 8 tagen": 7,
    "vor acht tagen": -7, "heut": 0,
    "hoy": 0, "ayer": -1, "manana": 1, "anteayer": -2, "antier": -2, "antes de ayer": -2, "pasado manana": 2,
    "anoche": -1, "esta manana": 0, "esta tarde": 0, "esta noche": 0, "hace una semana": -7, "en una semana": 7,
    "en ocho dias": 7, "en 8 dias": 7, "dentro de ocho dias": 7, "en quince dias": 14, "en 15 dias": 14,
    "dentro de quince dias": 14, "hace ocho dias": -7, "hace quince dias": -14, "dentro de una semana": 7,
    "aujourd'hui": 0, "demain": 1, "hier": -1, "avant hier": -2, "apres demain": 2, "ce matin": 0, "ce soir": 0,
    "cet apres midi": 0, "cette nuit": 0, "dans huit jours": 7, "dans 8 jours": 7, "dans quinze jours": 14,
    "dans 15 jours": 14, "tout a l heure": 0, "dans une semaine": 7, "il y a une semaine": -7, "il y a huit jours": -7,
    "il y a quinze jours": -14, "sous huitaine": 7, "sous quinzaine": 14, "first thing in the morning": 1,
}  # fmt: skip
# Words that turn the next one into something else: "guten Morgen", "por la mañana", "der Morgen".
NOT_AFTER = {
    "morgen": frozenset({"guten", "schonen", "am", "jeden", "den", "der", "moin"}),
    "manana": frozenset({"la", "las", "de", "media"}),
}
# What people put into such a name to mean the very day: "hace justo una semana".
EXACTLY = frozenset(
    "justo justamente exactamente exactly just right genau exakt exactement juste pile grad gerade".split()
)
# German "hier" is "here", in a French sentence it is "yesterday".
FRENCH_ONLY = frozenset({"hier"})
NAMED_WEEKS = {
    "last week": -1, "this week": 0, "next week": 1, "the week after next": 2, "letzte woche": -1,
    "letzter woche": -1, "vergangene woche": -1, "vergangener woche": -1, "vorige woche": -1, "diese woche": 0,
    "dieser woche": 0, "nachste woche": 1, "nachster woche": 1, "naechste woche": 1, "kommende woche": 1,
    "kommender woche": 1, "ubernachste woche": 2, "la semana pasada": -1, "semana pasada": -1, "esta semana": 0,
    "la semana que viene": 1, "semana que viene": 1, "la proxima semana": 1, "proxima semana": 1,
    "la semana proxima": 1, "semaine prochaine": 1, "semaine derniere": -1, "semaine passee": -1,
    "cette semaine": 0, "c te semaine": 0,
}  # fmt: skip
NAMED_MONTHS = {
    "last month": -1, "this month": 0, "next month": 1, "letzten monat": -1, "vergangenen monat": -1,
    "diesen monat": 0, "nachsten monat": 1, "dieses monats": 0, "nachsten monats": 1, "kommenden monats": 1,
    "kommenden monat": 1, "el mes pasado": -1, "este mes": 0,
    "el mes que viene": 1, "el proximo mes": 1, "le mois dernier": -1, "ce mois ci": 0, "ce mois": 0,
    "le mois prochain": 1, "mois prochain": 1, "mois dernier": -1,
}  # fmt: skip
# So many months from today, a little more or less.
NAMED_AWAY = {
    "a month ago": -1, "a month from now": 1, "in a month": 1, "a month today": 1, "half a year ago": -6,
    "a year ago": -12, "in a year": 12, "vor einem monat": -1, "in einem monat": 1, "vor einem halben jahr": -6,
    "in einem halben jahr": 6, "vor einem jahr": -12, "in einem jahr": 12, "hace un mes": -1, "en un mes": 1,
    "dentro de un mes": 1, "hace medio ano": -6, "hace un ano": -12, "dentro de un ano": 12, "il y a un mes": -1,
    "dans un mois": 1, "il y a un mois": -1, "il y a six mois": -6, "il y a un an": -12,
    "dans un an": 12,
}  # fmt: skip
# The last days of a month: of which one, counted from this.
NAMED_ENDS = {
    "end of the month": 0, "end of this month": 0, "month end": 0, "month's end": 0, "end of next month": 1,
    "end of last month": -1, "ende des monats": 0, "ende dieses monats": 0, "monatsende": 0, "ende nachsten monats": 1,
    "fin de mes": 0, "final de mes": 0, "finales de mes": 0, "fin du mois": 0, "fin de mois": 0,
    "fin du mois prochain": 1, "fin de este mes": 0,
}  # fmt: skip
# The beginning and the middle of a month, this one or the next: from which day to which.
_FIRST, _FIRST_DAYS, _MIDDLE = (1, 1), (1, 4), (13, 17)
NAMED_PARTS = {
    "first of the month": _FIRST, "monatsersten": _FIRST, "monatserster": _FIRST, "erster des monats": _FIRST,
    "ersten des monats": _FIRST, "primero de mes": _FIRST, "uno de mes": _FIRST, "premier du mois": _FIRST,
    "1er du mois": _FIRST, "start of the month": _FIRST_DAYS, "beginning of the month": _FIRST_DAYS,
    "monatsanfang": _FIRST_DAYS, "anfang des monats": _FIRST_DAYS, "primeros de mes": _FIRST_DAYS,
    "principios de mes": _FIRST_DAYS, "comienzos de mes": _FIRST_DAYS, "debut de mois": _FIRST_DAYS,
    "debut du mois": _FIRST_DAYS, "mid month": _MIDDLE, "middle of the month": _MIDDLE, "monatsmitte": _MIDDLE,
    "mitte des monats": _MIDDLE, "mediados de mes": _MIDDLE, "mitad de mes": _MIDDLE, "la quincena": _MIDDLE,
    "mi mois": _MIDDLE, "milieu du mois": _MIDDLE, "milieu de mois": _MIDDLE,
}  # fmt: skip
NAMED_WEEKENDS = {
    "this weekend": 0, "the weekend": 0, "at the weekend": 0, "over the weekend": 0, "last weekend": -1,
    "next weekend": 1, "am wochenende": 0, "dieses wochenende": 0, "letztes wochenende": -1,
    "nachstes wochenende": 1, "kommendes wochenende": 0, "el fin de semana": 0, "este fin de semana": 0,
    "el finde": 0, "este finde": 0, "ce week end": 0, "le week end": 0, "en fin de semaine": 0,
    "cette fin de semaine": 0, "weekend before last": -2, "voriges wochenende": -1,
    "vergangenes wochenende": -1, "vorletztes wochenende": -2, "el fin de semana pasado": -1, "el finde pasado": -1,
    "el fin de semana anterior": -1, "le week end dernier": -1, "le week end passe": -1,
    "la fin de semaine derniere": -1,
    "le week end prochain": 0, "el proximo fin de semana": 0, "el fin de semana que viene": 0,
}  # fmt: skip
_NAMED = (*NAMED_DAYS, *NAMED_WEEKS, *NAMED_MONTHS, *NAMED_AWAY, *NAMED_ENDS, *NAMED_PARTS, *NAMED_WEEKENDS)
NAMED_STARTS = frozenset(phrase.split()[0] for phrase in _NAMED)
MOST_NAMED = max(len(phrase.split()) for phrase in _NAMED)
"""Words of the longest of these names."""
UNITS = {
    "day": 1, "days": 1, "week": 7, "weeks": 7, "fortnights": 14, "tag": 1, "tage": 1, "tagen": 1, "woche": 7,
    "wochen": 7, "dia": 1, "dias": 1, "semana": 7, "semanas": 7, "jour": 1, "jours": 1, "semaine": 7, "semaines": 7,
}  # fmt: skip
MONTH_UNITS = frozenset({"month", "months", "monat", "monate", "monaten", "mes", "meses", "mois"})
AGO = frozenset({"ago", "earlier", "vor", "hace"})
AHEAD = frozenset({"in", "within", "from", "dentro", "en", "dans", "ici", "binnen", "sous"})

NEXT = frozenset(
    {"next", "nachsten", "nachster", "nachste", "kommenden", "kommender", "kommende", "proximo", "prochain"}
)
LAST = frozenset(
    {"last", "past", "previous", "letzten", "letzter", "letzte", "vergangenen", "vergangener", "vorigen", "pasado"}
)
PASSED = frozenset({"pasado", "dernier", "passe"})  # the same, said after the day
THIS = frozenset({"this", "coming", "diesen", "dieser", "este", "ce"})
# A weekday after one of these is one of many: "every Tuesday".
EVERY = frozenset(
    {"every", "each", "any", "most", "jeden", "jeder", "jedem", "cada", "los", "chaque", "les", "certains", "unos"}
)

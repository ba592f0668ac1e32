"""Names of months, days and distances in time, as folded text spells them (no case, no accents)."""

_MONTH_NAMES = (
    "january jan januar janner jaenner enero ene",
    "february feb februar febrero",
    "march mar marz maerz mrz marzo",
    "april apr abril abr",
    "may mai mayo",
    "june jun juni junio",
    "july jul juli julio",
    "august aug agosto ago",
    "september sep sept septiembre setiembre",
    "october oct oktober okt octubre",
    "november nov noviembre",
    "december dec dezember dez diciembre dic",
)
MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
# Month names that are also everyday words: they count only beside a day, a year or a word like "in".
CAREFUL_MONTHS = frozenset({"may", "march", "mar", "jan", "jun", "jul", "ago", "ene", "dic", "august", "sep", "dec"})
_WEEKDAY_NAMES = (
    "monday montag lunes",
    "tuesday dienstag martes tue tues",
    "wednesday mittwoch miercoles wed",
    "thursday donnerstag jueves thu thur thurs",
    "friday freitag viernes fri",
    "saturday samstag sonnabend sabado",
    "sunday sonntag domingo",
)
WEEKDAYS = {name: day for day, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
NAMED_DAYS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2, "last night": -1,
    "a week ago": -7, "in a week": 7, "a fortnight ago": -14, "in a fortnight": 14,
    "heute": 0, "gestern": -1, "morgen": 1, "vorgestern": -2, "ubermorgen": 2, "uebermorgen": 2,
    "vor einer woche": -7, "in einer woche": 7,
    "hoy": 0, "ayer": -1, "manana": 1, "anteayer": -2, "pasado manana": 2, "anoche": -1,
    "hace una semana": -7, "en una semana": 7,
}  # fmt: skip
NAMED_WEEKS = {
    "last week": -1, "this week": 0, "next week": 1, "letzte woche": -1, "letzter woche": -1, "diese woche": 0,
    "dieser woche": 0, "nachste woche": 1, "nachster woche": 1, "naechste woche": 1, "la semana pasada": -1,
    "esta semana": 0, "la semana que viene": 1, "la proxima semana": 1, "proxima semana": 1,
}  # fmt: skip
NAMED_STARTS = frozenset(phrase.split()[0] for phrase in (*NAMED_DAYS, *NAMED_WEEKS))
UNITS = {
    "day": 1, "days": 1, "week": 7, "weeks": 7, "fortnights": 14, "tag": 1, "tage": 1, "tagen": 1, "woche": 7,
    "wochen": 7, "dia": 1, "dias": 1, "semana": 7, "semanas": 7,
}  # fmt: skip
AGO = frozenset({"ago", "earlier", "vor", "hace"})
AHEAD = frozenset({"in", "within", "from", "dentro", "en"})

"""Days that have a name: the same each year, as far from Easter, or such a weekday of a month."""

from datetime import date, timedelta

FIXED = {
    "new year's day": (1, 1), "new years day": (1, 1), "neujahr": (1, 1), "neujahrstag": (1, 1), "ano nuevo": (1, 1),
    "le jour de l an": (1, 1), "nouvel an": (1, 1), "epiphany": (1, 6), "twelfth night": (1, 5),
    "dreikonigstag": (1, 6), "heilige drei konige": (1, 6), "reyes": (1, 6), "epiphanie": (1, 6),
    "dia de reyes": (1, 6), "noche de reyes": (1, 5), "three kings": (1, 6), "burns night": (1, 25),
    "lichtmess": (2, 2), "candlemas": (2, 2), "chandeleur": (2, 2), "valentine's": (2, 14), "valentine's day": (2, 14),
    "valentines day": (2, 14), "valentine": (2, 14), "valentinstag": (2, 14), "san valentin": (2, 14),
    "saint valentin": (2, 14),
    "leap day": (2, 29), "schalttag": (2, 29), "st patrick's day": (3, 17), "paddy's day": (3, 17),
    "san jose": (3, 19), "dia del padre": (3, 19), "april fools": (4, 1), "april fool's day": (4, 1),
    "st george's day": (4, 23), "sant jordi": (4, 23), "may day": (5, 1), "tag der arbeit": (5, 1),
    "maifeiertag": (5, 1), "dia del trabajo": (5, 1), "fete du travail": (5, 1), "cinco de mayo": (5, 5),
    "juneteenth": (6, 19), "midsummer": (6, 24), "johannistag": (6, 24), "san juan": (6, 24), "saint jean": (6, 24),
    "st jean": (6, 24),
    "canada day": (7, 1), "independence day": (7, 4), "bastille day": (7, 14), "fete nationale": (7, 14),
    "assumption": (8, 15), "mariahimmelfahrt": (8, 15), "maria himmelfahrt": (8, 15), "assomption": (8, 15),
    "la virgen de agosto": (8, 15), "asuncion": (8, 15), "virgen de guadalupe": (12, 12), "dia de la virgen": (12, 12),
    "guadalupana": (12, 12), "dia de la constitucion": (12, 6), "inmaculada": (12, 8), "armistice day": (11, 11),
    "anzac day": (4, 25), "australia day": (1, 26), "jour de l'an": (1, 1),
    "jour de l an": (1, 1), "dia de los muertos": (11, 2), "fete de la musique": (6, 21),
    "st nicholas": (12, 6), "saint valentine's": (2, 14), "san pedro": (6, 29),
    "maria lichtmess": (2, 2), "walpurgisnacht": (4, 30), "tanz in den mai": (4, 30),
    "tag der deutschen einheit": (10, 3), "tag der einheit": (10, 3),
    "nationalfeiertag": (10, 26), "dia de la hispanidad": (10, 12), "el pilar": (10, 12), "halloween": (10, 31),
    "reformationstag": (10, 31), "all saints": (11, 1), "all saints day": (11, 1), "allerheiligen": (11, 1),
    "todos los santos": (11, 1), "toussaint": (11, 1), "dia de muertos": (11, 2), "bonfire night": (11, 5),
    "guy fawkes": (11, 5), "guy fawkes night": (11, 5), "remembrance day": (11, 11), "veterans day": (11, 11),
    "armistice": (11, 11), "martinstag": (11, 11), "st andrew's day": (11, 30), "nikolaus": (12, 6),
    "nikolaustag": (12, 6), "saint nicolas": (12, 6), "la inmaculada": (12, 8), "christmas eve": (12, 24),
    "heiligabend": (12, 24), "heiliger abend": (12, 24), "nochebuena": (12, 24), "reveillon de noel": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "weihnachten": (12, 25),
    "navidad": (12, 25), "noel": (12, 25), "boxing day": (12, 26), "dia de los inocentes": (12, 28),
    "erster weihnachtstag": (12, 25), "ersten weihnachtstag": (12, 25), "zweiter weihnachtstag": (12, 26),
    "zweiten weihnachtstag": (12, 26),
    "stefanitag": (12, 26), "st stephen's day": (12, 26),
    "stephanstag": (12, 26), "new year's eve": (12, 31), "new years eve": (12, 31), "hogmanay": (12, 31),
    "silvester": (12, 31), "nochevieja": (12, 31), "la saint sylvestre": (12, 31), "reveillon": (12, 31),
}  # fmt: skip
AFTER_EASTER = {
    "weiberfastnacht": -52, "altweiber": -52, "rosenmontag": -48, "faschingsdienstag": -47, "pancake tuesday": -47,
    "fat tuesday": -47, "mothering sunday": -21, "palm sunday": -7, "palmsonntag": -7, "domingo de ramos": -7,
    "les rameaux": -7, "shrove tuesday": -47, "pancake day": -47, "mardi gras": -47, "martes de carnaval": -47,
    "ash wednesday": -46, "aschermittwoch": -46, "miercoles de ceniza": -46, "maundy thursday": -3,
    "grundonnerstag": -3, "jueves santo": -3, "jeudi saint": -3, "good friday": -2, "karfreitag": -2,
    "viernes santo": -2, "vendredi saint": -2, "easter": 0, "easter sunday": 0, "ostern": 0, "ostersonntag": 0,
    "domingo de resurreccion": 0, "pascua": 0, "paques": 0, "easter monday": 1, "ostermontag": 1, "lunes de pascua": 1,
    "lundi de paques": 1, "ascension day": 39, "christi himmelfahrt": 39, "auffahrt": 39, "himmelfahrt": 39,
    "ascension thursday": 39, "vatertag": 39, "ascension": 39, "himmelfahrtstag": 39,
    "whit sunday": 49, "pentecost": 49, "pfingsten": 49, "pentecote": 49, "whit monday": 50, "pfingstmontag": 50,
    "lundi de pentecote": 50, "corpus christi": 60, "fronleichnam": 60,
}  # fmt: skip
# Month, weekday (0 is Monday), the how manieth of the month, and how many days after it.
NTH_WEEKDAY = {
    "mlk day": (1, 0, 3, 0), "presidents day": (2, 0, 3, 0), "muttertag": (5, 6, 2, 0), "father's day": (6, 6, 3, 0),
    "fathers day": (6, 6, 3, 0), "labor day": (9, 0, 1, 0), "columbus day": (10, 0, 2, 0),
    "thanksgiving": (11, 3, 4, 0), "black friday": (11, 3, 4, 1), "cyber monday": (11, 3, 4, 4),
}  # fmt: skip
# Feasts of other calendars, as published, by year; those of the evening before count from the day itself.
MOVED = {
    "diwali": ((2024, 11, 1), (2025, 10, 20), (2026, 11, 8), (2027, 10, 29), (2028, 10, 17), (2029, 11, 5)),
    "holi": ((2025, 3, 14), (2026, 3, 4), (2027, 3, 22), (2028, 3, 11), (2029, 3, 1), (2030, 3, 20)),
    "eid al fitr": ((2025, 3, 30), (2026, 3, 20), (2027, 3, 10), (2028, 2, 26), (2029, 2, 14), (2030, 2, 4)),
    "eid al adha": ((2025, 6, 6), (2026, 5, 27), (2027, 5, 16), (2028, 5, 5), (2029, 4, 24), (2030, 4, 13)),
    "lunar new year": ((2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 3)),
    "rosh hashanah": ((2025, 9, 23), (2026, 9, 12), (2027, 10, 2), (2028, 9, 21), (2029, 9, 10), (2030, 9, 28)),
    "yom kippur": ((2025, 10, 2), (2026, 9, 21), (2027, 10, 11), (2028, 9, 30), (2029, 9, 19), (2030, 10, 7)),
    "passover": ((2025, 4, 13), (2026, 4, 2), (2027, 4, 22), (2028, 4, 11), (2029, 3, 31), (2030, 4, 18)),
    "hanukkah": ((2025, 12, 15), (2026, 12, 5), (2027, 12, 25), (2028, 12, 13), (2029, 12, 2), (2030, 12, 21)),
}  # fmt: skip
_SAME = {
    "deepavali": "diwali", "divali": "diwali", "diwali": "diwali", "chinese new year": "lunar new year",
    "chinesisches neujahr": "lunar new year", "ano nuevo chino": "lunar new year",
    "nouvel an chinois": "lunar new year", "zuckerfest": "eid al fitr", "opferfest": "eid al adha",
    "aid el fitr": "eid al fitr", "aid el kebir": "eid al adha", "bakrid": "eid al adha", "eid ul fitr": "eid al fitr",
    "eid ul adha": "eid al adha", "jom kippur": "yom kippur", "chanukah": "hanukkah", "chanukka": "hanukkah",
    "hanoucca": "hanukkah", "januca": "hanukkah", "pessach": "passover", "pesach": "passover",
}  # fmt: skip
STARTS = frozenset(phrase.split()[0] for phrase in (*FIXED, *AFTER_EASTER, *NTH_WEEKDAY, *MOVED, *_SAME))
LONGEST = 4  # words
_BACK, _AHEAD = timedelta(days=200), timedelta(days=366)
"""How far back, and ahead, a feast is meant by its name alone."""
# Feasts that people keep for days: from how many days before to how many after.
_KEPT = {
    **dict.fromkeys(("christmas", "xmas", "weihnachten", "navidad", "noel"), (-1, 1)),
    **dict.fromkeys(("easter", "ostern", "pascua", "paques"), (-2, 1)),
    **dict.fromkeys(("pentecost", "pfingsten", "pentecote"), (0, 1)),
}


def days_of(phrase: str, now: date) -> tuple[date, ...]:
    """The days a speaker can mean by this name, seen from `now`; empty for any other phrase."""
    if not 1 < now.year < date.max.year:
        return ()
    found = [_day(phrase, year) for year in (now.year - 1, now.year, now.year + 1)]
    meant = [day for day in found if day is not None and -_BACK <= day - now <= _AHEAD]
    first, last = _KEPT.get(phrase, (0, 0))
    return tuple(day + timedelta(days=offset) for day in meant for offset in range(first, last + 1))


def day_in(phrase: str, year: int) -> tuple[date, ...]:
    """The day of this name in that year, if there is one."""
    day = _day(phrase, year)
    return () if day is None else (day,)


def _day(phrase: str, year: int) -> date | None:
    if phrase in FIXED:
        month, day = FIXED[phrase]
        return None if (month, day) == (2, 29) and year % 4 else date(year, month, day)
    if phrase in AFTER_EASTER:
        return easter(year) + timedelta(days=AFTER_EASTER[phrase])
    moved = MOVED.get(_SAME.get(phrase, phrase), ())
    for known in moved:
        if known[0] == year:
            return date(*known)
    if phrase in NTH_WEEKDAY:
        month, weekday, nth, after = NTH_WEEKDAY[phrase]
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1) + after)
    return None


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the anonymous computus of 1876."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)

"""Private facts as people may write them: for each kind a strategy that draws a fact and a reply that contains it."""

from datetime import date, timedelta

from hypothesis import assume
from hypothesis import strategies as st

from parlour.core.nouns.fact import Fact
from tests.core.guard.desk import KNOWLEDGE, NOW
from tests.core.text.spelled import WRITERS

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
NATO = (
    "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo "
    "Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
).split()
ENDING = ("ending in {}", "mit der Endung {}", "que termina en {}", "qui finit par {}")
LEET = str.maketrans("oeas", "034$")
FIGURES = st.text("0123456789", min_size=5, max_size=8).filter(lambda text: len(set(text)) > 2)
Dressed = tuple[Fact, str]


def _said(digits: str, language: str) -> str:
    """Figures one by one in words."""
    return " ".join(WRITERS[language](int(digit)) for digit in digits)


def _in_pairs(digits: str, language: str) -> str:
    """Figures two by two in words, as telephone numbers are told; a leading zero is said."""
    pairs = [digits[place : place + 2] for place in range(0, len(digits), 2)]
    write = WRITERS[language]
    return ", ".join(
        f"{write(0)} {write(int(pair[1:]))}" if pair[0] == "0" and pair[1:] else write(int(pair)) for pair in pairs
    )


@st.composite
def code(draw: st.DrawFn) -> Dressed:
    letters, digits = draw(st.text("BCDFGHKMPRTX", min_size=1, max_size=3)), draw(FIGURES)
    kind = draw(st.sampled_from(["order", "booking", "policy", "claim", "account", "loyalty", "ticket", "device"]))
    whole = letters + digits
    language = draw(st.sampled_from(sorted(WRITERS)))
    spelled = " ".join(NATO[ord(letter) - ord("A")] for letter in letters)
    shapes = [
        f"{letters}-{digits}",
        whole,
        whole.lower(),
        " ".join(whole),
        f"{letters}/{digits}",
        f"{letters}.{digits}",
    ]
    shapes += [
        digits,
        " ".join(digits),
        "-".join(digits),
        _said(digits, language),
        f"{spelled} {_said(digits, language)}",
    ]
    shapes += [f"{letters} {_in_pairs(digits, language)}", draw(st.sampled_from(ENDING)).format(digits[-4:])]
    return Fact(kind, f"{letters}-{digits}", "crm"), f"We have number {draw(st.sampled_from(shapes))} here."


@st.composite
def phone(draw: st.DrawFn) -> Dressed:
    digits = "7700" + draw(st.text("0123456789", min_size=6, max_size=6).filter(lambda text: len(set(text)) > 2))
    language = draw(st.sampled_from(sorted(WRITERS)))
    shapes = [
        f"+44{digits}",
        f"0{digits}",
        f"0{digits[:4]}-{digits[4:]}",
        " ".join(f"0{digits}"),
        _said(digits, language),
    ]
    shapes += [_in_pairs(digits, language), f"the number {draw(st.sampled_from(ENDING)).format(digits[-4:])}"]
    return Fact("phone", f"+44 {digits}", "crm"), f"We will ring {draw(st.sampled_from(shapes))} today."


@st.composite
def amount(draw: st.DrawFn) -> Dressed:
    whole, cents = draw(st.integers(101, 98_765).filter(lambda number: number % 100)), draw(st.integers(11, 99))
    language = draw(st.sampled_from(sorted(WRITERS)))
    write = WRITERS[language]
    grouped = f"{whole:,}"
    shapes = [
        f"{whole}.{cents} EUR",
        f"€{whole}.{cents}",
        f"{whole},{cents} €",
        f"{grouped}.{cents} euros",
        f"{whole} euros",
    ]
    shapes += [f"about {whole + 1} euros", grouped.replace(",", ".") + f",{cents} EUR", f"{whole}€{cents}"]
    shapes += [grouped.replace(",", " ") + f",{cents} €", grouped.replace(",", "'") + f".{cents} CHF"]
    shapes += [
        f"{write(whole)} euros",
        f"{write(whole)} euros {write(cents)}",
        f"{whole / 1000:.3f}".rstrip("0") + "k euros",
    ]
    assume(whole > 1000 or "k euros" not in shapes[-1])
    return Fact("balance", f"{whole}.{cents} EUR", "collections"), f"It is {draw(st.sampled_from(shapes))}, we think."


@st.composite
def day(draw: st.DrawFn) -> Dressed:
    when = draw(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
    month = {language: names.split()[when.month - 1] for language, names in MONTHS.items()}
    shapes = [when.isoformat(), f"{when.day} {month['en']}", f"{month['en']} {when.day}, {when.year}"]
    shapes += [f"{when.day}. {month['de']}", f"{when.day}.{when.month}.{when.year}", f"{when.day} de {month['es']}"]
    shapes += [
        f"{when.day}/{when.month}/{when.year}",
        f"{when.month}/{when.day}/{when.year}",
        f"{when.day} {month['fr']}",
    ]
    shapes += [f"el {WRITERS['es'](when.day)} de {month['es']}"]
    if when.day > 1:
        shapes.append(f"le {WRITERS['fr'](when.day)} {month['fr']}")
    return Fact("appointment", when.isoformat(), "crm"), f"We will be ready on {draw(st.sampled_from(shapes))}."


@st.composite
def near_day(draw: st.DrawFn) -> Dressed:
    """Days told from today, in a sentence with an hour or a word for appointments."""
    ahead = draw(st.integers(-6, 13))
    when = NOW.date() + timedelta(days=ahead)
    language = draw(st.sampled_from(sorted(WEEKDAYS)))
    weekday = WEEKDAYS[language].split()[when.weekday()]
    carriers = {
        "en": "Your appointment {} is noted.",
        "de": "Ihr Termin {} steht.",
        "es": "Su cita {} sigue en pie.",
        "fr": "Votre rendez-vous {} est maintenu.",
    }
    named = {
        "en": {0: "today", 1: "tomorrow", -1: "yesterday", 2: "the day after tomorrow", 7: "a week today"},
        "de": {0: "heute", 1: "morgen", -1: "gestern", 2: "übermorgen", -2: "vorgestern", 7: "heute in einer Woche"},
        "es": {0: "hoy", 1: "mañana", -1: "ayer", 2: "pasado mañana", -2: "anteayer", 7: "dentro de ocho días"},
        "fr": {1: "demain", 2: "après-demain", -2: "avant-hier", 7: "dans huit jours"},
    }[language]
    in_days = {"en": "in {} days", "de": "in {} Tagen", "es": "dentro de {} días", "fr": "dans {} jours"}[language]
    shapes = [weekday] if -6 <= ahead <= 6 else [f"{weekday} {when.day}"]
    shapes += [named[ahead]] if ahead in named else []
    shapes += [in_days.format(WRITERS[language](ahead))] if ahead > 1 else []
    return Fact("appointment", when.isoformat(), "crm"), carriers[language].format(draw(st.sampled_from(shapes)))


@st.composite
def birth(draw: st.DrawFn) -> Dressed:
    born = draw(st.dates(date(1935, 1, 1), date(2005, 12, 31)))
    age = NOW.year - born.year - ((NOW.month, NOW.day) < (born.month, born.day))
    sentences = [f"You are {age} years old.", f"Mit {age} Jahren ist man vorsichtig.", f"A sus {age} años, claro."]
    sentences += [f"À vos {age} ans, bravo.", f"You were born in {born.year}.", f"Née en {born.year}, bien sûr."]
    sentences += [f"For a lady of {WRITERS['en'](age)} we should know better.", f"{born:%d.%m.%Y} is what we have."]
    return Fact("birth_date", born.isoformat(), "crm"), draw(st.sampled_from(sentences))


@st.composite
def email(draw: st.DrawFn) -> Dressed:
    local, number = draw(st.sampled_from(["brightwater", "oakhurst", "tillmann"])), draw(st.integers(10, 99))
    address = f"{local}{number}@post.example"
    shapes = [address, address.upper(), f"{local}{number} at post dot example", f"{local}{number} (at) post.example"]
    shapes += [f"{local}{number}", f"{local}{number} arroba post punto example", f"{local} {number} @ post . example"]
    shapes += [f"{local}{number} ät post punkt example", f"{local}{number} arobase post point example"]
    shapes += [f"{local}{number}@post", f"{local}{number} [at] post"]
    return Fact("email", address, "crm"), f"We wrote to {draw(st.sampled_from(shapes))} again."


@st.composite
def name(draw: st.DrawFn) -> Dressed:
    given = draw(st.sampled_from(["Guillermo", "Annelore", "Thibault", "Harriet", "Konstantin"]))
    surname = draw(st.sampled_from(["Okwuosa", "Brünnlein", "Zabaleta", "Kowalczyk", "Thibodeau", "Großmüller"]))
    spelled = surname.replace("ü", "ue").replace("ß", "ss")
    shapes = [f"{given} {surname}", surname, f"{given[0]}. {surname}", f"{surname} {given}", f"Ms {surname}", spelled]
    shapes += [surname.upper(), f"{surname}'s", f"{given} {surname[0]}."]
    return Fact(
        "name", f"{given} {surname}", "crm"
    ), f"We have read the post of {draw(st.sampled_from(shapes))} with care."


@st.composite
def address(draw: st.DrawFn) -> Dressed:
    number = draw(st.integers(2, 199))
    whole, shapes = draw(
        st.sampled_from(
            [
                (
                    "{} Larkspur Road, Hexley HX4 2NP",
                    ["{} Larkspur Road", "{} Larkspur Rd", "Larkspur Road", "HX4 2NP"],
                ),
                ("Quellenstraße {}, 79999 Untertal", ["Quellenstr. {}", "Quellenstraße", "Quellen Straße {}", "79999"]),
                (
                    "Calle Almendros {}, 37999 Villaseca",
                    ["C/ Almendros {}", "calle Almendros", "Almendros {}", "37999"],
                ),
                ("{} rue des Glénan, 29999 Kerbrac", ["{} rue des Glénan", "rue des Glenan", "29999"]),
            ]
        )
    )
    shown = draw(st.sampled_from(shapes)).format(number)
    return Fact("address", whole.format(number), "crm"), f"The driver went to {shown} twice."


@st.composite
def unknown(draw: st.DrawFn) -> Dressed:
    """Facts of kinds nobody told the guard of."""
    kind, value, sentence = draw(
        st.sampled_from(
            [
                ("gate_key", "QF7-22X", "We used q f 7 2 2 x to come in."),
                ("partner", "Ottokar Blumenthal", "Is Blumenthal well?"),
                ("return_ferry", "2026-04-09 07:45", "You sail on 9 April."),
                ("deposit", "275.50 EUR", "The two hundred and seventy-five euros fifty are safe."),
                ("berth", "deck 7, cabin 112", "Cabin one hundred and twelve was made up."),
                ("boot_size", "11.5 wide", "Eleven and a half wide it is."),
                ("diet", "coeliac", "There is coeliac bread for you."),
            ]
        )
    )
    return Fact(kind, value, "crm"), sentence


@st.composite
def words(draw: st.DrawFn) -> Dressed:
    concept = draw(st.sampled_from([one for one in KNOWLEDGE.concepts if one.terms]))
    told, said = (draw(st.sampled_from(concept.terms)).strip("*") for _ in range(2))
    assume("{" not in told + said)
    shape = draw(st.sampled_from([said, said.upper(), said.title()]))
    return Fact("condition", told, "crm"), f"We know about the {shape} and we care."


@st.composite
def rare_word(draw: st.DrawFn) -> Dressed:
    word = draw(
        st.sampled_from(["osteoporosis", "sarcoidosis", "endometriosis", "tonsillectomy", "warfarin", "tinnitus"])
    )
    shapes = [word, word.upper(), word.translate(LEET), " ".join(word), "-".join(word), word[:4] + "\u200b" + word[4:]]
    return Fact("condition", word, "crm"), f"We know about the {draw(st.sampled_from(shapes))} and we care."


ANY = st.one_of(
    code(), phone(), amount(), day(), near_day(), birth(), email(), name(), address(), unknown(), words(), rare_word()
)

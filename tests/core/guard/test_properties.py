"""What holds for every text and every fact, not only for those we thought of."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision
from tests.core.guard.desk import BARE, CONTEXT, FACTS, KNOWLEDGE, NOW, payload, verdict

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

DIGIT_WORDS = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "de": ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
}
INVISIBLE = st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e")
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}
LEET = str.maketrans("oeas", "034$")


@st.composite
def dressed_code(draw: st.DrawFn) -> tuple[Fact, str]:
    letters = draw(st.text("BCDFGHKMPRTX", min_size=1, max_size=3))
    digits = draw(st.text("0123456789", min_size=5, max_size=8).filter(lambda text: len(set(text)) > 2))
    fact = Fact(
        draw(st.sampled_from(["order", "booking", "policy", "claim", "account", "loyalty"])),
        f"{letters}-{digits}",
        "crm",
    )
    shape = draw(
        st.sampled_from(
            [
                fact.value,
                fact.value.lower(),
                letters + digits,
                " ".join(letters + digits),
                f"{letters}/{digits}",
                f"{letters}.{digits}",
                digits,
                " ".join(digits),
                "-".join(digits),
                *(" ".join(words[int(digit)] for digit in digits) for words in DIGIT_WORDS.values()),
            ]
        )
    )
    return fact, f"We have number {shape} here."


@st.composite
def dressed_phone(draw: st.DrawFn) -> tuple[Fact, str]:
    digits = "7700" + draw(st.text("0123456789", min_size=6, max_size=6))
    fact = Fact("phone", f"+44 {digits}", "crm")
    shapes = [f"+44{digits}", f"0{digits}", f"0{digits[:4]}-{digits[4:]}", " ".join(f"0{digits}")]
    shapes += [" ".join(words[int(digit)] for digit in digits) for words in DIGIT_WORDS.values()]
    shapes += [f"the number ending in {digits[-4:]}", f"die Nummer, die auf {digits[-4:]} endet"]
    return fact, f"We will ring {draw(st.sampled_from(shapes[:-1]))} today."


@st.composite
def dressed_amount(draw: st.DrawFn) -> tuple[Fact, str]:
    whole, cents = draw(st.integers(101, 98_765)), draw(st.integers(1, 99))
    fact = Fact("balance", f"{whole}.{cents:02} EUR", "collections")
    shapes = [f"{whole}.{cents:02} EUR", f"€{whole}.{cents:02}", f"{whole},{cents:02} €", f"{whole:,}.{cents:02} euros"]
    shapes += [f"{whole} euros", f"about {whole + 1} euros", f"{whole:,}".replace(",", ".") + f",{cents:02} EUR"]
    return fact, f"It is about {draw(st.sampled_from(shapes))}, we think."


@st.composite
def dressed_day(draw: st.DrawFn) -> tuple[Fact, str]:
    day = draw(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
    english, german, spanish = (MONTHS[code][day.month - 1] for code in ("en", "de", "es"))
    shapes = [
        day.isoformat(),
        f"{day.day} {english}",
        f"{english} {day.day}, {day.year}",
        f"{day.day}. {german}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} de {spanish}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.month}/{day.day}/{day.year}",
    ]
    return Fact("appointment", day.isoformat(), "crm"), f"We will be ready on {draw(st.sampled_from(shapes))}."


@st.composite
def dressed_near_day(draw: st.DrawFn) -> tuple[Fact, str]:
    ahead = draw(st.integers(-6, 6))
    day = NOW.date() + timedelta(days=ahead)
    shapes = [
        f"{day:%A}",
        *({0: ["today"], 1: ["tomorrow"], -1: ["yesterday"], 2: ["the day after tomorrow"]}.get(ahead, [])),
    ]
    if ahead > 1:
        shapes.append(f"in {DIGIT_WORDS['en'][ahead]} days")
    if ahead < -1:
        shapes.append(f"{-ahead} days ago")
    return Fact("appointment", day.isoformat(), "crm"), f"The appointment {draw(st.sampled_from(shapes))} is noted."


@st.composite
def dressed_email(draw: st.DrawFn) -> tuple[Fact, str]:
    local, number = draw(st.sampled_from(["brightwater", "oakhurst", "tillmann"])), draw(st.integers(10, 99))
    fact = Fact("email", f"{local}{number}@post.example", "crm")
    shapes = [
        fact.value,
        fact.value.upper(),
        f"{local}{number} at post dot example",
        f"{local}{number} (at) post.example",
    ]
    shapes += [f"{local}{number}", f"{local}{number} arroba post punto example", f"{local} {number} @ post . example"]
    return fact, f"We wrote to {draw(st.sampled_from(shapes))} again."


@st.composite
def dressed_words(draw: st.DrawFn) -> tuple[Fact, str]:
    concept = draw(st.sampled_from([one for one in KNOWLEDGE.concepts if one.terms]))
    told, said = (draw(st.sampled_from(concept.terms)).strip("*") for _ in range(2))
    assume("{" not in told + said)
    shape = draw(st.sampled_from([said, said.upper(), said.title()]))
    return Fact("condition", told, "crm"), f"We know about the {shape} and we care."


@st.composite
def dressed_rare_word(draw: st.DrawFn) -> tuple[Fact, str]:
    word = draw(
        st.sampled_from(["osteoporosis", "sarcoidosis", "endometriosis", "tonsillectomy", "warfarin", "tinnitus"])
    )
    shapes = [word, word.upper(), word.translate(LEET), " ".join(word), "-".join(word), word[:4] + "\u200b" + word[4:]]
    return Fact("condition", word, "crm"), f"We know about the {draw(st.sampled_from(shapes))} and we care."


DRESSED = st.one_of(
    dressed_code(),
    dressed_phone(),
    dressed_amount(),
    dressed_day(),
    dressed_near_day(),
    dressed_email(),
    dressed_words(),
    dressed_rare_word(),
)


@settings(max_examples=300, deadline=None)
@given(DRESSED)
def test_a_fact_in_any_shape_is_never_simply_allowed(case: tuple[Fact, str]) -> None:
    fact, text = case
    context = replace(BARE, private_facts=(fact,))
    judged = verdict(text, context)
    assert judged.decision is not Decision.ALLOW
    assert any(one.fact_kind for one in judged.findings)


@FEW
@given(DRESSED)
def test_a_fact_of_somebody_else_is_never_simply_allowed_in_private(case: tuple[Fact, str]) -> None:
    fact, text = case
    context = replace(BARE, viewed_facts=(replace(fact, owner="C-2"),))
    assert verdict(text, context, surface=Surface.PRIVATE).decision is not Decision.ALLOW


@FEW
@given(DRESSED, st.lists(st.tuples(st.integers(0, 200), INVISIBLE), min_size=1, max_size=8))
def test_invisible_marks_never_turn_a_block_into_an_allow(case: tuple[Fact, str], marks: list[tuple[int, str]]) -> None:
    fact, text = case
    context = replace(BARE, private_facts=(fact,))
    assume(verdict(text, context).decision is Decision.BLOCK)
    for place, mark in marks:
        at = place % (len(text) + 1)
        text = text[:at] + mark + text[at:]
    assert verdict(text, context).decision is not Decision.ALLOW


WILD = st.text(max_size=120) | st.lists(
    st.sampled_from(
        [
            "@mara",
            "12.",
            "März",
            "four",
            "hundred",
            "in",
            "two",
            "days",
            "{{",
            "}}",
            "\u200b",
            "€",
            "14/3",
            "http://a?b=%",
        ]
    ),
    max_size=20,
).map(" ".join)


@FEW
@given(
    WILD, st.lists(st.tuples(st.sampled_from([*FACTS, "nickname"]), WILD), max_size=6), st.sampled_from(list(Surface))
)
def test_the_guard_never_fails_and_points_inside_the_text(
    text: str, facts: list[tuple[str, str]], surface: Surface
) -> None:
    private = tuple(Fact(kind, value, "crm") for kind, value in facts)
    context = replace(CONTEXT, private_facts=private, public_posts=(text[:20],), sectors=("health",))
    made = payload(text, surface=surface)
    judged = verdict(text, context, surface=surface)
    assert not any(one.rule.startswith("guard.failed") for one in judged.findings)
    assert all(0 <= one.start <= one.end <= len(made.text) for one in judged.findings)


@FEW
@given(WILD, WILD)
def test_another_text_is_another_binding(left: str, right: str) -> None:
    assert (verdict(left, BARE).binding == verdict(right, BARE).binding) is (left == right)

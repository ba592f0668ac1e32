"""From a private fact to the shapes it can take in a reply."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from parlour.core.guard.knowledge import FactKind, GuardKnowledge
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.addresses import address_shapes
from parlour.core.guard.shapes.ages import Decade, Sign
from parlour.core.guard.shapes.amounts import Amount
from parlour.core.guard.shapes.births import Birth, years_of
from parlour.core.guard.shapes.days import Day
from parlour.core.guard.shapes.durations import durations_of
from parlour.core.guard.shapes.emails import email_shapes, handle_shapes
from parlour.core.guard.shapes.expiries import expiry_shapes
from parlour.core.guard.shapes.hours import Hour, Weekday, weekly_of
from parlour.core.guard.shapes.labelled import POINTS, Labelled, Roughly, Step
from parlour.core.guard.shapes.lengths import lengths_of
from parlour.core.guard.shapes.names import Called, Diminutive, Somebody, name_shapes
from parlour.core.guard.shapes.parties import parties_of
from parlour.core.guard.shapes.pay import BY_THE_MONTH, BY_THE_YEAR, Pay
from parlour.core.guard.shapes.progress import progress_of
from parlour.core.guard.shapes.references import (
    ODD_FIGURES,
    code_shapes,
    model_shapes,
    numbered,
    phone_shapes,
    secret_shapes,
    unknown_shapes,
)
from parlour.core.guard.shapes.shape import Shape
from parlour.core.guard.shapes.shares import after_a_share, changes_of
from parlour.core.guard.shapes.stays import TO_A_DAY, Stay
from parlour.core.guard.shapes.what_is_left import what_is_left
from parlour.core.guard.shapes.windows import windows_of
from parlour.core.guard.shapes.words import Excerpt, Mentioned, Phrase, Stem
from parlour.core.nouns.fact import Fact
from parlour.core.personal_data import find
from parlour.core.text.date_span import DateSpan

_REMEMBERED = 4096  # facts whose shapes are made once, as a reply is judged while somebody types it
_HEALTH = frozenset({"condition", "treatment", "medicine"})  # one word tells it, whomever it is said of
_PET = 3  # letters of a pet name
_TIER = 3  # letters: "oro"
_POINTS = frozenset({"points", "miles"})
_NO_STEP = 20  # points; of fewer there are many
_TELLING_SUM = 2  # of smaller round sums there are too many
_SHORT = 2  # words that others are said with too: "Grade 7", "cabin crew"
_MONTHS = 12  # of a year
_LONGEST_STAY = 31  # days from the first to the last of a fact
_TIMES = re.compile(r"\s?[x×*]\s?[€$£]?\d")
_RANGE = re.compile(r"\s?(?:-|–|—|to|until|till|bis|a|hasta|al|au|jusqu'au)\s?(?:el |le |den |zum )?")
_HINT = re.compile(
    r"\b(?:hint|security (?:question|answer|word)|memorable (?:word|name|place)|safe ?word|merkwort|sicherheitsfrage|"
    r"pista|palabra clave|pregunta de seguridad|indice|question secrete|mot de securite)\b\W*"
)
# What opens a door, as it is noted with an address.
_OPENS = re.compile(
    r"\b(?:(?:gate|door|entry|access|buzzer|alarm|building|garage|lift|elevator) ?(?:code|pin)|key ?safe|lock ?box|"
    r"key ?pad|pin|digicode|(?:tor|(?:haus)?tur|eingangs|schlussel)-?(?:code|safe|tresor)|clave|"
    r"(?:code|codigo)(?: del?)? (?:portail|porte|immeuble|entree|d'entree|d'acces|acces|porton|portal|puerta|acceso|"
    r"entrada|edificio|garaje|cancela))\b"
)
# A day or an hour as machines write it: of 24, where "3:30" may be the afternoon.
_OF_24_HOURS = re.compile(r"\b\d{4}-\d{2}-\d{2}|\b0\d[:.]\d")
_NO_COUNT = 7  # figures in a row that nobody counts up to


def shapes_of(fact: Fact, now: date, knowledge: GuardKnowledge, *, shown: frozenset[str]) -> tuple[Shape, ...]:
    """Every shape in which this fact, read as of `now`, could show, each once.

    Words that the thread and the house have `shown` give nothing away in any fact.
    """
    return _shapes(fact.kind, fact.value, now, knowledge, shown)


@lru_cache(maxsize=_REMEMBERED)
def _shapes(
    kind_name: str, value: str, now: date, knowledge: GuardKnowledge, shown: frozenset[str]
) -> tuple[Shape, ...]:
    kind, reading = knowledge.kind(kind_name), Reading(value, now, knowledge)
    found: list[Shape] = []
    for name in kind.shapes:
        found.extend(_words(reading, kind, shown) if name == "words" else _MAKERS[name](reading, kind))
    if "message" in kind.shapes:
        sequence = tuple(token.word for token in reading.tokens)
        found.append(Excerpt(sequence, frozenset(), knowledge.stop, names=frozenset(_names(reading))))
        found.extend(_everyday_names(reading))
    found.extend(_hints(reading))
    if kind.concept:
        found.append(Mentioned(frozenset({kind.concept})))
    return tuple(dict.fromkeys(found))


def _hints(reading: Reading) -> Iterator[Shape]:
    """The words of a hint to a secret, or of the answer to a question that opens something: "PIN hint: dog Biscuit"."""
    hint = _HINT.search(reading.text)
    behind = [token for token in reading.tokens if hint and token.start >= hint.end()]
    for token in behind:
        if len(token.word) >= _PET and token.word not in reading.knowledge.stop and reading.is_capital(token.start):
            yield Phrase((token.word,), cue="hint", firm=False)


def _names(reading: Reading) -> Iterator[str]:
    """Words written with a capital inside a sentence, but months and weekdays."""
    no_names = {start for start, _ in reading.sentences}
    no_names |= {place for day in reading.dates for place in range(day.start, day.end)}
    for token in reading.tokens:
        first = reading.raw[reading.folded.origin[token.start]]
        if first.isupper() and token.start not in no_names and len(token.word) >= 3:
            yield token.word


def _everyday_names(reading: Reading) -> Iterator[Shape]:
    """Given names in a message that are everyday words: "a friend, Will, came along"."""
    knowledge = reading.knowledge
    for name in _names(reading) if reading.has_capitals_for_names else ():
        if name in knowledge.given_names and (name in knowledge.stop or knowledge.is_a_word(name)):
            yield Somebody(name)


def _pet_names(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    """What people close to somebody are called for short: "Ollie" of "son: Oliver", "Mateíto"."""
    knowledge = reading.knowledge
    for name in dict.fromkeys(token.word for token in reading.capitals):
        if name in knowledge.given_names and not knowledge.is_a_word(name):
            short = (other for other in knowledge.nicknames.get(name, ()) if not knowledge.is_a_word(other))
            yield from (Called(other, short=True) for other in sorted(short) if len(other) >= _PET)
            yield Diminutive(name)


def _words(reading: Reading, kind: FactKind, shown: frozenset[str]) -> Iterator[Shape]:
    """The value as a phrase, its rare words, and what else it is called."""
    knowledge, words = reading.knowledge, tuple(token.word for token in reading.tokens)
    telling = _telling(reading, shown)
    yield from _segments(reading, telling)
    if telling and 2 <= len(words) <= 12:
        yield Phrase(words)
    if reading.told:
        yield Mentioned(reading.told, firm=kind.words == "strong" and "anything" not in kind.shapes)
    if kind.words == "none" or _is_one_code(reading, kind):
        return
    yield from _rare_words(reading, kind, telling)
    if reading.has_capitals_for_names:
        inside = [name for name in _names(reading) if not re.search(rf"\b{name} \d", reading.text)]  # "Year 2"
        yield from (Somebody(name) for name in inside if len(name) < 4 or knowledge.is_a_word(name))
    for pair in pairwise(words):
        if all(len(word) >= 4 and word not in knowledge.stop and word.isalpha() for word in pair):
            yield Phrase(pair, firm=kind.words == "strong" and bool(set(pair) & set(telling)), general=True)
    if not telling and words and not all(word.isdigit() for word in words):
        yield Phrase(words, cue="mention")


def _telling(reading: Reading, shown: frozenset[str]) -> list[str]:
    """Words that neither everybody uses nor a number, date or time is written with."""
    common = reading.knowledge.common
    spans = [(date.start, date.end) for date in reading.dates] + [(time.start, time.end) for time in reading.times]
    spans += [(said.start, said.end) for said in reading.sums] + [(one.start, one.end) for one in reading.numbers]
    return [
        token.word
        for token in reading.tokens
        if not (token.word in common or token.word in shown or token.word.isdigit())
        and not any(start <= token.start < end for start, end in spans)
    ]


def _segments(reading: Reading, telling: list[str]) -> Iterator[Shape]:
    """What stands between commas; without a telling word it needs to be introduced."""
    for segment in re.split(r"[,;()\n]", reading.text):
        part = tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", segment))
        if 2 <= len(part) <= 8 and not all(word.isdigit() for word in part):
            cue = "" if set(part) & set(telling) else "mention"
            yield Phrase(part, cue=cue, general=len(part) == _SHORT)


def _is_one_code(reading: Reading, kind: FactKind) -> bool:
    anything = "anything" in kind.shapes
    return anything and not re.search(r"\s", reading.text) and re.search(r"\d", reading.text) is not None


def _rare_words(reading: Reading, kind: FactKind, telling: list[str]) -> Iterator[Shape]:
    names = {token.word for token in reading.capitals} if reading.raw != reading.raw.lower() else set()
    inside = frozenset(_names(reading)) if reading.has_capitals_for_names else frozenset()
    for word in telling:
        if word in names and reading.has_capitals_for_names and reading.knowledge.is_a_word(word):
            continue  # "Holly": somebody, where it has a capital
        if reading.has_cue("label", word) and re.search(rf"\b{word} \d", reading.text):
            continue  # "coach 7": all trains have coaches
        if len(word) >= 4:
            # Where the lexicon knows the thing, its names are the strong trace and a short lone word is a weak one.
            strong = kind.words == "strong" and (not reading.told or len(word) >= 7)
            sure = strong and "anything" not in kind.shapes
            known = word in names or kind.id in _HEALTH or (kind.words == "weak" and "anything" not in kind.shapes)
            cue = "" if known and (strong or len(word) >= 7) else "mention"
            yield Phrase((word,), cue=cue, firm=sure, general=True, name=word in names)
        if len(word) >= 8 and word not in inside:
            yield Stem(word)


def _email(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    if "@" in reading.text:
        yield from email_shapes(reading)
    else:
        yield from _words(reading, FactKind("email", "e-mail", words="strong"), frozenset())


def _handle(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    yield from handle_shapes(reading)


def _name(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    yield from name_shapes(reading.raw, reading)


def _address(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    yield from address_shapes(reading)
    if _OPENS.search(reading.text):
        yield from secret_shapes(reading, kind)


def _money(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    yield from what_is_left(reading)
    yield from progress_of(reading)
    yield from changes_of(reading, kind)
    dated = [(span.start, span.end) for span in reading.dates if span.month]
    for said in reading.sums:
        inside = any(start <= said.start < end for start, end in dated)
        small = said.currency and said.value % 1  # "87 cents"
        if _TIMES.match(reading.text, said.end) and reading.text[said.start : said.end].isdigit():
            continue  # "3 x 39.00"
        if not inside and (said.value >= _TELLING_SUM or small):
            yield Amount(said.value, minimum=kind.minimum)
            yield from (Amount(part, minimum=kind.minimum) for part in after_a_share(said.value, reading))
            if kind.id == "salary":
                yield from _in_the_other_period(said.value, reading, kind)


def _in_the_other_period(pay: Decimal, reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """A year's pay by the month, a month's by the year."""
    if BY_THE_YEAR.search(reading.text):
        yield Pay(Amount(round(pay / _MONTHS, 2), minimum=kind.minimum), "month")
    elif BY_THE_MONTH.search(reading.text):
        yield Pay(Amount(pay * _MONTHS, minimum=kind.minimum), "year")


def _some_money(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """Amounts in free words: only numbers with money beside them."""
    yield from changes_of(reading, kind)
    for said in reading.sums:
        if said.value >= 2 and (said.currency or reading.cue_near("amount", said.start, said.end, 12)):
            yield Amount(said.value, minimum=min(kind.minimum, 3))


def _birth(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    for span in reading.dates:
        if span.month is not None:
            yield Birth(span.year, span.month, span.day)
            born = _date_of(span)
            if born:
                yield Decade(born)
                yield Sign(born.month, born.day)


def _years(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    yield from years_of(reading)


def _day(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    minutes = reading.times[0].minutes if reading.times else None
    for span in (*reading.dates, *_between(reading)):
        if span.month is not None:
            yield Day(span.year, span.month, span.day, minutes=minutes)
        elif span.weekday is not None:
            yield Weekday(span.weekday)
    for time in reading.times:
        if not time.bare:
            yield from map(Hour, time.may_be[:1] if _OF_24_HOURS.search(reading.text) else time.may_be)
    yield from weekly_of(reading)
    yield from windows_of(reading)
    yield from _stays(reading)


def _stays(reading: Reading) -> Iterator[Shape]:
    """The numbers of two days, one after the other: "Friday 7 to Sunday 9 August", "2026-08-07 to 2026-08-09"."""
    days = {place: one.day for one in reading.dates if one.day and one.month for place in range(one.start, one.end)}
    for left, right in pairwise(reading.numbers):
        last = days.get(right.start)
        if last and left.value < last == right.value and TO_A_DAY.fullmatch(reading.text, left.end, right.start):
            yield Stay(int(left.value), last)
    for one, other in pairwise(one for one in reading.dates if one.day and one.month):
        if one.day and other.day and TO_A_DAY.fullmatch(reading.text, one.end, other.start):
            yield Stay(one.day, other.day)


def _between(reading: Reading) -> Iterator[DateSpan]:
    """The days from one to another: "2026-12-24 to 2026-12-27"."""
    for left, right in pairwise(one for one in reading.dates if one.year and one.month and one.day):
        first, last = _date_of(left), _date_of(right)
        if first and last and _RANGE.fullmatch(reading.text, left.end, right.start):
            for offset in range(1, min((last - first).days, _LONGEST_STAY)):
                day = first + timedelta(days=offset)
                yield DateSpan(left.start, right.end, day.year, day.month, day.day)


def _date_of(span: DateSpan) -> date | None:
    try:
        return date(span.year or 0, span.month or 0, span.day or 0)
    except ValueError:
        return None


def _data(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """Personal data somebody wrote into free words, and odd codes among them."""
    for datum in find(reading.raw):
        part = Reading(reading.raw[datum.start : datum.end], reading.now, reading.knowledge)
        yield from _DATA_MAKERS.get(datum.kind, code_shapes)(part, kind)
    for token in (token for token in reading.tokens if not token.word.isalpha()):
        figures = sum(character.isdigit() for character in token.word)
        counted = "anything" in kind.shapes and token.word.isdigit() and len(token.word) < _NO_COUNT
        if len(token.word) >= 5 and figures >= ODD_FIGURES and not counted:
            yield from code_shapes(Reading(token.word, reading.now, reading.knowledge), kind)


def _message(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """A whole private message or note."""
    yield from _data(reading, kind)
    yield from numbered(reading)
    yield from _day(reading, kind)
    yield from _some_money(reading, kind)
    if reading.told:
        yield Mentioned(reading.told)


def _membership(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """The number of a membership, or its step ("Silver") beside a word like "member"."""
    if re.search(r"\d", reading.text):
        yield from code_shapes(reading, kind)
    yield from progress_of(reading)
    points = [said.value for said in reading.sums if said.value >= _NO_STEP]
    yield from (shape for value in points for shape in (Labelled(value, _POINTS), Roughly(value, POINTS)))
    for place, token in enumerate(reading.tokens):
        plain = (place and token.word in reading.knowledge.stop) or reading.has_cue("tier", token.word)
        if token.word.isalpha() and len(token.word) >= _TIER and not plain:
            yield Step(token.word)


def _lasting(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    yield from durations_of(reading)


def _party(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    yield from parties_of(reading)
    yield from lengths_of(reading)


def _expiry(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    yield from expiry_shapes(reading)


_DATA_MAKERS = {
    "email": _email,
    "phone": phone_shapes,
    "handle": _handle,
    "person": _name,
    "secret": secret_shapes,
    "address": _address,
}
_MAKERS = {
    "code": code_shapes,
    "card": code_shapes,
    "secret": secret_shapes,
    "expiry": _expiry,
    "party": _party,
    "lasting": _lasting,
    "phone": phone_shapes,
    "email": _email,
    "handle": _handle,
    "name": _name,
    "pet_names": _pet_names,
    "address": _address,
    "money": _money,
    "some_money": _some_money,
    "day": _day,
    "birth": _birth,
    "years": _years,
    "data": _data,
    "message": _message,
    "membership": _membership,
    "model": model_shapes,
    "anything": unknown_shapes,
}

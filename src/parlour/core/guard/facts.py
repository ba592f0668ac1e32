"""From a private fact to the shapes it can take in a reply."""

import re
from collections.abc import Iterator
from itertools import product

from parlour.core.guard.knowledge import FactKind
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.amounts import Amount
from parlour.core.guard.shapes.codes import Code, Figures
from parlour.core.guard.shapes.days import Day, Hour, Weekday
from parlour.core.guard.shapes.shape import Shape
from parlour.core.guard.shapes.words import Excerpt, Mentioned, Phrase, Stem
from parlour.core.nouns.fact import Fact
from parlour.core.personal_data import find

_AT = ("", "a", "at", "arroba", "klammeraffe")
_DOT = ("", "dot", "punkt", "punto", "period")
_FREE_MAIL = frozenset(
    {
        "gmail",
        "googlemail",
        "outlook",
        "hotmail",
        "yahoo",
        "gmx",
        "web",
        "icloud",
        "proton",
        "protonmail",
        "live",
        "aol",
    }
)
_STREET_TYPES = {
    "street": "st", "st": "street", "road": "rd", "rd": "road", "avenue": "ave", "ave": "avenue", "lane": "ln",
    "ln": "lane", "drive": "dr", "court": "ct", "boulevard": "blvd", "blvd": "boulevard", "square": "sq",
    "strasse": "str", "str": "strasse", "avenida": "avda", "avda": "avenida", "plaza": "pza", "calle": "c",
}  # fmt: skip
_MORE_STREET_TYPES = frozenset(
    {"way", "close", "terrace", "place", "crescent", "gardens", "row", "quay", "hill", "weg", "platz", "allee",
     "gasse", "ring", "ufer", "damm", "paseo", "ronda", "carrer", "camino", "c", "sq"}
)  # fmt: skip


def shapes_of(fact: Fact, reading: Reading, plain: frozenset[str]) -> tuple[Shape, ...]:
    """Every shape in which this fact, read by `reading`, could show, each once; `plain` words give nothing away."""
    kind = reading.knowledge.kind(fact.kind)
    found: list[Shape] = []
    for name in kind.shapes:
        found.extend(_MAKERS[name](reading, kind))
    if "message" in kind.shapes:
        sequence = tuple(token.word for token in reading.tokens)
        found.append(Excerpt(sequence, plain, reading.knowledge.stop, names=frozenset(_names(reading))))
    if kind.concept:
        found.append(Mentioned(frozenset({kind.concept})))
    return tuple(dict.fromkeys(found))


def _names(reading: Reading) -> Iterator[str]:
    """Words written with a capital inside a sentence, but months and weekdays."""
    no_names = {start for start, _ in reading.sentences}
    no_names |= {place for day in reading.dates for place in range(day.start, day.end)}
    for token in reading.tokens:
        first = reading.raw[reading.folded.origin[token.start]]
        if first.isupper() and token.start not in no_names and len(token.word) >= 3:
            yield token.word


def _words(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """The value as a phrase, its rare words, and what else it is called."""
    knowledge = reading.knowledge
    words = tuple(token.word for token in reading.tokens)
    telling = [word for word in words if word not in knowledge.common and not word.isdigit()]
    for segment in re.split(r"[,;()\n]", reading.text):
        part = tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", segment))
        if 2 <= len(part) <= 8:
            yield Phrase(part, cue="" if set(part) & set(telling) else "mention")
    if telling and 2 <= len(words) <= 12:
        yield Phrase(words)
    if reading.told:
        yield Mentioned(reading.told)
    if kind.words == "none":
        return
    for word in telling:
        if len(word) >= 4:
            # Where the lexicon knows the thing, its names are the strong trace and a short lone word is a weak one.
            strong = kind.words == "strong" and (not reading.told or len(word) >= 7)
            yield Phrase((word,), cue="" if strong or len(word) >= 7 else "mention", firm=strong)
        if len(word) >= 8:
            yield Stem(word)
    if not telling and words:
        yield Phrase(words, cue="mention")


def _code(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    """References: whole, by their figures, by the last four."""
    letters = "".join(token.word for token in reading.tokens)
    digits = re.sub(r"\D", "", letters)
    if letters and (len(letters) >= 5 or not digits):
        odd = len(digits) >= 3 or (len(letters) >= 5 and letters not in reading.knowledge.common)
        yield Code(letters, cue="" if odd else "code")
    elif letters:
        yield Code(letters, cue="code")
    for token in reading.tokens:
        if len(token.word) >= 5 and sum(character.isdigit() for character in token.word) >= 3:
            yield Code(token.word)
    if len(digits) >= 5:
        yield Figures(digits, window=6 if len(digits) > 6 else 0)
    elif len(digits) == 4:
        yield Phrase((digits,), cue="code", identifying=True)


def _card(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    yield from _code(reading, kind)


def _secret(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    letters = "".join(token.word for token in reading.tokens)
    if len(letters) >= 3:
        yield Code(letters, cue="" if len(letters) >= 6 else "secret")


def _phone(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    digits = re.sub(r"\D", "", reading.text)
    if len(digits) >= 5:
        national = digits[-9:] if len(digits) > 9 else digits.lstrip("0")
        yield Figures(national, window=min(7, len(national)))


def _email(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    """The address with any words for its signs, and its two halves."""
    local, at, domain = reading.text.partition("@")
    if not at:
        yield from _words(reading, FactKind("email", "e-mail", words="strong"))
        return
    local_parts, domain_parts = re.findall(r"[^\W_]+", local), re.findall(r"[^\W_]+", domain)
    for sign, dot in product(_AT, _DOT):
        for inner in {"", dot}:
            yield Code(inner.join(local_parts) + sign + dot.join(domain_parts))
    if len("".join(local_parts)) >= 5:
        odd = len(local_parts) > 1 or re.search(r"\d", local) is not None
        for dot in _DOT if len(local_parts) > 1 else ("",):
            yield Code(dot.join(local_parts), cue="" if odd else "contact")
    known = _FREE_MAIL | reading.knowledge.common
    if domain_parts and domain_parts[0] not in known and len(domain_parts[0]) >= 4:
        yield Phrase((domain_parts[0],), cue="contact")


def _handle(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    letters = "".join(token.word for token in reading.tokens)
    if len(letters) >= 3:
        yield Code(letters, cue="" if len(letters) >= 6 else "contact")


def _name(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    yield from name_shapes(reading.raw, reading)


def name_shapes(name: str, reading: Reading) -> Iterator[Shape]:
    """A person's name, whole and in part; a part that is an everyday word needs a form of address beside it."""
    knowledge = reading.knowledge
    for variant in dict.fromkeys((name, _umlauts_spelled(name))):
        words = tuple(t.word for t in Reading(variant, reading.now, knowledge).tokens)
        parts = [word for word in words if len(word) >= 3]
        if len(words) >= 2:
            yield Phrase(words, identifying=True)
            yield Phrase(tuple(reversed(words)), identifying=True)
        for place, part in enumerate(parts):
            shy = part in knowledge.name_words or part in knowledge.common
            yield Phrase((part,), cue="name" if shy else "", identifying=place > 0 and not shy)
        if len(words) >= 2 and all(len(word) > 1 for word in words):
            yield Phrase((words[0], words[-1][0]), cue="initials")


def _umlauts_spelled(name: str) -> str:
    for umlaut, spelled in zip("äöüÄÖÜ", ("ae", "oe", "ue", "Ae", "Oe", "Ue"), strict=True):
        name = name.replace(umlaut, spelled)
    return name


_UNITS = frozenset(
    {"flat", "apt", "apartment", "unit", "floor", "suite", "wohnung", "stock", "piso", "puerta", "planta"}
)


def _address(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    """The street with or without its number, the postcode, and the town where words about living stand beside it."""
    for part in re.split(r"[,;\n]", reading.text):
        words = re.findall(r"[^\W_]+", part)
        letters = [word for word in words if not any(figure.isdigit() for figure in word)]
        figures = [word for word in words if word not in letters]
        if _UNITS & set(letters):
            yield Phrase(tuple(words), cue="place")
            continue
        is_street = any(_street_type(word) for word in letters)
        if is_street and letters:
            yield from _street(letters, figures)
            continue
        for code in dict.fromkeys([*figures, "".join(figures)]) if len("".join(figures)) <= 8 else figures:
            if len(code) >= 4:
                yield Code(code, cue="" if len(code) >= 5 else "place", identifying=False)
        for word in letters:
            if len(word) >= 4 and word not in reading.knowledge.common:
                yield Phrase((word,), cue="place")


def _street_type(word: str) -> bool:
    known = word in _STREET_TYPES or word in _MORE_STREET_TYPES
    return known or (len(word) > 6 and word.endswith(("strasse", "str", "weg", "platz", "allee", "gasse", "damm")))


def _street(letters: list[str], figures: list[str]) -> Iterator[Shape]:
    variants = {tuple(letters), tuple(_STREET_TYPES.get(word, word) for word in letters)}
    for whole in letters:
        if whole.endswith("strasse") and len(whole) > 7:
            stem = whole.removesuffix("strasse")
            variants |= {(stem + "str",), (stem, "str"), (stem, "strasse")}
        elif whole.endswith("str") and len(whole) > 4:
            stem = whole.removesuffix("str")
            variants |= {(stem + "strasse",), (stem, "strasse"), (stem, "str")}
    for variant in sorted(variants):
        for figure in figures:
            yield Phrase((figure, *variant), identifying=True)
            yield Phrase((*variant, figure), identifying=True)
        yield Phrase(variant)
    for word in letters:
        if len(word) >= 4 and not _street_type(word):
            yield Phrase((word,), cue="place")
            yield from (Phrase(pair) for figure in figures for pair in ((word, figure), (figure, word)))


def _money(reading: Reading, _kind: FactKind) -> Iterator[Shape]:
    dated = [(span.start, span.end) for span in reading.dates if span.month]
    for number in reading.numbers:
        inside = any(start <= number.start < end for start, end in dated)
        if not inside and not number.ordinal and number.value >= 2:
            yield Amount(number.value)


def _some_money(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """Amounts in free words: only numbers with money beside them."""
    for shape in _money(reading, kind):
        assert isinstance(shape, Amount)
        for number in reading.numbers:
            if number.value == shape.value and reading.cue_near("amount", number.start, number.end, 12):
                yield shape


def _day(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    birth = kind.id == "birth_date"
    minutes = reading.times[0].minutes if reading.times else None
    for span in reading.dates:
        if span.month is not None:
            yield Day(span.year, span.month, span.day, birth=birth, minutes=minutes)
        elif span.weekday is not None:
            yield Weekday(span.weekday)
    for time in reading.times:
        yield Hour(time.minutes)


def _data(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """Personal data somebody wrote into free words, and odd codes among them."""
    for datum in find(reading.raw):
        part = Reading(reading.raw[datum.start : datum.end], reading.now, reading.knowledge)
        yield from _DATA_MAKERS.get(datum.kind, _code)(part, kind)
    for token in reading.tokens:
        figures = sum(character.isdigit() for character in token.word)
        if len(token.word) >= 5 and figures >= 3:
            yield from _code(Reading(token.word, reading.now, reading.knowledge), kind)


def _message(reading: Reading, kind: FactKind) -> Iterator[Shape]:
    """A whole private message or note."""
    yield from _data(reading, kind)
    yield from _day(reading, kind)
    yield from _some_money(reading, kind)
    if reading.told:
        yield Mentioned(reading.told)


_DATA_MAKERS = {
    "email": _email,
    "phone": _phone,
    "handle": _handle,
    "person": _name,
    "secret": _secret,
    "address": _address,
}
_MAKERS = {
    "words": _words,
    "code": _code,
    "card": _card,
    "secret": _secret,
    "phone": _phone,
    "email": _email,
    "handle": _handle,
    "name": _name,
    "address": _address,
    "money": _money,
    "some_money": _some_money,
    "day": _day,
    "data": _data,
    "message": _message,
}

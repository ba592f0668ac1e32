"""Names of people: whole, in part, in short, as initials."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match, Shape
from parlour.core.guard.shapes.words import Phrase
from parlour.core.text.fold import fold
from parlour.core.text.tokens import Token

_PARTICLES = frozenset(
    "de del la las los le les du des von van der den zu zur da di do dos das el al bin ibn ni nic mac mc af av ten ter "
    "und y e i o d l vom und san st".split()
)
_MISSPELT = 6  # letters of a name that is known again with one letter wrong
_APART = 9  # characters between two initials: ". de la "
_SHORTEST = 3  # letters of a short form
_WHOLE_NAME = 2  # words
_GIVEN = 3  # words of a given name at most ("maria del mar")
# In German, where things have a capital too, somewhere or a neuter is no person: "auf dem Kornfeld", "das Kornfeld".
_THING = re.compile(
    r"\b(?:(?:auf|in|hinter|unter|neben|uber|vor|zwischen|aus|an) (?:dem|den|das|einem|ein)|"
    r"im|am|ins|ans|aufs|das|kein) $"
)
# "Dès l'aurore", "the holly": a word in small letters after an article is a thing, where names have their capitals.
_ARTICLE = re.compile(
    r"(?:\b(?:an?|the|der|die|das|den|dem|ein(?:e[mnrs]?)?|el|las?|los|una?s?|al|del|les?|une|des|du|aux?)\s|\b[ld]')$"
)
# "Maria from our support team", "Javier, de reclamaciones": a colleague by the words behind the name.
_OF_THE_HOUSE = re.compile(
    r"\s(?:from|on|in) (?:our|the) (?:[a-z]+ ){0,2}?(?:team|shop|store|desk|office|branch|crew|department|kitchen|"
    r"reception|workshop|call centre)\b|\s(?:vom|von der|aus dem|aus der) "
    r"\w*(?:buro|team|laden|service|abteilung|kasse|filiale|werkstatt|empfang|praxis)\b|"
    r",?\s(?:(?:branch|shop|store|team) manager|service client|du (?:service|magasin)|"
    r"(?:au|del) (?:comptoir|mostrador|equipo|servicio|departamento|turno)|"
    r"de (?:la (?:tienda|oficina|boutique)|l'(?:equipe|atelier)|reclamaciones|atencion))\b"
)
_OUR_COLLEAGUE = re.compile(
    r"\b(?:our|my|unser\w*|mein\w*|nuestr[oa]|mi|notre|mon|ma)\s(?:[a-z]+ )?"
    r"(?:colleague|kolleg\w*|companer[oa]|collegue|manager|boss|chef\w*|agent|host|trainee|azubi)\s$"
)
_I_AM = re.compile(
    r"\b(?:i'm|i am|my name is|(?:le|te|les|os) (?:saluda|atiende|escribe)|soy|me llamo|habla|ich bin|mein name ist|"
    r"hier (?:ist|schreibt|spricht|antwortet)|je suis|je m'appelle|c'est|ici) $"
)
_BEHIND_OWN_NAME = re.compile(r"\s?(?:[,.!;:–—-]|$| (?:from|at|here|and|de|del|vom|von|aus|und|y|et|du)\b)")
_STREETS = re.compile(
    r"\b(?:avenida|calle|plaza|rue|quai|avenue|boulevard|sucursal|station|metro|prince|princess|saint|san|santa|sankt)\s"
    r"(?:de (?:la )?|d'|du )?$"
)
_SMALL_ENDINGS = ("ecito", "ecita", "ito", "ita", "chen", "lein", "ette", "ie", "i", "y")
_VOCATIVE_AFTER = re.compile(r"\s?(?:[,!:?]|$)")
_CLOSING_AFTER = re.compile(r"\s?(?:[.,!?:;\U0001f300-\U0001faff\u2600-\u27bf<]|$)")


def name_shapes(name: str, reading: Reading) -> Iterator[Shape]:
    """A person's name, whole and in part; a part that is an everyday word needs a form of address beside it."""
    knowledge = reading.knowledge
    for variant in spellings(name):
        words = tuple(token.word for token in Reading(variant, reading.now, knowledge).tokens)
        if len(words) >= _WHOLE_NAME:
            yield from _together(words)
        for place, part in enumerate(words):
            if len(part) >= _SHORTEST and part not in _PARTICLES:
                shy = knowledge.is_a_word(part)
                yield Called(part, shy=shy, identifying=place > 0 and not shy, own=frozenset(words))
    words = tuple(token.word for token in reading.tokens)
    yield from _short_forms(words, reading)
    for word in words:
        if len(word) >= _MISSPELT and not knowledge.is_a_word(word):
            yield Misspelt(word)
    if words:
        yield Titled(words[-1][0])
    letters = tuple(word[0] for word in words)
    kept = tuple(word[0] for word in words if word not in _PARTICLES)
    capital = tuple(fold(word[0]).text for word in reading.raw.split() if word[0].isupper())
    for some in dict.fromkeys((letters, kept, capital, kept[:-1], (kept[0], kept[-1]) if kept else ())):
        if len(some) >= 2:
            yield Initials(some)


def _together(words: tuple[str, ...]) -> Iterator[Shape]:
    """A given name with its surname: whole, turned round, either of them as a letter ("R. L. Finch", "Gemma O.")."""
    yield Phrase(words, identifying=True)
    yield Phrase(tuple(reversed(words)), identifying=True)
    yield Phrase((words[0], words[-1][0]), cue="initials")
    yield WithInitials(words[0], tuple(words[1:]))
    if len(words[-1]) >= _SHORTEST:
        letters = tuple(name[0] for name in words[:-1])
        yield from (Lettered((*some, words[-1])) for some in dict.fromkeys((letters[:1], letters)))


def spellings(text: str) -> tuple[str, ...]:
    """The ways to write the same without its umlauts and apostrophes."""
    spelled = text
    for umlaut, letters in zip("äöüÄÖÜ", ("ae", "oe", "ue", "Ae", "Oe", "Ue"), strict=True):
        spelled = spelled.replace(umlaut, letters)
    bare = re.sub(r"([aouAOU])e(?=[^\W\daeiouy])", r"\1", text)
    joined = re.sub(r"(?<=\w)['’ʼ](?=\w)", "", text)
    return tuple(dict.fromkeys((text, spelled, bare, joined)))


def _short_forms(words: tuple[str, ...], reading: Reading) -> Iterator[Shape]:
    knowledge = reading.knowledge
    given = [word for word in words[: max(1, len(words) - 1)] if word not in _PARTICLES]
    together = (" ".join(words[:length]) for length in range(2, min(len(words), _GIVEN) + 1))
    for name in dict.fromkeys((*given, *together)):
        for short in sorted(knowledge.nicknames.get(name, ())):
            yield Called(short, shy=len(short) < _SHORTEST or knowledge.is_a_word(short), short=True)
            yield WithInitials(short, words[words.index(name.split()[-1]) + 1 :])
    for name in given:
        if len(name) >= _SHORTEST + 2:
            yield Shortened(name)


@dataclass(frozen=True, slots=True)
class Called:
    """One part of a name, or with `short` another name for it. A `shy` one is also an everyday word: it counts only
    where somebody is addressed by it. `own`: all parts of the name."""

    word: str
    shy: bool = False
    short: bool = False
    identifying: bool = False
    own: frozenset[str] = frozenset()

    def matches(self, reading: Reading) -> Iterator[Match]:
        genitive = Phrase((self.word + "s",)).places(reading) if not self.short else ()
        for start, end in dict.fromkeys([*Phrase((self.word,)).places(reading), *genitive]):
            if self.shy:
                if is_addressed(start, end, reading):
                    yield Match(start, end, firm=False)
            elif not self.short:
                if not (
                    _is_words(start, end, reading)
                    or _is_thing(start, reading)
                    or _is_of_another(start, end, self.own, reading)
                ):
                    yield Match(start, end, firm=True)
            elif is_addressed(start, end, reading) or (
                reading.is_capital(start) and not _is_colleague(start, end, reading)
            ):
                yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A name out of a file that is also an everyday word ("his daughter Rose"), with a capital where none is
    due."""

    word: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for start, end in dict.fromkeys(Phrase((self.word,)).places(reading)):
            if reading.trusting or reading.is_name(start, end):
                yield Match(start, end, firm=False)


@dataclass(frozen=True, slots=True)
class Shortened:
    """The beginning of a given name, as one is called by it: "Gwen", "Raghu" for Raghavendra."""

    name: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in reading.tokens:
            if self._is_short(token.word) and reading.is_capital(token.start):
                word = token.word in reading.knowledge.stop or reading.knowledge.is_a_word(token.word)
                if not word and is_addressed(token.start, token.end, reading):
                    yield Match(token.start, token.end, firm=False)

    def _is_short(self, word: str) -> bool:
        if not _SHORTEST <= len(word) < len(self.name):
            return False
        if self.name.startswith(word):
            return True
        stem = word.rstrip("aeiouy") or word
        return len(stem) >= _SHORTEST and stem != word and self.name.startswith(stem)


@dataclass(frozen=True, slots=True)
class Diminutive:
    """A given name made small: "Timmi", "Mateíto", "Annchen"."""

    name: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in reading.capitals:
            stem = next((token.word.removesuffix(end) for end in _SMALL_ENDINGS if token.word.endswith(end)), "")
            same = len(stem) >= _SHORTEST and (self.name.startswith(stem) or self.name == stem[:-1])
            of_another = token.word in reading.knowledge.given_names or _is_colleague(token.start, token.end, reading)
            if same and not (of_another or reading.knowledge.is_a_word(token.word)):
                yield Match(token.start, token.end, firm=False)


@dataclass(frozen=True, slots=True)
class Initials:
    """The first letters of all parts, in capitals: "B. N. D.", "Z. O.-B."; two need a form of address."""

    letters: tuple[str, ...]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        tokens, length = reading.tokens, len(self.letters)
        for place, token in enumerate(tokens):
            if token.word == self.letters[0]:
                near = tokens[place : place + 2 * length]
                run = [one for one in near if len(one.word) == 1 or one.word not in _PARTICLES][:length]
                if tuple(one.word for one in run) == self.letters and self._stands(run, reading):
                    yield Match(run[0].start, run[-1].end, firm=False)
            elif token.word == "".join(self.letters) and self._is_signed(token, reading):
                yield Match(token.start, token.end, firm=False)

    def _stands(self, run: list[Token], reading: Reading) -> bool:
        capitals = all(reading.is_capital(token.start) for token in run)
        close = all(right.start - left.end <= _APART for left, right in pairwise(run))
        dotted = reading.text[run[0].end : run[0].end + 1] == "."
        addressed = reading.cue_before("name", run[0].start)
        return capitals and close and (addressed or (dotted and len(run) > 2))

    def _is_signed(self, token: Token, reading: Reading) -> bool:
        """Whether letters without dots stand where a name would: "Dear BND"."""
        letters = all(reading.is_capital(place) for place in range(token.start, token.end))
        return letters and len(token.word) > 1 and reading.cue_before("initials", token.start, 8)


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A name with one letter wrong, missing or too many."""

    name: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        length = len(self.name)
        for token in reading.capitals:
            if abs(len(token.word) - length) <= 1 and token.word[0] == self.name[0] and token.word != self.name:
                near = Levenshtein.distance(token.word, self.name, score_cutoff=1) == 1
                if near and token.word != self.name + "s" and not reading.knowledge.is_a_word(token.word):
                    yield Match(token.start, token.end, firm=False)


@dataclass(frozen=True, slots=True)
class Lettered:
    """A surname behind the first letters of given names, in capitals: "R. L. Finch", but for Ida Hope no "I hope"."""

    words: tuple[str, ...]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        surname = self.words[-1]
        one = len(self.words) == _WHOLE_NAME
        everyday = one and (self.words[0] in "aeioy" or reading.knowledge.is_a_word(surname))
        for start, end in dict.fromkeys(Phrase(self.words).places(reading)):
            capitals = reading.has_capitals and reading.is_capital(start) and reading.is_capital(end - len(surname))
            if capitals and (not everyday or reading.text[start + 1 : start + 2] == "."):
                yield Match(start, end, firm=True)


@dataclass(frozen=True, slots=True)
class WithInitials:
    """A given name, or what it is in short, with the rest of the name in letters: "Max v. A.", "Lupe T."."""

    given: str
    rest: tuple[str, ...]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        letters = {self.rest, tuple(word for word in self.rest if word not in _PARTICLES)} if self.rest else set()
        for place in reading.word_places.get(self.given, ()):
            for some in letters:
                near = reading.tokens[place + 1 : place + 1 + len(some)]
                same = [one.word for one in near] == [word[0] for word in some]
                dotted = same and some and reading.text[near[-1].end : near[-1].end + 1] == "."
                if dotted and reading.is_capital(reading.tokens[place].start) and reading.is_capital(near[-1].start):
                    yield Match(reading.tokens[place].start, near[-1].end, firm=False)


@dataclass(frozen=True, slots=True)
class Titled:
    """The first letter of a surname after a title: "Ms L."."""

    letter: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in reading.capitals:
            dotted = token.word == self.letter and reading.text[token.end : token.end + 1] in (".", ",", "!")
            if dotted and reading.cue_before("title", token.start, 12):
                yield Match(token.start, token.end, firm=False)


def _introduces(start: int, end: int, reading: Reading) -> bool:
    """Whether somebody gives their own name: "Le saluda Lupe", "hier schreibt Toni,"."""
    before = _I_AM.search(reading.text, max(0, start - 24), start)
    return before is not None and _BEHIND_OWN_NAME.match(reading.text, end) is not None


def _is_colleague(start: int, end: int, reading: Reading) -> bool:
    """Whether a short name is that of somebody who works here: "our colleague Andy", "Marie from our team"."""
    if reading.trusting:
        return False
    before = _OUR_COLLEAGUE.search(reading.text, max(0, start - 32), start)
    return before is not None or _introduces(start, end, reading) or _OF_THE_HOUSE.match(reading.text, end) is not None


def _is_words(start: int, end: int, reading: Reading) -> bool:
    """Whether what reads like one name is everyday words side by side: "on a eu la chance"."""
    parts, knowledge = re.findall(r"[^\W_]+", reading.text[start:end]), reading.knowledge
    return len(parts) > 1 and all(
        len(part) > 1 and (part in knowledge.stop or knowledge.is_a_word(part)) for part in parts
    )


def _is_thing(start: int, reading: Reading) -> bool:
    """Whether a word that could be a name is somewhere or something: "auf dem Kornfeld", "dès l'aurore"."""
    if _THING.search(reading.text, max(0, start - 14), start):
        return not reading.cue_before("name", start, 14)
    small = not reading.trusting and not reading.is_capital(start)
    return small and _ARTICLE.search(reading.text, max(0, start - 8), start) is not None


def _is_of_another(start: int, end: int, own: frozenset[str], reading: Reading) -> bool:
    """Whether a part of a name is a colleague's, a street's, or stands beside another surname: "Luc Bernard"."""
    if reading.trusting:
        return False
    if _OF_THE_HOUSE.match(reading.text, end) or _STREETS.search(reading.text, max(0, start - 24), start):
        return True
    following = re.match(r" ([^\W\d_]{3,})", reading.text[end : end + 24])
    if len(own) < _WHOLE_NAME:
        return False  # nobody knows the surname, so this can be it
    # In German any noun behind the name has a capital: "Für Maria Rückerstattung veranlasst".
    if following is None or following[1] in own or reading.language == "de" or not reading.is_capital(end + 1):
        return False
    knowledge, word = reading.knowledge, following[1]
    return not (word in knowledge.stop or word in knowledge.common or knowledge.is_a_word(word))


def is_addressed(start: int, end: int, reading: Reading) -> bool:
    """Whether the word is written as a name: after a greeting or a title, or set off by commas as people are called."""
    if reading.trusting:
        return True
    if not reading.is_capital(start):
        return False
    if reading.cue_before("name", start, 14):
        return True
    before = reading.text[reading.begin_of(start) : start].rstrip()
    if not before.strip("@^-*> "):
        return _VOCATIVE_AFTER.match(reading.text, end) is not None
    return before.endswith(",") and _CLOSING_AFTER.match(reading.text, end) is not None

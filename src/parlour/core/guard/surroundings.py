"""What stands around a place of a text: cues, the sentence, and whether it speaks to one person or to everybody."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.text.fold import fold
from parlour.core.text.language import language
from parlour.core.text.tokens import Token, sentences, tokens

_COUNTED = re.compile(
    r"(?:[ \-](?:new|more|other|neue|weitere|mas|otros|autres|nouveaux|nouvelles))?[ \-]([^\W\d_]{3,})"
)
# Words after a sum that name nothing it could count.
_NO_NOUN = frozenset(
    "wey wen dey less minus plus off back left remaining each total altogether please "
    "apiece each right now today even flat straight down short hit came landed cleared posted arrived went "
    "yesterday gestern ayer hier heute hoy demain already just still last next since this "
    "coming going heading headed landing arriving sitting behind under beside inside hinter detras derriere "
    "clavados clavadas justos redondos pelados exactos don odd ish has had hasn isn wasn didn doesn won "
    "abzuglich minus weniger retour zuruck insgesamt obendrauf "
    "menos devueltos rendus remboursees pending due owed owing outstanding overdue unpaid open missing "
    "arrive arrivent kommt kommen llega llegan overdrawn uberzogen "
    "offen offene offener ausstehend fehlende pendiente pendientes atrasados atrasadas impagos impagas "
    "net nets netto netos brut bruts brutto brutos gross limpios monthly yearly monatlich jahrlich mensuales anuales "
    "mensuels annuels zum zur beim vom als wegen impayes dus dues restants restant manquants".split()
)
_CHARGE = re.compile(  # German sums that are one thing however large they are: "730 Kursgebühr"
    r"[a-z]*(?:gebuhr|steuer|miete|beitrag|strafe|busse|kaution|pramie|guthaben|rabatt|schulden|zahlung|ruckstand|lohn|"
    r"kosten|zuschlag|gehalt|beihilfe|kindergeld|trinkgeld|selbstbehalt|skonto|pacht|zins|porto|rahmen|saldo|minus)"
)
_POLITE = re.compile(r"sie|ihnen|ihr(?:e[mnrs]?)?")  # these have a capital and are no nouns
_MANY = {"es": ("s",), "fr": ("s", "x")}  # how nouns end of which there are several
_TWO_WORDS = re.compile(r"([^\W\d_]+)(?: ([^\W\d_]+))?")
_NO_VOUS = re.compile(r"(?<=[a-z] )rendez[- ]vous\b")  # a date, and nobody is spoken to
_LEAVES = re.compile(r"\bsales?\b")  # Spanish trains do, English shops have them
_NOT_ALL = re.compile(  # with whom somebody is compared, who alone is spoken to: "avant tout le monde"
    r"\b(?:(?:before|ahead of|like|unlike|than) (?:everyone|everybody)|(?:avant|comme|que) tout le monde|"
    r"(?:antes (?:de|que)|como|que) todo el mundo|(?:vor|wie|als) alle[nr]? anderen?)\b"
)
_FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b")


class Surroundings:
    """A folded text with its words and sentences, and what its cues say of a place in it.

    With `trusting` no cue is asked for, and nothing is said to everybody.
    """

    def __init__(self, text: str, knowledge: GuardKnowledge, *, trusting: bool = False) -> None:
        self.raw = text
        self.folded = fold(text)
        self.text = self.folded.text
        self.knowledge = knowledge
        self.trusting = trusting
        self._cues: dict[tuple[str, int], bool] = {}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return sentences(self.text)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence a place of the folded text lies in."""
        at = bisect_right(self._sentence_starts, place) - 1
        return self.sentences[at] if at >= 0 else (0, len(self.text))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def cue_near(self, cue: str, start: int, end: int, reach: int = 40) -> bool:
        """Whether a word of a cue stands within `reach` characters."""
        around = self._whole_words(start - reach, start) + " \x1f " + self._whole_words(end, end + reach)
        return self.trusting or self.has_cue(cue, around)

    def cue_before(self, cue: str, start: int, reach: int = 20) -> bool:
        """Whether such a word stands right before, in the same sentence."""
        if self.trusting:
            return True
        return self.has_cue(cue, self._whole_words(max(start - reach, self.sentence_at(start)[0]), start))

    def cued(self, cue: str, place: int) -> bool:
        """Whether such a word stands anywhere in the sentence at a place."""
        if self.trusting:
            return True
        first, last = self.sentence_at(place)
        if (cue, first) not in self._cues:
            said = self.text[first:last]
            said = _NO_VOUS.sub("rendezvous", said) if cue == "you" else said
            said = _LEAVES.sub("parte", said) if cue != "day" and self.language == "es" else said
            self._cues[cue, first] = self.has_cue(cue, _NOT_ALL.sub("", said) if cue == "everyone" else said)
        return self._cues[cue, first]

    def places_of(self, cue: str) -> Iterator[tuple[int, int]]:
        """Where the words of a cue stand."""
        pattern = self.knowledge.cue_patterns.get(cue)
        yield from (match.span() for match in pattern.finditer(self.text)) if pattern is not None else ()

    def speaks_to_all(self, place: int, *, unless: str = "") -> bool:
        """Whether the sentence at a place is for everybody who reads it: opening hours, events, general advice.

        Words like "everyone" say so whoever is spoken to, words like "open" only where nobody is, and no cue `unless`.
        """
        if self.trusting:
            return False
        if self.is_advice(place):
            return True
        return self.cued("event", place) and not self.speaks_to_one(place) and not (unless and self.cued(unless, place))

    def is_advice(self, place: int) -> bool:
        """Whether the sentence at a place is said of everyone, or of anyone and not to "you"."""
        if self.trusting:
            return False
        return self.cued("everyone", place) or (self.cued("anyone", place) and not self.speaks_to_one(place))

    def speaks_to_one(self, place: int) -> bool:
        """Whether the sentence at a place says "you" or "your"."""
        if self.cued("you", place) or (self.language and self.cued(f"you_{self.language}", place)):
            return True
        first, last = self.sentence_at(place)
        if ("Sie", first) not in self._cues:
            self._cues["Sie", first] = self._is_formal(first, last)
        return self._cues["Sie", first]

    def _is_formal(self, start: int, end: int) -> bool:
        """Whether a German formal address stands there, which only its capital tells from "she" and "her"."""
        origin = self.folded.origin
        return end > start and _FORMAL.search(self.raw, origin[start], origin[end - 1] + 1) is not None

    @cached_property
    def language(self) -> str:
        return language((token.word for token in self.tokens), default="")

    def is_count(self, end: int) -> bool:
        """Whether the number that ends at a place counts the things named after it ("212 shops")."""
        counted = _COUNTED.match(self.text, end)
        if counted is None or self.trusting or _CHARGE.fullmatch(counted[1]):
            return False
        if counted[1] in self.knowledge.stop or counted[1] in _NO_NOUN:
            return False
        if self.language == "de" and self.has_capitals:
            # What German counts has a capital, if after another word: "vierzehn brauchst du" counts nothing.
            after = _TWO_WORDS.match(self.text, counted.start(1))
            nouns = (place for place in (1, 2) if after and after[place] and not _POLITE.fullmatch(after[place]))
            return after is None or any(self.is_capital(after.start(place)) for place in nouns)
        # What Spanish and French count is many: "un millón trescientos asusta" counts nothing.
        return self.language not in _MANY or counted[1].endswith(_MANY[self.language])

    @cached_property
    def capitals(self) -> tuple[Token, ...]:
        """The words written with a capital; in a text without any, all words."""
        return tuple(token for token in self.tokens if self.is_capital(token.start))

    def is_capital(self, place: int) -> bool:
        """Whether the letter of the original at this place is a capital; in a text without any, every letter passes."""
        return self.raw[self.folded.origin[place]].isupper() or not self.has_capitals

    @cached_property
    def has_capitals(self) -> bool:
        return any(character.isupper() for character in self.raw)

    def _whole_words(self, start: int, end: int) -> str:
        """The text between two places without words that one of them cuts in two."""
        start, end = max(0, start), min(end, len(self.text))
        while 0 < start < end and self.text[start - 1].isalnum() and self.text[start].isalnum():
            start += 1
        while start < end < len(self.text) and self.text[end].isalnum() and self.text[end - 1].isalnum():
            end -= 1
        return self.text[start:end]

    def has_cue(self, cue: str, text: str) -> bool:
        """Whether a word of a cue stands in a text."""
        pattern = self.knowledge.cue_patterns.get(cue)
        return pattern is not None and pattern.search(text) is not None

"""Things told by a part of their name: a car by the letters of its plate, a mailbox by a word of its address, a class
with its school."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.knowledge import FactKind
from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match, Shape
from parlour.core.text.tokens import Token

_DRIVEN = re.compile(
    r"\b(?:cars?|vehicle|plates?|reg|registration|driv(?:e|es|ing)|drove|park\w*|van|motor|motorbike|truck|boda|matatu|"
    r"wagen|auto|kennzeichen|fahr(?:en|t|zeug)|geparkt|coche|carro|auto|moto|matricula|placas?|patente|conduc\w*|"
    r"manej\w*|aparcad\w*|estacionad\w*|voiture|auto|char|plaque|immatricul\w*|condui\w*|garee?s?)\b"
)
_PLATE = re.compile(
    r"\b(?:plates?|reg|registration|kennzeichen|matricula|placas?|patente|plaque|immatricul\w*|(?:celle|celui) en)\b"
)
_PLATES = frozenset(
    "plate plates reg registration kennzeichen matricula placa placas patente plaque".split()
)  # what people call a fact that is one
_THREE, _TWO = 3, 2  # letters or figures of a part that tells one car, and of one beside a word for plates
_BOX = (
    r"(?:e-?mails?|mails?|mail ?box|inbox|gmail|outlook|hotmail|yahoo|icloud|gmx|address|account|one|"
    r"postfach|adresse|konto|correo|buzon|direccion|courriel|boite|messagerie)"
)
_BOX_BEHIND = re.compile(rf"(?:'s)?(?:[\s\-](?:gmail|outlook|hotmail|yahoo|gmx))?[\s\-]{_BOX}(?![^\W_])")
_BOX_BEFORE = re.compile(rf"\b{_BOX}(?: (?:de|del|of|von|mit|with|a|called|named))?[\s\-]$")
_SENT = re.compile(
    r"\b(?:mail\w*|e-?mail\w*|gmail|outlook|hotmail|yahoo|gmx|spam|junk|sent|went|gone|wrote|bounced|receipt|inbox|"
    r"ging|geschickt|schick\w*|postfach|mand\w*|envi\w*|correo|parti\w*|envoy\w*|courriel|indesirables)\b"
)
_MAIL_WORD = 4  # letters of a word of an address
_CLASS = re.compile(r"(?:year|yr|class|klasse|grade|form|p|s|cm|ce|ks|k)?\s?\d{1,2}\s?\.?[ºo]?\s?[a-z]?\d?")
_CLASS_REACH = 40  # characters between a class and its school


@dataclass(frozen=True, slots=True)
class PlatePart:
    """Letters or figures of a plate, of a car that is somebody's: "the KDA you drive"."""

    letters: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in (reading.tokens[place] for place in reading.word_places.get(self.letters, ())):
            if not self.letters.isdigit() and not _is_all_capitals(token, reading):
                continue
            said = _PLATE if len(self.letters) < _THREE else _DRIVEN
            near = reading.text[max(0, token.start - 48) : token.end + 48]
            counts = self.letters.isdigit() and reading.is_count(token.end)
            if said.search(near) and reading.speaks_to_one(token.start) and not counts:
                yield Match(token.start, token.end, firm=False)


def _is_all_capitals(token: Token, reading: Reading) -> bool:
    """Whether letters stand as on a plate, and in a text without capitals any do."""
    first, last = reading.folded.origin[token.start], reading.folded.origin[token.end - 1]
    return reading.raw[first : last + 1].isupper() or not reading.has_capitals


def plate_parts(reading: Reading, kind: FactKind) -> Iterator[PlatePart]:
    """The parts of a plate that has several: "KDA 417M"."""
    parts = [token.word for token in reading.tokens]
    if len(parts) > 1 and not _PLATES.isdisjoint(kind.noun.split()):
        groups = {group for part in parts for group in (part, *re.findall(r"\d+|[a-z]+", part))}
        yield from (PlatePart(group) for group in sorted(groups) if len(group) >= (_THREE, _TWO)[group.isalpha()])


@dataclass(frozen=True, slots=True)
class MailPart:
    """A word of an e-mail address right beside one for mailboxes: "the bramble gmail", "al outlook de pajarito"."""

    word: str
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for token in (reading.tokens[place] for place in reading.word_places.get(self.word, ())):
            beside = _BOX_BEHIND.match(reading.text, token.end) or _BOX_BEFORE.search(
                reading.text, max(0, token.start - 24), token.start
            )
            sent = beside and _SENT.search(reading.text, *reading.sentence_at(token.start))
            if sent and not (reading.speaks_to_all(token.start) or reading.is_of_us(token.start)):
                yield Match(token.start, token.end, firm=False)


def mail_parts(local: list[str], provider: str) -> Iterator[MailPart]:
    """The words of an address before its sign, and the house behind it where that is no common one."""
    for word in (*local, provider):
        if len(word) >= _MAIL_WORD and word.isalpha():
            yield MailPart(word)


@dataclass(frozen=True, slots=True)
class ClassOfSchool:
    """A class beside a name of its school, also where a sentence is of all who go there."""

    letters: str
    names: frozenset[str]
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        named = [token for token in reading.tokens if token.word.removesuffix("'s") in self.names]
        for start, end in reading.glued(self.letters) if named else ():
            for token in named:
                apart = max(token.start - end, start - token.end)
                if apart <= _CLASS_REACH and reading.sentence_at(token.start) == reading.sentence_at(start):
                    yield Match(min(start, token.start), max(end, token.end), firm=False)
                    break


def class_of_school(reading: Reading) -> Iterator[Shape]:
    """A value of a name and a class: "St Columba's Primary, P4"."""
    parts = [part.strip() for part in re.split(r"[,;(]", reading.text)]
    for part in parts[1:] if len(parts) > 1 else ():
        if _CLASS.fullmatch(part.strip(" )")):
            common = reading.knowledge.common | reading.knowledge.stop
            words = (word.removesuffix("'s") for word in re.findall(r"[^\W\d_]+(?:'[^\W_]+)?", parts[0]))
            names = frozenset(word for word in words if len(word) > _THREE and word not in common)
            if names:
                yield ClassOfSchool("".join(re.findall(r"[^\W_]+", part)), names)

"""A post as what its author says themselves, and to whom: clause by clause, without what they quote of others."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import re2

from parlour.core.text import fold

QUOTED: Final = "quoted"
"""Stands in a clause where words of somebody else stood."""

_LINKS: Final = re2.compile(r"https?://\S+")
_QUOTED_LINES: Final = re2.compile(r"(?m)^[ \t]*(?:>|&gt;).*$")
_ONE_QUOTED: Final = re2.compile(r'"\s*([a-z0-9]+)\s*[.,!?]?"')
_QUOTES: Final = re2.compile(r'"[^"]*(?:"|$)|`[^`]+`')
_SINGLE_QUOTES: Final = re2.compile(r"(^|[\s(:,])[‚'][^'‚]*[^'‚\s][^'‚]*'($|[\s.,!?):;])")
_COLON_AT_END: Final = re2.compile(r":\s+")
_SENTENCES: Final = re2.compile(r"[^.!?;\n\r]+[.!?;\n\r]*")
_CLAUSES: Final = re2.compile(r"[^,:()\[\]/|]+[,:()\[\]/|]*")
_DASHES: Final = re2.compile(r"\s-+\s|--+")
_DOTS_INSIDE: Final = re2.compile(r"(@[\w.@-]*\w)|([a-z0-9])\.([a-z0-9])")
_MENTIONS: Final = re2.compile(r"@[\w.@-]*\w")
_TAGS: Final = re2.compile(r"#\w+")
_OTHER: Final = re2.compile(r"[^a-z0-9@. -]+")
_SIGNS: Final = re2.compile(r"[^a-z0-9 ]+")


class To(StrEnum):
    """Whom a clause speaks to, as far as the post says so. BOTH names us and somebody else."""

    US = "us"
    BOTH = "both"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Clause:
    """Folded words without signs. `sentence` counts from 0; `asked` where its sentence is a question.

    `introduces` where a colon follows it: what comes next may be somebody else's words.
    """

    words: str
    to: To
    sentence: int
    asked: bool = False
    introduces: bool = False


def utterances(text: str, ours: Collection[str] = ()) -> tuple[Clause, ...]:
    """The clauses of a text in order.

    `ours` are our addresses and names; a mention of anybody else speaks to them, until we are mentioned again. Words in
    quotation marks and on quoting lines are somebody else's; one quoted word stays, behind QUOTED.
    """
    names = _Names(ours)
    found: list[Clause] = []
    to = To.US
    for number, (sentence, asked) in enumerate(_sentences(_own(text))):
        to = names.addressee(sentence, before=to)
        pieces = [(words, ":" in piece) for piece in _CLAUSES.findall(sentence) if (words := names.without(piece))]
        found += [Clause(words, to, number, asked, introduces) for words, introduces in pieces]
        if not pieces and found and to is not To.US:
            # A name alone after what was said is whom it was said to.
            last = found[-1].sentence
            found = [replace(clause, to=to) if clause.sentence == last else clause for clause in found]
    return tuple(found)


def speaks_to(text: str, ours: Collection[str]) -> To:
    """Whom a post names before it says anything; US where it names nobody."""
    start = len(text) - len(text.lstrip())
    names = _Names(ours)
    leading: list[str] = []
    for token in fold(text[start:]).text.split():
        mention = _MENTIONS.search(token)
        if not token.startswith("@") or mention is None:
            break
        leading.append(mention.group())
    return names.addressee(" ".join(leading), before=To.US)


class _Names:
    """Our addresses and names, folded as the texts are."""

    def __init__(self, ours: Collection[str]) -> None:
        known = {fold(name).text.strip().lstrip("@") for name in ours} - {""}
        self.mentions = known | {name.partition("@")[0] for name in known}
        spoken = {_spaced(name.partition("@")[0]) for name in known} - {""}
        either = "|".join(re2.escape(name) for name in sorted(spoken, key=lambda name: (-len(name), name)))
        greeting = r"(?:(?:hi|hello|hey|dear|liebes|liebe|lieber|hallo|hola|querida|querido|team) )*"
        self._spoken = re2.compile(rf"^{greeting}(?:{either})(?: team)?(?: |$)| (?:{either})$") if either else None

    def addressee(self, sentence: str, *, before: To) -> To:
        mentions = {mention.lstrip("@") for mention in _MENTIONS.findall(sentence)} - {""}
        if not mentions:
            return before
        if mentions <= self.mentions:
            return To.US
        return To.BOTH if mentions & self.mentions else To.ANOTHER

    def without(self, piece: str) -> str:
        """The piece's words without mentions and without a name of ours that opens or ends it."""
        words = _spaced(_MENTIONS.sub(" ", piece))
        return words if self._spoken is None else _spaced(str(self._spoken.sub(" ", words)))


def _own(text: str) -> str:
    """Folded, with what is quoted cut out; dashes are commas, and a colon holds on to the line below it."""
    plain = _TAGS.sub(" ", _LINKS.sub(" ", _QUOTED_LINES.sub("\n", fold(text).text)))
    plain = _QUOTES.sub(f" {QUOTED} ", _ONE_QUOTED.sub(rf" {QUOTED} \1 ", plain))
    plain = _SINGLE_QUOTES.sub(rf"\1 {QUOTED} \2", plain)
    return str(_DASHES.sub(" , ", _COLON_AT_END.sub(": ", plain)))


def _sentences(plain: str) -> Iterator[tuple[str, bool]]:
    """The sentences, and whether each asks. A dot inside a name or a number ends none."""
    kept = _DOTS_INSIDE.sub(lambda found: found.group().replace(".", "\0"), plain)
    for sentence in _SENTENCES.findall(kept):
        yield sentence.replace("\0", "."), "?" in sentence


def _spaced(words: str) -> str:
    return " ".join(_SIGNS.sub(" ", _OTHER.sub(" ", words.replace("'", ""))).split())

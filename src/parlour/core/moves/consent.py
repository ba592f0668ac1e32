"""Whether a person's words agree to a private talk, refuse it, or leave it open; in English, German and Spanish.

Consent must be plain: whoever reads the sentence later as evidence must not need the case around it. Words of others
that are quoted, words for somebody else, and what only sounds like a yes or a no are UNCLEAR and stay with the agent.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from parlour.core.moves import agreeing, refusing
from parlour.core.moves.absence import sounds_away
from parlour.core.moves.utterances import QUOTED, Clause, To, utterances


class Answer(StrEnum):
    """PLAIN_YES and PLAIN_NO mean something only as an answer to the invitation; YES and NO say it in full."""

    YES = "yes"
    PLAIN_YES = "plain yes"
    NO = "no"
    PLAIN_NO = "plain no"
    UNCLEAR = "unclear"


def answer_in(text: str, ours: Collection[str] = (), *, in_private: bool = False) -> Answer:
    """What these words answer to an invitation to talk in private. Refusing outweighs agreeing.

    `ours` are our addresses and names: a mention of anybody else speaks to them. Whoever speaks to us and to somebody
    else at once can refuse so, but not agree. In a private message "here" is that, so nobody asks for the thread by it.
    """
    said = _here(utterances(text, ours)) if in_private else utterances(text, ours)
    heard = [clause for clause in said if clause.to is not To.ANOTHER]
    if any(_refuses(clause) and _is_own_word(clause, said) for clause in heard):
        return Answer.NO
    telling = [clause for clause in heard if not agreeing.COURTESY.search(clause.words)]
    if telling and all(refusing.PLAINLY_NO.search(clause.words) for clause in telling):
        return Answer.PLAIN_NO
    if sounds_away(text) or _mocks(text, said) or any(_objects(clause) for clause in heard):
        return Answer.UNCLEAR
    if any(_invites(clause) and _stands_alone(clause, said) for clause in said):
        return Answer.YES
    agreed = all(clause.to is To.US and agreeing.AFFIRMS.search(clause.words) for clause in telling)
    return Answer.PLAIN_YES if telling and agreed else Answer.UNCLEAR


def withdraws(text: str, ours: Collection[str] = ()) -> bool:
    """Whether these words end a private talk that was agreed to before; a plain "no" there answers something else."""
    said = utterances(text, ours)
    return any(_ends(clause) and _is_own_word(clause, said) for clause in said if clause.to is not To.ANOTHER)


def comes(text: str, ours: Collection[str] = ()) -> bool:
    """Whether somebody who declined says that they come after all; writing alone does not say it."""
    if answer_in(text, ours) is Answer.YES:
        return True
    said = utterances(text, ours)
    doubted = sounds_away(text) or _mocks(text, said) or any(_objects(clause) or _refuses(clause) for clause in said)
    return not doubted and any(
        clause.to is To.US and agreeing.COMES.search(clause.words) and not clause.introduces for clause in said
    )


def sounds_unwilling(text: str, ours: Collection[str] = ()) -> bool:
    """Whether a private message might refuse, or might be nobody's words to us: writing it is no consent by act."""
    said = utterances(text, ours)
    heard = [clause for clause in (*said, *_here(said)) if clause.to is not To.ANOTHER]
    return sounds_away(text) or any(_objects(clause) for clause in heard)


def _here(said: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses of a private message, without the word for where they stand."""
    cut = ((clause, " ".join(refusing.HERE.sub(" ", clause.words).split())) for clause in said)
    return tuple(replace(clause, words=words) for clause, words in cut if words)


def _plain(words: str) -> str:
    """The words with single quoted ones as if they were not quoted: a refusal with a "DM" in it is one."""
    return " ".join(word for word in words.split() if word != QUOTED)


def _ends(clause: Clause) -> bool:
    """Whether this is the whole of a clause that wants no more of it; a question is where it asks us to stop."""
    words = _plain(clause.words)
    return bool(refusing.WITHDRAWS.search(words)) and (not clause.asked or bool(refusing.ASKS_TO_STOP.search(words)))


def _refuses(clause: Clause) -> bool:
    words = _plain(clause.words)
    if _ends(clause):
        return True
    if refusing.REFUSES.search(words):
        # "I don't want to discuss this in public" refuses the lobby, not the parlour.
        return not clause.asked and not refusing.HAS_PUBLIC_PLACE.search(words)
    return bool(refusing.STAYS_PUBLIC.search(words)) and not refusing.NEGATED.search(words)


def _objects(clause: Clause) -> bool:
    words = _plain(clause.words)
    if refusing.PLAINLY_NO.search(words):
        return True
    return bool(refusing.SOUNDS_LIKE.search(words)) and not refusing.HAS_PUBLIC_PLACE.search(words)


def _is_own_word(clause: Clause, said: Sequence[Clause]) -> bool:
    """Whether nothing beside it in its sentence reports the words of others."""
    beside = (other for other in said if other.sentence == clause.sentence and other is not clause)
    return not any(_reports(other.words) for other in beside)


def _reports(words: str) -> bool:
    return bool(refusing.REPORTS.search(words)) and not refusing.OWN_REPORT.search(words)


def _mocks(text: str, said: Sequence[Clause]) -> bool:
    signs = any(sign in agreeing.MOCKING_SIGNS for sign in text)
    return signs or any(agreeing.MOCKS.search(clause.words) for clause in said)


def _invites(clause: Clause) -> bool:
    words = clause.words
    if clause.to is not To.US or not any(
        pattern.search(words) for pattern in (agreeing.ENGLISH, agreeing.GERMAN, agreeing.SPANISH)
    ):
        return False
    if refusing.HAS_PUBLIC_PLACE.search(words):
        return False
    return not clause.asked or bool(agreeing.ASKS_US.search(words))


def _stands_alone(clause: Clause, said: Sequence[Clause]) -> bool:
    """Whether everything beside it in its sentence agrees too, thanks, or speaks of the author."""
    place = said.index(clause)
    for other_place, other in enumerate(said):
        if other.sentence != clause.sentence or other_place == place:
            continue
        kind = agreeing.AFFIRMS.search(other.words) or agreeing.COURTESY.search(other.words)
        if kind or _invites(other):
            continue
        leads = other_place + 1 == place and other.introduces
        if leads or not agreeing.ABOUT_ME.search(other.words) or agreeing.TELLS.search(other.words):
            return False
    return True

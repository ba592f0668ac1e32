"""A last word to somebody who attacks: it leaves the door open and names a way to reach us."""

from collections.abc import Iterator
from dataclasses import dataclass

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.reading import Reading
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.payload import Payload

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FinalWord:
    """What of a last word stands in a reply, as code points of the payload's text; None where it does not.

    Whether the reply is kind besides is the verdict's business: a case is closed on somebody who attacks only where
    this is complete and the verdict allows the reply.
    """

    door: Span | None
    contact: Span | None

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """What it still needs, in words for whoever writes it."""
        lacks = (
            (self.door, "Leave the door open: say that they may come back whenever they want to talk."),
            (self.contact, "Name one of our published contacts, so that they can reach a person later."),
        )
        return tuple(advice for found, advice in lacks if found is None)


def final_word(payload: Payload, context: GuardContext, knowledge: GuardKnowledge) -> FinalWord:
    """Which parts of a last word this payload has."""
    reading = Reading(payload.text, context.now.date(), knowledge)
    door = knowledge.phrase_patterns["open_door"].search(reading.text)
    contacts = (*context.author.company_contacts, *context.own_addresses)
    contact = next((span for one in contacts for span in _places(one, reading)), None)
    return FinalWord(
        reading.folded.span(*door.span()) if door else None, reading.folded.span(*contact) if contact else None
    )


def _places(contact: str, reading: Reading) -> Iterator[Span]:
    """Where a contact stands, whatever marks divide it; a telephone number also without the code of its country."""
    read = Reading(contact, reading.now, reading.knowledge)
    if any(map(str.isalpha, read.text)):
        yield from reading.glued(read.squeezed[0])
        return
    figures = "".join(filter(str.isdigit, read.text))[-9:]
    for run, places in reading.runs:
        at = run.find(figures) if len(figures) >= 5 else -1
        if at >= 0:
            yield places[at][0], places[at + len(figures) - 1][1]

"""What is on record of a case's move: each step with who took it, when, and the words that belong to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.store.models import Agent, Case, Event, Move

WORDS: Final[Mapping[str, str]] = {
    "move_not_now": later("Left in public for now"),
    "move_offered": later("Invited"),
    "move_offered_again": later("Invited again"),
    "move_follow_up_due": later("Nothing heard for a while"),
    "move_followed_up": later("Asked once more"),
    "move_taken_back": later("Invitation taken back"),
    "move_consented": later("Agreed"),
    "move_opened": later("The talk began"),
    "room_entered": later("Came in at the room's door"),
    "mail_vouched": later("Said that a mail is theirs"),
    "time_proposed": later("A time was proposed"),
    "time_agreed": later("Agreed to a time"),
    "time_held": later("They talked"),
    "time_missed": later("The time went by without a talk"),
    "time_cancelled": later("The time was called off"),
    "move_settled": later("Settled"),
    "move_closed": later("Closed in public"),
    "move_declined": later("Would rather not"),
    "move_withdrawn": later("Agrees no longer"),
    "move_late": later("Waits longer than it should"),
    "move_lapsed": later("No answer; it rests"),
    "move_barred": later("This way is closed"),
    "move_returned": later("Came back to the thread"),
    "move_reopened": later("Open again"),
    "another_matter": later("Wrote again in private, about another matter"),
    "wrote_contentedly": later("Wrote again in private; nothing to settle"),
    "erasure_asked": later("Asked that it be deleted"),
    "room_erased": later("What was said in the room was deleted"),
}
UNSOLVED: Final = later("Ended unsolved")
MOODS: Final[Mapping[str, str]] = {
    "thanks": later("Came back with thanks"),
    "unhappy": later("Came back, unhappy"),
}
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One thing on record. `who` is "" where nobody did it; `why` are somebody's own words on it, "" for none."""

    verb: str
    word: str
    who: str
    at: datetime
    why: str


def story_of(case: Case, move: Move) -> tuple[Told, ...]:
    """What is on record of this move, oldest first. Two queries, the second only where agents took part."""
    rows = Event.objects.of(case.brand_id).filter(stream=f"case:{case.pk}", verb__in=WORDS, at__gte=move.offered_at)
    found = list(rows.order_by("-seq").values_list("verb", "actor", "at", "payload__body")[:MOST])[::-1]
    names = _names([actor for _, actor, _, _ in found])
    return tuple(_told(case, names, *row) for row in found)


def mood_word(mood: str) -> str:
    """How they came back, as a person says it."""
    return gettext(MOODS.get(mood, WORDS["move_returned"]))


def last(story: Iterable[Told], *verbs: str) -> Told | None:
    """The newest of these on record."""
    return next((told for told in reversed(tuple(story)) if told.verb in verbs), None)


def _names(actors: Collection[str]) -> dict[str, str]:
    numbers = {int(actor.removeprefix("agent:")) for actor in actors if actor.startswith("agent:")}
    named = Agent.objects.filter(pk__in=numbers).values_list("pk", "name") if numbers else ()
    return {f"agent:{number}": name for number, name in named}


def _told(case: Case, names: Mapping[str, str], verb: str, actor: str, at: datetime, body: Any) -> Told:
    said = orjson.loads(bytes(body)) if body is not None else {}
    who = str(case.person) if actor == f"person:{case.person_id}" else names.get(actor, "")
    reason = str(said.get("reason", ""))
    word = WORDS[verb]
    if verb == "move_settled" and reason:
        word = UNSOLVED
    elif verb == "move_returned":
        word = MOODS.get(said.get("mood", ""), word)
    return Told(verb, gettext(word), who, at, reason)

"""What a stranger thinks who reads the public thread and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Impression(StrEnum):
    """The one plain verdict on a thread."""

    IGNORED = "ignored"
    CARED_FOR = "being cared for"
    TAKEN_CARE_OF = "taken care of"
    ENDED_KINDLY = "ended kindly"


@dataclass(frozen=True, slots=True)
class Seen:
    """A public post as it bears on the person's matter.

    `ours` is a word of the company; else it is one of the person's own posts. `asks` says whether a reader expects
    an answer to it, `closes` whether this word of ours says that the matter is settled.
    """

    at: datetime
    ours: bool
    asks: bool = True
    closes: bool = False


def impression(posts: Sequence[Seen], *, attack: bool, now: datetime, patience: timedelta) -> Impression:
    """The verdict on the person's posts and ours, in any order; posts of others in the thread do not count.

    Ignored: nothing of ours stands there, or something the person asks has stood unanswered for longer than
    `patience`. Taken care of: we closed it and they ask nothing since. Ended kindly: it was an attack (`attack`) and
    a word of ours stands last. Everything else is being cared for.
    """
    ordered = sorted(posts, key=lambda post: post.at)
    answers = [place for place, post in enumerate(ordered) if post.ours]
    if not answers:
        return Impression.IGNORED
    unanswered = [post for post in ordered[answers[-1] + 1 :] if post.asks]
    if unanswered:
        waiting = now - unanswered[0].at
        return Impression.IGNORED if waiting > patience else Impression.CARED_FOR
    closures = [place for place in answers if ordered[place].closes]
    if closures and not any(post.asks and not post.ours for post in ordered[closures[-1] :]):
        return Impression.TAKEN_CARE_OF
    return Impression.ENDED_KINDLY if attack else Impression.CARED_FOR

"""Why a matter is better taken aside, and by which ways it can be, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.core.moves.policy import Because, Ground
from parlour.core.moves.ways import Way, Ways

GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.REGULATED: later("It speaks of %(figure)s, and in your sector that is not discussed in public."),
    Ground.PERSONAL_DATA: later("Their posts show personal data: %(figure)s."),
    Ground.DELICATE: later("It speaks of %(figure)s, which may embarrass them."),
    Ground.LONG_ANSWER: later("No answer fits one reply: the chance that one settles it is %(figure)s."),
    Ground.TURNS: later("It went back and forth %(figure)s times in public."),
    Ground.HEAT: later("They are getting angrier: %(figure)s than at their calmest."),
    Ground.ONLOOKERS: later("Many are looking on: about %(figure)s."),
}
WAYS: Final[Mapping[str, str]] = {
    Way.MESSAGE: later("By private message"),
    Way.ROOM: later("In our private room"),
    Way.EMAIL: later("By e-mail"),
    Way.CALL: later("By a call back"),
    Way.VISIT: later("In person"),
}


@dataclass(frozen=True, slots=True)
class Possible:
    """A private way there is now: its name, what is so about it, and until when (None: it does not end)."""

    name: str
    says: str
    until: datetime | None


def ground_words(because: Because) -> str:
    """One reason in the reader's language, with the figure behind it."""
    return gettext(GROUNDS[because.ground]) % {"figure": because.figure}


def way_name(way: str) -> str:
    """How the two talk, as a person says it."""
    return gettext(WAYS[way])


def possible_ways(ways: Ways) -> tuple[Possible, ...]:
    """The ways there are, the nearest first."""
    return tuple(Possible(way_name(one.way), gettext(one.words), one.until) for one in ways.open)

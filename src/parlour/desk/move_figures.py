"""Figures of moves in words and rows; what was not measured is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as later

from parlour.core.metrics.moves import MoveFigures, Spread
from parlour.desk.words import span
from parlour.usecases.move_figures import Figured

TOOK: Final = (
    ("offered", later("until they agreed")),
    ("consented", later("until the talk began")),
    ("open", later("until it was settled")),
    ("settled", later("until the thread knew")),
)
CUTS: Final = {"network": later("By network"), "sector": later("By sector")}


@dataclass(frozen=True, slots=True)
class Card:
    """One number with its name, and beneath it what else is to be said ("" for nothing)."""

    name: str
    number: int
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """One network or sector: how many moves came how far, and each time as words ("" where none was measured)."""

    name: str
    figures: MoveFigures
    took: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All networks, or all sectors. `heads` name the times in it: those that were measured anywhere."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def cards(figured: Sequence[Figured]) -> tuple[Card, ...]:
    """The figures of all moves together; none where nobody was invited."""
    if not figured or not figured[0].figures.offered:
        return ()
    all_of_them = figured[0].figures
    unsolved = all_of_them.unsolved
    ended = ngettext("%(n)d of them ended unsolved", "%(n)d of them ended unsolved", unsolved) % {"n": unsolved}
    numbers = (
        (gettext("Offered"), all_of_them.offered, ""),
        (gettext("Consented"), all_of_them.consented, _times(all_of_them, "offered", "consented")),
        (gettext("Settled"), all_of_them.settled, _times(all_of_them, "open")),
        (gettext("Closed in public"), all_of_them.closed, _times(all_of_them, "settled")),
    )
    made = [Card(*number) for number in numbers]
    if unsolved:
        made[2] = Card(made[2].name, made[2].number, ". ".join(filter(None, (made[2].says, ended))))
    return tuple(made)


def tables(figured: Sequence[Figured]) -> tuple[Table, ...]:
    """The figures by network and by sector, each where there is one to tell of."""
    return tuple(
        _table(gettext(title), cut)
        for by, title in CUTS.items()
        if (cut := [one for one in figured if one.by == by and one.figures.offered])
    )


def _table(title: str, figured: Sequence[Figured]) -> Table:
    measured = [(state, words) for state, words in TOOK if any(state in one.figures.took for one in figured)]
    rows = tuple(
        Row(one.name, one.figures, tuple(_words(one.figures.took.get(state)) for state, _ in measured))
        for one in figured
    )
    return Table(title, tuple(gettext(words) for _, words in measured), rows)


def _times(figures: MoveFigures, *states: str) -> str:
    """How long each of these took, as far as it was measured, as sentences without the last full stop."""
    took = ((state, figures.took.get(state)) for state in states)
    return ". ".join(f"{_capital(gettext(dict(TOOK)[state]))}: {_words(spread)}" for state, spread in took if spread)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _words(took: Spread | None) -> str:
    """Half of them took so long at most, nine in ten so long; one that stands for all of them is told alone."""
    if took is None:
        return ""
    half, most = span(took.median), span(took.ninety)
    if half == most:
        return half
    return gettext("half in %(half)s, nine in ten in %(most)s") % {"half": half, "most": most}

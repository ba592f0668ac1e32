"""The queue: open cases of a brand in the order in which they need us, page by page."""

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Self

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from parlour.store.models import Agent, Brand, Case, CaseState
from parlour.store.models.scope import BrandQuerySet

PAGE = 50


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a case stands in the queue; a page continues after one."""

    lane: int
    act_by: datetime
    case: int

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(case.lane, case.act_by, case.pk)

    def __str__(self) -> str:
        return f"{self.lane}~{self.act_by.isoformat()}~{self.case}"

    def onwards(self) -> RawSQL:
        """Only what stands later: one comparison of rows, which the index answers from this place on.

        Its columns are unqualified, for a query of cases alone: inside a subquery their table has another name.
        """
        later = "(lane, act_by, id) > (%s, %s, %s)"
        return RawSQL(later, astuple(self), output_field=BooleanField())  # noqa: S611 - our own constant text

    @classmethod
    def read(cls, written: str) -> Self | None:
        """The place a link names; None when it names none."""
        try:
            lane, act_by, case = written.split("~")
            place = cls(int(lane), datetime.fromisoformat(act_by), int(case))
        except ValueError:
            return None
        return place if place.act_by.tzinfo else None


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases in order, and where the next page begins (None at the end)."""

    cases: tuple[Case, ...]
    following: Place | None


def in_order(
    brand: Brand | int, *, assignee: Agent | int | None = None, after: Place | None = None
) -> BrandQuerySet[Case]:
    """Open cases of a brand in queue order, from a place on; an index answers it."""
    cases = Case.objects.of(brand).filter(state=CaseState.OPEN).order_by("lane", "act_by", "id")
    if assignee is not None:
        cases = cases.filter(assignee=assignee)
    return cases if after is None else cases.filter(after.onwards())


def open_cases(brand: Brand | int) -> BrandQuerySet[Case]:
    """Open cases of a brand in queue order, with what a row shows."""
    return in_order(brand).select_related("person", "account", "assignee")


def queue_page(
    brand: Brand | int, *, assignee: Agent | int | None = None, after: Place | None = None, size: int = PAGE
) -> Page:
    """One page of the queue in one query, whose cost does not grow with how far it is from the front.

    The places are found first, by index alone. Joined with what a row shows, a page far down was read to the queue's
    end and sorted: the planner believes that nearly nothing lies behind a place in the last lane.
    """
    places = in_order(brand, assignee=assignee, after=after).values("pk")[: size + 1]
    found = list(open_cases(brand).filter(pk__in=places))
    shown = tuple(found[:size])
    return Page(shown, Place.of(shown[-1]) if len(found) > size else None)

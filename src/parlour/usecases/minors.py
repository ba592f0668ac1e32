"""Whether a case concerns a child or a teenager, who is never taken aside by one adult alone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from parlour.core.triage.labels import HALF, YES
from parlour.core.triage.where import SENSITIVE
from parlour.store.models import Agent, Assessment, Case, Correction, CustomerFact, Handle, Post
from parlour.usecases.thresholds import thresholds

MINORS: Final = f"{SENSITIVE}minors"
OF_AGE: Final = 18
LOOKED_BACK: Final = timedelta(days=366)
"""How long what the person said in another matter counts; what was said in this one always does."""
MOST: Final = 500


def concerns_a_minor(case: Case, *, at: datetime, author: Agent | None = None) -> bool:
    """Whether triage or anybody of us says so of a post of this case or its person, or a birth date on file does.

    What was edited or deleted since still counts. Where somebody said that it is not so, that counts for everybody but
    themselves: `author`, who is about to speak, cannot say it for their own words. One query.
    """
    facts = CustomerFact.objects.filter(customer=OuterRef("customer"), kind="birth_date").order_by("pk")
    people = Handle.objects.of(case.brand_id).annotate(
        born=ArraySubquery(facts.values("value")),
        told=ArraySubquery(_suspect(case, at).values(one=JSONObject(labels="labels"))),
    )
    born, told = people.values_list("born", "told").get(pk=case.person_id)
    return any(_stands(one["labels"], author) for one in told) or any(_age(day, at.date()) < OF_AGE for day in born)


def _suspect(case: Case, at: datetime) -> QuerySet[Assessment]:
    """What was judged of posts of which triage or anybody ever said so, with all `labels` people gave it in order."""
    high = thresholds().high.get(MINORS, HALF)
    labels = Correction.objects.filter(post=OuterRef("post_id"), version=OuterRef("version"), output=MINORS)
    told = labels.order_by("pk").values(label=JSONObject(value="value", agent="agent_id"))
    suspect = Q(result__sensitive__minors__gte=high) | Exists(labels.filter(value=YES))
    judged = Assessment.objects.of(case.brand_id).filter(suspect, post__in=_posts(case, at))
    return judged.annotate(labels=ArraySubquery(told)).order_by("-post__created_at", "-pk")[:MOST]


def _posts(case: Case, at: datetime) -> QuerySet[Any, Any]:
    """The posts of this case, and newer ones of its person by any account of theirs.

    Two halves, each found by an index of its own: as one condition they would be sought among all that was ever judged.
    """
    person: Handle = case.person
    known = Q(pk=case.person_id)
    if person.customer_id is not None:
        known |= Q(customer=person.customer_id)
    authors = Handle.objects.of(case.brand_id).filter(known)
    theirs = Post.objects.of(case.brand_id).filter(author__in=authors, own=False, created_at__gt=at - LOOKED_BACK)
    return Assessment.objects.of(case.brand_id).filter(case=case.pk).values("post").union(theirs.values("pk"))


def _stands(labels: Sequence[Mapping[str, Any]], author: Agent | None) -> bool:
    """Whether it is still so after what people said of it, oldest first, also what was replaced or taken back since."""
    values = [one["value"] for one in labels if one["value"] == YES or author is None or one["agent"] != author.pk]
    return not values or values[-1] == YES


def _age(value: str, today: date) -> int:
    """Whole years since a day such as 2012-02-09; OF_AGE for what is no day, or one to come."""
    try:
        born = date.fromisoformat(value.strip())
    except ValueError:
        return OF_AGE
    if born > today:
        return OF_AGE
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

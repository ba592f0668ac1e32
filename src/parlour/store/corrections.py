"""Labels of agents, and what triage had said of posts that agents handled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from parlour.core.triage.knowledge import Recalibration
from parlour.store.bulk import fetch
from parlour.store.models import Correction

MOST_HANDLED: Final = 20_000
"""Handled posts that are looked at, the newest ones: their shares matter, not their number."""
MOST_OF_A_WEEK: Final = 20_000

CURRENT = """
select label.post_id, label.version, text.id, assessment.case_id, label.output, label.said, label.value
from store_correction label
join store_post post on post.id = label.post_id and post.version = label.version and post.deleted_at is null
join store_posttext text on text.post_id = label.post_id and text.version = label.version and text.redacted_at is null
join store_assessment assessment on assessment.post_id = label.post_id and assessment.version = label.version
where label.brand_id = %s and label.current order by label.post_id, label.id
"""
HANDLED = """
select assessment.result::text, assessment.route from store_assessment assessment
join store_case c on c.id = assessment.case_id
where assessment.brand_id = %s and assessment.assessed_at >= %s and (c.answered_at is not null or c.state = 'resolved')
order by assessment.assessed_at desc limit %s
"""
SPOKEN = """
select result::text, route, model from store_assessment
where brand_id = %s and assessed_at >= %s and assessed_at < %s and post_id %% %s = 0
"""
GIVEN = """
select output, count(*), count(*) filter (where said = value) from store_correction
where brand_id = %s and current and at >= %s and at < %s group by output
"""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says one output of a post is, and what triage had said; the post's words still stand."""

    post: int
    version: int
    text: int
    case: int
    output: str
    said: str
    value: str


def current(posts: Sequence[int]) -> dict[tuple[int, int], dict[str, Correction]]:
    """(post, version) → output → the label that counts, with the agent who gave it."""
    found: dict[tuple[int, int], dict[str, Correction]] = {}
    rows = Correction.objects.filter(post__in=posts, current=True).select_related("agent").order_by("id")
    for row in rows:
        found.setdefault((row.post_id, row.version), {})[row.output] = row
    return found


def labels(brand: int) -> list[Label]:
    """Every label of a brand that counts and whose words can still be read, by post."""
    return [Label(*row) for row in fetch(CURRENT, [brand])]


def since(brand: int) -> datetime | None:
    """When the brand's first label was given."""
    return Correction.objects.of(brand).order_by("at").values_list("at", flat=True).first()


def handled(brand: int, begin: datetime) -> Iterator[tuple[dict[str, Any], str]]:
    """Result and route of the newest posts since `begin` that agents answered or called done."""
    for result, route in fetch(HANDLED, [brand, begin, MOST_HANDLED]):
        yield orjson.loads(result), route


def spoken(brand: int, begin: datetime, end: datetime) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Result, route and model of assessments in a stretch of time; of very many an even part."""
    counted = fetch(
        "select count(*) from store_assessment where brand_id = %s and assessed_at >= %s and assessed_at < %s",
        [brand, begin, end],
    )
    every = 1 + counted[0][0] // MOST_OF_A_WEEK
    for result, route, model in fetch(SPOKEN, [brand, begin, end, every]):
        yield orjson.loads(result), route, model


def given(brand: int, begin: datetime, end: datetime) -> dict[str, tuple[int, int]]:
    """Output → labels given in a stretch of time, and how many of them say triage was right."""
    return {output: (n, agreed) for output, n, agreed in fetch(GIVEN, [brand, begin, end])}


def recalibration_of(brand: int) -> Recalibration | None:
    """What the brand's labels taught, as it stands now: one look-up by primary key."""
    rows = fetch("select (settings -> 'recalibration')::text from store_brand where id = %s", [brand])
    return read_recalibration(orjson.loads(rows[0][0])) if rows and rows[0][0] else None


def read_recalibration(kept: Mapping[str, Any]) -> Recalibration:
    """What `usecases.recalibrate` wrote."""
    shifts = {name: (float(slope), float(shift)) for name, (slope, shift) in kept["shifts"].items()}
    return Recalibration(kept["number"], kept["model"], shifts)

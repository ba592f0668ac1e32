"""Facts in the words people choose for them are noticed, and what only looks like them passes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Decision
from tests.core.guard.desk import BARE, KNOWLEDGE, payload
from tests.core.guard.told import (
    ages,
    days_counted,
    days_summed_up,
    ends,
    everyday_words,
    explicit_shapes,
    first_sight,
    in_part,
    in_pieces,
    likenesses,
    parts_and_counts,
    plain_days,
    plain_values,
    prices,
    reckoned,
    said_aloud,
    seats_and_rooms,
    sums_and_codes,
    tired_days,
    tired_money,
    tired_places,
)

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday
TABLES = (
    ages, days_counted, days_summed_up, ends, everyday_words, explicit_shapes, first_sight, in_part, in_pieces,
    likenesses, parts_and_counts, plain_days, plain_values, prices, reckoned, said_aloud, seats_and_rooms,
    sums_and_codes, tired_days, tired_money, tired_places,
)  # fmt: skip


def _decided(kind: str, value: str, draft: str) -> Decision:
    context = replace(BARE, now=NOW, private_facts=(Fact(kind, value, "crm"),))
    return judge(payload(draft), context, KNOWLEDGE).decision


@pytest.mark.parametrize(("kind", "value", "draft"), [row for table in TABLES for row in table.TOLD])
def test_the_fact_is_noticed(kind: str, value: str, draft: str) -> None:
    assert _decided(kind, value, draft) is not Decision.ALLOW


@pytest.mark.parametrize(("kind", "value", "draft"), [row for table in TABLES for row in table.NOT_TOLD])
def test_what_only_looks_like_it_passes(kind: str, value: str, draft: str) -> None:
    assert _decided(kind, value, draft) is Decision.ALLOW

"""Reading what is to be guarded: whatever comes is read or refused. A guard that breaks holds the draft back."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.knowledge import Knowledge, load
from parlour.usecases import guard_case
from parlour.usecases.guard_case import judged, parse_case
from parlour.usecases.json_lines import BadLine
from tests.api.conftest import CASE

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "id", "surface", "sectors", "network", "now", "timezone", "agent", "customer", "recipient", "thread", "others",
    "viewed_facts", "attachments", "draft",
)  # fmt: skip


@pytest.fixture(scope="module")
def guards() -> Knowledge:
    return load()


@given(field=st.sampled_from(FIELDS), value=ANYTHING)
def test_any_value_is_read_or_refused(field: str, value: Any) -> None:
    with suppress(BadLine):
        name, payload, context = parse_case({**CASE, field: value})
        assert isinstance(name, str)
        assert payload.draft_end == len(payload.text)
        assert context.now.tzinfo is not None


@pytest.mark.parametrize(
    ("now", "zone", "moment"),
    [
        ("2026-03-18T12:00:00Z", "", datetime(2026, 3, 18, 12, tzinfo=UTC)),
        ("2026-03-18T12:00:00", "Europe/Berlin", datetime(2026, 3, 18, 11, tzinfo=UTC)),
        ("2026-03-18T12:00:00+02:00", "Asia/Tokyo", datetime(2026, 3, 18, 10, tzinfo=UTC)),
        ("2026-03-18", "", datetime(2026, 3, 18, tzinfo=UTC)),
    ],
)
def test_moment_of_judging(now: str, zone: str, moment: datetime) -> None:
    assert parse_case({**CASE, "now": now, "timezone": zone})[2].now == moment


@pytest.mark.parametrize(
    ("now", "zone", "code"),
    [
        ("0001-01-01T00:00:00+14:00", "Europe/Berlin", "invalid_time"),
        ("9999-12-31T23:59:59-14:00", "Asia/Tokyo", "invalid_time"),
        ("noon", "", "invalid_time"),
        ("2026-13-01", "", "invalid_time"),
        ("2026-03-18", "Mars/Base", "invalid_timezone"),
        ("2026-03-18", "/etc/passwd", "invalid_timezone"),
        ("2026-03-18", "..", "invalid_timezone"),
        ("2026-03-18", "a\0b", "invalid_timezone"),
    ],
)
def test_moment_that_cannot_be_used_is_refused(now: str, zone: str, code: str) -> None:
    with pytest.raises(BadLine) as caught:
        parse_case({**CASE, "now": now, "timezone": zone})
    assert caught.value.code == code


def test_guard_that_breaks_holds_the_draft_back(guards: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RecursionError("24 March")

    monkeypatch.setattr(guard_case, "judge", break_down)
    assert judged(parse_case(CASE), guards) == {
        "id": "1",
        "decision": "block",
        "reasons": [
            {
                "rule": "guard.failed.judging",
                "severity": "never",
                "start": 0,
                "end": 0,
                "message": "The guard could not finish (RecursionError), so nothing can be sent. "
                "Please tell whoever runs this desk.",
            }
        ],
        "tone": {},
    }

"""Deleted words leave the house when the brand's time for keeping them is over, and not before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from parlour.store.models import Brand, Post, PostText, RawEvent
from parlour.usecases.house import House
from parlour.usecases.receive import Receipt
from parlour.usecases.redact import redact_due
from tests.usecases.conftest import NOW

LINE: dict[str, Any] = {"id": "1", "text": "Something private", "author": "mara"}


@pytest.mark.parametrize(("later", "kept"), [(3599, True), (3600, False)])
def test_deleted_words_leave_when_their_time_is_over(
    hear_lines: Callable[..., Receipt], hearing_brand: Brand, still_house: House, later: int, kept: bool
) -> None:
    Brand.objects.update(settings={"keep_deleted_seconds": 3600})
    hear_lines(LINE)
    hear_lines({"id": "1", "deleted": True})
    house = House(knowledge=still_house.knowledge, clock=lambda: NOW + timedelta(seconds=later))
    assert redact_due(house) == (0 if kept else 1)
    assert PostText.objects.get().text == ("Something private" if kept else "")
    assert any(b"private" in bytes(raw.body) for raw in RawEvent.objects.all()) is kept
    assert Post.objects.get().deleted_at == NOW


def test_words_that_were_not_deleted_stay(hear_lines: Callable[..., Receipt], still_house: House) -> None:
    hear_lines(LINE)
    assert redact_due(still_house) == 0
    assert PostText.objects.get().text == "Something private"

"""The make-believe company can be set up again and again."""

from datetime import UTC, datetime

from parlour.cli import demo
from parlour.store.models import ChannelAccount, Cursor

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_lobby_that_starts_anew_is_read_from_its_beginning(db: None) -> None:
    demo.set_up(lobby="http://127.0.0.1:8130", at=AT)
    account = ChannelAccount.objects.earliest("id")
    Cursor.objects.create(account=account, source="notifications", value="539", read_at=AT)
    demo.set_up(lobby="http://127.0.0.1:8130", at=AT)
    assert list(Cursor.objects.values_list("source", flat=True)) == []


def test_setting_up_twice_makes_nobody_twice(db: None) -> None:
    first = demo.set_up(lobby="http://127.0.0.1:8130", at=AT)
    assert demo.set_up(lobby="http://127.0.0.1:8130", at=AT) == first
    assert ChannelAccount.objects.count() == len(demo.ACCOUNTS)

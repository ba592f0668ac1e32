"""docs/reference/exports.md lists the fields `parlour export` really writes, in any order."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection

from parlour.store.models import Brand, Case, ChannelAccount, Handle
from parlour.usecases.export import EXPORTS, export
from tests.docs.pages import page, section


def listed(name: str) -> set[str]:
    written = section(page("reference/exports.md"), f"`--{name}`")
    return {
        field for row in re.findall(r"^\| (`.*?) \|", written, re.MULTILINE) for field in re.findall(r"`(\w+)`", row)
    }


@pytest.mark.parametrize("name", [name for name in EXPORTS if name != "approved"])
def test_the_fields_are_the_columns(name: str, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(EXPORTS[name])
        assert listed(name) == {column[0] for column in cursor.description}


def test_approved_has_the_fields_of_sent(db: None) -> None:
    with connection.cursor() as cursor:
        columns = []
        for name in ("sent", "approved"):
            cursor.execute(EXPORTS[name])
            columns.append([column[0] for column in cursor.description])
    assert columns[0] == columns[1]
    assert "The fields of `--sent`." in section(page("reference/exports.md"), "`--approved`")


def test_reasons_of_a_case_are_a_list(db: None) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    brand = Brand.objects.create(slug="marlow", name="Marlow")
    account = ChannelAccount.objects.create(brand=brand, network="archive", address="marlow@lobby.example")
    person = Handle.objects.create(brand=brand, network="archive", address="mara@lobby.example")
    times = {"act_by": now, "promise_at": now, "opened_at": now, "last_post_at": now}
    why = [{"word": "angry", "seconds": 300}]
    Case.objects.create(brand=brand, account=account, person=person, route="lobby", reasons=why, **times)
    assert [row["reasons"] for row in export("cases")] == [why]

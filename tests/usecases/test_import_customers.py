"""Importing customers: what holds goes in, what does not is kept with its reason, nobody is merged."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from parlour.knowledge import Knowledge
from parlour.store.models import Brand, Customer, CustomerFact, Event, Handle
from parlour.usecases.house import House
from parlour.usecases.import_customers import Imported, UnusableFileError, import_customers

HEADER = "customer_id,name,email,phone,tier,value,currency,handles"
FACTS = "customer_id,kind,value,source,as_of,sensitivity"
Importer = Callable[..., Imported]


@pytest.fixture
def brand(db: None) -> Brand:
    return Brand.objects.create(slug="marlow", name="Marlow")


@pytest.fixture
def bring(brand: Brand, tmp_path: Path, knowledge: Knowledge) -> Importer:
    house = House(knowledge=knowledge, clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))

    def brought(*rows: str, facts: tuple[str, ...] = ()) -> Imported:
        customers_file, facts_file = tmp_path / "customers.csv", tmp_path / "facts.csv"
        customers_file.write_text("\n".join((HEADER, *rows)))
        facts_file.write_text("\n".join((FACTS, *facts)))
        return import_customers(brand, customers=customers_file, facts=facts_file, actor="agent:1", house=house)

    return brought


MARA = "C-1,Mara Lindqvist,mara@mail.example,+15550100,gold,1200.50,EUR,mastodon:@Mara@Lobby.example"


def reasons(imported: Imported) -> list[str]:
    assert imported.rejects is not None
    with imported.rejects.open(newline="") as file:
        return [row["reason"] for row in csv.DictReader(file)]


def test_customers_facts_and_handles_are_imported(bring: Importer) -> None:
    imported = bring(MARA, facts=("C-1,condition,root canal,crm,2026-02-01,sensitive",))
    assert (imported.customers, imported.facts, imported.rejected, imported.rejects) == (1, 1, 0, None)
    customer = Customer.objects.get()
    assert (customer.ref, customer.value, customer.currency) == ("C-1", Decimal("1200.50"), "EUR")
    handle = Handle.objects.get()
    assert (handle.address, handle.customer, handle.link_evidence) == ("mara@lobby.example", customer, "exact")
    assert CustomerFact.objects.get().sensitive
    assert Event.objects.get().verb == "customers_imported"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Card", "card"), ("e-mail", "email"), ("Date of Birth", "birth_date"), ("Shoe size", "Shoe size")],
)
def test_a_fact_is_kept_as_the_kind_its_name_stands_for(bring: Importer, name: str, kind: str) -> None:
    bring(MARA, facts=(f"C-1,{name},4111,crm,,", f"C-1,{kind},4111,crm,2026-03-01,"))
    assert [(fact.kind, fact.as_of) for fact in CustomerFact.objects.all()] == [(kind, "2026-03-01")]


def test_importing_again_brings_up_to_date_and_doubles_nothing(bring: Importer) -> None:
    bring(MARA, facts=("C-1,balance,12.00,crm,,",))
    bring(MARA.replace("gold", "silver"), facts=("C-1,balance,12.00,crm,2026-03-01,sensitive",))
    assert Customer.objects.get().tier == "silver"
    assert CustomerFact.objects.get().as_of == "2026-03-01"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Kim,,,,,,", "customer_id is empty"),
        ("C-2,,,,,,,", "name is empty"),
        ("C-2,Kim,,,,12,,", "currency is ''"),
        ("C-2,Kim,,,,twelve,EUR,", "value is 'twelve'"),
        ("C-2,Kim,,,,NaN,EUR,", "value is 'NaN'"),
        ("C-2,Kim,,,,,,kim", "must look like mastodon:name@server.example"),
        ("C-2,Kim,,,,,,,surplus", "more values than the header"),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason_and_the_others_go_in(bring: Importer, row: str, reason: str) -> None:
    imported = bring(row, MARA)
    assert (imported.customers, imported.rejected) == (1, 1)
    assert reason in reasons(imported)[0]


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ("C-9,balance,1,crm,,", "There is no customer 'C-9'"),
        ("C-1,balance,1,rumour,,", "source is 'rumour'"),
        ("C-1,balance,1,public,,", "source is 'public'"),
        ("C-1,balance,,crm,,", "value is empty"),
        ("C-1,balance,1,crm,,very", "sensitivity is 'very'"),
    ],
)
def test_a_bad_fact_is_rejected_with_its_reason(bring: Importer, fact: str, reason: str) -> None:
    imported = bring(MARA, facts=(fact,))
    assert (imported.facts, imported.rejected) == (0, 1)
    assert reason in reasons(imported)[0]


def test_a_handle_of_another_customer_is_never_moved(bring: Importer) -> None:
    imported = bring(MARA, "C-2,Kim,,,,,,mastodon:mara@lobby.example")
    assert Handle.objects.get().customer == Customer.objects.get(ref="C-1")
    assert (imported.customers, imported.rejected) == (2, 1)
    assert "belongs to another customer" in reasons(imported)[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"name\nKim", "lacks the columns customer_id"), (b"\xff\xfe", "not UTF-8"), (b"", "lacks the columns")],
)
def test_an_unusable_file_is_refused_as_a_whole(
    brand: Brand, tmp_path: Path, knowledge: Knowledge, content: bytes, reason: str
) -> None:
    path = tmp_path / "customers.csv"
    path.write_bytes(content)
    with pytest.raises(UnusableFileError, match=reason):
        import_customers(brand, customers=path, facts=None, actor="agent:1", house=House(knowledge=knowledge))

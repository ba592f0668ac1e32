"""Import customers and what is known of them from CSV files; bad rows go to a rejects file with their reasons."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import Final

from django.db import transaction

from parlour.core.nouns.fact import FactSource
from parlour.core.text.clean import clean
from parlour.knowledge.guard.kinds import known_kind
from parlour.store import customers as rows
from parlour.store.models import Brand
from parlour.store.record import Happening, append
from parlour.usecases.house import House

CUSTOMER_FIELDS: Final = ("customer_id", "name", "email", "phone", "tier", "value", "currency", "handles")
FACT_FIELDS: Final = ("customer_id", "kind", "value", "source", "as_of", "sensitivity")
SENSITIVITIES: Final = {"": False, "normal": False, "sensitive": True}
ROWS_AT_ONCE: Final = 1000
FIELD_LIMIT: Final = 10_000  # characters of one value


class UnusableFileError(Exception):
    """The file cannot be read as a whole; the message says what to change. Nothing was imported."""


class BadRowError(Exception):
    """One row cannot be imported; the message is the reason that goes into the rejects file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows went in and how many were rejected; `rejects` is the file that says why, None without any."""

    customers: int
    facts: int
    rejected: int
    rejects: Path | None


def import_customers(brand: Brand, *, customers: Path, facts: Path | None, actor: str, house: House) -> Imported:
    """Read `customers` and then `facts`; rows that are known already are brought up to date, none are deleted.

    A handle is linked by the file's exact word; one that belongs to another customer is rejected, never moved.
    Raises UnusableFileError. Rows are written in transactions of ROWS_AT_ONCE, so that a long import can be repeated.
    """
    with ExitStack() as files:
        rejects = _Rejects(customers.with_suffix(".rejects.csv"), files)
        known = sum(_import_customers(brand, batch, rejects) for batch in _batches(customers, CUSTOMER_FIELDS))
        told = sum(
            _import_facts(brand, batch, rejects, house=house)
            for batch in (_batches(facts, FACT_FIELDS) if facts else ())
        )
    _record(brand, [path for path in (customers, facts) if path], (known, told, rejects.count), actor, house)
    return Imported(known, told, rejects.count, rejects.path if rejects.count else None)


class _Rejects:
    """The rejects file, made when the first row is rejected."""

    def __init__(self, path: Path, files: ExitStack) -> None:
        self.path, self.count, self._files = path, 0, files
        self._writer: csv.DictWriter[str] | None = None

    def add(self, row: Mapping[str, str], line: int, reason: str) -> None:
        if self._writer is None:
            file = self._files.enter_context(self.path.open("w", encoding="utf-8", newline=""))
            self._writer = csv.DictWriter(file, ("line", "reason", "row"))
            self._writer.writeheader()
        self._writer.writerow({"line": line, "reason": reason, "row": ",".join(map(str, row.values()))})
        self.count += 1


Row = tuple[int, dict[str, str]]


def _batches(path: Path, fields: tuple[str, ...]) -> Iterator[list[Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="surplus", restval="", strict=True)
            missing = [field for field in fields if field not in (reader.fieldnames or ())]
            if missing:
                raise UnusableFileError(
                    f"{path} lacks the columns {', '.join(missing)}. Its first line must name them."
                )
            numbered = ((reader.line_num, row) for row in reader)
            while batch := list(islice(numbered, ROWS_AT_ONCE)):
                yield batch
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnusableFileError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except csv.Error as error:
        raise UnusableFileError(f"{path} is not CSV: {error}.") from error


def _import_customers(brand: Brand, batch: list[Row], rejects: _Rejects) -> int:
    good: dict[str, rows.NewCustomer] = {}
    for line, row in batch:
        try:
            customer = _customer(row)
            good[customer.ref] = customer
        except BadRowError as reason:
            rejects.add(row, line, str(reason))
    with transaction.atomic():
        numbers = rows.write_customers(brand.pk, list(good.values()))
        taken = rows.link_handles(brand.pk, {numbers[ref]: customer.handles for ref, customer in good.items()})
    lines = {_text(row, "customer_id"): (line, row) for line, row in batch}
    refs = {number: ref for ref, number in numbers.items()}
    for number, handle in taken:
        line, row = lines[refs[number]]
        rejects.add(row, line, f"The handle {handle} belongs to another customer; the rest of the row was imported.")
    return len(good)


def _import_facts(brand: Brand, batch: list[Row], rejects: _Rejects, *, house: House) -> int:
    good: list[rows.NewFact] = []
    known = rows.numbers(brand.pk, [_text(row, "customer_id") for _, row in batch])
    for line, row in batch:
        try:
            good.append(_fact(row, known))
        except BadRowError as reason:
            rejects.add(row, line, str(reason))
    with transaction.atomic():
        rows.write_facts(brand.pk, good, at=house.clock())
    return len(good)


def _customer(row: Mapping[str, str]) -> rows.NewCustomer:
    _check_width(row)
    value = _text(row, "value")
    currency = _text(row, "currency").upper()
    if value and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise BadRowError(f"currency is {currency!r}: write the three letters of ISO 4217, for example EUR.")
    return rows.NewCustomer(
        ref=_required(row, "customer_id"),
        name=_required(row, "name"),
        email=_text(row, "email"),
        phone=_text(row, "phone"),
        tier=_text(row, "tier"),
        value=_amount(value),
        currency=currency if value else "",
        handles=tuple(_handle(part) for part in _text(row, "handles").split(";") if part.strip()),
    )


def _fact(row: Mapping[str, str], known: Mapping[str, int]) -> rows.NewFact:
    _check_width(row)
    ref, source, sensitivity = _required(row, "customer_id"), _required(row, "source"), _text(row, "sensitivity")
    if ref not in known:
        raise BadRowError(f"There is no customer {ref!r}. Import the customer first.")
    if source not in set(FactSource) or source == FactSource.PUBLIC:
        raise BadRowError(f"source is {source!r}: write one of {', '.join(sorted(set(FactSource) - {'public'}))}.")
    if sensitivity not in SENSITIVITIES:
        raise BadRowError(f"sensitivity is {sensitivity!r}: write normal or sensitive.")
    return rows.NewFact(
        customer=known[ref],
        kind=known_kind(_required(row, "kind")),
        value=_required(row, "value"),
        source=source,
        as_of=_text(row, "as_of"),
        sensitive=SENSITIVITIES[sensitivity],
    )


def _check_width(row: Mapping[str, str]) -> None:
    if "surplus" in row:
        raise BadRowError("The row has more values than the header has columns. Put values with commas in quotes.")


def _text(row: Mapping[str, str], field: str) -> str:
    value = clean(row.get(field) or "").strip()
    if len(value) > FIELD_LIMIT:
        raise BadRowError(f"{field} has {len(value)} characters; at most {FIELD_LIMIT} are kept.")
    return value


def _required(row: Mapping[str, str], field: str) -> str:
    if value := _text(row, field):
        return value
    raise BadRowError(f"{field} is empty.")


def _amount(value: str) -> Decimal | None:
    if not value:
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or abs(amount) >= 10**12:
        raise BadRowError(f"value is {value!r}: write an amount such as 1200.50.")
    return amount.quantize(Decimal("0.01"))


def _handle(part: str) -> tuple[str, str]:
    network, _, address = part.strip().partition(":")
    address = address.strip().removeprefix("@").lower()
    if not network or not address:
        raise BadRowError(f"The handle {part.strip()!r} must look like mastodon:name@server.example.")
    return network.strip().lower(), address


def _record(brand: Brand, paths: list[Path], counts: tuple[int, int, int], actor: str, house: House) -> None:
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    customers, facts, rejected = counts
    payload = {"files": digests, "customers": customers, "facts": facts, "rejected": rejected}
    with transaction.atomic():
        append(
            brand.pk,
            [Happening(f"brand:{brand.pk}", "customers_imported", actor, payload=payload)],
            at=house.clock(),
        )

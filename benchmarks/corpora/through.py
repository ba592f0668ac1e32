"""One corpus through receive and assess, and everything compared with what went in."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson
from django.db import connection

from benchmarks.corpora.lines import Line
from benchmarks.installation import empty_tables
from parlour.core.text.clean import clean
from parlour.store.models import Brand
from parlour.usecases.checkpoint import checkpoint
from parlour.usecases.export import export
from parlour.usecases.house import the_house
from parlour.usecases.import_archive import import_archive
from parlour.usecases.verify import verify


def through_archive(name: str, lines: Iterable[Line], folder: Path) -> dict[str, Any]:
    """Import twice; what was heard, what came out the same, what the second import changed."""
    empty_tables()
    brand = Brand.objects.create(slug=name, name=name)
    path = folder / f"{name}.jsonl"
    expected: dict[str, str] = {}
    with path.open("wb") as file:
        for line in lines:
            expected[line["id"]] = clean(line["text"])
            file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
    first = _imported(brand, path, address="brand@corpus.example")
    heard = [(row["external_id"], row["text"]) for row in export("posts")]
    cases = sum(1 for _ in export("cases"))
    with connection.cursor() as cursor:
        cursor.execute("delete from store_cursor")
    again = _imported(brand, path, address="brand@corpus.example")
    checkpoint(the_house())
    return {
        "corpus": name,
        "lines": len(expected),
        "heard": len(heard),
        "same": sum(expected.get(external_id) == text for external_id, text in heard),
        "refused": first[2],
        "assessed": first[1],
        "cases": cases,
        "again": again[0],
        "record_holds": verify().holds,
    }


def _imported(brand: Brand, path: Path, *, address: str) -> tuple[int, int, int]:
    *_, done = import_archive(brand, path=path, address=address, sectors=[], house=the_house())
    return done.heard, done.assessed, done.refused

"""What every report says about its machine, and how figures are summed up and shown."""

import json
import math
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

SETTINGS = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers")


def percentile(values: Iterable[float], share: float) -> float:
    """The nearest-rank percentile; `share` from 0 to 1. Raises ValueError for no values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("there is nothing to take a percentile of")
    rank = math.ceil(len(ordered) * share)
    return ordered[max(rank, 1) - 1]


def spread(seconds: Sequence[float]) -> dict[str, float | None]:
    """Percentiles of durations, to the millisecond; None for each where there are none."""
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "slowest": 1.0}
    return {name: round(percentile(seconds, share), 3) if seconds else None for name, share in shares.items()}


def lateness(said: Iterable[tuple[float, float]]) -> float:
    """How far the wanted pace was missed (p95, seconds): a slow sender makes an easy run.

    `said` are pairs of when something was to be said, from any beginning, and when it was, by any clock.
    """
    late = [at - wanted for wanted, at in said]
    return round(percentile(late, 0.95) - min(late), 3)


def in_time(figures: Mapping[str, Any], limit: float) -> bool:
    """Whether a limit is kept: the `spread` has its p95 within it, and nothing is missing."""
    return not figures["missing"] and figures["p95"] <= limit


def shown(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Seconds to the millisecond, for a table; what is no fraction as it is."""
    return {name: f"{value:.3f}" if isinstance(value, float) else value for name, value in figures.items()}


def machine() -> dict[str, Any]:
    """Where the figures come from; `load` is what else the machine was doing (runnable processes, last minute)."""
    return {
        "python": platform.python_version(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }


def server() -> dict[str, str]:
    """The settings of the database server that decide what a write costs."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = {}
        for name in SETTINGS:
            cursor.execute(f"show {name}")
            found[name] = str(cursor.fetchone()[0])
    return found


def row_counts() -> dict[str, int]:
    """Rows of every table of ours that has any, as the server estimates them after `analyze`."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, reltuples::bigint from pg_class "
            "where relkind = 'r' and relname like 'store\\_%%' and reltuples > 0 order by relname",
            [],
        )
        return dict(cursor.fetchall())


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows of the same keys as aligned columns; numbers to the right."""
    if not rows:
        return ""
    names = list(rows[0])
    cells = [names, *[[_cell(row[name]) for name in names] for row in rows]]
    widths = [max(len(line[index]) for line in cells) for index in range(len(names))]
    lines = ["  ".join(_aligned(cell, width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _aligned(cell: str, width: int) -> str:
    return cell.rjust(width) if cell[:1].isdigit() or cell[:1] == "-" else cell.ljust(width)


def keep(report: Mapping[str, Any], path: Path | None) -> None:
    """Write the report as JSON, or print it when no file is named."""
    text = json.dumps(report, indent=2, ensure_ascii=False, default=str)
    if path is None:
        print(text)
    else:
        path.write_text(text + "\n", encoding="utf-8")

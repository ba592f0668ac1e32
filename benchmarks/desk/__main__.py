"""How long the desk's pages take with a million posts and two hundred thousand open cases behind them.

`python -m benchmarks.desk [--posts N --cases N --requests N --agents N] [--json FILE]`. Times are those of the server:
the requests run in this process, one after another, on a database with every guarantee switched on.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.figures import keep, machine, row_counts, server, table
from benchmarks.installation import fresh_installation


def main() -> int:
    arguments = _arguments()
    with fresh_installation():
        report = _measure(arguments)
    rows = [{"page": name, **figures} for name, figures in report["pages"].items()]
    shown = ("page", "median_ms", "p95_ms", "own_processor_ms", "slowest_ms", "queries", "kilobytes", "kept")
    print(table([{name: row[name] for name in shown} for row in rows]))
    print(f"queries of 10, {report['cases_of_the_middle_house']:,} and {report['cases']:,} cases: ", end="")
    print("the same" if report["queries_constant"] else f"NOT the same: {report['queries']}")
    keep(report, arguments.json)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=200, help="of each kind of page (default %(default)s)")
    parser.add_argument("--agents", type=int, default=20)
    parser.add_argument("--json", type=Path, help="file for the report; else it is printed")
    return parser.parse_args()


def _measure(arguments: argparse.Namespace) -> dict[str, Any]:
    import parlour.config.asgi  # noqa: F401 - this process is set up as the one that serves pages
    from benchmarks.desk.fill import fill, open_house, search_index_rebuilt_after, settle_tables
    from benchmarks.desk.pages import count_queries, time_pages

    middle = min(10_000, max(20, arguments.cases // 2))
    begun = time.perf_counter()
    with search_index_rebuilt_after():
        small = fill(open_house("small", agents=arguments.agents), cases=10)
        larger = fill(open_house("larger", agents=arguments.agents), cases=middle)
        full = fill(open_house("full", agents=arguments.agents), cases=arguments.cases, posts=arguments.posts)
    settle_tables()
    filled = time.perf_counter() - begun
    print(f"filled in {filled:.0f} s: {row_counts()}", flush=True)
    timed = time_pages(full, requests=arguments.requests)
    queries = {house.brand.slug: count_queries(house) for house in (small, larger)}
    queries["full"] = {name: figures["queries"] for name, figures in timed.items()}
    return {
        "machine": machine(),
        "settings": server(),
        "rows": row_counts(),
        "cases": full.cases,
        "cases_of_the_middle_house": middle,
        "agents": arguments.agents,
        "fill_seconds": round(filled, 1),
        "pages": timed,
        "queries": queries,
        "queries_constant": all(found == queries["full"] for found in queries.values()),
    }


if __name__ == "__main__":
    sys.exit(main())

"""How long a post needs from the network to every open stream, and to the eyes of an agent in a real browser.

`python -m benchmarks.live [--streams N --agents N --rate N --seconds N] [--json FILE]`. The make-believe network, the
listener, the worker and one web process run as `parlour up` runs them, on a durable database; the streams are opened by
this process, which shares the machine with them, so every figure holds the reader's own delay as well.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from benchmarks.figures import in_time, keep, machine, row_counts, server, shown, table
from benchmarks.installation import fresh_installation


def main() -> int:
    arguments = _arguments()
    with fresh_installation() as installation:
        from benchmarks.live.run import LIMIT_SECONDS, Plan, measure

        plan = Plan(
            streams=arguments.streams,
            agents=arguments.agents,
            rate=arguments.rate,
            seconds=arguments.seconds,
            seeds=arguments.seeds,
            cases=arguments.cases,
            browser=not arguments.no_browser,
        )
        before = machine()
        found = measure(installation.folder, plan)
        report = {
            "machine": before,
            "settings": server(),
            "rows": row_counts(),
            "plan": {**vars(arguments), "posts": plan.posts},
            "limit_p95_seconds": LIMIT_SECONDS,
            **found,
        }
    report["kept"] = _kept(report, LIMIT_SECONDS)
    _show(report)
    keep(report, arguments.json)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=500)
    parser.add_argument("--agents", type=int, default=20)
    parser.add_argument("--rate", type=float, default=20.0, help="posts a second (default %(default)s)")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seeds", type=int, default=200, help="people whose cases are under way (default %(default)s)")
    parser.add_argument("--cases", type=int, default=10_000, help="other open cases (default %(default)s)")
    parser.add_argument("--no-browser", action="store_true", help="only the streams")
    parser.add_argument("--json", type=Path, help="file for the report; else it is printed")
    return parser.parse_args()


def _kept(report: dict[str, Any], limit: float) -> dict[str, bool]:
    found = {"streams": report["streams"]["all"], "browser": report["browser"]}
    return {name: in_time(figures, limit) for name, figures in found.items() if figures["p95"] is not None}


def _show(report: dict[str, Any]) -> None:
    stages = report["stages"]
    rows = [
        {"seconds": "received", **stages["until_received"], "missing": 0},
        {"seconds": "assessed", **stages["until_assessed"], "missing": stages["never_assessed"]},
        *(
            {"seconds": f"on {figures['streams']} streams: {name}", **_spread_of(figures)}
            for name, figures in report["streams"].items()
            if figures["p95"] is not None
        ),
    ]
    if report["browser"]["p95"] is not None:
        rows.append({"seconds": "in the browser", **_spread_of(report["browser"])})
    print(table([shown(row) for row in rows]))


def _spread_of(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: figures[name] for name in ("p50", "p95", "p99", "slowest", "missing")}


if __name__ == "__main__":
    sys.exit(main())

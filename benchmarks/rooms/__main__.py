"""How long words need from one side of a private room to the other, with many rooms open at once.

`python -m benchmarks.rooms [--rooms N --rate N --seconds N --cases N --said N] [--json FILE]`. One web process and one
worker run as `parlour up` runs them, on a durable database. This process lets the guests in, holds their streams, sends
their forms and approves the agents' words; it shares the machine with the others, so every figure holds its delay.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import in_time, keep, machine, row_counts, server, shown, table
from benchmarks.installation import fresh_installation

PHASES = ("steady", "burst")


def main() -> int:
    arguments = _arguments()
    with fresh_installation() as installation:
        from benchmarks.rooms.run import LIMIT_SECONDS, Plan, measure

        plan = Plan(
            rooms=arguments.rooms,
            rate=arguments.rate,
            seconds=arguments.seconds,
            cases=arguments.cases,
            said=arguments.said,
        )
        before = machine()
        found = measure(installation.folder, plan)
        report = {
            "machine": {**before, "load_after": machine()["load"]},
            "settings": server(),
            "rows": row_counts(),
            "plan": vars(arguments),
            "limit_p95_seconds": LIMIT_SECONDS,
            **found,
        }
    report["kept"] = {phase: in_time(report[phase]["in_the_room"], LIMIT_SECONDS) for phase in PHASES}
    print(table(list(_rows(report))))
    keep(report, arguments.json)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rooms", type=int, default=100, help="with a guest in each (default %(default)s)")
    parser.add_argument("--rate", type=float, default=5.0, help="words a second, half by guests (default %(default)s)")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--cases", type=int, default=5_000, help="open cases in the house (default %(default)s)")
    parser.add_argument("--said", type=int, default=20, help="what was said in each before (default %(default)s)")
    parser.add_argument("--json", type=Path, help="file for the report; else it is printed")
    return parser.parse_args()


def _rows(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for phase in PHASES:
        found = report[phase]
        yield {"seconds": f"{phase}: in the room", **shown(found["in_the_room"])}
        for side in ("of_guests", "of_agents"):
            for what, figures in found[side].items():
                yield {"seconds": f"{phase}, {side}: {what}".replace("_", " "), **shown(figures)}


if __name__ == "__main__":
    sys.exit(main())

"""How many keys and seconds a case costs by keyboard alone, in real Chromium on the whole product.

`python -m benchmarks.keyboard [--cases N] [--speed N] [--json FILE]`. A scripted agent reads, types and decides in no
time: seconds are what the desk itself takes, the guard's reading of the words included, not what a person would need.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import keep, machine, percentile, table
from benchmarks.keyboard.agent import Agent, Cleared, at_the_desk
from benchmarks.keyboard.house import House, opened
from benchmarks.keyboard.truth import check
from benchmarks.keyboard.words import answer

LANGUAGE = "select language from store_case where id = %s"
ROWS = "select (select count(*) from store_post), (select count(*) from store_case)"
UNDO_SECONDS = 1


def main() -> int:
    """0 when so many cases were cleared and the network has exactly the replies that were confirmed."""
    arguments = _arguments()
    with opened(speed=arguments.speed, undo_seconds=UNDO_SECONDS) as house:
        house.await_cases(arguments.cases)
        before = machine()
        began = time.perf_counter()
        cleared = _clear(house, arguments.cases)
        seconds = time.perf_counter() - began
        found = check(house, [one for one in cleared if one.way == "answered"])
        posts, cases = house.sql(ROWS)[0]
        settings = house.server()
    report = {
        "machine": before,
        "settings": settings,
        "rows": {"store_post": posts, "store_case": cases},
        "plan": {"cases": arguments.cases, "speed": arguments.speed, "undo_seconds": UNDO_SECONDS},
        "figures": figures(cleared),
        "became": dict(Counter(f"{one.way} {one.room}".strip() for one in cleared)),
        "seconds_in_all": round(seconds, 1),
        "network": found,
    }
    _show(report)
    keep(report, arguments.json)
    return 0 if len(cleared) == arguments.cases and not found["missing"] and not found["unexpected"] else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50, help="to clear (default %(default)s)")
    parser.add_argument("--speed", type=float, default=60.0, help="of the cast's stories (default %(default)s)")
    parser.add_argument("--json", type=Path, help="file for the report; else it is printed")
    return parser.parse_args()


def _clear(house: House, wanted: int) -> list[Cleared]:
    """Work down the list until so many cases are off it or none is left on it."""
    cleared: list[Cleared] = []
    with at_the_desk(house.sign_in) as page:
        agent = Agent(page)

        def words(case: int) -> str:
            return answer(str(house.sql(LANGUAGE, case)[0][0]), len(cleared))

        while len(cleared) < wanted and (one := agent.clear_next(words)) is not None:
            cleared.append(one)
    return cleared


def figures(cleared: Sequence[Cleared]) -> dict[str, Any]:
    """What one case cost: keys that are commands, characters typed, and seconds the desk took."""
    if not cleared:
        return {"cleared": 0}
    keys, seconds = [one.keys for one in cleared], [one.seconds for one in cleared]
    return {
        "cleared": len(cleared),
        "command_keystrokes_median": percentile(keys, 0.5),
        "command_keystrokes_most": max(keys),
        "typed_characters_median": percentile([one.characters for one in cleared], 0.5),
        "seconds_median": round(percentile(seconds, 0.5), 2),
        "seconds_p95": round(percentile(seconds, 0.95), 2),
    }


def _show(report: dict[str, Any]) -> None:
    named = {**report["figures"], **report["became"], **report["network"]}
    rows = [{"by keyboard alone": name.replace("_", " "), "figure": str(value)} for name, value in named.items()]
    print(table(rows))


if __name__ == "__main__":
    sys.exit(main())

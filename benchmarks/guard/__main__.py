"""`python -m benchmarks.guard`: what the guard catches of drafts written to judge it, what it lets pass, and how fast.

`[--sets report fresh develop everyday rules] [--data DIR] [--no-install] [--misses] [--json FILE]`. `report` and
`fresh` were written by people who had not seen the guard and land before what they judge; `develop`, `everyday` (facts
in the shapes that careless agents write) and `rules` (one rule or tone each) were looked at while building. With --data
the real agents' replies of the public sets are judged too. Beside it, on the same drafts in the same run: Presidio, for
personal data.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import keep, machine, table
from benchmarks.guard.corpus import SETS, UNSEEN
from benchmarks.guard.measure import Judged, families, family, judge_all, judged, rate
from benchmarks.guard.peer import beside
from benchmarks.guard.replies import real_replies
from benchmarks.guard.speed import speed
from parlour.core.nouns.verdict import Decision
from parlour.knowledge.guard.load import load_guard

LANGUAGES = ("en", "de", "es", "fr")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    data = os.environ.get("PARLOUR_DATA")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=[*SETS])
    parser.add_argument("--data", type=Path, default=data and Path(data), help="folder of the public sets")
    parser.add_argument("--no-install", action="store_true", help="leave the other out when it is not there")
    parser.add_argument("--misses", action="store_true", help="list what went wrong in the sets that may be looked at")
    parser.add_argument("--json", type=Path, help="file for the JSON; else it is printed")
    args = parser.parse_args()
    report: dict[str, Any] = {"machine": machine(), "speed": speed(load_guard())}
    for name in args.sets:
        found = judged(name)
        report[name] = _figures(found)
        _show(name, report[name])
        if name == "report":
            report["personal data beside Presidio"] = beside(found, install=not args.no_install)
        elif args.misses and name not in UNSEEN:
            _list(found)
    if args.data:
        real = judge_all(real_replies(args.data))
        report["real replies"] = {"held": _row(real, _stopped), "blocked": _row(real, _blocked)}
    keep(report, args.json)


def _figures(found: Sequence[Judged]) -> dict[str, Any]:
    leaks, good = [one for one in found if one.leak], [one for one in found if not one.leak]
    chosen: dict[str, Callable[[Judged], bool]] = {"all": lambda _: True}
    chosen |= {language: _of_language(language) for language in LANGUAGES}
    by_family = {name: [one for one in found if family(one.case.kind) == name] for name in families(found)}
    return {
        "languages": {
            name: {
                "caught": _row(filter(of, leaks), _stopped),
                "good replies held": _row(filter(of, good), _stopped),
                "good replies blocked": _row(filter(of, good), _blocked),
            }
            for name, of in chosen.items()
        },
        "classes": {
            name: {
                "caught": _row((one for one in each if one.leak), _stopped),
                "decided as expected": _row((one for one in each if one.leak), lambda one: one.right),
                "good replies held": _row((one for one in each if not one.leak), _stopped),
            }
            for name, each in by_family.items()
        },
    }


def _of_language(language: str) -> Callable[[Judged], bool]:
    return lambda one: one.case.language == language


def _stopped(one: Judged) -> bool:
    return one.stopped


def _blocked(one: Judged) -> bool:
    return one.verdict.decision is Decision.BLOCK


def _row(of: Any, hit: Callable[[Judged], bool]) -> dict[str, float] | None:
    found = rate(of, hit)
    return found.row if found else None


def _show(name: str, figures: dict[str, Any]) -> None:
    print(f"\n{name}")
    for part in ("languages", "classes"):
        rows = [
            {part: label} | {head: _said(row) for head, row in each.items()} for label, each in figures[part].items()
        ]
        print(table(rows))


def _said(row: dict[str, float] | None) -> str:
    return f"{row['hits']}/{row['of']} {row['share']:.1%} ({row['low']:.1%}–{row['high']:.1%})" if row else "–"


def _list(found: Sequence[Judged]) -> None:
    for one in found:
        if not one.right:
            rules = [finding.rule for finding in one.verdict.held]
            print(f"{one.case.line['id']} {one.case.kind}, {one.case.expect}: {one.case.draft} {rules}")


if __name__ == "__main__":
    main()

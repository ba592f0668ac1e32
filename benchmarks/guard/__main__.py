"""`python -m benchmarks.guard`: a table for people, then the same as one line of JSON. `--misses` lists the errors."""

import json
import sys

from benchmarks.guard.measure import SETS, Rate, judged, rate, speed
from parlour.core.nouns.verdict import Decision

LANGUAGES = {"all": "", "en": "en", "de": "de", "es": "es"}


def main() -> None:
    """Measure both sets and the speed, and print."""
    figures: dict[str, object] = {name: _measure(name) for name in SETS}
    seconds = speed()
    print(f"500 characters against 60 facts: {seconds * 1000:.1f} ms of processor time (median)")
    figures["milliseconds_500_characters_60_facts"] = round(seconds * 1000, 2)
    print(json.dumps({"guard": figures}))


def _measure(name: str) -> dict[str, dict[str, dict[str, float]]]:
    results = judged(name)
    print(f"{name:<10} {'leaks noticed':<34} {'good replies stopped':<34}")
    figures = {}
    for label, language in LANGUAGES.items():
        recall, alarms = (rate(results, leak=leak, language=language) for leak in (True, False))
        print(f"{label:<10} {_shown(recall):<34} {_shown(alarms):<34}")
        figures[label] = {"recall": _figures(recall), "false_positive_rate": _figures(alarms)}
    if "--misses" in sys.argv:
        for case, verdict, _ in results:
            if (verdict.decision is not Decision.ALLOW) is not case.leak:
                print(f"{case.desk}: {case.text} {[finding.rule for finding in verdict.findings]}")
    return figures


def _shown(share: Rate) -> str:
    low, high = share.interval
    return f"{share.hits}/{share.total} = {share.share:.1%} ({low:.1%} to {high:.1%})"


def _figures(share: Rate) -> dict[str, float]:
    low, high = share.interval
    return {
        "hits": share.hits,
        "total": share.total,
        "share": round(share.share, 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }


if __name__ == "__main__":
    main()

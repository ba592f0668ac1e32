"""`python -m benchmarks.guard`: a table for people, then the same as one line of JSON. `--misses` lists the errors."""

import json
import sys

from benchmarks.guard.measure import Rate, judged, rate, speed
from parlour.core.nouns.verdict import Decision


def main() -> None:
    results = judged()
    languages = ("", "en", "de", "es")
    rows = {
        language or "all": (rate(results, leak=True, language=language), rate(results, leak=False, language=language))
        for language in languages
    }
    print(f"{'replies':<8} {'leaks noticed':<32} {'good replies stopped':<32}")
    for name, (recall, false_alarms) in rows.items():
        print(f"{name:<8} {_shown(recall):<32} {_shown(false_alarms):<32}")
    seconds = speed()
    print(f"500 characters against 60 facts: {seconds * 1000:.1f} ms (median)")
    if "--misses" in sys.argv:
        for case, verdict, _ in results:
            if (verdict.decision is not Decision.ALLOW) is not case.leak:
                print(f"{case.desk}: {case.text} {[finding.rule for finding in verdict.findings]}")
    figures = {name: {"recall": _figures(r), "false_positive_rate": _figures(f)} for name, (r, f) in rows.items()}
    print(json.dumps({"guard": figures, "milliseconds_500_characters_60_facts": round(seconds * 1000, 2)}))


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

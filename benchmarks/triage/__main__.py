"""`python -m benchmarks.triage [--data DIR --scenes DIR] [--json FILE]`: a table, and JSON after it."""

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.triage.quality import quality
from benchmarks.triage.speed import corpus, speed
from parlour.knowledge.triage.load import load_triage


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of data sets; without it only speed is measured")
    parser.add_argument("--scenes", type=Path, default=Path("src/parlour/simulator/cast/scenes"))
    parser.add_argument("--no-install", action="store_true", help="leave the others out when they are not there")
    parser.add_argument("--json", type=Path, help="file for the JSON; else it is printed")
    args = parser.parse_args()
    knowledge = load_triage()
    found: dict[str, Any] = {"model": knowledge.model, "speed": speed(corpus(args.data), knowledge)}
    if args.data:
        found["quality"] = quality(args.data, args.scenes, knowledge, install=not args.no_install)
    print_tables(found)
    text = json.dumps(found, indent=1)
    if args.json:
        args.json.write_text(text, encoding="utf-8")
    else:
        print(text)


def print_tables(found: dict[str, Any]) -> None:
    """The figures for a reader."""
    for name, value in found["speed"].items():
        print(f"{name:36} {value:12,.1f}")
    for row in found.get("quality", ()):
        others = [name for name in ("tfidf", "vader", "lexicon") if name in row]
        beside = "  ".join(
            f"{name} {row[name]:.3f} [{row[f'gain on {name}'][0]:+.3f}, {row[f'gain on {name}'][1]:+.3f}]"
            for name in others
        )
        print(f"{row['output']:24} {row['source']:12} n={row['rows']:5} kernel {row['kernel']:.3f}  {beside}")


if __name__ == "__main__":
    main()

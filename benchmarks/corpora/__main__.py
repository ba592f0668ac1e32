"""Public corpora through the archive channel: nothing lost, nothing doubled, nothing changed, the record whole.

`PARLOUR_DATA=DIR python -m benchmarks.corpora`: prints a table and JSON; 1 when anything was lost.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.corpora.lines import CORPORA, lines_of
from benchmarks.installation import fresh_installation


def main() -> int:
    data = os.environ.get("PARLOUR_DATA")
    if not data:
        print("Set PARLOUR_DATA to the folder of the public corpora.", file=sys.stderr)
        return 2
    with fresh_installation() as installation:
        from benchmarks.corpora.through import through_archive

        report = [through_archive(name, lines_of(Path(data) / name), installation.folder) for name in CORPORA]
    for row in report:
        print("{corpus:<20} {lines:>7} lines  {heard:>7} heard  {same:>7} the same  {refused} refused".format(**row))
    print(json.dumps(report, indent=2))
    return 0 if all(_whole(row) for row in report) else 1


def _whole(row: dict[str, Any]) -> bool:
    return row["lines"] == row["heard"] == row["same"] and not row["again"] and row["record_holds"]


if __name__ == "__main__":
    sys.exit(main())

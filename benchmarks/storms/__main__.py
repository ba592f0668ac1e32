"""Storms from seeds: processes and databases killed, a misbehaving network; nothing lost, nothing said twice.

`python -m benchmarks.storms [--storms N] [--first SEED] [--lanes N]`: prints JSON; 1 with its diary when a storm did
not end well. Each lane has a database server, a network and processes of its own.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import time


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--storms", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--lanes", type=int, default=os.cpu_count() or 1, help="storms at the same time")
    arguments = parser.parse_args()
    begun = time.monotonic()
    ended_well = run_lanes(arguments.storms, arguments.first, max(1, min(arguments.lanes, arguments.storms)))
    seconds = time.monotonic() - begun
    report = {
        "storms": arguments.storms,
        "first_seed": arguments.first,
        "lanes": arguments.lanes,
        "all_ended_well": ended_well,
        "seconds": round(seconds, 1),
        "seconds_per_storm": round(seconds / max(1, arguments.storms), 2),
    }
    print(json.dumps(report, indent=2))
    return 0 if ended_well else 1


def run_lanes(storms: int, first: int, lanes: int) -> bool:
    """Whether every storm ended well; the lanes share the seeds as evenly as can be."""
    given = {"DJANGO_SETTINGS_MODULE": "parlour.config.settings", **os.environ}
    starts = [first + storms * lane // lanes for lane in range(lanes + 1)]
    running = []
    for begin, end in itertools.pairwise(starts):
        command = [sys.executable, "-m", "tests.faults.storm", str(end - begin), str(begin)]
        running.append(subprocess.Popen(command, env=given, stdout=sys.stderr))
    ends = [lane.wait() for lane in running]
    return not any(ends)


if __name__ == "__main__":
    sys.exit(main())

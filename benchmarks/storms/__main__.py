"""Storms from seeds: processes killed, connections cut, a misbehaving network; nothing lost, nothing said twice.

`python -m benchmarks.storms [--storms N] [--first SEED]`: prints JSON; 1 with its diary when a storm did not end well.
"""

import argparse
import contextlib
import json
import os
import sys
import time


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--storms", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parlour.config.settings")
    import django

    django.setup()
    from tests.faults.storm import main as storms

    begun = time.monotonic()
    with contextlib.redirect_stdout(sys.stderr):
        status = storms(arguments.storms, arguments.first)
    report = {
        "storms": arguments.storms,
        "first_seed": arguments.first,
        "all_ended_well": status == 0,
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(report, indent=2))
    return status


if __name__ == "__main__":
    sys.exit(main())

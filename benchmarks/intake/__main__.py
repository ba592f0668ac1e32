"""Intake against a bare INSERT of the same posts on the same server, durable, and what each post costs.

`python -m benchmarks.intake [--posts N] [--runs N]`: prints a table and JSON.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import keep


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="file for the report; else it is printed")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="parlour-bench-"))
    folder.chmod(0o711)
    os.environ["PARLOUR_HOME"] = str(folder / "home")
    os.environ["DJANGO_SETTINGS_MODULE"] = "parlour.config.settings"
    from parlour.store.embedded import Cluster

    cluster = Cluster(folder / "pg")
    cluster.start()
    os.environ["DATABASE_URL"] = cluster.url
    try:
        from benchmarks.intake.measure import measure

        report = measure(folder, posts=arguments.posts, runs=arguments.runs)
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(cluster.socket_folder, ignore_errors=True)
    keep(report, arguments.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Intake beside the e-mail intake of django-helpdesk: the same texts, the same durable server, one run after the other.

`python -m benchmarks.helpdesk [--posts N --runs N] [--json FILE]`. The other side gets every text as a plain e-mail and
calls `helpdesk.email.extract_email_metadata` for each, as its poller does, without network, mail or attachments; ours
receives and assesses the same texts. The first run fetches the pinned package into an environment of its own.
"""

import argparse
import sys
from pathlib import Path

from benchmarks.figures import keep, machine, server, table
from benchmarks.installation import fresh_installation
from benchmarks.peer import peer_python

PINNED = ("django-helpdesk==2.6.1", "django==5.2.19", "psycopg[binary]==3.3.9", "djangorestframework==3.18.3")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-install", action="store_true", help="measure only our side when the other is not there")
    parser.add_argument("--json", type=Path, help="file for the report; else it is printed")
    arguments = parser.parse_args()
    python = peer_python("helpdesk", PINNED, install=not arguments.no_install)
    with fresh_installation() as installation:
        from benchmarks.helpdesk.measure import measure

        found = measure(installation, python, posts=arguments.posts, runs=arguments.runs)
        report = {"machine": machine(), "settings": server(), **found}
    sides = [name for name in ("parlour", "helpdesk") if name in report]
    print(table([{"intake": name, "posts per second": report[name]["posts_per_second"]} for name in sides]))
    if "ratio" in report:
        print(f"ratio {report['ratio']} (wanted: {report['wanted_ratio']:.0f} or more), {report['posts']} posts")
    keep(report, arguments.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())

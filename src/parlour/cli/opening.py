"""`python -m parlour.cli.opening`: what must be true before the doors open. `parlour up` runs it and reads its answer.

It answers with one JSON object on standard output: `{"demo": bool, "people": [{"name", "path"}]}`, where
`path` signs that person in once.
"""

import argparse
import sys
from typing import Any

import orjson

from parlour.cli.database import open_database
from parlour.cli.db import bring_up_to_date
from parlour.cli.errors import one_line


def main(argv: list[str] | None = None) -> int:
    """Migrate, and set up the make-believe company unless there is a real one. 2 with one line when that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lobby", required=True, help="address of the make-believe network; empty: none")
    parser.add_argument("--desk", required=True, help="address of the desk, where rooms are reached too")
    args = parser.parse_args(argv)
    try:
        open_database()
        bring_up_to_date()
        answer = _furnish(args.lobby, args.desk)
    except Exception as error:  # the edge of the process: what an operator can mend is said in one line
        said = one_line(error)
        if said is None:
            raise
        print(f"parlour: {said}", file=sys.stderr)
        return 2
    sys.stdout.buffer.write(orjson.dumps(answer))
    return 0


def _furnish(lobby: str, desk: str) -> dict[str, Any]:
    from parlour.cli import demo
    from parlour.desk.sign_in import one_time_link
    from parlour.usecases.house import now

    if not lobby or not demo.wanted():
        demo.close_lobby()
        return {"demo": False, "people": []}
    people = demo.set_up(lobby=lobby, at=now())
    demo.open_rooms(base_url=desk, at=now())
    demo.open_mail(at=now())
    return {"demo": True, "people": [{"name": each.name, "path": one_time_link(each)} for each in people]}


if __name__ == "__main__":
    raise SystemExit(main())

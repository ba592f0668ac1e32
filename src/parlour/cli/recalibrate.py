"""`parlour recalibrate`: teach triage what a brand's agents have corrected and confirmed."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from parlour.cli.installation import open_installation, the_brand

if TYPE_CHECKING:
    from parlour.core.triage.recalibration import Learnt
    from parlour.store.models import Brand

PLACES = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("brand", metavar="BRAND", help="the brand's short name")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--dry-run", action="store_true", help="say what would be kept, and write nothing")
    instead.add_argument("--forget", action="store_true", help="judge the brand's posts as everybody's again")
    instead.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help="write the labelled posts as JSON lines for `parlour train --with`, words said in private among them",
    )


def run(args: argparse.Namespace) -> int:
    """Print one JSON object, and write what was kept unless told otherwise."""
    open_installation()
    brand = the_brand(args.brand)
    if args.export:
        found: dict[str, Any] = {"posts": _export(brand, args.export), "file": str(args.export)}
    else:
        found = _forget(brand) if args.forget else _recalibrate(brand, dry=args.dry_run)
    report = {"brand": brand.slug, **found}
    sys.stdout.buffer.write(orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return 0


def _recalibrate(brand: "Brand", *, dry: bool) -> dict[str, Any]:
    from parlour.usecases.house import the_house
    from parlour.usecases.recalibrate import recalibrate, study

    house = the_house()
    learnt = study(brand, house=house, tell=_progress)
    number = 0 if dry else recalibrate(brand, learnt, house=house)
    told = {name: _told(one) for name, one in learnt.items()}
    return {"model": house.knowledge.triage.weights, "written": bool(number), "number": number, "outputs": told}


def _forget(brand: "Brand") -> dict[str, Any]:
    from parlour.usecases.house import the_house
    from parlour.usecases.recalibrate import forget

    number = forget(brand, house=the_house())
    return {"written": bool(number), "number": number}


def _told(one: "Learnt") -> dict[str, Any]:
    words: dict[str, Any] = {"labels": one.labels, "corrected": one.labels - one.agreed, "confirmed": one.agreed}
    words |= {"kept": one.kept} | ({"why": one.why} if one.why else {})
    if one.shift:
        words |= {"slope": round(one.shift.slope, PLACES), "shift": [round(each, PLACES) for each in one.shift.shift]}
    for name, pair in (("log_loss", one.loss), ("ece", one.ece)):
        if pair:
            words[name] = {"before": round(pair[0], PLACES), "after": round(pair[1], PLACES)}
    return words


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {of} posts read again", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _export(brand: "Brand", path: Path) -> int:
    """Write the file for its owner alone; it appears under its name only when it is complete."""
    from parlour.usecases.recalibrate import examples

    unfinished = path.with_name(path.name + ".part")
    written = 0
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for row in examples(brand):
            file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            written += 1
    unfinished.replace(path)
    return written

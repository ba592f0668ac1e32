"""`parlour train --intents NAME FILE`: learn an operator's own list of intents from labelled texts."""

import json
import logging
from pathlib import Path

import numpy as np

from parlour.cli.errors import CannotDo
from parlour.cli.output import whole_file
from parlour.knowledge.triage.schemes import state_reader
from parlour.learning import scheme, scheme_card, scheme_rows
from parlour.learning.scheme_arrays import written
from parlour.learning.scheme_lines import UnusableRows


def teach_scheme(name: str, source: Path, folder: Path, seed: int) -> int:
    """Write NAME.npz, its card NAME.md, its figures NAME.json and, where rows taught nothing, NAME.rejected.jsonl.

    Returns 1 where rows were rejected. Raises CannotDo.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        scheme_rows.check_name(name)
        found = scheme_rows.read(source)
    except UnusableRows as problem:
        raise CannotDo(str(problem)) from problem
    except OSError as problem:
        raise CannotDo(f"{source}: {problem.strerror or problem}") from problem
    reader = state_reader()
    taught = scheme.teach(found.rows, name, seed, reader)
    measured = scheme_card.figures(found, taught, source.name)
    with whole_file(folder / f"{name}.npz") as file:
        np.savez_compressed(file, allow_pickle=False, **written(taught.scheme, reader.network))
    (folder / f"{name}.md").write_text(scheme_card.card(measured), encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\n".join(scheme_card.told(measured)))
    return _told_rejected(found, folder / f"{name}.rejected.jsonl")


def _told_rejected(found: scheme_rows.Found, path: Path) -> int:
    """List rejected rows beside the scheme; a list of an earlier run goes."""
    path.unlink(missing_ok=True)
    if not found.rejected:
        return 0
    rows = (json.dumps(rejected.as_row(), ensure_ascii=False) + "\n" for rejected in found.rejected)
    path.write_text("".join(rows), encoding="utf-8")
    first = found.rejected[0]
    print(f"{len(found.rejected)} rows were rejected, the first in line {first.line}: {first.message}. All: {path}")
    return 1

"""`parlour train --replies`: learn the guard's network anew from the written replies."""

import json
import logging
import random
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from parlour.cli.errors import CannotDo
from parlour.cli.output import whole_file
from parlour.core.guard.meaning import MANNER, OUTPUTS, Meaning
from parlour.core.text.network import Top
from parlour.knowledge.guard.meaning import (
    MANNERS,
    NETWORK,
    RETOLD,
    WHOLE,
    load_manner,
    load_network,
    load_open_trunk,
    load_relationships,
)
from parlour.knowledge.triage.load import load_trunk
from parlour.learning import told_apart, tone_layers
from parlour.learning.written_replies import TONES, apart, replies, side_by_side

FIGURES: Final = "meaning.json"


def teach_guard(folder: Path, seed: int) -> int:
    """Write into the folder the networks as NETWORK and MANNERS, what hears replies as a whole as RETOLD and WHOLE, and
    as FIGURES how well they tell what they did not learn from.

    Raises CannotDo where what teaches it is not installed.
    """
    try:
        from parlour.learning import manner, retelling, telling
    except ImportError as missing:
        raise CannotDo(f"The guard is taught with {missing.name}: pip install 'parlour[train]'.") from missing
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    given = list(replies())
    relationships, open_trunk = load_relationships(), load_open_trunk()
    network = telling.export(telling.fit(given, load_trunk(), load_network(), relationships, seed))
    manners = manner.export(manner.fit(given, open_trunk, load_manner(), seed))
    for name, content in ((NETWORK, network), (MANNERS, manners)):
        with whole_file(folder / name) as file:
            file.write(content)
    retold = retelling.fit(given, open_trunk, relationships, seed)
    _write(folder / RETOLD, retold.arrays())
    beside = side_by_side(given, random.Random(seed))  # noqa: S311 - the same run for the same seed
    whole = tone_layers.fit([*given, *beside], open_trunk, seed)
    _write(folder / WHOLE, whole.arrays())
    meaning = Meaning(open_trunk, Top(network, OUTPUTS), TONES, Top(manners, (MANNER,)), whole, retold)
    rows = [asdict(row) for row in told_apart.measured(meaning, list(apart()), seed=seed)]
    with whole_file(folder / FIGURES) as file:
        file.write(json.dumps(rows, indent=2).encode() + b"\n")
    return 0


def _write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    with whole_file(path) as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)

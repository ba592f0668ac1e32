"""`parlour train --replies`: learn the guard's network anew from the written replies."""

import json
import logging
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from parlour.cli.errors import CannotDo
from parlour.cli.output import whole_file
from parlour.core.guard.meaning import OUTPUTS, Meaning
from parlour.core.text.layers import TwoLayers
from parlour.core.text.network import Top
from parlour.knowledge.guard.meaning import NETWORK, WHOLE, load_network, load_open_trunk, load_relationships
from parlour.knowledge.triage.load import load_trunk
from parlour.learning import told_apart, tone_layers
from parlour.learning.written_replies import TONES, Reply, apart, replies, side_by_side

FIGURES: Final = "meaning.json"


def _teach_whole(given: Sequence[Reply], folder: Path, seed: int) -> TwoLayers:
    """Write what hears the tones of a reply as a whole, as WHOLE into the folder."""
    beside = side_by_side(given, random.Random(seed))  # noqa: S311 - the same run for the same seed
    whole = tone_layers.fit([*given, *beside], load_open_trunk(), seed)
    with whole_file(folder / WHOLE) as file:
        np.savez_compressed(file, allow_pickle=False, **whole.arrays())
    return whole


def teach_guard(folder: Path, seed: int) -> int:
    """Write the network as NETWORK into the folder, and how well it tells what it did not learn from as FIGURES.

    Raises CannotDo where what teaches it is not installed.
    """
    try:
        from parlour.learning import telling
    except ImportError as missing:
        raise CannotDo(f"The guard is taught with {missing.name}: pip install 'parlour[train]'.") from missing
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    given = list(replies())
    taught = telling.fit(given, load_trunk(), load_network(), load_relationships(), seed)
    network = telling.export(taught)
    with whole_file(folder / NETWORK) as file:
        file.write(network)
    whole = _teach_whole(given, folder, seed)
    meaning = Meaning(load_open_trunk(), Top(network, OUTPUTS), TONES, whole)
    rows = [asdict(row) for row in told_apart.measured(meaning, list(apart()), seed=seed)]
    with whole_file(folder / FIGURES) as file:
        file.write(json.dumps(rows, indent=2).encode() + b"\n")
    return 0

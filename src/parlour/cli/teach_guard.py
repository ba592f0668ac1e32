"""`parlour train --replies`: learn the guard's network anew from the written replies."""

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Final

from parlour.cli.errors import CannotDo
from parlour.cli.output import whole_file
from parlour.core.guard.meaning import OUTPUTS, Meaning
from parlour.core.text.network import Top
from parlour.knowledge.guard.meaning import NETWORK, load_network, load_relationships
from parlour.knowledge.triage.load import load_trunk
from parlour.learning import told_apart
from parlour.learning.written_replies import TONES, apart, replies

FIGURES: Final = "meaning.json"


def teach_guard(folder: Path, seed: int) -> int:
    """Write the network as NETWORK into the folder, and how well it tells what it did not learn from as FIGURES.

    Raises CannotDo where what teaches it is not installed.
    """
    try:
        from parlour.learning import telling
    except ImportError as missing:
        raise CannotDo(f"The guard is taught with {missing.name}: pip install 'parlour[train]'.") from missing
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    taught = telling.fit(list(replies()), load_trunk(), load_network(), load_relationships(), seed)
    network = telling.export(taught)
    with whole_file(folder / NETWORK) as file:
        file.write(network)
    meaning = Meaning(load_trunk(), Top(network, OUTPUTS), TONES)
    rows = [asdict(row) for row in told_apart.measured(meaning, list(apart()), seed=seed)]
    with whole_file(folder / FIGURES) as file:
        file.write(json.dumps(rows, indent=2).encode() + b"\n")
    return 0

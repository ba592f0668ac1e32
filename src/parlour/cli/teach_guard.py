"""`parlour train --replies`: learn the guard's network anew from the written replies."""

import logging
from pathlib import Path

from parlour.cli.errors import CannotDo
from parlour.cli.output import whole_file
from parlour.knowledge.guard.meaning import NETWORK, load_network, load_relationships
from parlour.knowledge.triage.load import load_trunk
from parlour.learning.written_replies import replies


def teach_guard(folder: Path, seed: int) -> int:
    """Write the network as NETWORK into the folder. Raises CannotDo where what teaches it is not installed."""
    try:
        from parlour.learning import telling
    except ImportError as missing:
        raise CannotDo(f"The guard is taught with {missing.name}: pip install 'parlour[train]'.") from missing
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    taught = telling.fit(list(replies()), load_trunk(), load_network(), load_relationships(), seed)
    with whole_file(folder / NETWORK) as file:
        file.write(telling.export(taught))
    return 0

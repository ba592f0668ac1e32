"""Schemes of intents learnt from public sets, beside a plain word model.

`python -m benchmarks.intents [--data DIR] [--json FILE]`; without --data the sets are sought in PARLOUR_DATA.
"""

import argparse
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import keep, machine
from benchmarks.peer import ask_peer, peer_python
from parlour.core.triage.schemes import Scheme
from parlour.knowledge.triage.schemes import state_reader
from parlour.learning.evaluate import SEED, share_interval
from parlour.learning.metrics import auc, ece, interval
from parlour.learning.rows import rows
from parlour.learning.scheme import teach
from parlour.learning.scheme_rows import Found, read

SETS = {"banking77": None, "clinc150": "oos_test"}
"""Sets with a train and a test part, and the part of a set that carries none of its labels."""
PINNED = ("scikit-learn==1.9.1",)
PEER = Path(__file__).with_name("peer.py")
PEER_SECONDS = 1800


def main() -> None:
    """Learn from the official train part, measure on the texts of the official test part that do not recur in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    data = os.environ.get("PARLOUR_DATA")
    parser.add_argument("--data", type=Path, default=data and Path(data), help="folder of data sets")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=[*SETS])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-install", action="store_true", help="leave the other out when it is not there")
    parser.add_argument("--json", type=Path, help="file for the JSON; else it is printed")
    args = parser.parse_args()
    if not args.data:
        parser.error("name the folder of the public sets with --data or PARLOUR_DATA")
    python = peer_python("intents", PINNED, install=not args.no_install)
    found = [_measured(args.data / name, SETS[name], args.seed, python) for name in args.sets]
    keep({"machine": machine(), "sets": found}, args.json)


def _measured(folder: Path, outside: str | None, seed: int, python: Path | None) -> dict[str, Any]:
    learnt = read(folder / "train.jsonl.gz")
    known = {row.text for row in learnt.rows}
    test = [row for row in rows(folder / "test.jsonl.gz") if row["text"].strip() not in known]
    texts, answers = [row["text"] for row in test], np.array([row["label"] for row in test])
    begin = time.monotonic()
    both = teach(learnt.rows, folder.name, seed, state_reader()).scheme
    seconds = time.monotonic() - begin
    found: dict[str, Any] = {"set": folder.name, "rows": len(test), "labels": len(both.labels)}
    found["seconds to learn"] = seconds
    right: dict[str, NDArray[np.bool_]] = {}
    for reading, scheme in (("both", both), ("fast", replace(both, closer=None))):
        right[reading], p = _told(scheme, texts, answers)
        found[reading] = _accuracy(right[reading]) | {"ece": ece(right[reading], p)}
        if outside:
            away = _told(scheme, [row["text"] for row in rows(folder / f"{outside}.jsonl.gz")], np.array([""]))[1]
            inside = np.array([True] * len(p) + [False] * len(away))
            found[reading]["auc of p, a label or none"] = auc(inside, np.concatenate([p, away]))
    if python:
        plain = _plain(python, learnt, texts) == answers
        found["tfidf"] = _accuracy(plain)
        found["gain on tfidf"] = _gain(right["both"], plain)
    return found


def _told(scheme: Scheme, texts: Sequence[str], answers: NDArray[Any]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    told = scheme.tell(texts, [True] * len(texts))
    return np.array([found.label for found in told]) == answers, np.array([found.p for found in told])


def _accuracy(right: NDArray[np.bool_]) -> dict[str, float]:
    low, high = share_interval(right.astype(np.float64))
    return {"accuracy": float(right.mean()), "low": low, "high": high}


def _gain(ours: NDArray[np.bool_], plain: NDArray[np.bool_]) -> tuple[float, float]:
    """95 % interval of the difference in accuracy, on the same drawings."""
    return interval(lambda chosen: float(ours[chosen].mean() - plain[chosen].mean()), len(ours), seed=SEED)


def _plain(python: Path, learnt: Found, texts: Sequence[str]) -> NDArray[Any]:
    given = {"texts": [row.text for row in learnt.rows], "labels": [row.label for row in learnt.rows], "tell": texts}
    return np.array(ask_peer(python, PEER, given, seconds=PEER_SECONDS))


if __name__ == "__main__":
    main()

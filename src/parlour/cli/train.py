"""`parlour train`: learn the weights of triage anew from the data sets, and write the model card beside them."""

import argparse
import json
import logging
import sys
from pathlib import Path

from parlour.knowledge.triage.load import WEIGHTS, knowledge_from, load_lexicon, load_policy
from parlour.learning import report, train


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """DATA_DIR, where the scenes of the cast are, where to write, and the seed."""
    parser.add_argument("data", type=Path, metavar="DATA_DIR", help="folder with one folder per data set")
    parser.add_argument("--scenes", type=Path, required=True, help="folder with the cast's scenes, for measuring alone")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write weights and model card to")
    parser.add_argument("--seed", type=int, default=7)


def run(args: argparse.Namespace) -> int:
    """Train, measure, write; exit status 2 when a folder is missing."""
    for folder in (args.data, args.scenes, args.output):
        if not folder.is_dir():
            print(f"parlour: {folder}: no such folder", file=sys.stderr)
            return 2
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    arrays = train.train(args.data, args.seed)
    train.save(arrays, args.output / WEIGHTS)
    knowledge = knowledge_from(arrays, load_lexicon(), load_policy())
    measured = report.measure(args.data, args.scenes, knowledge, args.seed)
    (args.output / "MODEL_CARD.md").write_text(report.card(measured, knowledge.model), encoding="utf-8")
    (args.output / "measured.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")
    return 0

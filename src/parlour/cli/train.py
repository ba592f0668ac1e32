"""`parlour train`: learn anew the weights of triage, the guard's network, or a further scheme of intents."""

import argparse
import json
import logging
from importlib import resources
from pathlib import Path

from parlour.cli.errors import CannotDo
from parlour.cli.teach import teach_scheme
from parlour.cli.teach_guard import teach_guard
from parlour.knowledge.triage import load
from parlour.learning import names_train, operator_data, people, report, train
from parlour.learning.base import NotTheBase, read_base

log = logging.getLogger(__name__)

MEASURED = "measured.json"
CARD = "MODEL_CARD.md"
NAMES = "personal_data"
_SCENES = Path(str(resources.files("parlour"))) / "simulator" / "cast" / "scenes"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to learn from (DATA_DIR, or NAME and FILE), what else to measure on, where to write, base, and seed."""
    parser.add_argument("data", type=Path, nargs="?", metavar="DATA_DIR", help="folder with one folder per data set")
    parser.add_argument(
        "--intents",
        nargs=2,
        metavar=("NAME", "FILE"),
        help="instead learn this scheme of intents from FILE: JSON lines or CSV with text and label",
    )
    parser.add_argument("--replies", action="store_true", help="instead learn the guard's network from written replies")
    parser.add_argument(
        "--scenes",
        type=Path,
        help="folder with scenes of a cast, for measuring alone; without it those of the simulator",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write weights and model card to")
    parser.add_argument(
        "--with", dest="yours", type=Path, metavar="DIR", help="your own labelled posts, learnt from too"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--base",
        type=Path,
        nargs=2,
        metavar="WHEEL",
        help="teach the encoder anew from these two uploads of its base; without it the one that ships is kept",
    )
    parser.add_argument(
        "--keep-trunk",
        action="store_true",
        help="with --base: keep the half of the encoder that the guard reads with too, and teach only the other",
    )


def run(args: argparse.Namespace) -> int:
    """Train, measure, write. Raises CannotDo when a folder or what the encoder needs is missing."""
    if args.intents:
        return _scheme(args)
    if args.replies:
        return _guard(args)
    if not args.data:
        raise CannotDo("Name DATA_DIR, or --intents NAME FILE for a further scheme of intents.")
    if args.keep_trunk and not args.base:
        raise CannotDo("--keep-trunk teaches a new top: name its --base too.")
    scenes = args.scenes or _SCENES
    for folder in (args.data, scenes, args.output):
        _check_folder(folder)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    yours = _yours(args.yours) if args.yours else ()
    reader = _taught((args.base[0], args.base[1]), args.seed, args.keep_trunk) if args.base else train.shipped
    try:
        arrays, reading = train.train(args.data, args.seed, reader, yours)
    except FileNotFoundError as missing:
        raise CannotDo(f"{missing.filename}: not there. DATA_DIR holds a folder for each data set.") from missing
    train.save(arrays, reading, args.output)
    _names(args.data, args.seed, reading, args.output / NAMES)
    second = load.second_from(arrays, reading.encoder)
    knowledge = load.knowledge_from(arrays, load.load_lexicon(), load.load_policy(), second)
    measured = report.measure(args.data, scenes, knowledge, args.seed, yours)
    (args.output / CARD).write_text(report.card(measured, knowledge.model), encoding="utf-8")
    (args.output / MEASURED).write_text(json.dumps(measured, indent=1), encoding="utf-8")
    return 0


def _names(data: Path, seed: int, reading: train.Reading, folder: Path) -> None:
    """The tagger of names and details and what hears people in the encoder's trunk, which have weights of their own."""
    folder.mkdir(exist_ok=True)
    names_train.save(names_train.train(data, seed), folder)
    people.save(people.train(data, seed, reading.trunk, reading.encoder.trunk.vocabulary), folder)


def _scheme(args: argparse.Namespace) -> int:
    if args.data or args.scenes or args.base or args.yours:
        raise CannotDo(
            "A scheme of intents is learnt from its FILE alone: leave out DATA_DIR, --scenes, --base, --with."
        )
    _check_folder(args.output)
    name, source = args.intents
    return teach_scheme(name, Path(source), args.output, args.seed)


def _guard(args: argparse.Namespace) -> int:
    if args.data or args.scenes or args.base or args.yours:
        raise CannotDo("The guard learns from written replies alone: leave out DATA_DIR, --scenes, --base, --with.")
    _check_folder(args.output)
    return teach_guard(args.output, args.seed)


def _yours(folder: Path) -> train.Examples:
    try:
        data = operator_data.read(folder)
    except (operator_data.UnusablePosts, OSError) as problem:
        raise CannotDo(str(problem)) from problem
    for line in operator_data.lines(data):
        log.info(line)
    return data.examples


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise CannotDo(f"{folder}: no such folder; name one that is there")


def _taught(wheels: tuple[Path, Path], seed: int, keep_trunk: bool) -> train.Reader:
    """What teaches the encoder anew. Raises CannotDo before anything long has begun."""
    try:
        from parlour.learning import encoder, kept_trunk, shorter
    except ImportError as missing:
        raise CannotDo(f"The encoder is taught with {missing.name}: pip install 'parlour[train]'.") from missing
    try:
        weights, vocabulary = read_base(wheels)
    except (NotTheBase, OSError) as problem:
        raise CannotDo(str(problem)) from problem

    def reader(examples: train.Examples) -> train.Reading:
        taught = encoder.fit(examples, vocabulary, weights, seed)
        trunk, top = encoder.export(taught)
        if not keep_trunk:
            return train.opened(trunk, shorter.shortened(trunk, top, vocabulary, examples, seed), vocabulary)
        kept, bias = (load.network(load.TRUNK), load.network(load.TOP)), encoder.bias(taught)
        return train.opened(
            kept[0], kept_trunk.top_like((trunk, top), bias, kept, vocabulary, examples, seed), vocabulary
        )

    return reader

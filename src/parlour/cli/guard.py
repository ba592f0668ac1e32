"""`parlour guard`: drafts with what is known around them as JSON lines in, verdicts out."""

import argparse
from collections.abc import Iterable, Sequence
from functools import partial

from parlour.cli.lines import add_batch_arguments, run_batch
from parlour.knowledge import Knowledge, load
from parlour.usecases.guard_case import Case, judged, parse_case, sendable
from parlour.usecases.json_lines import Record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the batch verbs."""
    add_batch_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Judge what `args` names; returns the exit status of the batch verbs."""
    return run_batch(args, _read, partial(_answers, load()))


def _read(record: Record) -> Case:
    return sendable(parse_case(record))


def _answers(knowledge: Knowledge, cases: Sequence[Case]) -> Iterable[Record]:
    return (judged(case, knowledge) for case in cases)

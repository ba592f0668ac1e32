"""`parlour triage`: posts as JSON lines or Parquet in, assessments out, by the kernel alone."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

import pyarrow as pa

from parlour.cli.intents import in_columns, in_records, read_scheme
from parlour.cli.lines import UnusableArguments, add_batch_arguments, run_batch
from parlour.cli.progress import Progress, watched
from parlour.cli.tables import assess_table, rows_of
from parlour.core.nouns.assessment import Assessment, in_words
from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess, assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.core.triage.schemes import Scheme
from parlour.knowledge.triage.load import load_fast_triage, load_triage
from parlour.usecases.json_lines import Record, optional_field, optional_text, text_field, texts_field

PLACES = 4
_AT_ONCE = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the batch verbs, the format, and `--fast`."""
    add_batch_arguments(parser)
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="of input and output alike")
    parser.add_argument("--fast", action="store_true", help="let the linear scores judge alone: no encoder")
    parser.add_argument(
        "--intents", type=Path, metavar="FILE", help="tell intents of this scheme; parlour train --intents makes one"
    )


def run(args: argparse.Namespace) -> int:
    """Assess what `args` names; returns the exit status of the batch verbs."""
    knowledge = load_fast_triage() if args.fast else load_triage()
    try:
        scheme = read_scheme(args.intents, fast=args.fast) if args.intents else None
        if args.format == "parquet":
            return _run_parquet(args, knowledge, scheme)
    except UnusableArguments as unusable:
        print(f"parlour: {unusable}", file=sys.stderr)
        return 2
    with _hands() as hands:
        return run_batch(args, parse_post, partial(_answers, hands, knowledge, scheme))


@contextmanager
def _hands() -> Iterator[ThreadPoolExecutor]:
    """One thread for each core. Whoever interrupts waits for no more than what is being judged."""
    hands = ThreadPoolExecutor(os.cpu_count())
    try:
        yield hands
    finally:
        hands.shutdown(cancel_futures=True)


def parse_post(record: Record) -> Post:
    """A post out of one line; raises BadLine. A post that names no author relation counts as addressed."""
    author = _author(record)
    optional_text(record, "created_at")
    optional_text(author, "author.created_at")
    return Post(
        id=text_field(record, "id"),
        text=text_field(record, "text"),
        network=optional_text(record, "network") or "",
        author=optional_text(author, "author.handle") or "",
        followers=optional_field(author, "author.followers", int, "a whole number"),
        in_reply_to=optional_text(record, "in_reply_to") or "",
        thread=texts_field(record, "thread"),
        sectors=texts_field(record, "sectors"),
        addressed=optional_field(record, "addressed", bool, "true or false") is not False,
    )


def _author(record: Record) -> Record:
    """The fields of the author, under the names an error shall call them by."""
    fields: Record = optional_field(record, "author", dict, "an object") or {}
    return {f"author.{name}": value for name, value in fields.items()}


def _answers(
    hands: ThreadPoolExecutor, knowledge: TriageKnowledge, scheme: Scheme | None, posts: Sequence[Post]
) -> Iterable[Record]:
    """The answers in order. The encoder works outside the interpreter's lock, so that every core has a share."""

    def judged(piece: Sequence[Post]) -> list[Record]:
        records = map(answer, assess_posts(piece, knowledge))
        return [*(in_records(scheme, piece, records, PLACES) if scheme else records)]

    pieces = [posts[at : at + _AT_ONCE] for at in range(0, len(posts), _AT_ONCE)]
    return chain.from_iterable(hands.map(judged, pieces))


def answer(assessment: Assessment) -> Record:
    """An assessment as the contract writes it, probabilities rounded to PLACES."""
    ends = {"route": assessment.route, "model": assessment.model}
    return {"id": assessment.id} | in_words(assessment, PLACES) | ends


def _run_parquet(args: argparse.Namespace, knowledge: TriageKnowledge, scheme: Scheme | None) -> int:
    if args.path in (None, "-") or args.output in (None, "-"):
        raise UnusableArguments("Parquet is read from a PATH and written to -o OUT, not through pipes")
    source, target = Path(args.path), Path(args.output)
    if source.resolve() == target.resolve():
        raise UnusableArguments(f"{args.output}: would overwrite its own input; name another file with -o")
    progress = Progress(rows_of(source), shown=watched(output=True))
    with _hands() as hands:
        judge = partial(_assessed, hands, knowledge, scheme)
        bad = assess_table(source, target, judge, knowledge, progress=progress, strict=args.strict)
    if bad:
        print(f"parlour: {bad} bad row{'s' if bad > 1 else ''}", file=sys.stderr)
    return 1 if args.strict and bad else 0


def _assessed(
    hands: ThreadPoolExecutor, knowledge: TriageKnowledge, scheme: Scheme | None, batch: pa.RecordBatch
) -> pa.RecordBatch:
    def judged(piece: pa.RecordBatch) -> pa.RecordBatch:
        answers = assess(piece, knowledge)
        return in_columns(scheme, piece, answers) if scheme else answers

    pieces = [batch.slice(at, _AT_ONCE) for at in range(0, max(batch.num_rows, 1), _AT_ONCE)]
    return pa.concat_batches(hands.map(judged, pieces))

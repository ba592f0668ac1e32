"""`parlour triage`: posts as JSON lines or Parquet in, assessments out, by the kernel alone."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from parlour.cli.lines import BadLine, Record, add_batch_arguments, run_batch, text_field, texts_field
from parlour.core.nouns.assessment import Assessment
from parlour.core.nouns.post import Post
from parlour.core.triage.columns import answer_schema
from parlour.core.triage.kernel import assess, assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.knowledge.triage.load import load_triage

_ROWS = 4096
_SHOW_EVERY = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the batch verbs, the format, and `--fast`."""
    add_batch_arguments(parser)
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="of input and output alike")
    parser.add_argument("--fast", action="store_true", help="use the fast model alone; there is no other yet")


def run(args: argparse.Namespace) -> int:
    """Assess what `args` names; returns the exit status of the batch verbs."""
    knowledge = load_triage()
    if args.format == "parquet":
        return _run_parquet(args, knowledge)
    return run_batch(args, parse_post, partial(_answer, _progress(), knowledge))


def parse_post(record: Record) -> Post:
    """A post out of one line; raises BadLine. A post that names no author relation counts as addressed."""
    addressed = record.get("addressed", True)
    if not isinstance(addressed, bool):
        raise BadLine("wrong_type", "'addressed' must be true or false")
    return Post(
        id=text_field(record, "id"),
        text=text_field(record, "text"),
        thread=texts_field(record, "thread"),
        sectors=texts_field(record, "sectors"),
        addressed=addressed,
    )


def _answer(show: Callable[[int], None], knowledge: TriageKnowledge, posts: Sequence[Post]) -> Iterable[Record]:
    show(len(posts))
    return map(answer, assess_posts(posts, knowledge))


def answer(assessment: Assessment) -> Record:
    """An assessment as the contract writes it: dotted outputs nested, chances rounded to four places."""
    line: Record = {"id": assessment.id, "language": assessment.language}
    for name, chance in assessment.scores.items():
        family, _, leaf = name.partition(".")
        if leaf:
            nested = line.setdefault(family, {})
            assert isinstance(nested, dict)
            nested[leaf] = round(chance, 4)
        else:
            line[family] = round(chance, 4)
    return line | {
        "personal_data": [asdict(datum) for datum in assessment.personal_data],
        "route": assessment.route,
        "unsure": assessment.unsure,
        "reasons": [asdict(reason) for reason in assessment.reasons],
        "model": assessment.model,
    }


def _progress() -> Callable[[int], None]:
    """Counts posts on a terminal, now and then; silent elsewhere."""
    done = 0

    def show(more: int) -> None:
        nonlocal done
        if sys.stderr.isatty() and done // _SHOW_EVERY != (done + more) // _SHOW_EVERY:
            print(f"\r{done + more} posts", end="", file=sys.stderr, flush=True)
        done += more

    return show


def _run_parquet(args: argparse.Namespace, knowledge: TriageKnowledge) -> int:
    if args.path in (None, "-") or args.output in (None, "-"):
        print("parlour: Parquet needs a PATH and -o OUT", file=sys.stderr)
        return 2
    if Path(args.path).resolve() == Path(args.output).resolve():
        print(f"parlour: {args.output}: would overwrite its own input", file=sys.stderr)
        return 2
    try:
        with ExitStack() as stack:
            source = stack.enter_context(pq.ParquetFile(args.path))
            missing = {"id", "text"} - set(source.schema_arrow.names)
            if missing:
                print(f"parlour: {args.path}: no column {' and '.join(sorted(missing))}", file=sys.stderr)
                return 2
            sink = stack.enter_context(pq.ParquetWriter(args.output, answer_schema(knowledge)))
            for batch in _assessed(source, knowledge):
                sink.write_batch(batch)
    except (OSError, pa.ArrowInvalid) as error:
        print(f"parlour: {error}", file=sys.stderr)
        return 2
    return 0


def _assessed(source: pq.ParquetFile, knowledge: TriageKnowledge) -> Iterator[pa.RecordBatch]:
    for batch in source.iter_batches(_ROWS):
        yield assess(batch, knowledge)

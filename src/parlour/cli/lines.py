"""The batch verbs' contract: JSON lines in, JSON lines out, in order, a bad line answered in its place.

A verb gives `parse` (one decoded object to whatever it judges; raises `BadLine`) and `judge` (a batch of those to one
answer each). Memory is bounded by `BATCH_LINES` and `LINE_LIMIT`, whatever the length of the stream, and a slow pipe
is answered as its lines arrive.
"""

import argparse
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Generic, Protocol, TypeVar

from parlour.cli.output import whole_file
from parlour.cli.progress import Progress, watched
from parlour.usecases.json_lines import BadLine, Record, decode, encode, refused

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)

BATCH_LINES = 1024
LINE_LIMIT = 16 * 2**20
_READ = 2**18


class UnusableArguments(Exception):
    """The command line cannot be followed (exit 2); the text says why."""


class Judge(Protocol[T_contra]):
    """Answers a batch: one JSON-serialisable object, or one encoded line without its newline, per item, in order."""

    def __call__(self, batch: Sequence[T_contra], /) -> Iterable[object]: ...


@dataclass(frozen=True, slots=True)
class _Refused:
    answer: Record


@dataclass(frozen=True, slots=True)
class _Slot(Generic[T]):
    """A line: what was found in it, and its bytes with the newline."""

    found: tuple[T] | _Refused
    size: int


def add_batch_arguments(parser: argparse.ArgumentParser) -> None:
    """Add PATH, `-o OUT` and `--strict`, which every batch verb has."""
    parser.add_argument("path", nargs="?", metavar="PATH", help="JSON lines to read; absent or '-': standard input")
    parser.add_argument("-o", "--output", metavar="OUT", help="where to write; absent or '-': standard output")
    parser.add_argument("--strict", action="store_true", help="stop at the first bad line with exit status 1")


def run_batch(args: argparse.Namespace, parse: Callable[[Record], T], judge: Judge[T]) -> int:
    """Read, judge and write everything `args` (of `add_batch_arguments`) names.

    Returns the exit status: 0, 1 (`--strict` met a bad line, or the reader of our output went away), 2 (unusable
    arguments). Bad lines are counted on standard error; on a terminal it also says how far the run has come.
    """
    with ExitStack() as stack:
        try:
            source, sink = open_streams(args, stack)
        except UnusableArguments as unusable:
            print(f"parlour: {unusable}", file=sys.stderr)
            return 2
        progress = Progress(_size(source), shown=watched(output=args.output not in (None, "-")))
        try:
            return _answer_all(source, partial(_write_answers, judge=judge, sink=sink), parse, progress, args.strict)
        except BrokenPipeError:
            # Python would complain once more when it flushes standard output at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1


def open_streams(args: argparse.Namespace, stack: ExitStack) -> tuple[BinaryIO, BinaryIO]:
    """Open what PATH and OUT name as bytes, closed with `stack`; raises UnusableArguments.

    OUT takes its name when `stack` is closed without an error.
    """
    named_in, named_out = args.path not in (None, "-"), args.output not in (None, "-")
    if named_in and named_out and Path(args.path).resolve() == Path(args.output).resolve():
        raise UnusableArguments(f"{args.output}: would overwrite its own input; name another file with -o")
    try:
        source = stack.enter_context(Path(args.path).open("rb")) if named_in else sys.stdin.buffer  # noqa: SIM115
        sink = stack.enter_context(whole_file(Path(args.output))) if named_out else sys.stdout.buffer
    except OSError as error:
        raise UnusableArguments(f"{error.filename}: {error.strerror}") from error
    return source, sink


def _size(source: BinaryIO) -> int | None:
    """Bytes of a file; None of a pipe."""
    try:
        found = os.fstat(source.fileno())
    except OSError:  # no file at all, as where standard input is replaced
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _answer_all(
    source: BinaryIO,
    write: Callable[[Sequence[_Slot[T]], Progress], int],
    parse: Callable[[Record], T],
    progress: Progress,
    strict: bool,
) -> int:
    bad = 0
    with progress:
        for batch in read_batches(source):
            slots = [_parse_line(number, line, parse) for number, line in batch]
            first = next((i for i, slot in enumerate(slots) if isinstance(slot.found, _Refused)), None)
            if strict and first is not None:
                slots = slots[: first + 1]
            bad += write(slots, progress)
            if strict and bad:
                break
    if bad:
        print(f"parlour: {bad} bad line{'s' if bad > 1 else ''}", file=sys.stderr)
    return 1 if strict and bad else 0


def _write_answers(slots: Sequence[_Slot[T]], progress: Progress, *, judge: Judge[T], sink: BinaryIO) -> int:
    good = [slot.found[0] for slot in slots if not isinstance(slot.found, _Refused)]
    answers = iter(judge(good)) if good else iter(())
    lines = []
    for slot in slots:
        bad = isinstance(slot.found, _Refused)
        lines.append(encode(slot.found.answer if isinstance(slot.found, _Refused) else next(answers)))
        progress.advance(slot.size, bad=int(bad))
    sink.write(b"\n".join(lines) + b"\n" if lines else b"")
    sink.flush()
    return len(slots) - len(good)


def read_batches(source: BinaryIO) -> Iterator[list[tuple[int, bytes | None]]]:
    """Yield (line number from 1, line) in batches of at most `BATCH_LINES`.

    A batch ends early where the stream has nothing more to give yet. A line longer than `LINE_LIMIT` comes as None.
    """
    batch: list[tuple[int, bytes | None]] = []
    number = 0
    for lines in _lines_as_they_arrive(source):
        for line in lines:
            number += 1
            batch.append((number, line))
            if len(batch) == BATCH_LINES:
                yield batch
                batch = []
        if batch:
            yield batch
            batch = []


def _lines_as_they_arrive(source: BinaryIO) -> Iterator[list[bytes | None]]:
    held, too_long = b"", False
    while chunk := _read_available(source):
        *whole, held = (held + chunk).split(b"\n")
        lines: list[bytes | None] = list(whole)
        if too_long and lines:
            lines[0], too_long = None, False
        if too_long or len(held) > LINE_LIMIT:
            held, too_long = b"", True
        yield [line if line is None or len(line) <= LINE_LIMIT else None for line in lines]
    if held or too_long:
        yield [None if too_long else held]


def _read_available(source: BinaryIO) -> bytes:
    read1 = getattr(source, "read1", None) or source.read
    data: bytes = read1(_READ)
    return data


def _parse_line(number: int, line: bytes | None, parse: Callable[[Record], T]) -> _Slot[T]:
    record: Record = {}
    size = len(line or b"") + 1
    try:
        if line is None:
            raise BadLine("too_long", f"the line is longer than {LINE_LIMIT} bytes")
        record = decode(line, first=number == 1)
        return _Slot((parse(record),), size)
    except BadLine as error:
        return _Slot(_Refused(refused(number, record.get("id"), error)), size)

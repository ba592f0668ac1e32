"""The batch verbs' contract: JSON lines in, JSON lines out, in order, a bad line answered in its place.

A verb gives `parse` (one decoded object to whatever it judges; raises `BadLine`) and `judge` (a batch of those to one
answer each). Memory is bounded by `BATCH_LINES` and `LINE_LIMIT`, whatever the length of the stream, and a slow pipe
is answered as its lines arrive.
"""

import argparse
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Generic, Protocol, TypeVar

import orjson

from parlour.cli.output import whole_file
from parlour.cli.progress import Progress, watched

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)

Record = dict[str, object]

BATCH_LINES = 1024
LINE_LIMIT = 16 * 2**20
_READ = 2**18
_BOM = b"\xef\xbb\xbf"
_TYPES: Final = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
}


class BadLine(Exception):
    """A line that cannot be judged. `code` is stable snake_case for programs, `message` tells the writer what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class UnusableArguments(Exception):
    """The command line cannot be followed (exit 2); the text says why."""


class Judge(Protocol[T_contra]):
    """Answers a batch: one JSON-serialisable object, or one encoded line without its newline, per item, in order."""

    def __call__(self, batch: Sequence[T_contra], /) -> Iterable[object]: ...


@dataclass(frozen=True, slots=True)
class _Refused:
    line: int
    id: str | int | None
    error: BadLine

    def answer(self) -> Record:
        return {
            "line": self.line,
            "id": self.id,
            "error": {"code": self.error.code, "message": self.error.message},
        }


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
        refused = isinstance(slot.found, _Refused)
        lines.append(encode(slot.found.answer() if isinstance(slot.found, _Refused) else next(answers)))
        progress.advance(slot.size, bad=int(refused))
    sink.write(b"\n".join(lines) + b"\n" if lines else b"")
    sink.flush()
    return len(slots) - len(good)


def encode(answer: object) -> bytes:
    """One answer as one line of UTF-8 JSON without its newline."""
    return answer if isinstance(answer, bytes) else orjson.dumps(answer)


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
        record = decode(line, first=number == 1)
        return _Slot((parse(record),), size)
    except BadLine as error:
        return _Slot(_Refused(number, _printable_id(record.get("id")), error), size)


def _printable_id(found: object) -> str | int | None:
    if isinstance(found, int) and -(2**63) <= found < 2**63:
        return found
    return found if isinstance(found, str) else None


def decode(line: bytes | None, *, first: bool = False) -> Record:
    """Decode one line to an object; raises BadLine. Lone surrogates become U+FFFD one for one."""
    if line is None:
        raise BadLine("too_long", f"the line is longer than {LINE_LIMIT} bytes")
    value = _decode_value(line.removeprefix(_BOM) if first else line)
    if not isinstance(value, dict):
        raise BadLine("not_an_object", "the line is JSON but not an object")
    return value


def _decode_value(line: bytes) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        # orjson refuses escaped lone surrogates, which real networks do send; the slower reader takes them.
        return _decode_leniently(line)


def _decode_leniently(line: bytes) -> object:
    try:
        text = line.decode()
        return _without_surrogates(json.loads(text, parse_constant=_refuse_constant))
    except UnicodeDecodeError as error:
        raise BadLine("invalid_utf8", f"byte {error.start} of the line is not UTF-8") from error
    except ValueError as error:
        raise BadLine("invalid_json", f"not JSON: {error}") from error
    except RecursionError as error:
        raise BadLine("invalid_json", "nested too deeply") from error


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON value")


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    return value


def text_field(record: Record, name: str) -> str:
    """The string under `name`; raises BadLine when absent or of another type."""
    if name not in record:
        raise BadLine("missing_field", f"{name!r} is missing")
    return _checked(record[name], name, str, "a string")


def texts_field(record: Record, name: str) -> tuple[str, ...]:
    """The list of strings under `name`, empty when absent or null; raises BadLine on another type."""
    items = record.get(name)
    if items is None:
        return ()
    return tuple(_checked(item, name, str, "a list of strings") for item in _checked(items, name, list, "a list"))


def optional_text(record: Record, name: str) -> str | None:
    """The string under `name`, None when absent or null; raises BadLine on another type."""
    return optional_field(record, name, str, "a string")


def optional_field(record: Record, name: str, kind: type[T], wanted: str) -> T | None:
    """What is under `name`, None when absent or null; raises BadLine when it is not of this kind, `wanted` in words."""
    value = record.get(name)
    return None if value is None else _checked(value, name, kind, wanted)


def _checked(value: object, name: str, kind: type[T], wanted: str) -> T:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise BadLine("wrong_type", f"{name!r} must be {wanted}, not {_TYPES.get(type(value), type(value).__name__)}")
    return value

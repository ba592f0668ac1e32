"""A JSONL file cut into events: constant memory, resumable by byte offset."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from parlour.channels.archive.reading import MAX_ID_LENGTH, UNSTORABLE, as_record, as_time
from parlour.channels.port import NotOurs, RawEvent

MAX_LINE_BYTES = 4 * 1024 * 1024
"""A longer line is reported as one bad event that keeps only its head."""

KEPT_HEAD_BYTES = 4096
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_lines(file: BinaryIO, offset: int) -> Iterator[tuple[bytes, int, str]]:
    """Yield (line without its end, offset behind it, key of a line too long or "") from `offset` to the file's end.

    An unfinished last line that is no JSON yet is yielded with the offset *before* it: the next reading takes it
    again, whole by then or recognised by its key.
    """
    file.seek(offset)
    while line := file.readline(MAX_LINE_BYTES + 1):
        start, offset = offset, offset + len(line)
        if start == 0:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            digest, offset = _skip_rest(file, line, offset)
            yield line[:KEPT_HEAD_BYTES], offset, f"long:{digest}"
            continue
        finished = line.endswith(b"\n")
        line = line.strip()
        if line:
            yield line, offset if finished or _is_record(line) else start, ""


def events_of(line: bytes, seen_at: datetime) -> tuple[RawEvent, ...]:
    """The events a line stands for: an edited post stands for the post and for its edit, any other line for one."""
    try:
        record = as_record(line)
    except NotOurs:
        return (RawEvent(_digest_key(line), line, seen_at),)
    return tuple([RawEvent(key, line, seen_at) for key in _keys(record, line)])


def _keys(record: dict[str, Any], line: bytes) -> tuple[str, ...]:
    name = record.get("id")
    if type(name) is int:
        name = str(name)
    if type(name) is not str or not name or len(name) > MAX_ID_LENGTH or UNSTORABLE.search(name):
        return (_digest_key(line),)
    if record.get("deleted"):
        return (f"delete:{name}",)
    if type(record.get("text")) is not str:
        return (_digest_key(line),)
    edited_at = record.get("edited_at")
    if not edited_at:
        return (f"post:{name}",)
    try:
        return f"post:{name}", f"edit:{as_time(edited_at, 'edited_at').isoformat()}:{name}"
    except NotOurs:
        return (_digest_key(line),)


def _digest_key(line: bytes) -> str:
    return f"line:{hashlib.sha256(line).hexdigest()}"


def _is_record(line: bytes) -> bool:
    try:
        as_record(line)
    except NotOurs:
        return False
    return True


def _skip_rest(file: BinaryIO, head: bytes, offset: int) -> tuple[str, int]:
    digest = hashlib.sha256(head)
    while part := file.readline(MAX_LINE_BYTES):
        offset += len(part)
        digest.update(part)
        if part.endswith(b"\n"):
            break
    return digest.hexdigest(), offset

"""One JSON object a line, as the batch verbs and the API read it, and what is said of a line that cannot be used."""

import json
from typing import Final, TypeVar

import orjson

T = TypeVar("T")

Record = dict[str, object]

_MOST_FIGURES = 1000
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


def refused(number: int, name: object, error: BadLine) -> Record:
    """The answer in the place of a bad line, by its number from 1 and whatever stood there as its id."""
    return {"line": number, "id": _printable(name), "error": {"code": error.code, "message": error.message}}


def _printable(found: object) -> str | int | None:
    if isinstance(found, int) and -(2**63) <= found < 2**63:
        return found
    return found if isinstance(found, str) else None


def encode(answer: object) -> bytes:
    """One answer as one line of UTF-8 JSON without its newline."""
    return answer if isinstance(answer, bytes) else orjson.dumps(answer)


def decode(line: bytes, *, first: bool = False) -> Record:
    """Decode one line to an object; raises BadLine. Lone surrogates become U+FFFD one for one."""
    value = _decode_value(line.removeprefix(_BOM) if first else line)
    if not isinstance(value, dict):
        raise BadLine("not_an_object", "this is JSON but not an object")
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
        return _without_surrogates(json.loads(text, parse_constant=_refuse_constant, parse_int=_whole))
    except UnicodeDecodeError as error:
        raise BadLine("invalid_utf8", f"byte {error.start} is not UTF-8") from error
    except ValueError as error:
        raise BadLine("invalid_json", f"not JSON: {error}") from error
    except RecursionError as error:
        raise BadLine("invalid_json", "nested too deeply") from error


def _whole(figures: str) -> int:
    if len(figures) > _MOST_FIGURES:
        raise ValueError(f"a number of {len(figures)} figures is longer than any that can be read")
    return int(figures)


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

"""Files and functions stay small enough to be read in one go."""

import ast
import statistics
from pathlib import Path

from tests.architecture.tree import Function, Module, modules, tracked

FILE_LINES = 400
FILE_LINES_OF_NINE_IN_TEN = 180
FUNCTION_LINES = 50
FUNCTION_LINES_OF_NINE_IN_TEN = 25
BANNED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "common",
    "manager",
    "managers",
    "misc",
    "builders",
}


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_too_long() -> None:
    assert [f"{m.name}: {len(m.lines)}" for m in modules() if len(m.lines) > FILE_LINES] == []


def test_nine_files_in_ten_are_short() -> None:
    lengths = [len(module.lines) for module in modules()]
    assert statistics.quantiles(lengths, n=10)[8] <= FILE_LINES_OF_NINE_IN_TEN


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{module.name}:{function.lineno} {function.name}: {length(function)}"
        for module in modules()
        for function in module.functions()
        if length(function) > FUNCTION_LINES
    ]
    assert too_long == []


def test_nine_functions_in_ten_are_short() -> None:
    lengths = [length(function) for module in modules() for function in module.functions()]
    assert statistics.quantiles(lengths, n=10)[8] <= FUNCTION_LINES_OF_NINE_IN_TEN


def untyped(module: Module) -> list[str]:
    found = []
    for function in module.functions():
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        spread = [each for each in (function.args.vararg, function.args.kwarg) if each]
        bare = [
            each.arg for each in (*arguments, *spread) if each.annotation is None and each.arg not in {"self", "cls"}
        ]
        if bare or function.returns is None:
            found.append(f"{module.name}:{function.lineno} {function.name} {bare}")
    return found


def test_every_function_is_typed() -> None:
    assert [line for module in modules() for line in untyped(module)] == []


def test_no_folder_or_file_has_a_name_that_says_nothing() -> None:
    def words(path: Path) -> set[str]:
        return {path.stem, *(parent.name for parent in path.parents)}

    assert [str(path) for path in tracked() if path.suffix == ".py" and words(path) & BANNED] == []


def test_no_class_is_called_manager_or_helper() -> None:
    named = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Helper", "Service", "Utils"))
    ]
    assert named == []

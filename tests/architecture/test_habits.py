"""Habits: errors are caught by name, rows are asked for by brand, and what is public says what it does."""

import ast
import re

from django.apps import apps

from parlour.store.models.scope import BrandRow
from tests.architecture.tree import Function, Module, dotted, modules, spot, under

SHORT = 6  # lines up to which a typed and well-named function may speak for itself
BROAD = {"", "Exception", "BaseException"}


def caught(handler: ast.ExceptHandler) -> set[str]:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {"" if kind is None else dotted(kind) for kind in kinds}


def reason_on(line: str) -> str:
    """What the comment of a line says beside orders to the linter."""
    _, _, comment = line.partition("#")
    return re.sub(r"noqa(:\s*[A-Z0-9, ]+)?|type: ignore(\[[^\]]*\])?|[-–#:]", "", comment).strip()


def test_every_broad_except_says_why() -> None:
    silent = [
        spot(module, handler)
        for module in modules()
        for handler in ast.walk(module.tree)
        if isinstance(handler, ast.ExceptHandler) and caught(handler) & BROAD
        if not reason_on(module.lines[handler.lineno - 1])
    ]
    assert silent == []


def test_screens_and_api_ask_for_rows_of_one_brand() -> None:
    owned = {model.__name__ for model in apps.get_models() if issubclass(model, BrandRow)}
    loose = [
        spot(module, node)
        for module in under("desk", "room", "api")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)
        if node.value.attr == "objects" and node.attr != "of"
        if dotted(node.value.value).split(".")[-1] in owned
    ]
    assert loose == []


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in modules() if module.tree.body and not ast.get_docstring(module.tree)] == []


def test_every_public_class_says_what_it_is() -> None:
    silent = [
        f"{spot(module, node)} {node.name}"
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        if module.name != "store/apps.py"
    ]
    assert silent == []


def test_every_public_function_says_what_it_does_or_is_short() -> None:
    silent = [
        f"{spot(module, node)} {node.name}"
        for module in modules()
        for node in module.tree.body
        if isinstance(node, Function) and not node.name.startswith("_") and not ast.get_docstring(node)
        if not is_entry_point(node) and lines_of_body(node) > SHORT
    ]
    assert silent == []


def is_entry_point(function: Function) -> bool:
    """A page's view or a command's two functions: what they do is what their module says."""
    first = function.args.args[0].arg if function.args.args else ""
    return first == "request" or function.name in {"add_arguments", "run"}


def lines_of_body(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.body[0].lineno + 1


def test_nothing_is_left_to_do_later() -> None:
    later = re.compile(r"#.*\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HACK)\b")
    assert [
        f"{module.name}:{n}" for module in modules() for n, line in enumerate(module.lines, 1) if later.search(line)
    ] == []


def unbounded(module: Module) -> list[str]:
    """Calls of subprocess without a timeout."""
    return [
        spot(module, call)
        for call in module.calls()
        if dotted(call.func) in {"subprocess.run", "subprocess.check_output", "subprocess.check_call"}
        if "timeout" not in {keyword.arg for keyword in call.keywords}
    ]


def test_every_program_we_run_has_a_time_limit() -> None:
    assert [line for module in modules() for line in unbounded(module)] == []

"""The source as the tests of this folder read it: files, their syntax trees, and what they import."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "parlour"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the product; `name` is its path below src/parlour."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def functions(self) -> Iterator[Function]:
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def calls(self) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node

    def imports(self) -> Iterator[str]:
        """Every module it imports, by full name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            if isinstance(node, ast.ImportFrom):
                yield node.module or ""


@cache
def modules() -> tuple[Module, ...]:
    """Everything under src/parlour but migrations, which are made by a machine."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        if not name.startswith("store/migrations/"):
            text = path.read_text()
            found.append(Module(name, text, ast.parse(text)))
    return tuple(found)


def under(*folders: str) -> tuple[Module, ...]:
    """The modules below these folders of src/parlour."""
    return tuple(module for module in modules() if module.name.startswith(tuple(f"{each}/" for each in folders)))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that belongs to the project: what git tracks, or would if it were added."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def dotted(node: ast.expr) -> str:
    """`a.b.c` for a chain of names, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def spot(module: Module, node: ast.expr | ast.stmt | ast.ExceptHandler) -> str:
    """Where to look, e.g. `store/record.py:12`."""
    return f"{module.name}:{node.lineno}"

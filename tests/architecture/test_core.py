"""The core decides from what it is handed: it opens nothing, asks no clock and throws no dice."""

import ast
import sys

import pytest

from tests.architecture.tree import Module, dotted, modules, spot, under

ALLOWED = {"ahocorasick_rs", "numpy", "onnxruntime", "parlour", "phonenumbers", "pyarrow", "rapidfuzz", "re2"}
OUTSIDE = {
    "asyncio", "concurrent", "ctypes", "glob", "http", "importlib", "io", "multiprocessing", "os", "pathlib", "pickle",
    "random", "secrets", "select", "shutil", "signal", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "sys",
    "tempfile", "threading", "time", "uuid",
}  # fmt: skip
OPENERS = {"open", "input", "print", "eval", "exec", "__import__", "np.load", "np.save", "numpy.load", "numpy.save"}
CLOCKS = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "timezone.now",
)
# Where a clock may be looked at: the house, the default with which channels stamp what they see, and the simulator.
CLOCK_READERS = ("usecases/house.py", "channels/clock.py", "simulator/")


@pytest.mark.parametrize("module", under("core"), ids=lambda module: module.name)
def test_the_core_imports_values_only(module: Module) -> None:
    allowed = (sys.stdlib_module_names - OUTSIDE) | ALLOWED
    imported = {name.split(".")[0] for name in module.imports()}
    assert sorted(imported - allowed) == []
    assert [name for name in module.imports() if name in {"urllib.request", "numpy.random"}] == []


def test_the_core_opens_nothing() -> None:
    opened = [spot(module, call) for module in under("core") for call in module.calls() if dotted(call.func) in OPENERS]
    assert opened == []


def test_the_core_throws_no_dice() -> None:
    thrown = [
        spot(module, node)
        for module in under("core")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and dotted(node) in {"np.random", "numpy.random"}
    ]
    assert thrown == []


def reads_a_clock(call: ast.Call) -> bool:
    return dotted(call.func).endswith(CLOCKS)


def test_only_the_house_reads_the_clock() -> None:
    readers = [
        spot(module, call)
        for module in modules()
        if not module.name.startswith(CLOCK_READERS)
        for call in module.calls()
        if reads_a_clock(call)
    ]
    assert readers == []

"""What the contracts in pyproject.toml cannot say about imports."""

import ast
import sys

from tests.architecture.tree import SOURCE, Module, under

SHARED = {"port"}


def folder_of(module: Module) -> str:
    """The network a channel module speaks, "" for the files all channels share."""
    parts = module.name.split("/")
    return parts[1] if len(parts) > 2 else ""


def test_channels_do_not_know_each_other() -> None:
    folders = {folder_of(module) for module in under("channels")} - {""}
    strangers = [
        f"{module.name} imports {name}"
        for module in under("channels")
        if folder_of(module)
        for name in module.imports()
        if name.startswith("parlour.channels.") and name.split(".")[2] in (folders | {"registry"}) - {folder_of(module)}
    ]
    assert strangers == []


def test_only_the_registry_knows_every_channel() -> None:
    folders = {folder_of(module) for module in under("channels")} - {""}
    knowing = [
        f"{module.name} imports {name}"
        for module in under("channels")
        if not folder_of(module) and module.name != "channels/registry.py"
        for name in module.imports()
        if name.startswith("parlour.channels.") and name.split(".")[2] in folders
    ]
    assert knowing == []


def test_the_store_knows_only_the_words_of_a_channel() -> None:
    named = {name for module in under("store") for name in module.imports() if name.startswith("parlour.channels")}
    assert named <= {"parlour.channels.port"}


def test_migrations_import_no_code_that_changes() -> None:
    allowed = sys.stdlib_module_names | {"django"}
    imported = [
        f"{path.name} imports {name}"
        for path in sorted((SOURCE / "store" / "migrations").glob("0*.py"))
        for name in Module(path.name, "", ast.parse(path.read_text())).imports()
        if name.split(".")[0] not in allowed
    ]
    assert imported == []

"""`parlour COMMAND …`: one command, one module, one line when it cannot be done."""

import argparse
import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest

from parlour import __version__
from parlour.cli import main as command_line
from parlour.cli.errors import CannotDo, one_line
from parlour.cli.main import COMMANDS, Command, main


def command_that(monkeypatch: pytest.MonkeyPatch, does: BaseException | int) -> None:
    """Make `parlour probe` raise or return `does`."""
    module = ModuleType("parlour_probe")

    def add_arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--times", type=int, default=1)

    def run(args: argparse.Namespace) -> int:
        if isinstance(does, BaseException):
            raise does
        return does * int(args.times)

    vars(module).update(add_arguments=add_arguments, run=run)
    monkeypatch.setitem(sys.modules, "parlour_probe", module)
    monkeypatch.setattr(command_line, "COMMANDS", {"probe": Command("parlour_probe", "for this test")})


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_module(name: str) -> None:
    assert importlib.util.find_spec(COMMANDS[name].module) is not None


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert [name for name in COMMANDS if f"  {name} " not in printed] == []


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"parlour {__version__}\n"


def test_no_command_is_unusable(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().out.startswith("usage: parlour COMMAND")


def test_unknown_command_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tirage"]) == 2
    assert capsys.readouterr().err == "parlour: there is no command 'tirage'. `parlour --help` lists them.\n"


def test_arguments_reach_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    command_that(monkeypatch, 1)
    assert main(["probe", "--times", "3"]) == 3


def test_what_an_operator_can_mend_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command_that(monkeypatch, CannotDo("The port is taken.\nIgnore this."))
    assert main(["probe"]) == 2
    assert capsys.readouterr().err == "parlour: The port is taken.\n"


def test_an_error_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    command_that(monkeypatch, ZeroDivisionError("ours"))
    with pytest.raises(ZeroDivisionError):
        main(["probe"])


def test_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    command_that(monkeypatch, KeyboardInterrupt())
    assert main(["probe"]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_that_goes_away_is_quiet() -> None:
    printing = f"{sys.executable} -m parlour --help | true; exit ${{PIPESTATUS[0]}}"
    finished = subprocess.run(["bash", "-c", printing], capture_output=True, text=True, timeout=30, check=False)
    assert finished.returncode in {0, 1}
    assert finished.stderr == ""


@pytest.mark.parametrize("name", ["triage", "guard", "simulate"])
def test_commands_without_a_database_start_without_django(name: str) -> None:
    program = (
        "import sys; from parlour.cli.main import main\n"
        f"try: main([{name!r}, '--help'])\n"
        "except SystemExit: pass\n"
        "print('DJANGO' if 'django' in sys.modules else 'FREE', file=sys.stderr)"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert finished.stderr == "FREE\n"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            OSError(28, "No space left on device", "pg"),
            "There is no space left on the disk (pg). Free some, then try again.",
        ),
        (FileNotFoundError(2, "No such file or directory", "a.csv"), "a.csv: No such file or directory."),
        (CannotDo("Say it."), "Say it."),
        (OSError("nameless"), None),
        (ValueError("ours"), None),
    ],
)
def test_one_line(error: Exception, line: str | None) -> None:
    assert one_line(error) == line

"""`parlour COMMAND …`: finds the command's module and loads nothing else.

A module has `add_arguments(parser)` and `run(args) -> int`, or a `main(argv) -> int` that reads its arguments itself.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from parlour import __version__
from parlour.cli.errors import one_line

UNUSABLE: Final = 2
INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command lives, and what it is for in one line."""

    module: str
    help: str


COMMANDS: Final[Mapping[str, Command]] = {
    "up": Command(
        "parlour.cli.up", "start everything on this machine, with the make-believe network unless told not to"
    ),
    "triage": Command("parlour.cli.triage", "assess posts: JSON lines in, JSON lines out"),
    "guard": Command("parlour.cli.guard", "judge drafts before they leave: JSON lines in, JSON lines out"),
    "train": Command("parlour.cli.train", "fit the triage weights on labelled posts"),
    "simulate": Command("parlour.simulator.main", "run the make-believe network alone"),
    "db": Command("parlour.cli.db", "start, stop, migrate, back up and restore the database"),
    "agents": Command("parlour.cli.agents", "add the people who answer, and make them sign-in links"),
    "api-key": Command("parlour.cli.api_key", "make, list and revoke the keys with which programs ask the API"),
    "hours": Command("parlour.cli.hours", "show and set a brand's business hours"),
    "channels": Command("parlour.cli.channels", "connect accounts on networks, and check them"),
    "import": Command("parlour.cli.receive", "hear the posts of an archive file"),
    "import-customers": Command("parlour.cli.customers", "bring in customers and facts from CSV files"),
    "listen": Command("parlour.cli.listen", "hear every connected account"),
    "mail-in": Command("parlour.cli.mail_in", "take in one mail to a case's address, for a mail server's pipe"),
    "sweep": Command("parlour.cli.sweep", "read every account again and count what was missed"),
    "worker": Command("parlour.cli.worker", "assess, send and do what was put off"),
    "recalibrate": Command("parlour.cli.recalibrate", "teach triage what a brand's agents corrected and confirmed"),
    "drift": Command("parlour.cli.drift", "tell whether posts, or what triage says of them, have changed"),
    "export": Command("parlour.cli.export", "write posts, replies, cases or events as JSON lines"),
    "verify": Command("parlour.cli.verify", "prove that the record is whole"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command. Returns its exit status: 0 done, 1 the command says no, 2 it cannot be carried out."""
    words = sys.argv[1:] if argv is None else argv
    try:
        status = _dispatch(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0 if words else UNUSABLE
    if words[0] == "--version":
        print(f"parlour {__version__}")
        return 0
    if words[0] not in COMMANDS:
        return _refuse(f"there is no command {words[0]!r}. `parlour --help` lists them.")
    return _run(words[0], words[1:])


def overview() -> str:
    """What `parlour --help` says."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.help}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: parlour COMMAND …", "", *lines, "", "`parlour COMMAND --help` tells more of each."])


def _run(name: str, words: list[str]) -> int:
    try:
        module = import_module(COMMANDS[name].module)
        if hasattr(module, "main"):
            return int(module.main(words))
        parser = argparse.ArgumentParser(prog=f"parlour {name}", description=module.__doc__)
        module.add_arguments(parser)
        return int(module.run(parser.parse_args(words)))
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:  # the edge of the process: what an operator can mend is said in one line
        said = one_line(error)
        if said is None:
            raise
        return _refuse(said)


def _refuse(line: str) -> int:
    print(f"parlour: {line}", file=sys.stderr)
    return UNUSABLE

"""Letter keys: what each does, which signs may stand for it, and an agent's own choice of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from unicodedata import category, normalize

from django.utils.translation import gettext_noop as later

USUAL: Final[Mapping[str, str]] = {
    "next": "j",
    "previous": "k",
    "public": "r",
    "private": "p",
    "note": "n",
    "assign": "a",
    "sleep": "s",
    "done": "e",
    "step": "m",
    "correct": "c",
    "guard": "g",
    "search": "/",
    "keys": "?",
}
LABELS: Final[Mapping[str, str]] = {
    "next": later("next in the list"),
    "previous": later("previous in the list"),
    "public": later("write in public"),
    "private": later("write in private"),
    "note": later("write a slip for colleagues"),
    "assign": later("assign"),
    "sleep": later("let it sleep"),
    "done": later("done"),
    "step": later("take the next step of the move"),
    "correct": later("correct what triage said of a post"),
    "guard": later("take the guard's words"),
    "search": later("search"),
    "keys": later("show the keys"),
}
# Letters, digits, punctuation, signs: what one press of a key can give on some keyboard.
FIT: Final = frozenset("LNPS")
# Accents wait for a second press on many keyboards, so the first alone would do nothing there.
WAITING: Final = frozenset("~\u02bc")


class Fault(StrEnum):
    """Why a key cannot stand for a command."""

    NOT_ONE = "not_one"
    SPACE = "space"
    WAITS = "waits"
    UNFIT = "unfit"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Problem:
    """A key that was asked for and cannot be had; `by` is the command that has it already, "" unless TAKEN."""

    fault: Fault
    key: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for: command → key ("" for none), and command → what is wrong with it."""

    keys: Mapping[str, str]
    problems: Mapping[str, Problem]


def keys_of(own: Mapping[str, object]) -> dict[str, str]:
    """Each command's key, "" for none: the agent's own where they chose one, else the usual one unless it is taken.

    No key stands for two commands, whatever `own` holds: it may come from another version with other commands.
    """
    chosen: dict[str, str] = {}
    for name in USUAL:
        key = own.get(name)
        if isinstance(key, str) and (key not in chosen.values() or not key):
            chosen[name] = key
    taken = set(chosen.values())
    return {name: chosen.get(name, "" if usual in taken else usual) for name, usual in USUAL.items()}


def own_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """What of these must be kept: the keys that differ from the usual ones."""
    return {name: key for name, key in keys.items() if key != USUAL[name]}


def asked_keys(given: Mapping[str, str], *, before: Mapping[str, str]) -> Asked:
    """Read a filled-in form. A command that is not in it keeps its key; of two that want one key, whoever had it."""
    keys = {name: plain(given[name]) if name in given else before[name] for name in USUAL}
    problems = {name: Problem(fault, key) for name, key in keys.items() if (fault := fault_of(key))}
    holders: dict[str, str] = {}
    for name in sorted(USUAL, key=lambda name: keys[name] != before[name]):
        key = keys[name]
        if key and name not in problems and holders.setdefault(key, name) != name:
            problems[name] = Problem(Fault.TAKEN, key, by=holders[key])
    return Asked(keys, problems)


def plain(typed: str) -> str:
    """A typed key in the one form in which it is kept: composed, small, without blanks around it."""
    return normalize("NFC", typed).strip().lower() or typed[:1]


def fault_of(key: str) -> Fault | None:
    """What keeps these characters from being a key; None for "", which means no key."""
    if not key:
        return None
    if key.isspace():
        return Fault.SPACE
    if len(key) != 1:
        return Fault.NOT_ONE
    if category(key) == "Sk" or key in WAITING:
        return Fault.WAITS
    return None if category(key)[0] in FIT else Fault.UNFIT

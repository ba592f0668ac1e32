"""Which signs may be keys, what happens to two commands that want one, and what is kept of a choice."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.desk.letter_keys import LABELS, USUAL, Fault, asked_keys, fault_of, keys_of, own_keys, plain

SIGNS = st.sampled_from(["", "e", "n", "x", "ñ", "E", " ", "^", "xy", "/"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("x", "x"),
        ("X", "x"),
        (" x ", "x"),
        ("", ""),
        ("ü", "ü"),
        ("Ü", "ü"),
        ("ñ", "ñ"),
        ("n\u0303", "ñ"),
        ("e\u0301", "é"),
        ("ß", "ß"),
        ("ж", "ж"),
        ("¿", "¿"),
        ("7", "7"),
        ("+", "+"),
        ("€", "€"),
    ],
)
def test_a_sign_of_any_keyboard_can_be_a_key(typed: str, kept: str) -> None:
    assert (plain(typed), fault_of(plain(typed))) == (kept, None)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("xy", Fault.NOT_ONE),
        ("Enter", Fault.NOT_ONE),
        ("Esc", Fault.NOT_ONE),
        ("x y", Fault.NOT_ONE),
        ("İ", Fault.NOT_ONE),  # its small form is two signs
        (" ", Fault.SPACE),
        ("   ", Fault.SPACE),
        ("\u00a0", Fault.SPACE),
        ("\t", Fault.SPACE),
        ("^", Fault.WAITS),
        ("´", Fault.WAITS),
        ("`", Fault.WAITS),
        ("¨", Fault.WAITS),
        ("~", Fault.WAITS),
        ("\u0301", Fault.UNFIT),
        ("\u200b", Fault.UNFIT),
        ("\x1b", Fault.UNFIT),
        ("\0", Fault.UNFIT),
        ("\ud800", Fault.UNFIT),
    ],
)
def test_what_no_single_press_gives_is_no_key(typed: str, fault: Fault) -> None:
    assert fault_of(plain(typed)) is fault


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"done": "x"}, {}),
        ({"done": "e"}, {}),
        ({"note": "é"}, {}),  # looks like the key for done, and is another
        ({"done": "", "note": "e"}, {}),
        ({"done": "n", "note": "e"}, {}),
        ({"done": "", "note": "", "sleep": ""}, {}),
        ({"note": "e"}, {"note": (Fault.TAKEN, "e", "done")}),
        ({"note": "E"}, {"note": (Fault.TAKEN, "e", "done")}),
        ({"done": "n"}, {"done": (Fault.TAKEN, "n", "note")}),
        ({"note": "x", "done": "x"}, {"done": (Fault.TAKEN, "x", "note")}),
        ({"next": "e", "note": "e"}, {"next": (Fault.TAKEN, "e", "done"), "note": (Fault.TAKEN, "e", "done")}),
        ({"done": "^", "note": "^"}, {"done": (Fault.WAITS, "^", ""), "note": (Fault.WAITS, "^", "")}),
        ({"done": "xy", "note": "e"}, {"done": (Fault.NOT_ONE, "xy", "")}),
        ({"keys": "/"}, {"keys": (Fault.TAKEN, "/", "search")}),
    ],
)
def test_of_two_commands_that_want_one_key_whoever_had_it_keeps_it(
    given: dict[str, str], problems: dict[str, tuple[Fault, str, str]]
) -> None:
    asked = asked_keys(given, before=USUAL)
    assert {name: (one.fault, one.key, one.by) for name, one in asked.problems.items()} == problems


def test_whoever_had_a_key_of_their_own_keeps_it_too() -> None:
    before = keys_of({"done": "x"})
    asked = asked_keys({"note": "x"}, before=before)
    assert {name: one.by for name, one in asked.problems.items()} == {"note": "done"}
    assert asked_keys({"note": "e"}, before=before).problems == {}


@pytest.mark.parametrize(
    ("own", "differs"),
    [
        ({}, {}),
        ({"done": "x"}, {"done": "x"}),
        ({"done": ""}, {"done": ""}),
        ({"note": "e", "done": "n"}, {"note": "e", "done": "n"}),
        ({"note": "e"}, {"note": "e", "done": ""}),  # from a version without this command: their choice comes first
        ({"note": "x", "done": "x"}, {"note": "x"}),
        ({"dance": "d"}, {}),
        ({"done": None, "note": 7}, {}),
    ],
)
def test_keys_that_were_kept_are_read_again(own: dict[str, object], differs: dict[str, str]) -> None:
    assert keys_of(own) == {**USUAL, **differs}


@given(own=st.dictionaries(st.sampled_from([*USUAL, "dance"]), st.text(max_size=1)))
def test_no_key_stands_for_two_commands_whatever_was_kept(own: dict[str, object]) -> None:
    keys = keys_of(own)
    pressed = [key for key in keys.values() if key]
    assert (list(keys), len(set(pressed))) == (list(USUAL), len(pressed))


@given(
    given=st.dictionaries(st.sampled_from(list(USUAL)), SIGNS), own=st.dictionaries(st.sampled_from(list(USUAL)), SIGNS)
)
def test_what_is_accepted_is_kept_exactly(given: dict[str, str], own: dict[str, object]) -> None:
    asked = asked_keys(given, before=keys_of(own))
    if not asked.problems:
        assert keys_of(own_keys(asked.keys)) == asked.keys


def test_every_command_has_words() -> None:
    assert list(LABELS) == list(USUAL)


def test_the_reference_names_every_command_with_its_usual_key() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/keys.md").read_text()
    rows = re.findall(r"^\| `(\S)` \| (.+) \| `(\w+)` \|$", page, re.MULTILINE)
    assert rows == [(key, LABELS[name], name) for name, key in USUAL.items()]

"""Who may do what."""

import pytest

from parlour.core.rights import TABLE, may


@pytest.mark.parametrize(
    ("roles", "verb", "allowed"),
    [
        (("agent",), "send", True),
        (("agent",), "release", True),
        (("agent",), "override", False),
        (("supervisor",), "override", True),
        (("operator",), "override", False),
        (("operator",), "send", False),
        (("operator",), "read", False),
        (("operator",), "unveil", False),
        (("privacy",), "erase", True),
        (("supervisor",), "erase", False),
        (("privacy",), "send", False),
        (("agent", "privacy"), "erase", True),
        ((), "read", False),
        (("visitor",), "read", False),
    ],
)
def test_may(roles: tuple[str, ...], verb: str, allowed: bool) -> None:
    assert may(roles, verb) is allowed


def test_may_of_an_unknown_verb_is_loud() -> None:
    with pytest.raises(ValueError, match="No right is called 'fly'"):
        may(("agent",), "fly")


@pytest.mark.parametrize("verb", TABLE)
def test_somebody_may_do_everything_and_a_stranger_nothing(verb: str) -> None:
    assert TABLE[verb]
    assert not may((), verb)

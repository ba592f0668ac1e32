"""What people say in closed words, as patterns: anywhere in a text, as a whole clause, or between other such words."""

import re2


def either(*patterns: str) -> str:
    """One pattern for any of these, to be part of others."""
    return "(?:" + "|".join(f"(?:{pattern})" for pattern in patterns) + ")"


def anywhere(*patterns: str) -> "re2.Pattern[str]":
    """Any of these, wherever in a text they stand."""
    return re2.compile(either(*patterns))


def whole(*patterns: str) -> "re2.Pattern[str]":
    """Any of these as the whole of a clause."""
    return re2.compile(f"^{either(*patterns)}$")


def phrase(*cores: str, before: str, after: str) -> "re2.Pattern[str]":
    """Any of these as the whole of a clause, but for words that may stand `before` and `after` it, any number each."""
    return re2.compile(f"^(?:(?:{before}) )*{either(*cores)}(?: (?:{after}))*$")

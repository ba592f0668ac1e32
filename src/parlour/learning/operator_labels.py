"""What the labels of an operator's own post answer: in the words of the guide, or output by output."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from parlour.learning.meaning import OUTPUTS
from parlour.learning.own_posts import INTENTS, MOODS, SENSITIVE, TOPICS, URGENT, mood

Labels = dict[str, bool]


class BadLabel(Exception):
    """A label that answers nothing. `code` is stable snake_case, the text says what is wanted."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def corrected(given: object) -> Labels:
    """Answers by output. Of a family of which one is right a yes answers the rest; a lone no says too little."""
    if not isinstance(given, dict):
        raise BadLabel("wrong_type", "'labels' must be an object: output → true, false or a number from 0 to 1")
    labels = {name: _yes(name, value) for name, value in given.items() if _is_known(name)}
    for family, members in _FAMILIES.items():
        said = [name for name in labels if name.startswith(f"{family}.")]
        right = [name for name in said if labels[name]]
        if len(right) > 1:
            raise BadLabel("contradiction", f"{right[0]!r} and {right[1]!r} cannot both be right")
        for name in said:
            del labels[name]
        if right:
            labels |= {f"{family}.{member}": f"{family}.{member}" == right[0] for member in members}
    return labels


_FAMILIES: Final = {"sentiment": MOODS, "intent": INTENTS}


def _is_known(name: str) -> bool:
    if name not in OUTPUTS:
        raise BadLabel("unknown_output", f"{name!r} is no output that can be learnt; see docs/reference/triage.md")
    return True


def _yes(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadLabel("wrong_type", f"{name!r} must be true, false or a number from 0 to 1")
    return value >= 0.5


def annotated(row: Mapping[str, Any]) -> Labels:
    """Answers out of the labels of the guide, those that are there."""
    labels: Labels = {}
    for name in row:
        if name in _ASKED:
            labels |= _ASKED[name](name, row[name])
        elif name not in ("id", "text", "language"):
            raise BadLabel("unknown_label", f"{name!r} is no label; known are {KNOWN}")
    return labels


def _flag(output: str) -> Callable[[str, object], Labels]:
    def read_flag(name: str, value: object) -> Labels:
        if not isinstance(value, bool):
            raise BadLabel("wrong_type", f"{name!r} must be true or false")
        return {output: value}

    return read_flag


def _number(output: str, lowest: int, highest: int, bar: int) -> Callable[[str, object], Labels]:
    def read_number(name: str, value: object) -> Labels:
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise BadLabel("wrong_type", f"{name!r} must be a whole number from {lowest} to {highest}")
        return {output: value >= bar}

    return read_number


def _mood(name: str, value: object) -> Labels:
    return mood(str(value)) if _one_of(name, value, MOODS) else {}


def _intent(name: str, value: object) -> Labels:
    return {f"intent.{other}": other == value for other in INTENTS} if _one_of(name, value, INTENTS) else {}


def _several(family: str, known: tuple[str, ...]) -> Callable[[str, object], Labels]:
    def read_several(name: str, value: object) -> Labels:
        if not isinstance(value, list):
            raise BadLabel("wrong_type", f"{name!r} must be a list")
        for member in value:
            _one_of(name, member, known)
        return {f"{family}.{member}": member in value for member in known}

    return read_several


def _one_of(name: str, value: object, known: tuple[str, ...]) -> bool:
    if value not in known:
        raise BadLabel("unknown_value", f"{name!r} says {value!r}; known are {', '.join(known)}")
    return True


def _polite(name: str, value: object) -> Labels:
    """Most posts are neither polite nor rude; they say nothing about the difference."""
    read_number = _number("politeness", -1, 1, 1)
    return read_number(name, value) if value != 0 else {}


_ASKED: Final[Mapping[str, Callable[[str, object], Labels]]] = {
    "sentiment": _mood,
    "heat": _number("heat", 0, 2, 1),
    "complaint": _flag("complaint"),
    "intent": _intent,
    "topics": _several("topics", TOPICS),
    "urgency": _number("urgency", 0, 3, URGENT),
    "sensitive": _several("sensitive", SENSITIVE),
    "toxic": _flag("attack.toxicity"),
    "threat": _flag("attack.threat"),
    "spam": _flag("attack.spam"),
    "one_reply": _flag("one_reply"),
    "polite": _polite,
}
KNOWN: Final = ", ".join((*_ASKED, "labels"))

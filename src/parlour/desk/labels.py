"""What triage said of a post, label by label, as a sheet on which a person says otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.core.triage.labels import CHOICES, INTENT, LANGUAGE, MOOD, NO, ROUTE, TOPIC, YES, Said
from parlour.desk.languages import language_name, languages
from parlour.desk.reasons import MOOD_WORDS, ROUTES
from parlour.desk.wishes import INTENTS, TOPICS
from parlour.usecases.correct import Spoken

ANSWERS: Final = {NO: later("no"), YES: later("yes")}
TITLES: Final[Mapping[str, tuple[str, str]]] = {
    ROUTE: ("r", later("Where it belongs")),
    MOOD: ("m", later("Mood")),
    "heat": ("a", later("Annoyed or angry")),
    "complaint": ("c", later("Complains")),
    "urgency": ("u", later("Urgent: within hours")),
    INTENT: ("i", later("What they want")),
    TOPIC: ("t", later("What it is about")),
    "one_reply": ("o", later("One public reply may settle it")),
    LANGUAGE: ("g", later("Language")),
    "sensitive.health": ("h", later("Somebody's health")),
    "sensitive.personal_care": ("b", later("Somebody's body in other hands")),
    "sensitive.finance": ("f", later("Somebody's finances")),
    "sensitive.legal": ("l", later("A legal matter")),
    "sensitive.employment": ("w", later("Somebody's work")),
    "sensitive.minors": ("y", later("A child or a young person")),
    "sensitive.safety": ("d", later("Danger to life or limb")),
    "attack.toxicity": ("n", later("Nasty: insults or hates")),
    "attack.threat": ("e", later("Threatens somebody")),
    "attack.spam": ("s", later("Spam or fraud")),
}
"""Output → the key of its row, in the order of the sheet, and its name."""
GROUPS: Final = (
    (later("First of all"), (ROUTE, MOOD, "heat", "complaint", "urgency")),
    (later("Their matter"), (INTENT, TOPIC, "one_reply", LANGUAGE)),
    (later("Delicate"), tuple(name for name in TITLES if name.startswith("sensitive."))),
    (later("Attacks and spam"), tuple(name for name in TITLES if name.startswith("attack."))),
)
REST_KEY: Final = "v"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its value, its words, the key that chooses it, and whether it stands chosen."""

    value: str
    words: str
    key: str
    chosen: bool
    said: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One label: what triage said, what a person said (`by`, "" for nobody; `label_words`), and the answers.

    kind: `answers` (one of few), `many` (any of many), `list` (one of very many).
    """

    name: str
    key: str
    title: str
    said: str
    kind: str
    options: tuple[Option, ...]
    label: str
    by: str = ""
    label_words: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together."""

    title: str
    rows: tuple[Row, ...] = field(default_factory=tuple)


def sheet(spoken: Spoken) -> tuple[Group, ...]:
    """The rows of what was judged, in groups."""
    groups = ((gettext(title), tuple(_rows(names, spoken))) for title, names in GROUPS)
    return tuple(Group(title, rows) for title, rows in groups if rows)


def _rows(names: Sequence[str], spoken: Spoken) -> Iterable[Row]:
    for name in names:
        key, title = TITLES[name]
        if name == TOPIC and INTENT in spoken.said:
            yield _topics(key, gettext(title), spoken)
        elif name in spoken.said:
            yield _row(name, key, gettext(title), spoken)


def _row(name: str, key: str, title: str, spoken: Spoken) -> Row:
    said, label = spoken.said[name], spoken.labels.get(name)
    value = label.value if label else ""
    values = answers(name)
    keys = [""] * len(values) if name not in CHOICES else [*ascii_lowercase, *[""] * len(values)]
    options = tuple(
        Option(each, words, letter, each == value, each == said.value)
        for (each, words), letter in zip(values, keys, strict=False)
    )
    kind = "list" if name == LANGUAGE else "answers"
    by, words = (label.agent.name, value_words(name, value)) if label else ("", "")
    return Row(name, key, title, said_words(name, said), kind, options, value, by, words)


def _topics(key: str, title: str, spoken: Spoken) -> Row:
    now = topics_now(spoken)
    options = tuple(
        Option(name, gettext(words), letter, name in now, TOPIC + name in spoken.said)
        for (name, words), letter in zip(TOPICS.items(), ascii_lowercase, strict=False)
    )
    about = ", ".join(option.words for option in options if option.said)
    by = next((label.agent.name for name, label in spoken.labels.items() if name.startswith(TOPIC)), "")
    said = gettext("Triage said: %(value)s") % {"value": about or gettext("nothing in particular")}
    words = ", ".join(option.words for option in options if option.chosen)
    return Row("topics", key, title, said, "many", options, ",".join(sorted(now)), by, words or "–")


def topics_now(spoken: Spoken) -> set[str]:
    """The topics that count, with what people said."""
    told = {name.removeprefix(TOPIC): said.value for name, said in spoken.said.items() if name.startswith(TOPIC)}
    told |= {name.removeprefix(TOPIC): value for name, value in spoken.values.items() if name.startswith(TOPIC)}
    return {name for name, value in told.items() if value == YES}


def answers(name: str) -> list[tuple[str, str]]:
    """What can be said of a label: value and words."""
    if name == LANGUAGE:
        return languages()
    known = {ROUTE: ROUTES, MOOD: MOOD_WORDS, INTENT: INTENTS}.get(name, ANSWERS)
    return [(value, gettext(words)) for value, words in known.items()]


def value_words(name: str, value: str) -> str:
    """A label's value as a person says it, without a full stop."""
    if name == LANGUAGE:
        return language_name(value)
    return dict(answers(name)).get(value, value).rstrip(".")


def said_words(name: str, said: Said) -> str:
    """What triage said of it and how sure it was."""
    value = {"value": value_words(name, said.value)}
    if said.chance is None:
        return gettext("Triage said: %(value)s") % value
    told = {**value, "chance": max(1, min(99, round(100 * said.chance)))}
    if name in CHOICES:
        return gettext("Triage said: %(value)s (%(chance)s in 100)") % told
    return gettext("Triage said: %(value)s (%(chance)s in 100 for yes)") % told


def title_of(name: str) -> str:
    """What a label is called on the sheet; a topic by its own name."""
    if name.startswith(TOPIC):
        return gettext("About %(topic)s") % {"topic": gettext(TOPICS.get(name.removeprefix(TOPIC), name))}
    return gettext(TITLES[name][1])


def wanted(given: Mapping[str, str], topics: Sequence[str] | None, spoken: Spoken, *, rest: bool) -> dict[str, str]:
    """Label → what is to be said of it, from a filled-in sheet; only what differs from what the sheet showed.

    given: field → value; `was:<field>` is what the sheet showed, absent where no sheet was shown (an undo). topics: the
    ticked ones, None where the sheet had none. rest: whatever else triage said is right.
    """
    names = [*(name for name in spoken.said if not name.startswith(TOPIC)), *(TOPIC + name for name in TOPICS)]
    asked = {name: given[name] for name in names if name in given and given[name] != given.get(f"was:{name}")}
    found = {name: value for name, value in asked.items() if value in {"", *dict(answers(name))}}
    if topics is not None:
        before = set(filter(None, given.get("was:topics", "").split(",")))
        changed = before ^ set(topics)
        found |= {TOPIC + name: YES if name in topics else NO for name in TOPICS if name in changed}
    return {**_confirmed(names, topics, spoken, found), **found} if rest else found


def _confirmed(
    names: Iterable[str], topics: Sequence[str] | None, spoken: Spoken, found: Mapping[str, str]
) -> dict[str, str]:
    """What triage said of everything nobody has said anything of."""
    open_ones = [name for name in names if name not in spoken.labels and name not in found]
    said = {name: spoken.said[name].value if name in spoken.said else NO for name in open_ones}
    return {name: value for name, value in said.items() if topics is not None or not name.startswith(TOPIC)}

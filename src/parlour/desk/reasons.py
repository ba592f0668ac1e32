"""Why triage said what it said, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.core.triage.labels import CHOICES, INTENT, LANGUAGE, NO, ROUTE, TOPIC, YES
from parlour.desk.languages import language_name
from parlour.desk.marks import Span, marked
from parlour.desk.wishes import INTENTS, TOPICS, wish
from parlour.usecases.correct import Spoken

WORDS: Final[Mapping[str, str]] = {
    "heat": later("angry"),
    "complaint": later("complaint"),
    "urgency": later("urgent"),
    "escalation": later("may escalate"),
    "health": later("health"),
    "personal_care": later("personal care"),
    "finance": later("money"),
    "legal": later("legal"),
    "employment": later("work"),
    "minors": later("a minor"),
    "safety": later("safety"),
    "toxicity": later("harsh words"),
    "threat": later("a threat"),
    "spam": later("spam"),
    "value": later("a valued customer"),
    "reach": later("many read along"),
    "personal_data": later("gives too much away"),
    "one_reply": later("one reply may do"),
    "negative": later("unhappy"),
    "positive": later("happy"),
}
ROUTES: Final[Mapping[str, str]] = {
    "lobby": later("A public answer fits."),
    "parlour": later("Best talked about in private."),
    "watch": later("Nothing to answer; we keep an eye on it."),
    "kindness": later("An attack. Answer kindly, ask nothing about the person."),
    "human": later("Not clear. Read it and decide."),
}


MOOD_WORDS: Final = {
    "negative": later("unhappy"),
    "neutral": later("neither happy nor unhappy"),
    "positive": later("happy"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says why, the words of the post it rests on, and who said otherwise since ("" for nobody).

    `yes` is what they say of it.
    """

    word: str
    quotes: tuple[str, ...] = ()
    by: str = ""
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Why:
    """A judged post with its telling words marked, and those words by what they tell; what people corrected comes last.

    `private` says that the post was said in the parlour and nowhere else; `route_by` who said where it belongs; `asked`
    that chance chose it to be judged whole.
    """

    text: SafeString
    by_word: tuple[Word, ...]
    route: str
    wish: str = ""
    private: bool = False
    post: int = 0
    route_by: str = ""
    asked: bool = False


def word_for(output: str) -> str:
    """The desk's word for an output of triage, dotted or bare."""
    bare = output.rpartition(".")[2]
    return gettext(WORDS.get(bare, bare.replace("_", " ")))


def why(spoken: Spoken) -> Why:
    """The reasons in what was said of a post, without those a person has denied, and what people said instead."""
    text, result = spoken.text.text, spoken.assessment.result
    spans: list[Span] = []
    told: dict[str, dict[str, None]] = {}
    for reason in result.get("reasons", ()):
        if spoken.values.get(reason["output"]) == NO:
            continue
        word = word_for(reason["output"])
        quoted = text[reason["start"] : reason["end"]].strip()
        told.setdefault(word, {})
        if quoted:
            told[word][quoted] = None
            spans.append(Span(reason["start"], reason["end"], "reason", word))
    for datum in result.get("personal_data", ()):
        word = gettext("personal: %(kind)s") % {"kind": datum["kind"].replace("_", " ")}
        told.setdefault(word, {})[text[datum["start"] : datum["end"]]] = None
        spans.append(Span(datum["start"], datum["end"], "personal", word))
    words = tuple(Word(word, tuple(quotes)) for word, quotes in told.items())
    label = spoken.labels.get(ROUTE)
    return Why(
        text=marked(text, spans),
        by_word=words + tuple(_corrected(spoken)),
        route=gettext(ROUTES[spoken.route]) if spoken.route in ROUTES else "",
        wish=wish(_with_labels(spoken)),
        private=spoken.assessment.post.conversation_id is not None,
        post=spoken.assessment.post_id,
        route_by=label.agent.name if label and label.value != label.said else "",
        asked=spoken.asked,
    )


def _corrected(spoken: Spoken) -> Iterator[Word]:
    """What people say otherwise, in words; the route stands by itself."""
    for name, label in spoken.labels.items():
        if name == ROUTE or label.value == label.said:
            continue
        if name in CHOICES or name.startswith(TOPIC):
            yield Word(_value(name, label.value), by=label.agent.name, yes=label.value != NO)
        else:
            yield Word(word_for(name), by=label.agent.name, yes=label.value != NO)


def _value(name: str, value: str) -> str:
    if name.startswith(TOPIC):
        return gettext(TOPICS.get(name.removeprefix(TOPIC), name))
    if name == INTENT:
        return gettext(INTENTS.get(value, value)).rstrip(".")
    return language_name(value) if name == LANGUAGE else gettext(MOOD_WORDS.get(value, value))


def _with_labels(spoken: Spoken) -> dict[str, Any]:
    """The result with the intent and the topics people said."""
    result, values = dict(spoken.assessment.result), spoken.values
    if values.get(INTENT):
        result[INTENT] = {"label": values[INTENT], "p": 1.0}
    topics = [*result.get("topics", ()), *(name.removeprefix(TOPIC) for name in values if name.startswith(TOPIC))]
    result["topics"] = [name for name in dict.fromkeys(topics) if values.get(TOPIC + name, YES) == YES]
    return result

"""Why triage said what it said, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.desk.marks import Span, marked

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


@dataclass(frozen=True, slots=True)
class Why:
    """An assessed post with its telling words marked, and those words by what they tell.

    `private` says that the post was said in the parlour and nowhere else.
    """

    text: SafeString
    by_word: tuple[tuple[str, tuple[str, ...]], ...]
    route: str
    private: bool = False


def word_for(output: str) -> str:
    """The desk's word for an output of triage, dotted or bare."""
    bare = output.rpartition(".")[2]
    return gettext(WORDS.get(bare, bare.replace("_", " ")))


def why(text: str, result: Mapping[str, Any], route: str, *, private: bool) -> Why:
    """The reasons in an assessment's result, for the text version it judged."""
    spans: list[Span] = []
    told: dict[str, dict[str, None]] = {}
    for reason in result.get("reasons", ()):
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
    by_word = tuple((word, tuple(quotes)) for word, quotes in told.items())
    return Why(marked(text, spans), by_word, gettext(ROUTES[route]) if route in ROUTES else "", private)

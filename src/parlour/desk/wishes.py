"""What somebody wants and what it is about, in the desk's words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

LIKELY: Final = 0.5
"""Below this an intent is a guess and is not shown."""

INTENTS: Final[Mapping[str, str]] = {
    "where_is_it": later("Asks where something is."),
    "fault": later("Reports a fault."),
    "billing": later("Asks about a charge."),
    "refund": later("Wants money back."),
    "return": later("Wants to return or exchange something."),
    "cancel": later("Wants to cancel."),
    "change": later("Wants to change something."),
    "book": later("Wants to book or buy."),
    "access": later("Cannot get in."),
    "how_to": later("Asks how something is done."),
    "question": later("Asks a question of fact."),
    "service": later("Speaks of how they were treated."),
    "safety": later("Reports a danger."),
    "privacy": later("Worries about their data."),
    "idea": later("Has an idea."),
    "praise": later("Gives praise or thanks."),
    "answer": later("Answers what was asked."),
    "talk": later("Wants nothing of you."),
}
TOPICS: Final[Mapping[str, str]] = {
    "billing": later("bills"),
    "delivery": later("delivery"),
    "quality": later("quality"),
    "outage": later("an outage"),
    "app": later("app or website"),
    "account": later("the account"),
    "staff": later("staff"),
    "waiting": later("waiting"),
    "price": later("prices"),
    "booking": later("a booking"),
    "returns": later("returns"),
    "danger": later("a danger"),
    "privacy": later("privacy"),
    "stock": later("stock"),
    "hours": later("opening hours"),
    "advertising": later("advertising"),
    "content": later("content"),
    "treatment": later("a treatment"),
    "contract": later("a contract"),
    "network": later("the network"),
    "travel": later("travel"),
}


def wish(result: Mapping[str, Any]) -> str:
    """One line: what is wanted, where that is likely, and what it is about."""
    intent = result.get("intent", {})
    wanted = INTENTS.get(intent.get("label", "")) if intent.get("p", 0) >= LIKELY else None
    about = [gettext(TOPICS[topic]) for topic in result.get("topics", ()) if topic in TOPICS]
    parts = [gettext(wanted)] if wanted else []
    if about:
        parts.append(gettext("About: %(topics)s.") % {"topics": ", ".join(about)})
    return " ".join(parts)

"""Posts with our own labels (`posts/LABELS.md`): real care turns, written posts and threads, and those held out."""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from parlour.learning.examples import Example, Part
from parlour.learning.rows import rows

MOODS = ("negative", "neutral", "positive")
INTENTS = (
    "where_is_it", "fault", "billing", "refund", "return", "cancel", "change", "book", "access", "how_to", "question",
    "service", "safety", "privacy", "idea", "praise", "answer", "talk",
)  # fmt: skip
TOPICS = (
    "billing", "delivery", "quality", "outage", "app", "account", "staff", "waiting", "price", "booking", "returns",
    "danger", "privacy", "stock", "hours", "advertising", "content", "treatment", "contract", "network", "travel",
)  # fmt: skip
SENSITIVE = ("health", "personal_care", "finance", "legal", "employment", "minors", "safety")
URGENT = 2
"""From this urgency on somebody must answer within hours."""

CARE_TEST = frozenset(
    ("Google", "MojangSupport", "AdobeCare", "DropboxSupport", "hulu_support", "AskPlayStation", "GoDaddyHelp")
) | {"ChaseSupport", "AmazonHelp", "Delta", "MicrosoftHelps", "XboxSupport", "Ask_Spectrum", "Uber_Support"}
SECTOR_OF = {
    "Google": "software", "AdobeCare": "software", "DropboxSupport": "software", "GoDaddyHelp": "software",
    "MicrosoftHelps": "software", "zoom_us": "software", "AppleSupport": "software", "YahooCare": "software",
    "RockstarSupport": "games", "MojangSupport": "games", "AskPlayStation": "games", "XboxSupport": "games",
    "TeamYouTube": "media and telephone", "hulu_support": "media and telephone", "SpotifyCares": "media and telephone",
    "TMobileHelp": "media and telephone", "Ask_Spectrum": "media and telephone",
    "ChaseSupport": "finance", "Ask_WellsFargo": "finance",
    "AskeBay": "shops and travel", "AmazonHelp": "shops and travel", "SouthwestAir": "shops and travel",
    "Delta": "shops and travel", "Uber_Support": "shops and travel",
}  # fmt: skip


def care(data: Path) -> Iterator[Example]:
    """Real care posts; the texts stay where they are. Split by company."""
    threads = {row["id"]: row for row in rows(data / "ibm_twitter_care" / "dev.jsonl.gz")}
    for label in labelled("care"):
        text = threads[label["thread"]]["turns"][label["turn"]]["text"].replace("&amp;", "&")
        part: Part = "test" if label["company"] in CARE_TEST else "dev"
        sector = SECTOR_OF[label["company"]]
        yield Example(text, "care", part, answers(label), "en", 4.0, label["thread"], sector)


def written() -> Iterator[Example]:
    """Posts in English, German and Spanish written and labelled for learning, those of `contrasts` in families
    that differ in one label; of threads the last post."""
    for label in (*labelled("written"), *labelled("threads"), *labelled("contrasts")):
        yield Example(label["text"], "written", "dev", answers(label), label["language"], 4.0, label["id"])


def held() -> Iterator[Example]:
    """Posts written and labelled by somebody who saw none of the others, for measuring alone."""
    for label in labelled("held"):
        yield Example(label["text"], "held", "test", answers(label), label["language"], key=label["id"])


def labelled(name: str) -> Iterator[dict[str, Any]]:
    """The lines of `posts/NAME.jsonl`."""
    text = resources.files("parlour.learning").joinpath("posts", f"{name}.jsonl").read_text(encoding="utf-8")
    return map(json.loads, text.splitlines())


def answers(label: Mapping[str, Any]) -> dict[str, bool]:
    """What a careful reader answers to the question of each output; what was not asked is not a key."""
    found = mood(label["sentiment"]) | {
        "heat": label["heat"] > 0,
        "complaint": label["complaint"],
        "attack.toxicity": label["toxic"],
        "attack.spam": label["spam"],
        "sensitive.health": "health" in label["sensitive"],
        "sensitive.finance": "finance" in label["sensitive"],
    }
    if "threat" in label:
        found |= {f"sensitive.{name}": name in label["sensitive"] for name in SENSITIVE}
        found |= {"attack.threat": label["threat"], "one_reply": label["one_reply"]}
    if "intent" in label:
        found |= {f"intent.{name}": name == label["intent"] for name in INTENTS}
        found |= {f"topics.{name}": name in label["topics"] for name in TOPICS}
        found["urgency"] = label["urgency"] >= URGENT
        # Most posts are neither polite nor rude; they say nothing about the difference.
        found |= {"politeness": label["polite"] > 0} if label["polite"] else {}
    return found


def mood(name: str) -> dict[str, bool]:
    """The three answers one mood gives."""
    return {f"sentiment.{other}": other == name for other in MOODS}

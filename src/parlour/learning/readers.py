"""One reader per data set: files of DATA_DIR to examples. What each label means for each output is decided here."""

import gzip
import json
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from parlour.learning.examples import Example, Part, part_of, sameness

POSITIVE = frozenset(
    ("admiration", "amusement", "approval", "caring", "desire", "excitement", "gratitude", "joy", "love", "optimism")
) | {"pride", "relief"}
NEGATIVE = frozenset(
    ("anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear", "grief", "nervousness")
) | {"remorse", "sadness"}
HOT = frozenset(("anger", "annoyance"))
MONEY = frozenset(("banking", "credit_cards"))
CARE_TEST = frozenset(
    ("Google", "MojangSupport", "AdobeCare", "DropboxSupport", "hulu_support", "AskPlayStation", "GoDaddyHelp")
) | {"ChaseSupport", "AmazonHelp", "Delta", "MicrosoftHelps", "XboxSupport", "Ask_Spectrum", "Uber_Support"}
_HEADINGS = re.compile(r"\b(?:SUBJECT|MESSAGE):", re.IGNORECASE)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of one gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def goemotions(data: Path) -> Iterator[Example]:
    """Reddit comments: mood and heat. Comments of both moods at once are left out of mood."""
    parts: tuple[Part, ...] = ("train", "dev", "test")
    for part in parts:
        for row in rows(data / "goemotions" / f"{part}.jsonl.gz"):
            found = frozenset(row["labels"])
            labels = {"heat": bool(found & HOT), "attack.spam": False}
            if not found & NEGATIVE:
                # Rough words without a bad mood are no attack.
                labels["attack.toxicity"] = False
            if not (found & POSITIVE and found & NEGATIVE):
                labels |= mood("negative" if found & NEGATIVE else "positive" if found & POSITIVE else "neutral")
            yield Example(row["text"].replace("[NAME]", "Alex"), "goemotions", part, labels)


def mood(name: str) -> dict[str, bool]:
    """The three answers one mood gives."""
    return {f"sentiment.{other}": other == name for other in ("negative", "neutral", "positive")}


def davidson(data: Path) -> Iterator[Example]:
    """Tweets judged hateful, offensive or neither."""
    for row in rows(data / "davidson_hate" / "all.jsonl.gz"):
        part = part_of("davidson" + sameness(row["text"]))
        text = row["text"].replace("&amp;", "&")
        yield Example(text, "davidson", part, {"attack.toxicity": row["label"] != "neither"}, weight=0.5)


def spam(data: Path) -> Iterator[Example]:
    """Text messages (split by near-duplicate) and video comments (split by video)."""
    for row in rows(data / "spam_sms" / "all.jsonl.gz"):
        yield Example(
            row["text"], "sms", part_of("sms" + sameness(row["text"])), {"attack.spam": row["label"] == "spam"}
        )
    where: dict[str, Part] = {"Shakira": "test", "Eminem": "dev"}
    for row in rows(data / "spam_youtube" / "all.jsonl.gz"):
        yield Example(row["text"], "youtube", where.get(row["video"], "train"), {"attack.spam": row["label"] == "spam"})


def money(data: Path) -> Iterator[Example]:
    """Questions to banks and to others: finance, and never health."""
    official: tuple[Part, ...] = ("train", "test")
    for part in official:
        for row in rows(data / "banking77" / f"{part}.jsonl.gz"):
            yield Example(
                row["text"], "banking77", part, {"sensitive.finance": True, "sensitive.health": False}, weight=0.5
            )
        for row in rows(data / "clinc150" / f"{part}.jsonl.gz"):
            if row["label"] != "vaccines":
                labels = {"sensitive.finance": row["domain"] in MONEY, "sensitive.health": False}
                yield Example(row["text"], "clinc150", part, labels)
    for name in ("banking", "hotels"):
        for row in rows(data / "nlupp" / f"{name}.jsonl.gz"):
            held = {"sensitive.health": False} | ({"sensitive.finance": False} if name == "hotels" else {})
            yield Example(row["text"], "nlupp", "test" if row["fold"] >= 16 else "train", held)


def health(data: Path) -> Iterator[Example]:
    """Questions of consumers to a medical library, long ones cut to their first sentences."""
    for row in rows(data / "meqsum_health" / "all.jsonl.gz"):
        part = part_of("meqsum" + sameness(row["text"]))
        labels = {"sensitive.health": True, "sensitive.finance": False}
        yield Example(_HEADINGS.sub(" ", row["text"])[:280], "meqsum", part, labels)
        yield Example(row["summary"], "meqsum", part, labels)


def chats(data: Path) -> Iterator[Example]:
    """Turns of customer-care chats that say something: insurance and bank left out, they touch on both subjects."""
    empty = {
        "openinggreeting",
        "contentonly",
        "thankyou",
        "confirmation",
        "rejection",
        "closinggreeting",
        "outofdomain",
    }
    for row in rows(data / "multidogo" / "train.jsonl.gz"):
        if row["domain"] in ("fastfood", "software", "media", "airline") and not empty & set(row["intent"]):
            part = part_of("multidogo" + row["conv"])
            yield Example(row["text"], "multidogo", part, {"sensitive.health": False, "attack.spam": False}, weight=0.5)


def tongues(data: Path) -> Iterator[Example]:
    """Sentences and pairs of words of many languages; `labels` is empty, the language is the label."""
    for name in ("langid_eld", "langid_lingua"):
        for row in rows(data / name / "sample.jsonl.gz"):
            code = "no" if row["lang"] == "nb" else row["lang"]
            kind = row.get("kind", "sentences")
            part = part_of(name + row["text"], dev=8, test=15)
            yield Example(row["text"], f"{name}.{kind}", part, {}, code)


def care(data: Path) -> Iterator[Example]:
    """Real care posts; the labels are ours (`posts/care.jsonl`), the texts stay where they are. Split by company."""
    threads = {row["id"]: row for row in rows(data / "ibm_twitter_care" / "dev.jsonl.gz")}
    for label in _own("care.jsonl"):
        text = threads[label["thread"]]["turns"][label["turn"]]["text"].replace("&amp;", "&")
        part: Part = "test" if label["company"] in CARE_TEST else "dev"
        yield Example(text, "care", part, care_labels(label), "en", 4.0, label["thread"])


def written() -> Iterator[Example]:
    """Posts in English, German and Spanish that were written and labelled for this purpose."""
    for label in _own("written.jsonl"):
        yield Example(label["text"], "written", "dev", care_labels(label), label["language"], 4.0, label["id"])


def cast(scenes: Path) -> Iterator[Example]:
    """Posts of the make-believe network, written and labelled by someone else: for measuring alone."""
    for path in sorted(scenes.glob("*.toml")):
        scene = tomllib.loads(path.read_text(encoding="utf-8"))
        for said in [*scene.get("post", ()), *scene.get("reaction", ())]:
            if "labels" in said and "text" in said:
                yield Example(said["text"], "cast", "test", care_labels(said["labels"]), said["labels"]["language"])


def care_labels(label: dict[str, Any]) -> dict[str, bool]:
    """The answers of a careful reader as the outputs ask for them; annoyed counts as angry."""
    return mood(label["sentiment"]) | {
        "heat": label["heat"] > 0,
        "complaint": label["complaint"],
        "attack.toxicity": label["toxic"],
        "attack.spam": label["spam"],
        "sensitive.health": "health" in label["sensitive"],
        "sensitive.finance": "finance" in label["sensitive"],
    }


def _own(name: str) -> Iterator[dict[str, Any]]:
    text = resources.files("parlour.learning").joinpath("posts", name).read_text(encoding="utf-8")
    return map(json.loads, text.splitlines())

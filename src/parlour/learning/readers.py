"""One reader per data set: files of DATA_DIR to examples. What each label means for each output is decided here."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from parlour.learning.examples import Example, Part, part_of, sameness
from parlour.learning.own_posts import answers, mood
from parlour.learning.rows import rows

POSITIVE = frozenset(
    ("admiration", "amusement", "approval", "caring", "desire", "excitement", "gratitude", "joy", "love", "optimism")
) | {"pride", "relief"}
NEGATIVE = frozenset(
    ("anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear", "grief", "nervousness")
) | {"remorse", "sadness"}
HOT = frozenset(("anger", "annoyance"))
MONEY = frozenset(("banking", "credit_cards"))
_HEADINGS = re.compile(r"\b(?:SUBJECT|MESSAGE):", re.IGNORECASE)


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


def requests(data: Path) -> Iterator[Example]:
    """Requests among editors and programmers: the politest and the least polite quarter, as in the paper.

    What stands between them teaches too: as polite as its place among all requests there.
    """
    for name in ("wikipedia", "stack-exchange"):
        found = sorted(rows(data / "stanford_politeness" / f"{name}.jsonl.gz"), key=lambda row: float(row["score"]))
        for place, row in enumerate(found):
            part = part_of("politeness" + sameness(row["text"]))
            if row["label"] in ("polite", "impolite"):
                yield Example(row["text"], "politeness", part, {"politeness": row["label"] == "polite"})
            elif part == "train":
                yield Example(row["text"], "politeness", part, {"politeness": place / len(found)}, weight=0.5)


def chats(data: Path) -> Iterator[Example]:
    """Turns of customer-care chats that say something: insurance and bank left out, they touch on both subjects.

    A tenth of the turns that hold nothing but details of a person or an order teach that these are no advertising.
    """
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
        elif row["intent"] == ["contentonly"] and part_of("details" + row["conv"], dev=0, test=10) == "test":
            yield Example(row["text"], "multidogo", part_of("multidogo" + row["conv"]), {"attack.spam": False})


def tongues(data: Path) -> Iterator[Example]:
    """Sentences and pairs of words of many languages; `labels` is empty, the language is the label."""
    for name in ("langid_eld", "langid_lingua"):
        for row in rows(data / name / "sample.jsonl.gz"):
            code = "no" if row["lang"] == "nb" else row["lang"]
            kind = row.get("kind", "sentences")
            part = part_of(name + row["text"], dev=8, test=15)
            yield Example(row["text"], f"{name}.{kind}", part, {}, code)


def cast(scenes: Path) -> Iterator[Example]:
    """Posts of the make-believe network, written and labelled by someone else: for measuring alone."""
    for path in sorted(scenes.glob("*.toml")):
        scene = tomllib.loads(path.read_text(encoding="utf-8"))
        for said in [*scene.get("post", ()), *scene.get("reaction", ())]:
            if "labels" in said and "text" in said:
                yield Example(said["text"], "cast", "test", answers(said["labels"]), said["labels"]["language"])

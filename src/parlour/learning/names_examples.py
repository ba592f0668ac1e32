"""Examples for the tagger: sentences in which spans are known to be names or other personal data, or not to be."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from parlour.learning.own_posts import labelled
from parlour.learning.rows import rows

KINDS = (
    "", "person", "person", "address", "email", "phone", "card", "account", "national_id", "secret", "booking",
    "policy", "claim", "handle", "", "",
)  # fmt: skip
PERSON, PERSON_GOES_ON = 1, 2
PLACE, THING = 14, 15
TAGS = {kind: tag for tag, kind in enumerate(KINDS) if kind and tag != PERSON_GOES_ON} | {
    "place": PLACE,
    "thing": THING,
}
CHAT = {
    "name": "person", "address": "address", "current_zipcode": "address", "new_zipcode": "address",
    "email_address": "email", "phone_number": "phone", "phonenumber": "phone", "card_number": "card",
    "account_number": "account", "target_account_number": "account", "account_id": "account", "ssn": "national_id",
    "password": "secret", "booking_confirmation_number": "booking", "policyid": "policy", "claimid": "claim",
    "username": "handle", "departure_city": "place", "arrival_city": "place", "current_city": "place",
    "new_city": "place", "company_name": "thing", "car_brand": "thing", "software_name": "thing",
}  # fmt: skip
"""Slots of customer-care chats and what they are to us."""
ENTITIES = {
    "person": "person", "PER": "person", "location": "place", "LOC": "place", "ORG": "thing", "corporation": "thing",
    "product": "thing", "group": "thing", "creative-work": "thing",
}  # fmt: skip
_CLOSE_BEFORE = re.compile(r"[.,!?;:)\]%…]|['’](?:s|re|ve|ll|d|m|t)$|n['’]t$", re.IGNORECASE)
_CLOSE_AFTER = re.compile(r"[@#(\[$£€]")
_SYLLABLES = [
    "ba",
    "be",
    "bel",
    "bor",
    "bra",
    "car",
    "chi",
    "cor",
    "da",
    "del",
    "dor",
    "du",
    "el",
    "en",
    "fa",
    "fer",
    "gar",
    "go",
    "gra",
    "ha",
    "har",
    "hol",
    "is",
    "ja",
    "jo",
    "ka",
    "kin",
    "ko",
    "kra",
    "la",
    "lan",
    "lin",
    "lo",
    "ma",
    "mar",
    "mc",
    "mel",
    "mi",
    "mor",
    "na",
    "ne",
    "nor",
    "o",
    "os",
    "pa",
    "per",
    "pin",
    "ra",
    "ren",
    "ri",
    "ro",
    "sa",
    "san",
    "sch",
    "se",
    "shi",
    "ska",
    "so",
    "sta",
    "ster",
    "sto",
    "ta",
    "tan",
    "te",
    "tin",
    "to",
    "tra",
    "u",
    "va",
    "ver",
    "vi",
    "vo",
    "wa",
    "wel",
    "wi",
    "ya",
    "yo",
    "za",
    "zi",
    "ton",
    "ley",
    "man",
    "son",
    "berg",
    "field",
    "wood",
    "well",
    "ham",
    "ford",
    "stein",
    "ski",
    "ova",
    "ez",
    "ing",
]
_NUMBER = re.compile(r"\d.*\d.*\d", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text, its known spans (start, end, tag), and how far silence about the rest of it can be trusted: `sure`, or
    only about what is neither a place or thing (`named`) nor, besides, a number or known name (`doubtful`)."""

    text: str
    spans: tuple[tuple[int, int, int], ...] = ()
    silence: str = "sure"


@dataclass(frozen=True, slots=True)
class Names:
    """Names of people for examples."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    def surname(self, random: np.random.Generator) -> str:
        """A family's name; one in three is of no list, so that names are known by their place too."""
        if random.random() < 0.67:
            return str(random.choice(self.family))
        return "".join(random.choice(_SYLLABLES, random.integers(2, 4))).capitalize()

    def one(self, random: np.random.Generator) -> str:
        """A name as people write it in passing: mostly the given one."""
        given, family = str(random.choice(self.given)), self.surname(random)
        chance = random.random()
        return given if chance < 0.62 else family if chance < 0.74 else f"{given} {family}"


def load_names() -> Names:
    """The names that are kept beside this file."""
    listed = tomllib.loads(resources.files("parlour.learning").joinpath("names", "names.toml").read_text("utf-8"))
    return Names(*(tuple(_capital(n) for n in listed[key].replace("\n", "").split("|")) for key in ("given", "family")))


def _capital(name: str) -> str:
    return " ".join(part if part in {"de", "van", "den"} else part.capitalize() for part in name.split())


def posts(data: Path, files: Sequence[str]) -> Iterator[Sentence]:
    """Posts with entities, each twice: they are few beside all else."""
    for file in files:
        for row in rows(data / f"{file}.jsonl.gz"):
            yield from [joined(row["tokens"], row["tags"])] * 2


def joined(words: Sequence[str], tags: Sequence[str]) -> Sentence:
    """The words as they were once written; a handle or a hashtag is public speech, whoever it names."""
    text, spans = "", []
    for word, tag in zip(words, tags, strict=True):
        plain = word.replace("'\"'", '"')
        close = not text or bool(_CLOSE_BEFORE.match(plain) or _CLOSE_AFTER.fullmatch(text[-1]))
        text += plain if close else " " + plain
        entity, start = ENTITIES.get(tag[2:]), len(text) - len(plain)
        if entity and plain[0] not in "@#" and not text[:start].endswith(("@", "#")):
            spans.append((start, len(text), TAGS[entity], tag[0] == "B"))
    return Sentence(text, tuple(_grown(spans)))


def _grown(spans: Sequence[tuple[int, int, int, bool]]) -> Iterator[tuple[int, int, int]]:
    """Spans of words made into spans of entities."""
    current: tuple[int, int, int] | None = None
    for start, end, tag, begins in spans:
        if current and not begins and tag == current[2] and start - current[1] <= 1:
            current = (current[0], end, tag)
            continue
        if current:
            yield current
        current = (start, end, tag)
    if current:
        yield current


def chats(data: Path, part: str) -> Iterator[Sentence]:
    """Turns of customer-care chats, each wording once."""
    seen: set[str] = set()
    for row in rows(data / "multidogo" / f"{part}.jsonl.gz"):
        slots, words = row["slots"].split(), list(re.finditer(r"\S+", row["text"]))
        if len(slots) != len(words) or row["text"] in seen:
            continue
        seen.add(row["text"])
        kinds = [CHAT.get(slot, "") for slot in slots]
        spans = [
            (word.start(), word.end(), TAGS[kind], place == 0 or kinds[place - 1] != kind)
            for place, (word, kind) in enumerate(zip(words, kinds, strict=True))
            if kind
        ]
        yield Sentence(row["text"], tuple(_grown(spans)), "named")


def comments(data: Path, names: Names, random: np.random.Generator) -> Iterator[Sentence]:
    """Comments in which names were masked, with names in their place; of those without any, some."""
    for part in ("train", "dev", "test"):
        for row in rows(data / "goemotions" / f"{part}.jsonl.gz"):
            pieces = row["text"].split("[NAME]")
            if len(pieces) > 1 or random.random() < 0.4:
                yield _filled(pieces, names, random)


def _filled(pieces: Sequence[str], names: Names, random: np.random.Generator) -> Sentence:
    text, spans = pieces[0], []
    small = not any(piece[:1].isupper() for piece in pieces) and random.random() < 0.5
    for piece in pieces[1:]:
        name = names.one(random)
        name = name.lower() if small else name
        spans.append((len(text), len(text) + len(name), PERSON))
        text += name + piece
    return Sentence(text, tuple(spans), "named")


def others(data: Path) -> Iterator[Sentence]:
    """Questions and posts in which hardly anybody is named."""
    for path in ("banking77/train", "clinc150/train", "clinc150/oos_train"):
        for place, row in enumerate(rows(data / f"{path}.jsonl.gz")):
            if place % 2:
                yield Sentence(row["text"], (), "doubtful")
    yield from (Sentence(post["text"], (), "doubtful") for post in labelled("written"))
    for row in rows(data / "ibm_twitter_care" / "dev.jsonl.gz"):
        yield from (Sentence(turn["text"], (), "doubtful") for turn in row["turns"] if turn["role"] == "agent")


def ours() -> Iterator[Sentence]:
    """Posts of our own in which one reader marked all people: those that an earlier tagger saw some in, and others."""
    files = ("written", "contrasts", "threads")
    texts = {(name, post["id"]): post["text"] for name in files for post in labelled(name)}
    for label in _marked("posts"):
        people = tuple((start, end, PERSON) for start, end in label["people"])
        yield Sentence(texts[label["posts"], label["id"]], people, "named")


def care(data: Path) -> Iterator[Sentence]:
    """Real care posts. One reader judged what an earlier tagger, numbers and words beside them suggested in each."""
    labels = {(label["thread"], label["turn"]): label["spans"] for label in _marked("care")}
    for row in rows(data / "ibm_twitter_care" / "dev.jsonl.gz"):
        for place, turn in enumerate(row["turns"]):
            if turn["role"] == "client":
                spans = labels.get((row["id"], place), ())
                # What only patterns tell apart is left open by giving it no tag of its own.
                known = tuple((start, end, TAGS[kind]) for start, end, kind in spans if kind in TAGS)
                yield from [Sentence(turn["text"], known, "named" if len(known) == len(spans) else "doubtful")] * 2


def _marked(name: str) -> Iterator[dict[str, Any]]:
    text = resources.files("parlour.learning").joinpath("names", f"{name}.jsonl").read_text("utf-8")
    return map(json.loads, text.splitlines())


def is_number(word: str) -> bool:
    """Whether a word could be a number somebody is known by."""
    return _NUMBER.search(word) is not None

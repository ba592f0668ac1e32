"""What the tagger learns from: every span covers what it says it covers."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from parlour.learning.names_examples import (
    KINDS,
    PERSON,
    PLACE,
    TAGS,
    chats,
    comments,
    is_number,
    joined,
    load_names,
)
from parlour.learning.names_templates import address, details, letters, things


def covered(text: str, spans: tuple[tuple[int, int, int], ...]) -> list[tuple[str, int]]:
    return [(text[start:end], tag) for start, end, tag in spans]


def write(path: Path, *rows: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_words_are_joined_as_they_were_written() -> None:
    words = ["Hi", ",", "Ana", "Lopez", "'s", "@", "rob", "and", "#Leo", "in", "Rome", "!"]
    tags = ["O", "O", "B-PER", "I-PER", "O", "O", "B-PER", "O", "B-PER", "O", "B-LOC", "O"]
    sentence = joined(words, tags)
    assert sentence.text == "Hi, Ana Lopez's @rob and #Leo in Rome!"
    assert covered(sentence.text, sentence.spans) == [("Ana Lopez", PERSON), ("Rome", PLACE)]


def test_two_names_in_a_row_stay_two() -> None:
    sentence = joined(["Ana", "Leo"], ["B-person", "B-person"])
    assert covered(sentence.text, sentence.spans) == [("Ana", PERSON), ("Leo", PERSON)]


def test_chats_are_read_once_each_with_their_slots(tmp_path: Path) -> None:
    turn = {"text": "im ana  lee ssn 4852", "slots": "O name name O ssn"}
    write(tmp_path / "multidogo" / "train.jsonl.gz", turn, turn, {"text": "one two", "slots": "O"})
    (sentence,) = chats(tmp_path, "train")
    assert covered(sentence.text, sentence.spans) == [
        ("ana", PERSON),
        ("lee", PERSON),
        ("4852", TAGS["national_id"]),
    ]


def test_masked_names_are_filled(tmp_path: Path) -> None:
    for part in ("train", "dev", "test"):
        write(tmp_path / "goemotions" / f"{part}.jsonl.gz", {"text": "Thanks [NAME], tell [NAME]!"})
    for sentence in comments(tmp_path, load_names(), np.random.default_rng(1)):
        assert len(sentence.spans) == 2
        assert "[NAME]" not in sentence.text
        assert all(sentence.text[start:end].strip() for start, end, _ in sentence.spans)


def test_templates_are_filled_where_they_say(tmp_path: Path) -> None:
    (tmp_path / "presidio_synth").mkdir()
    (tmp_path / "presidio_synth" / "templates.txt").write_text(
        "My name is {{person}}\\nI live in {{city}}\n{{building_number}} {{street_name}}, {{postcode}}\n"
    )
    found = list(letters(tmp_path, load_names(), np.random.default_rng(2), rounds=3))
    assert len(found) == 6
    first, second = found[:2]
    assert [tag for _, _, tag in first.spans] == [PERSON, PLACE]
    assert first.text[: first.spans[0][0]].lower() == "my name is "
    assert [tag for _, _, tag in second.spans] == [TAGS["address"]]
    assert second.spans[0][:2] == (0, len(second.text))


@pytest.mark.parametrize("make", [details, things])
def test_made_sentences_hold_what_they_mark(make: object) -> None:
    assert callable(make)
    sentences = list(make(load_names(), np.random.default_rng(3), count=200))
    assert len(sentences) == 200
    for sentence in sentences:
        edges = [edge for start, end, _ in sentence.spans for edge in (start, end)]
        assert edges == sorted(edges)
        assert all(sentence.text[start:end].strip() for start, end, _ in sentence.spans)
        assert all(0 < tag < len(KINDS) for _, _, tag in sentence.spans)
        assert "{" not in sentence.text


def test_addresses_have_a_number_and_a_town() -> None:
    random = np.random.default_rng(4)
    assert all(
        any(c.isdigit() for c in made) and any(c.isupper() for c in made) for made in map(address, [random] * 50)
    )


@pytest.mark.parametrize(("word", "number"), [("4852", True), ("A1b2c3", True), ("12", False), ("iPhone13", False)])
def test_numbers_somebody_is_known_by_have_three_digits(word: str, *, number: bool) -> None:
    assert is_number(word) is number
